/// A text of an FAQ file with its language and place.
public struct Wording: Sendable, Hashable {
    public let language: String
    public let text: String
    public let place: FilePlace
}

/// A rule of the matcher's grammar with its place.
public struct Pattern: Sendable, Hashable {
    public let text: String
    public let place: FilePlace
    /// The column where the pattern itself begins (behind its quote); nil when it is written over several lines.
    let column: Int?
}

/// One text in several languages.
public struct Localized: Sendable, Hashable {
    /// In file order.
    public let wordings: [Wording]

    init(_ wordings: [Wording]) { self.wordings = wordings }

    public var languages: [String] { wordings.map(\.language) }

    public var texts: [String] { wordings.map(\.text) }

    public subscript(language: String) -> String? { wording(language)?.text }

    func wording(_ language: String) -> Wording? { wordings.first { $0.language == language } }

    /// The text for someone who writes `language`, else the nearest that exists: the other Chinese script, English for
    /// foreigners, Vietnamese.
    public func best(for language: String) -> Wording? {
        Language.preferences(language).lazy.compactMap { wording($0) }.first ?? wordings.first
    }

    /// As `best(for:)`, empty when there is no text at all.
    public func text(for language: String) -> String { best(for: language)?.text ?? "" }
}

/// The languages in which texts may be written.
enum Language {
    static let known = ["vi", "en", "zh-Hant", "zh-Hans", "ko", "ja"]

    /// Those in which entries are found by a menu and not by what is written.
    static let unmatched = ["zh-Hant", "zh-Hans", "ko", "ja"]

    /// What to look for, in this order, for someone who writes `language`.
    static func preferences(_ language: String) -> [String] {
        switch language {
        case "vi", "und": ["vi", "en"]
        case "zh-Hant": ["zh-Hant", "zh-Hans", "en", "vi"]
        case "zh-Hans", "zh": ["zh-Hans", "zh-Hant", "en", "vi"]
        default: [language, "en", "vi"]
        }
    }
}
