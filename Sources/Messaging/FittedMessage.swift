import Foundation

/// A message's text and buttons as one platform can show them: a button that it cannot show becomes a numbered line after
/// the text ("3. Title"), where the number is the button's place, so that an answer of "3" can be understood. A line that
/// stands in the text already is not repeated, and a call whose number the text gives anyway is left out.
public struct FittedMessage: Sendable {
    public let text: String
    /// The buttons that are shown as such, in order, with titles that fit.
    public let buttons: [Button]

    /// `keeps` says whether the platform can show this button beside those already kept.
    public init(_ message: OutboundMessage, titleLimit: Int, keeps: (_ button: Button, _ kept: [Button]) -> Bool) {
        var kept: [Button] = []
        var lines: [String] = []
        let said = Set(message.text.split(separator: "\n").map(String.init))
        for (index, button) in message.buttons.enumerated() {
            if !Self.isBlank(button.title), keeps(button, kept) {
                kept.append(Button(title: Self.shortened(button.title, to: titleLimit), action: button.action))
            } else if !Self.isSaid(button, in: message.text), let line = Self.line(for: button) {
                let numbered = "\(index + 1). \(line)"
                if !said.contains(numbered) { lines.append(numbered) }
            }
        }
        let isSilent = Self.isBlank(message.text)
        if isSilent, lines.isEmpty {
            // No platform shows buttons without a text.
            lines = kept.compactMap(Self.line(for:)).enumerated().map { "\($0.offset + 1). \($0.element)" }
        }
        buttons = kept
        let list = lines.joined(separator: "\n")
        text = [isSilent ? "" : message.text, list].filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    /// What the button says and, where a tap would have done something else than to answer, what it would have done.
    private static func line(for button: Button) -> String? {
        let target: String? =
            switch button.action {
            case .call(let number): number
            case .open(let url): url
            case .reply, .sharePhone, .shareLocation: nil
            }
        guard let target, !button.title.contains(target) else { return isBlank(button.title) ? nil : button.title }
        return isBlank(button.title) ? target : "\(button.title): \(target)"
    }

    private static func isSaid(_ button: Button, in text: String) -> Bool {
        guard case .call(let number) = button.action else { return false }
        return text.split { !$0.isNumber }.contains { $0 == number }
    }

    private static func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }

    /// `text` in NFC, at most `limit` UTF-16 units (no platform counts finer), cut at a word's end where there is one and
    /// with "…" for what is missing.
    public static func shortened(_ text: String, to limit: Int) -> String {
        let text = text.precomposedStringWithCanonicalMapping
        guard text.utf16.count > limit else { return text }
        var units = 1
        let head = text.prefix { character in
            units += character.utf16.count
            return units <= limit
        }
        let isWordEnd = text[head.endIndex...].first?.isWhitespace ?? true
        let end = isWordEnd ? nil : head.lastIndex(where: \.isWhitespace)
        let words = head[..<(end ?? head.endIndex)]
        return (words.isEmpty ? String(head) : String(words)).trimmingCharacters(in: .whitespacesAndNewlines) + "…"
    }
}
