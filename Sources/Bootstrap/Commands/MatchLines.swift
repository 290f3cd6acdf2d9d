import Foundation
import Matching

/// `switchboard match`: JSON lines in, JSON lines out, in the same order.
struct MatchLines {
    private struct Question: Decodable {
        let id: String
        let text: String
        let language: String?
    }

    private struct Line: Encodable {
        struct Candidate: Encodable {
            let intent: String
            let topics: [String]
            let score: Double
        }
        let id: String
        let decision: String
        let intents: [String]
        let topics: [String]
        let score: Double
        let language: String
        let priority: String
        let candidates: [Candidate]
        let reasons: [String]
    }

    let matcher: Matcher

    func run(printsTiming: Bool) throws -> ExitCode {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var times: [Double] = []
        var number = 0
        while let line = readLine() {
            number += 1
            guard !line.isEmpty else { continue }
            guard let question = try? JSONDecoder().decode(Question.self, from: Data(line.utf8)) else {
                Terminal.complain("line \(number) is not {\"id\":\"...\",\"text\":\"...\"}")
                return .failed
            }
            let began = ContinuousClock.now
            let decision = matcher.decide(question.text, context: Context(language: question.language))
            times.append(began.duration(to: .now) / .microseconds(1))
            FileHandle.standardOutput.write(try encoder.encode(self.line(question.id, decision)) + [10])
        }
        if printsTiming { Terminal.complain(Self.timing(times)) }
        return .done
    }

    private func line(_ id: String, _ decision: Decision) -> Line {
        let isRed = if case .red = decision.level { true } else { false }
        let topics = decision.candidates.filter { decision.intents.contains($0.intent) }.flatMap(\.topics)
        return Line(
            id: id, decision: (decision.action == .silent ? Decision.Action.clarify : decision.action).rawValue,
            intents: decision.intents, topics: topics.reduce(into: []) { if !$0.contains($1) { $0.append($1) } },
            score: decision.score, language: decision.language.hasPrefix("zh") ? "zh" : decision.language,
            priority: isRed ? Entry.Priority.emergency.rawValue : decision.priority.rawValue,
            candidates: decision.candidates.map {
                Line.Candidate(intent: $0.intent, topics: $0.topics, score: $0.score)
            }, reasons: decision.reasons)
    }

    private static func timing(_ times: [Double]) -> String {
        let sorted = times.sorted()
        guard let last = sorted.last else { return "0 messages" }
        let median = sorted[sorted.count / 2]
        let high = sorted[min(sorted.count - 1, sorted.count * 99 / 100)]
        func rounded(_ value: Double) -> Double { (value * 10).rounded() / 10 }
        return "\(times.count) messages, \(times.reduce(0, +) / 1_000_000) s, median \(rounded(median)) us, "
            + "99th percentile \(rounded(high)) us, longest \(rounded(last)) us"
    }
}
