/// The text of a file after cleaning, by lines, and the way from a parser's mark to an editor's line and column.
struct SourceText {
    let lines: [String]
    /// The columns of one line, kept because marks come nearly in order and a line may be long.
    private var cachedLine = -1
    private var cachedColumns: [Int] = []

    init(lines: [String]) { self.lines = lines }

    var bytes: [UInt8] { Array(lines.joined(separator: "\n").utf8) }

    /// The line at `index` (from 0); empty behind the last.
    func line(_ index: Int) -> String { lines.indices.contains(index) ? lines[index] : "" }

    /// `line` and `column` from 0, the column in code points, as libyaml counts.
    mutating func position(line: Int, column: Int) -> Position {
        if line != cachedLine {
            cachedLine = line
            cachedColumns = Self.columns(of: self.line(line))
        }
        return Position(line: line + 1, column: cachedColumns[min(column, cachedColumns.count - 1)])
    }

    /// The place of a byte of `bytes`.
    mutating func position(byte offset: Int) -> Position {
        var rest = offset
        for (index, line) in lines.enumerated() {
            let length = line.utf8.count + 1
            if rest < length {
                let before = String(decoding: Array(line.utf8.prefix(rest)), as: UTF8.self)
                return Position(line: index + 1, column: before.count + 1)
            }
            rest -= length
        }
        return Position(line: max(lines.count, 1), column: 1)
    }

    /// For each code point of a line, and for its end, the column in `Character`s, from 1.
    private static func columns(of line: String) -> [Int] {
        if line.unicodeScalars.allSatisfy(\.isOrdinary) { return Array(1...line.unicodeScalars.count + 1) }
        var columns: [Int] = []
        var column = 1
        for character in line {
            columns += Array(repeating: column, count: character.unicodeScalars.count)
            column += 1
        }
        return columns + [column]
    }
}
