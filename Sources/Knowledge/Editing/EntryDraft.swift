import YAML

/// An entry as the desk's form shows it: each value as it stands in the entry's own lines, nothing filled in from the
/// head of the file. Nothing in it is checked: what is wrong is told when it is loaded.
public struct EntryDraft: Sendable, Hashable, Codable {
    public struct Test: Sendable, Hashable, Codable {
        public var language: String
        public var text: String
        public var isCounterExample: Bool

        public init(language: String, text: String, isCounterExample: Bool) {
            self.language = language
            self.text = text
            self.isCounterExample = isCounterExample
        }
    }

    public var id: String
    /// Empty: that of the file.
    public var department = ""
    public var topics: [String] = []
    /// By language, as all texts.
    public var titles: [String: String] = [:]
    public var buttons: [String: String] = [:]
    public var examples: [String: [String]] = [:]
    public var rules: [String] = []
    public var exceptions: [String] = []
    /// Empty: `answer: none`, always a person.
    public var answers: [String: String] = [:]
    public var suggest: [String] = []
    public var ask: [String] = []
    public var priority = "normal"
    public var isConfidential = false
    public var escalation = "on-request"
    public var sourceTitle = ""
    /// Days are YYYY-MM-DD, empty when there is none.
    public var sourceIssued = ""
    public var owner = ""
    /// Empty: that of the file.
    public var confirmed = ""
    public var validFrom = ""
    public var validUntil = ""
    /// A number of days as `7d`; empty: no review.
    public var review = ""
    public var isVolatile = false
    public var tests: [Test] = []

    public init(id: String) { self.id = id }

    /// The languages of its texts, in the order in which they are always named.
    public var languages: [String] {
        let used = Set(titles.keys).union(buttons.keys).union(examples.keys).union(answers.keys)
            .union(tests.map(\.language))
        return Language.known.filter { used.contains($0) }
    }

    /// What was pasted put right, and what is empty left out; doing it twice changes nothing more.
    public func cleaned() -> EntryDraft {
        var draft = self
        draft.titles = Self.lines(titles)
        draft.buttons = Self.lines(buttons)
        draft.examples = examples.mapValues { Self.lines($0) }.filter { !$0.value.isEmpty }
        draft.answers = answers.mapValues(PastedText.cleaned).filter { !$0.value.isEmpty }
        draft.rules = Self.lines(rules)
        draft.exceptions = Self.lines(exceptions)
        draft.topics = Self.lines(topics)
        draft.suggest = Self.lines(suggest)
        draft.ask = Self.lines(ask)
        for field in [
            \EntryDraft.department, \.priority, \.escalation, \.sourceTitle, \.sourceIssued, \.owner, \.confirmed,
            \.validFrom, \.validUntil, \.review,
        ] as [WritableKeyPath<EntryDraft, String>] {
            draft[keyPath: field] = Self.line(self[keyPath: field])
        }
        if draft.priority.isEmpty { draft.priority = "normal" }
        if draft.escalation.isEmpty { draft.escalation = "on-request" }
        draft.tests = tests.compactMap { test in
            let text = Self.line(test.text)
            return text.isEmpty
                ? nil : Test(language: test.language, text: text, isCounterExample: test.isCounterExample)
        }
        return draft
    }

    private static func line(_ text: String) -> String {
        PastedText.cleaned(text).split(separator: "\n").joined(separator: " ")
    }

    private static func lines(_ texts: [String]) -> [String] { texts.map(line).filter { !$0.isEmpty } }

    private static func lines(_ texts: [String: String]) -> [String: String] {
        texts.mapValues(line).filter { !$0.value.isEmpty }
    }
}
