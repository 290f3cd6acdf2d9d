/// A place in a file as an editor's editor counts it: lines and columns from 1, columns in `Character`s (what looks
/// like one letter is one column, however it is encoded).
public struct Position: Sendable, Hashable, Comparable {
    public let line: Int
    public let column: Int

    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    public static func < (left: Self, right: Self) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}
