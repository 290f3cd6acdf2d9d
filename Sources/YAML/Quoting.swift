/// Writes texts as libyaml reads them back.
public enum YAMLText {
    /// `text` as a quoted scalar of one line; its line breaks become blanks.
    public static func quoted(_ text: String) -> String {
        Quoting.quoted(text.split(whereSeparator: \.isNewline).joined(separator: " "))
    }
}

/// Writes a line again with its text in quotes: most of what goes wrong in prose is mended by that.
enum Quoting {
    /// The line with everything behind its dashes and its key in quotes; nil when there is nothing.
    static func correction(_ line: String) -> YAMLProblem.Correction? {
        let start = valueStart(line).index
        guard start < line.endIndex else { return nil }
        return .init(written: line, better: line[..<start] + quoted(line[start...]))
    }

    /// `text`, one line, in double quotes, or in single ones where that needs no escapes.
    static func quoted(_ text: some StringProtocol) -> String {
        if !text.contains("\""), !text.contains("\\") { return "\"\(text)\"" }
        return "'\(String(text).replacing("'", with: "''"))'"
    }

    /// Where the value of a line begins, behind its dashes and its key, and the column (from 0) of the last of these,
    /// which a block would belong to.
    static func valueStart(_ line: String) -> (index: String.Index, parent: Int) {
        func skipSpaces(from index: String.Index) -> String.Index {
            line[index...].firstIndex { $0 != " " } ?? line.endIndex
        }
        var index = skipSpaces(from: line.startIndex)
        var parent = line.distance(from: line.startIndex, to: index)
        while line[index...].hasPrefix("- ") {
            parent = line.distance(from: line.startIndex, to: index)
            index = skipSpaces(from: line.index(after: index))
        }
        let key = line[index...].prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "_.-".contains($0)) }
        if !key.isEmpty, line[key.endIndex...].hasPrefix(": ") {
            parent = line.distance(from: line.startIndex, to: index)
            index = skipSpaces(from: line.index(after: key.endIndex))
        }
        return (index, parent)
    }
}
