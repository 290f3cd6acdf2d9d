import Foundation

/// A regular expression, and the lines on which it is found.
///
/// `@unchecked Sendable` because an `NSRegularExpression` never changes and may be used by several threads.
struct Pattern: @unchecked Sendable {
    private let expression: NSRegularExpression?

    /// `^` and `$` are the ends of a line.
    init(_ text: String, ignoringCase: Bool = false) {
        expression = try? NSRegularExpression(
            pattern: text, options: ignoringCase ? [.anchorsMatchLines, .caseInsensitive] : [.anchorsMatchLines])
    }

    /// Numbers of lines, from 1; a pattern that is none is found on line 0.
    func lines(in text: String) -> [Int] {
        guard let expression else { return [0] }
        let utf16 = Array(text.utf16)
        return expression.matches(in: text, range: NSRange(location: 0, length: utf16.count)).map { match in
            utf16[..<match.range.location].count { $0 == 10 } + 1
        }
    }

    /// The first group of every match.
    func groups(in text: String) -> [String] {
        let matches = expression?.matches(in: text, range: NSRange(text.startIndex..., in: text)) ?? []
        return matches.compactMap { match in Range(match.range(at: 1), in: text).map { String(text[$0]) } }
    }
}
