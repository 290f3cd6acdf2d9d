public import Matching

/// Runs the `tests:` of the entries: `switchboard test`, and before every publish.
public enum EntryTests {
    /// `id`: only those of one entry.
    public static func run(_ set: KnowledgeSet, of id: String? = nil) -> TestReport {
        let cases = set.intents.filter { id == nil || $0.id == id }.flatMap { intent in
            intent.tests.map { run($0, of: intent, in: set) }
        }
        return TestReport(cases: cases, day: set.day)
    }

    /// An entry in force must be decided on: answered, or handed to a person where no machine answers it. A
    /// counter-example must not be answered with it.
    private static func run(_ test: Intent.EntryTest, of intent: Intent, in set: KnowledgeSet) -> TestReport.Case {
        let decision = set.matcher.decide(test.wording.text)
        let isFound = decision.intents.contains(intent.id)
        let outcome: TestReport.Outcome
        if !intent.validity.contains(set.day) {
            outcome = .skipped
        } else if test.isCounterExample {
            outcome = isFound && decision.action == .answer ? .failed : .passed
        } else {
            let expected: Decision.Action = intent.isAnswered(on: set.day) ? .answer : .escalate
            outcome = isFound && decision.action == expected ? .passed : .failed
        }
        return TestReport.Case(
            intent: intent.id, wording: test.wording, isCounterExample: test.isCounterExample, outcome: outcome,
            decision: decision)
    }
}

/// What the tests of a set gave.
public struct TestReport: Sendable, CustomStringConvertible {
    public enum Outcome: String, Sendable, Hashable {
        case passed, failed
        /// The entry is not valid on the day.
        case skipped
    }

    /// One text held against the matcher.
    public struct Case: Sendable, Hashable, CustomStringConvertible {
        public let intent: String
        public let wording: Wording
        public let isCounterExample: Bool
        public let outcome: Outcome
        public let decision: Decision

        /// It was answered, and with what it should not be: worse than a person who looks.
        public var isWrongAnswer: Bool { outcome == .failed && decision.action == .answer }

        /// `file:line:column: failed: 'text' should find x, was: answer y (0.91)`.
        public var description: String {
            let wish = isCounterExample ? "should not be answered with" : "should find"
            let intents = decision.intents.joined(separator: ", ")
            return "\(wording.place): \(outcome.rawValue): '\(wording.text)' \(wish) \(intent); "
                + "decided: \(decision.action.rawValue) \(intents) (\(decision.score))"
        }
    }

    public let cases: [Case]
    public let day: Day

    public var failures: [Case] { cases.filter { $0.outcome == .failed } }

    /// "230 tests as of 2021-07-31: 228 passed, 2 failed, 0 skipped".
    public var description: String {
        let skipped = cases.filter { $0.outcome == .skipped }.count
        let passed = cases.count - failures.count - skipped
        return "\(cases.count) tests as of \(day): \(passed) passed, \(failures.count) failed, \(skipped) skipped"
    }
}
