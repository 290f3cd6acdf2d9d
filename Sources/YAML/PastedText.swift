import Foundation

/// Text for a file that comes from a form.
public enum PastedText {
    /// What somebody typed or pasted, with what comes along from Word put right as in a file: line ends as "\n", tabs and
    /// special spaces as spaces, no invisible and control characters, letters composed, no blanks at the ends of lines
    /// and of the text. Line breaks and quotes stay as they were made.
    public static func cleaned(_ text: String) -> String {
        var clean = String.UnicodeScalarView()
        for scalar in text.replacing("\r\n", with: "\n").unicodeScalars {
            if isLineEnd(scalar) {
                while clean.last == " " { clean.removeLast() }
                clean.append("\n")
            } else if Cleaning.isBlank(scalar) {
                clean.append(" ")
            } else if !isDropped(scalar, after: clean.last) {
                clean.append(scalar)
            }
        }
        return String(clean).precomposedStringWithCanonicalMapping.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Word's own line break inside a paragraph is U+000B.
    private static func isLineEnd(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A, 0x0B, 0x0D, 0x2028, 0x2029: true
        default: false
        }
    }

    private static func isDropped(_ scalar: Unicode.Scalar, after previous: Unicode.Scalar?) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF: true
        default: Cleaning.isInvisible(scalar) && !Cleaning.joinsEmoji(scalar, after: previous)
        }
    }
}
