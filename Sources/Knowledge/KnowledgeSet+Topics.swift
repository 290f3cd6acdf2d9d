/// What somebody is shown whose language the matcher does not read: a text that ends in a numbered list, and the entries
/// that "1", "2" ... choose from it.
public struct TopicList: Sendable, Hashable {
    /// Says that the message was not understood, then a line for each entry and "0" for a person.
    public let text: String
    /// The entries in force, in the order of their numbers.
    public let entries: [Suggestion]
}

extension KnowledgeSet {
    /// The list for someone who writes `language`; nil when there is no menu for it, or none of its entries is in force.
    public func topicList(language: String, on day: Day? = nil) -> TopicList? {
        guard let menu = today.menus.first(where: { $0.languages.contains(language) }) else { return nil }
        let entries = suggestions(menu.intents.map(\.id), language: language, on: day)
        guard !entries.isEmpty else { return nil }
        var lines = entries.enumerated().map { "\($0.offset + 1). \($0.element.title)" }
        lines.append("0. \(text(.noneOfThese, language))")
        let intro = text(.notUnderstoodLanguage, language)
        return TopicList(text: intro + "\n\n" + lines.joined(separator: "\n"), entries: entries)
    }

    /// What stands on the button of an entry; nil where it would be in a language that a writer of `language` may not read:
    /// to whoever writes Chinese, Korean or Japanese a list in English says nothing.
    public func readableButton(of intentID: String, language: String) -> String? {
        guard let intent = intent(intentID) else { return nil }
        return isUnmatched(language)
            ? readable(intent.buttons, language) ?? readable(intent.titles, language)
            : button(of: intentID, language: language)
    }

    /// A text in a language that a writer of `language` reads; nil if there is none.
    func readable(_ text: Localized, _ language: String) -> String? {
        guard let best = text.best(for: language) else { return nil }
        return isUnmatched(language) && !Language.unmatched.contains(best.language) ? nil : best.text
    }

    /// Whether what is written in `language` is never matched, so that a menu takes the matcher's place.
    public func isUnmatched(_ language: String) -> Bool { Language.unmatched.contains(language) }
}
