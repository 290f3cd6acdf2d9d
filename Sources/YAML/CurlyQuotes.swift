/// Word turns the quotes that YAML needs into curly ones. Where such a pair encloses a whole value it is made straight;
/// inside a text, and in the lines of a block, quotes stay as they were written.
struct CurlyQuotes {
    private static let openers: Set<Character> = ["“", "”", "„", "‟", "‘", "’", "\""]
    private static let closers: Set<Character> = ["“", "”", "‟", "‘", "’", "\""]
    private static let curly: Set<Character> = ["“", "”", "„", "‟"]

    /// The column (from 0) of the key or dash that a `|` or `>` block belongs to, while inside one.
    private var blockParent: Int?

    /// The line with straight quotes, and the column (from 1) of the first one changed. Lines come in order.
    mutating func straighten(_ line: String) -> (line: String, changedAt: Int?) {
        let indentation = line.prefix { $0 == " " }.count
        if let parent = blockParent {
            if indentation > parent { return (line, nil) }
            blockParent = nil
        }
        let start = Quoting.valueStart(line)
        let value = line[start.index...]
        if Self.opensBlock(value) { blockParent = start.parent }
        guard let opener = value.first, Self.openers.contains(opener) else { return (line, nil) }
        guard let end = value.dropFirst().lastIndex(where: { Self.closers.contains($0) }) else { return (line, nil) }
        let inner = value[value.index(after: value.startIndex)..<end]
        let rest = value[value.index(after: end)...]
        let trimmed = rest.drop { $0 == " " }
        let closesValue = trimmed.isEmpty || (trimmed.first == "#" && rest.first == " ")
        let isStraight = opener == "\"" && value[end] == "\""
        let isQuotedInside = inner.contains { Self.curly.contains($0) || ($0 == "\"" && opener == "\"") }
        guard closesValue, !isStraight, !isQuotedInside, opener != "’",
            opener != "\"" || Self.curly.contains(value[end])
        else { return (line, nil) }
        let escaped = inner.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        let changedAt = line.distance(from: line.startIndex, to: opener == "\"" ? end : start.index) + 1
        return (line[..<start.index] + "\"" + escaped + "\"" + rest, changedAt)
    }

    /// `|` or `>` with its indicators and perhaps a comment.
    private static func opensBlock(_ value: Substring) -> Bool {
        guard let first = value.first, first == "|" || first == ">" else { return false }
        let rest = value.dropFirst().drop { "+-".contains($0) || $0.isNumber }.drop { $0 == " " }
        return rest.isEmpty || rest.first == "#"
    }
}
