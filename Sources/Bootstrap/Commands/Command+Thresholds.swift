import Foundation
import Knowledge
import Matching

extension Command {
    static let thresholds = Command(
        name: "thresholds", summary: "set from which chance on the FAQ answers, by its own examples",
        help: """
            switchboard thresholds [DIR] [--write] [--date YYYY-MM-DD]

            Asks every example as if it were not in the files, and again as if its entry were not, and prints for each
            chance what answering, or asking back, from there on would have earned: +1 for the right entry, -5 for
            another answer, -1 for a list without the right entry; an example whose entry is away counts a quarter. What earns
            most becomes `answer` and `clarify`. With --write both are written into settings.yaml. Exit code 1 when
            settings.yaml says something else and --write is not given.
            """
    ) { arguments in
        let parsed = try Arguments(arguments, valued: ["date"], flags: ["write"])
        let folder = parsed.words.first ?? "Intents"
        let set = try Self.knowledge(folder, day: try Self.day(parsed))
        let trial = set.matcher.tryThresholds()
        for line in Self.lines(of: trial) { Terminal.print(line) }
        let line = ThresholdsLine(trial.best)
        guard line != ThresholdsLine(set.settings.thresholds) else {
            Terminal.print("settings.yaml already says \(line.text)")
            return .done
        }
        guard parsed.flags.contains("write") else {
            Terminal.print("settings.yaml says \(ThresholdsLine(set.settings.thresholds).text)")
            Terminal.print("--write would write \(line.text)")
            return .failed
        }
        let files = try KnowledgeFiles.read(folder: folder).filter { $0.name == ThresholdsLine.file }
        try FileReplacement(folder: folder, files: files.map(line.replacing)).write(mark: "thresholds")
        Terminal.print("settings.yaml now says \(line.text)")
        return .done
    }

    private static func lines(of trial: ThresholdTrial) -> [String] {
        let head = "from   asked  right  offered   away  answering  asking back"
        let rows = trial.rows.map { row in
            String(
                format: "%.2f %7d %6d %8d %6d %10.0f %12.0f", row.chance, row.present, row.right, row.offered,
                row.absent, row.gainOfAnswers, row.gainOfOffers)
        }
        return ["\(trial.examples) examples", head] + rows
    }
}
