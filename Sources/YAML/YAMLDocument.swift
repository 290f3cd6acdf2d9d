/// A file read into a tree with places. One document; no anchors, aliases, tags or directives; the first mistake of
/// syntax ends the reading, every other is collected.
public struct YAMLDocument: Sendable {
    /// An absent scalar when the file is empty or holds only comments.
    public let root: Node
    /// Notes of what was put right, and an error for every key that stands twice.
    public let problems: ProblemList

    /// Reads `bytes`, at most `YAMLLimits.fileBytes`; `file` is the name that problems carry.
    public static func parse(_ bytes: [UInt8], file: String) throws(YAMLProblem) -> YAMLDocument {
        var problems = ProblemList(file: file)
        let text = try Decoding.text(bytes, problems: &problems)
        let source = SourceText(lines: try Cleaning.lines(of: text, problems: &problems))
        var parser = EventParser(source: source, problems: problems)
        let root = try parser.parse()
        return YAMLDocument(root: root, problems: parser.problems)
    }
}
