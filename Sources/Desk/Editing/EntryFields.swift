import Knowledge

/// The fields of the entry's form, by name: what stands in each, and the way back.
enum EntryFields {
    /// Languages a text may be in, in the order in which they are offered.
    static let languages = ["vi", "en", "zh-Hant", "zh-Hans", "ko", "ja"]
    /// Entries that may be offered below an answer: more buttons than that nobody reads.
    static let suggestions = 5

    /// Name and content of every field that holds something, in the order of the form.
    static func values(_ draft: EntryDraft) -> [(name: String, value: String)] {
        var values: [(String, String)] = []
        for language in languages {
            values.append(("title.\(language)", draft.titles[language] ?? ""))
            values.append(("button.\(language)", draft.buttons[language] ?? ""))
            values.append(("examples.\(language)", draft.examples[language]?.joined(separator: "\n") ?? ""))
            values.append(("answer.\(language)", draft.answers[language] ?? ""))
        }
        values += [
            ("validFrom", draft.validFrom), ("validUntil", draft.validUntil), ("source", draft.sourceTitle),
            ("issued", draft.sourceIssued), ("owner", draft.owner), ("confirmed", draft.confirmed),
            ("review", days(draft.review)), ("volatile", draft.isVolatile ? "✓" : ""),
            ("department", draft.department), ("topics", draft.topics.joined(separator: ", ")),
            ("ask", draft.ask.joined(separator: ", ")), ("priority", draft.priority),
            ("escalate", draft.escalation), ("confidential", draft.isConfidential ? "✓" : ""),
            ("suggest", draft.suggest.joined(separator: ", ")), ("rules", draft.rules.joined(separator: "\n")),
            ("except", draft.exceptions.joined(separator: "\n")),
        ]
        for language in languages {
            values.append(("tests.\(language)", tests(draft, language, isCounterExample: false)))
            values.append(("counter.\(language)", tests(draft, language, isCounterExample: true)))
        }
        return values.filter { !$0.1.isEmpty }
    }

    static func tests(_ draft: EntryDraft, _ language: String, isCounterExample: Bool) -> String {
        draft.tests.filter { $0.language == language && $0.isCounterExample == isCounterExample }.map(\.text)
            .joined(separator: "\n")
    }

    /// `7d` as the form shows it.
    static func days(_ review: String) -> String {
        review.hasSuffix("d") ? String(review.dropLast()) : review
    }

    /// The draft with what the form says; what the form does not have stays.
    static func draft(_ fields: Fields, onto old: EntryDraft, topics: [String], ask: [String]) -> EntryDraft {
        var draft = old
        for language in languages {
            if fields.has("title.\(language)") { draft.titles[language] = fields["title.\(language)"] }
            if fields.has("button.\(language)") { draft.buttons[language] = fields["button.\(language)"] }
            if fields.has("answer.\(language)") { draft.answers[language] = fields["answer.\(language)"] }
            if fields.has("examples.\(language)") {
                draft.examples[language] = TypedLines.wordings(fields["examples.\(language)"])
            }
        }
        for (name, field) in texts where fields.has(name) { draft[keyPath: field] = fields[name] }
        if fields.has("review") { draft.review = review(fields["review"]) }
        if fields.has("rules") { draft.rules = TypedLines.lines(fields["rules"]) }
        if fields.has("except") { draft.exceptions = TypedLines.lines(fields["except"]) }
        draft.tests = tests(fields, onto: old.tests)
        if fields.has("suggest.0") {
            draft.suggest = (0..<max(suggestions, old.suggest.count)).map { fields["suggest.\($0)"] }
        }
        // A box that is not ticked is not sent: the form says that it had them.
        if fields.isSet("boxes") {
            draft.isVolatile = fields.isSet("volatile")
            draft.isConfidential = fields.isSet("confidential")
            draft.topics = chosen(fields, "topic", known: topics, before: old.topics)
            draft.ask = chosen(fields, "ask", known: ask, before: old.ask)
        }
        return draft.cleaned()
    }

    private static let texts: [(String, any WritableKeyPath<EntryDraft, String> & Sendable)] = [
        ("validFrom", \.validFrom), ("validUntil", \.validUntil), ("source", \.sourceTitle), ("issued", \.sourceIssued),
        ("owner", \.owner), ("confirmed", \.confirmed), ("department", \.department), ("priority", \.priority),
        ("escalate", \.escalation),
    ]

    private static func review(_ typed: String) -> String {
        let text = typed.filter { !$0.isWhitespace }
        return !text.isEmpty && text.allSatisfy { $0.isASCII && $0.isNumber } ? text + "d" : text
    }

    /// Those chosen before keep their order; the first topic is the one that counts.
    private static func chosen(_ fields: Fields, _ name: String, known: [String], before: [String]) -> [String] {
        let isChosen = { (id: String) in fields.isSet("\(name).\(id)") }
        return before.filter(isChosen) + known.filter { !before.contains($0) && isChosen($0) }
    }

    /// Tests that stand in the form, those of before in their order.
    private static func tests(_ fields: Fields, onto old: [EntryDraft.Test]) -> [EntryDraft.Test] {
        var written: [EntryDraft.Test] = []
        var shown: Set<String> = []
        for language in languages {
            for (name, isCounterExample) in [("tests", false), ("counter", true)]
            where fields.has("\(name).\(language)") {
                shown.insert("\(language) \(isCounterExample)")
                written += TypedLines.wordings(fields["\(name).\(language)"]).map {
                    EntryDraft.Test(language: language, text: $0, isCounterExample: isCounterExample)
                }
            }
        }
        let kept = old.filter { written.contains($0) || !shown.contains("\($0.language) \($0.isCounterExample)") }
        return kept + written.filter { !old.contains($0) }
    }
}
