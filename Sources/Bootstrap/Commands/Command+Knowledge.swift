import Foundation
import Knowledge
import Matching
import Messaging

extension Command {
    static let check = Command(
        name: "check", summary: "check the FAQ files",
        help: """
            switchboard check [DIR] [--strict] [--lang vi|en] [--date YYYY-MM-DD]

            Reports every mistake as file:line:column: error|warning: text. Exit code 1 when there are errors, with
            --strict also when there are warnings. DIR is Intents unless given.
            """
    ) { arguments in
        let parsed = try Arguments(arguments, valued: ["lang", "date", configurationOption], flags: ["strict"])
        let loaded = KnowledgeFolder(path: parsed.words.first ?? "Intents").load(day: try Self.day(parsed))
        let report = Check.report(
            loaded, today: Day(WallClock.live.now()),
            limits: ChannelConfiguration.capabilitiesOfAllPlatforms)
        for problem in report.problems { Terminal.print(problem.rendered(in: parsed.options["lang"] ?? "en")) }
        Terminal.print(report.description)
        let failed = report.count(.error) > 0 || parsed.flags.contains("strict") && report.count(.warning) > 0
        return failed ? .failed : .done
    }

    static let test = Command(
        name: "test", summary: "run the tests written in the FAQ files",
        help: """
            switchboard test [DIR] [--date YYYY-MM-DD]

            Each `tests:` text of an entry must find that entry, or must not where it says `not: true`. Exit code 1 when
            one fails.
            """
    ) { arguments in
        let parsed = try Arguments(arguments, valued: ["date"], flags: [])
        let set = try Self.knowledge(parsed.words.first, day: try Self.day(parsed))
        let report = EntryTests.run(set)
        for failure in report.failures { Terminal.print(failure.description) }
        Terminal.print(report.description)
        let emergencies = set.missedEmergencies
        for wording in emergencies.missed { Terminal.print("\(wording.place): not red: '\(wording.text)'") }
        if emergencies.of > 0 {
            Terminal.print("\(emergencies.of) emergencies: \(emergencies.missed.count) not red")
        }
        return report.failures.isEmpty ? .done : .failed
    }

    static let ask = Command(
        name: "ask", summary: "decide one text, with reasons",
        help: """
            switchboard ask "TEXT" [--intents DIR] [--explain] [--lang vi|en] [--date YYYY-MM-DD]

            Prints the decision and the answer a citizen would get; with --explain the reasons and the candidates too, in
            words for editors.
            """
    ) { arguments in
        let parsed = try Arguments(arguments, valued: ["intents", "date", "lang"], flags: ["explain"])
        guard let text = parsed.words.first, parsed.words.count == 1 else {
            throw UsageError("give one text in quotes")
        }
        let set = try Self.knowledge(parsed.options["intents"], day: try Self.day(parsed))
        let trial = QuestionTrial(text, in: set, language: parsed.options["lang"] ?? "en")
        let decision = trial.decision
        Terminal.print("\(decision.action.rawValue) \(decision.intents.joined(separator: ", ")) (\(decision.score))")
        if case .red(let kind) = decision.level { Terminal.print("EMERGENCY \(kind)") }
        if case .amber(let kind) = decision.level { Terminal.print("amber \(kind)") }
        if parsed.flags.contains("explain") {
            for reason in trial.reasons { Terminal.print("  \(reason)") }
            for candidate in trial.candidates { Terminal.print("  \(candidate.intent) \(candidate.score)") }
        }
        if decision.action == .answer {
            let language = decision.language == "und" ? "vi" : decision.language
            for intent in decision.intents {
                Terminal.print("\n" + (set.answer(for: intent, language: language)?.text ?? ""))
            }
        }
        return .done
    }

    static let match = Command(
        name: "match", summary: "decide JSON lines from standard input",
        help: """
            switchboard match [--intents DIR] [--timing] [--date YYYY-MM-DD]

            One JSON object a line in ({"id":"1","text":"..."}), one out in the same order; see docs/architecture.md.
            --timing prints messages, seconds, median and 99th percentile microseconds to standard error.
            """
    ) { arguments in
        let parsed = try Arguments(arguments, valued: ["intents", "date"], flags: ["timing"])
        let loaded = KnowledgeFolder(path: parsed.options["intents"] ?? "Intents")
            .load(day: try Self.day(parsed), purpose: .matching)
        guard let set = loaded.set else { return Self.complain(loaded) }
        return try MatchLines(matcher: set.matcher).run(printsTiming: parsed.flags.contains("timing"))
    }

    /// The set in a folder, or every reason why there is none.
    static func knowledge(_ folder: String?, day: Day?) throws -> KnowledgeSet {
        let loaded = KnowledgeFolder(path: folder ?? "Intents").load(day: day)
        guard let set = loaded.set else {
            throw ConfigurationError(
                lines: loaded.problems.filter { $0.severity == .error }.map { $0.rendered(in: "en") })
        }
        return set
    }

    private static func complain(_ loaded: Loaded) -> ExitCode {
        for problem in loaded.problems where problem.severity == .error {
            Terminal.complain(problem.rendered(in: "en"))
        }
        return .usage
    }

    static func day(_ arguments: Arguments) throws(UsageError) -> Day? {
        guard let text = arguments.options["date"] else { return nil }
        guard let day = Day(text) else { throw UsageError("--date is written YYYY-MM-DD") }
        return day
    }
}
