/// An answer as it is sent: numbers filled in, split for reading without a tap.
public struct RenderedAnswer: Sendable, Hashable {
    public let intent: String
    /// The text of the first bubble: at most `TextLimits.firstBubble` characters of the answer, and its source when
    /// nothing follows.
    public let first: String
    /// What stands behind "Xem thêm", with the source; nil when `first` is all.
    public let rest: String?
    /// The language it is written in, which may not be the citizen's.
    public let language: String
    /// Its confirmation is older than its review allows; the text says so.
    public let isUnderReview: Bool
    /// Entries offered below it, with what stands on their buttons.
    public let suggestions: [Suggestion]

    public var text: String { rest.map { first + "\n\n" + $0 } ?? first }
}

/// An entry that is offered as a button.
public struct Suggestion: Sendable, Hashable {
    public let intent: String
    public let title: String
}

extension KnowledgeSet {
    /// The answer of an entry for someone who writes `language`; nil when there is none to send: no such entry,
    /// `answer: none`, not valid on `day`, or unconfirmed for more than twice its review.
    public func answer(for intentID: String, language: String, on day: Day? = nil) -> RenderedAnswer? {
        let day = day ?? self.day
        guard let intent = intent(intentID), intent.hasText(on: day),
            let wording = intent.answers?.best(for: language)
        else { return nil }
        let isUnderReview = intent.review(on: day) == .due
        let footer = footer(of: intent, language: wording.language, isUnderReview: isUnderReview)
        let (first, rest) = FirstBubble.split(fill(wording.text))
        return RenderedAnswer(
            intent: intentID, first: rest == nil ? joined(first, footer) : first,
            rest: rest.map { joined($0, footer) }, language: wording.language, isUnderReview: isUnderReview,
            suggestions: suggestions(intent.suggest.map(\.id), language: language, on: day))
    }

    /// The entries of `ids` that are in force on `day`, as buttons; those with a button that a writer of `language` reads.
    public func suggestions(_ ids: [String], language: String, on day: Day? = nil) -> [Suggestion] {
        ids.filter { intent($0)?.validity.contains(day ?? self.day) ?? false }
            .compactMap { id in
                readableButton(of: id, language: language).map { Suggestion(intent: id, title: $0) }
            }
    }

    private func footer(of intent: Intent, language: String, isUnderReview: Bool) -> String {
        var parts: [String] = []
        if let source = intent.source, let date = [source.issued, intent.confirmed].compactMap({ $0 }).max() {
            parts.append(text(.sourceLine, language, filling: ["source": source.title, "date": date.written]))
        }
        if isUnderReview { parts.append(text(.underReview, language)) }
        return parts.filter { !$0.isEmpty }.joined(separator: " ")
    }

    private func joined(_ text: String, _ footer: String) -> String {
        footer.isEmpty ? text : text + "\n\n" + footer
    }
}

/// Cuts a long answer where a reader would pause.
enum FirstBubble {
    /// A cut that leaves less than this before it is not worth a bubble.
    private static let shortest = 80

    /// At most `TextLimits.firstBubble` characters, and what remains: cut behind a paragraph, else a line, a sentence,
    /// a word.
    static func split(_ text: String) -> (first: String, rest: String?) {
        guard text.count > TextLimits.firstBubble else { return (text, nil) }
        let head = text.prefix(TextLimits.firstBubble + 1)
        let cut =
            ["\n\n", "\n", ". ", "。", " "].lazy.compactMap { separator -> String.Index? in
                guard let range = head.ranges(of: separator).last else { return nil }
                let end = separator == ". " || separator == "。" ? head.index(after: range.lowerBound) : range.lowerBound
                return head.distance(from: head.startIndex, to: end) >= shortest ? end : nil
            }.first ?? text.index(text.startIndex, offsetBy: TextLimits.firstBubble)
        return (trimmed(text[..<cut]), trimmed(text[cut...]))
    }

    private static func trimmed(_ text: Substring) -> String {
        let start = text.drop(while: \.isWhitespace)
        return String(start.lastIndex { !$0.isWhitespace }.map { start[...$0] } ?? "")
    }
}
