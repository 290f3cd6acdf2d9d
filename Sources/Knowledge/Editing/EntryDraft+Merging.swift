extension EntryDraft {
    /// `other` with every field that is different here from `base`, texts by language.
    public func keeping(changesFrom base: EntryDraft, over other: EntryDraft) -> EntryDraft {
        var merged = other
        func keep<Value: Equatable>(_ field: WritableKeyPath<EntryDraft, Value>) {
            if self[keyPath: field] != base[keyPath: field] { merged[keyPath: field] = self[keyPath: field] }
        }
        for language in Language.known {
            keep(\.titles[language])
            keep(\.buttons[language])
            keep(\.examples[language])
            keep(\.answers[language])
        }
        for field in [\EntryDraft.topics, \.rules, \.exceptions, \.suggest, \.ask] { keep(field) }
        for field in [
            \EntryDraft.department, \.priority, \.escalation, \.sourceTitle, \.sourceIssued, \.owner, \.confirmed,
            \.validFrom, \.validUntil, \.review,
        ] { keep(field) }
        keep(\.isConfidential)
        keep(\.isVolatile)
        keep(\.tests)
        return merged
    }
}
