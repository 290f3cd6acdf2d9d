import YAML

/// The lines that add wordings to the examples of an entry, to be pasted into its file as they are.
public struct ExampleLines: Sendable, Hashable {
    public let language: String
    /// What stands in the file just before them: the last example of the language, or the line of the entry.
    public let after: FilePlace
    /// The entry has no example in the language yet: `vi:` stands above the lines, below its `examples:`.
    public let beginsLanguage: Bool
    public let lines: [String]

    public var text: String { lines.joined(separator: "\n") }
}

extension KnowledgeSet {
    /// The lines for `wordings` (language and text), one block a language; those that are examples of the entry already
    /// are left out. Nil when there is no such entry.
    public func exampleLines(_ wordings: [(language: String, text: String)], for id: String) -> [ExampleLines]? {
        guard let intent = intent(id) else { return nil }
        let known = Set(intent.examples.map { $0.text.lowercased() })
        let new = wordings.filter { !known.contains($0.text.lowercased()) }
        return Language.known.compactMap { language in
            let texts = new.filter { ($0.language == "und" ? "vi" : $0.language) == language }.map(\.text)
            guard !texts.isEmpty else { return nil }
            guard let last = intent.examples.last(where: { $0.language == language }) else {
                return ExampleLines(
                    language: language, after: intent.place, beginsLanguage: true,
                    lines: ["      \(language):"] + texts.map { Self.item($0, column: 11) })
            }
            return ExampleLines(
                language: language, after: last.place, beginsLanguage: false,
                lines: texts.map { Self.item($0, column: last.place.column) })
        }
    }

    /// A list item whose text begins in `column`, counted from 1.
    private static func item(_ text: String, column: Int) -> String {
        String(repeating: " ", count: max(0, column - 3)) + "- " + YAMLText.quoted(text)
    }
}
