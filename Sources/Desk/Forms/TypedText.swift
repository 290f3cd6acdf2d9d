import Foundation

/// What an agent typed, as it may be kept and sent: line ends as "\n", no control characters, NFC, no blank ends.
struct TypedText: Sendable, Hashable {
    let text: String

    /// nil: empty, or longer than `limit` characters.
    init?(_ typed: String, limit: Int = DeskLimits.textCharacters) {
        var kept = String.UnicodeScalarView()
        for scalar in typed.replacing("\r\n", with: "\n").unicodeScalars {
            switch scalar {
            case "\n", "\t": kept.append(scalar)
            case "\r": kept.append("\n")
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": break
            default: kept.append(scalar)
            }
        }
        let text = String(kept).precomposedStringWithCanonicalMapping.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !text.isEmpty, text.count <= limit else { return nil }
        self.text = text
    }

    /// One line of a form: line ends become spaces.
    init?(line typed: String) {
        let spaced = typed.map { $0.isNewline ? " " : $0 }
        self.init(String(spaced), limit: DeskLimits.fieldCharacters)
    }
}
