import YAML

/// The keys of an entry in the order in which a new one is written, each with its canonical lines.
enum EntryKey: String, CaseIterable {
    case id, department, topics, title, button, examples, rules, except, answer, suggest, ask, priority, confidential,
        escalate, source, owner, confirmed, valid, review, volatile, tests

    /// The lines of this key, from column 0; none when the entry does not have it.
    func lines(_ draft: EntryDraft) -> [String] {
        switch self {
        case .id: scalar(draft.id)
        case .department: scalar(draft.department)
        case .topics: ids(draft.topics)
        case .title, .button, .examples: under(Self.parts(of: self, draft))
        case .rules, .except, .tests: under(Self.items(of: self, draft).map { $0.lines })
        case .answer: draft.answers.isEmpty ? ["answer: none"] : under(Self.parts(of: self, draft))
        case .suggest: ids(draft.suggest)
        case .ask: ids(draft.ask)
        case .priority: draft.priority == "normal" ? [] : scalar(draft.priority)
        case .confidential: draft.isConfidential ? ["confidential: true"] : []
        case .escalate: draft.escalation == "on-request" ? [] : scalar(draft.escalation)
        case .source:
            under(
                [draft.sourceTitle.isEmpty ? [] : ["title: \(YAMLText.quoted(draft.sourceTitle))"]]
                    + [draft.sourceIssued.isEmpty ? [] : ["issued: \(Self.word(draft.sourceIssued))"]])
        case .owner: draft.owner.isEmpty ? [] : ["owner: \(YAMLText.quoted(draft.owner))"]
        case .confirmed: scalar(draft.confirmed)
        case .valid: valid(draft)
        case .review: scalar(draft.review)
        case .volatile: draft.isVolatile ? ["volatile: true"] : []
        }
    }

    /// The lines for each language of a key that has texts by language.
    static func parts(of key: EntryKey, _ draft: EntryDraft) -> [[String]] {
        Language.known.map { part(of: key, draft, language: $0) }
    }

    static func part(of key: EntryKey, _ draft: EntryDraft, language: String) -> [String] {
        switch key {
        case .title: draft.titles[language].map { ["\(language): \(YAMLText.quoted($0))"] } ?? []
        case .button: draft.buttons[language].map { ["\(language): \(YAMLText.quoted($0))"] } ?? []
        case .examples:
            under(language, draft.examples[language].map { $0.map { ["- \(YAMLText.quoted($0))"] } } ?? [])
        case .answer:
            draft.answers[language].map { ["\(language): |"] + $0.lines.map { $0.isEmpty ? "" : "  " + $0 } } ?? []
        default: []
        }
    }

    /// One item of a list: what it says, by which a line of the file is known again, and its canonical lines.
    struct Item: Hashable {
        let says: [EntryDraft.Test]
        let lines: [String]
    }

    static func items(of key: EntryKey, _ draft: EntryDraft, language: String = "") -> [Item] {
        switch key {
        case .rules: draft.rules.map { item($0, quoted: pattern($0)) }
        case .except: draft.exceptions.map { item($0, quoted: pattern($0)) }
        case .examples: (draft.examples[language] ?? []).map { item($0, quoted: YAMLText.quoted($0)) }
        case .tests:
            draft.tests.map { test in
                Item(
                    says: [test],
                    lines: ["- \(word(test.language)): \(YAMLText.quoted(test.text))"]
                        + (test.isCounterExample ? ["  not: true"] : []))
            }
        default: []
        }
    }

    /// A text that is an item by itself.
    static func says(_ text: String) -> [EntryDraft.Test] {
        [EntryDraft.Test(language: "", text: text, isCounterExample: false)]
    }

    private static func item(_ text: String, quoted: String) -> Item {
        Item(says: says(text), lines: ["- \(quoted)"])
    }

    private static func pattern(_ text: String) -> String { "'\(text.replacing("'", with: "''"))'" }

    /// An id, a date, a number of days: bare where that is safe.
    private static func word(_ text: String) -> String {
        let isSafe = text.utf8.allSatisfy { byte in
            UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
                || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || "._-".utf8.contains(byte)
        }
        return isSafe && text.first?.isPunctuation == false ? text : YAMLText.quoted(text)
    }

    private func scalar(_ text: String) -> [String] { text.isEmpty ? [] : ["\(rawValue): \(Self.word(text))"] }

    private func ids(_ ids: [String]) -> [String] {
        ids.isEmpty ? [] : ["\(rawValue): [\(ids.map(Self.word).joined(separator: ", "))]"]
    }

    private func valid(_ draft: EntryDraft) -> [String] {
        let ends = [("from", draft.validFrom), ("until", draft.validUntil)].filter { !$0.1.isEmpty }
        guard !ends.isEmpty else { return [] }
        return ["valid: {\(ends.map { "\($0.0): \(Self.word($0.1))" }.joined(separator: ", "))}"]
    }

    private func under(_ parts: [[String]]) -> [String] { Self.under(rawValue, parts) }

    private static func under(_ key: String, _ parts: [[String]]) -> [String] {
        let lines = parts.flatMap { $0 }
        return lines.isEmpty ? [] : ["\(key):"] + lines.map { $0.isEmpty ? "" : "  " + $0 }
    }
}

extension String {
    fileprivate var lines: [String] { split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
}
