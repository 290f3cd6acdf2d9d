/// The lines of a file as they stand in it, for changing some and leaving every other byte alone.
public struct SourceLines: Sendable, Hashable {
    /// Each with its line end; the numbers are those of `Position` and of `Node.lastLine`, less one.
    public var lines: [String]
    /// What new lines end with: what the first line of the file ends with.
    public let lineEnd: String
    private let hasMark: Bool

    /// A file that `YAMLDocument.parse` reads. UTF-16 is written again as UTF-8, which every editor reads.
    public init(_ bytes: [UInt8], file: String) throws(YAMLProblem) {
        var problems = ProblemList(file: file)
        var scalars = try Decoding.text(bytes, problems: &problems).unicodeScalars[...]
        hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        lines = []
        while let end = scalars.firstIndex(where: { $0 == "\n" || $0 == "\r" }) {
            var next = scalars.index(after: end)
            if scalars[end] == "\r", next < scalars.endIndex, scalars[next] == "\n" {
                next = scalars.index(after: next)
            }
            lines.append(String(scalars[..<next]))
            scalars = scalars[next...]
        }
        if !scalars.isEmpty { lines.append(String(scalars)) }
        let first = lines.first.map { Self.end(of: $0) } ?? ""
        lineEnd = first.isEmpty ? "\n" : first
    }

    public var bytes: [UInt8] { (hasMark ? [0xEF, 0xBB, 0xBF] : []) + Array(lines.joined().utf8) }

    /// Puts `new` (without line ends) in the place of the lines of `range`. A last line without an end gets one when
    /// something follows it.
    public mutating func replace(_ range: Range<Int>, with new: [String]) {
        if !new.isEmpty, range.upperBound == lines.count, range.lowerBound > 0,
            Self.end(of: lines[range.lowerBound - 1]).isEmpty
        {
            lines[range.lowerBound - 1] += lineEnd
        }
        lines.replaceSubrange(range, with: new.map { $0 + lineEnd })
    }

    /// A line without its end.
    public func text(_ index: Int) -> String {
        let line = lines[index]
        return String(line.unicodeScalars.dropLast(Self.end(of: line).unicodeScalars.count))
    }

    private static func end(of line: String) -> String {
        let scalars = line.unicodeScalars
        guard let last = scalars.last, last == "\n" || last == "\r" else { return "" }
        return last == "\n" && scalars.dropLast().last == "\r" ? "\r\n" : String(Character(last))
    }
}
