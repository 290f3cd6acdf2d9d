import Foundation
import Knowledge
import Messaging
import Storage

extension Command {
    /// Days of questions compared unless `--days` says otherwise.
    private static let daysDefault = 7
    private static let daysMost = 90

    static let diff = Command(
        name: "diff", summary: "show which real questions two versions of the FAQ files decide differently",
        help: """
            switchboard diff OLD_DIR NEW_DIR [--questions FILE] [--days N] [--date YYYY-MM-DD] [--lang vi|en]
                [--config FILE]

            Decides every question with both versions and prints those that change, grouped by what they come to. The
            questions are those of the last N days (\(daysDefault) unless given, at most \(daysMost)) in the database of the configuration;
            or the lines of FILE: one question a line, or {"text":"..."}. Telephone numbers, names, addresses and links
            are masked; conversations with a confidential ticket are left out, and questions about confidential entries
            are only counted. Exit code 1 when a question that was an emergency is one no longer.
            """
    ) { arguments in
        let parsed = try Arguments(
            arguments, valued: ["questions", "days", "date", "lang", configurationOption], flags: [])
        guard parsed.words.count == 2 else { throw UsageError("give two folders: OLD_DIR NEW_DIR") }
        let day = try Self.day(parsed)
        let old = try Self.knowledge(parsed.words[0], day: day)
        let new = try Self.knowledge(parsed.words[1], day: day)
        let questions = try await Self.questions(parsed)
        let comparison = KnowledgeComparison(from: old, to: new, questions: questions)
        for line in Self.lines(of: comparison, language: parsed.options["lang"] ?? "en") { Terminal.print(line) }
        return comparison.groups.contains { $0.kind == .lessUrgent } ? .failed : .done
    }

    static func questions(_ parsed: Arguments) async throws -> [String] {
        if let path = parsed.options["questions"] { return try QuestionFile.read(path) }
        guard let days = Int(parsed.options["days"] ?? "\(daysDefault)"), (1...daysMost).contains(days) else {
            throw UsageError("--days is a number from 1 to \(daysMost)")
        }
        let since = WallClock.live.now().adding(seconds: -Int64(days) * 24 * 3600)
        let reply = try await Control(configuration: try configuration(parsed)).perform(.recentQuestions(since: since))
        guard reply.isDone else { throw StartError(text: reply.lines.joined(separator: "\n")) }
        return reply.lines
    }

    /// The summary, then each group with its questions and what becomes of them.
    static func lines(of comparison: KnowledgeComparison, language: String) -> [String] {
        var lines = [comparison.summary(language: language)]
        for group in comparison.groups {
            lines += ["", "\(comparison.words(group.kind, language)) (\(group.members.count))"]
            for member in group.members {
                let change = comparison.changes[member]
                let question = change.question.split(whereSeparator: \.isNewline).joined(separator: " / ")
                lines.append("  \(question)")
                lines.append(
                    "      \(comparison.words(change.old, language)) -> \(comparison.words(change.new, language))")
            }
        }
        return lines
    }
}

/// Questions kept in a file, a line each: as text, or as JSON objects with `text`, as `match` reads them.
enum QuestionFile {
    /// What is compared in about a minute.
    static let mostQuestions = 20_000
    static let mostBytes = 16 << 20

    private struct Line: Decodable { let text: String }

    /// The questions with personal data masked; blank lines are none.
    static func read(_ path: String) throws(UsageError) -> [String] {
        guard let handle = FileHandle(forReadingAtPath: path), let data = try? handle.read(upToCount: mostBytes + 1)
        else { throw UsageError("cannot read \(path)") }
        guard data.count <= mostBytes else { throw UsageError("\(path) has more than \(mostBytes >> 20) MiB") }
        guard let text = String(validating: data, as: UTF8.self) else { throw UsageError("\(path) is not UTF-8 text") }
        return try questions(in: text, path: path)
    }

    static func questions(in text: String, path: String) throws(UsageError) -> [String] {
        var questions: [String] = []
        for (number, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let line = line.drop { $0 == "\u{FEFF}" || $0.isWhitespace }
            guard !line.isEmpty else { continue }
            guard questions.count < mostQuestions else {
                throw UsageError("\(path) has more than \(mostQuestions) questions")
            }
            var question = String(line)
            if line.first == "{" {
                guard let object = try? JSONDecoder().decode(Line.self, from: Data(line.utf8)) else {
                    throw UsageError("\(path):\(number + 1): a line in braces is {\"text\":\"...\"}")
                }
                question = object.text
            }
            questions.append(PersonalData.masked(question).text)
        }
        return questions
    }
}
