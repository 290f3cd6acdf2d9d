/// One value of a file, with its place. Types come from the schema that reads it, never from the scalar: `no`, `115`
/// and `18:00` are text.
public struct Node: Sendable {
    public enum Value: Sendable {
        case scalar(String, Style)
        case sequence([Node])
        case mapping([Pair])
    }

    public enum Style: Sendable, Hashable { case plain, singleQuoted, doubleQuoted, literal, folded }

    public struct Pair: Sendable {
        public let key: Node
        public let value: Node
    }

    public let value: Value
    public let position: Position
    /// The line on which it ends, from 1; blank lines and comments behind it are not part of it.
    public let lastLine: Int
    /// Stands inside `[...]` or `{...}`.
    public let isInFlow: Bool
    /// The comment behind a scalar on its last line, with its `#`; a plain scalar may have lost half its text to it.
    public let comment: String?
    /// The line of the file on which the node begins.
    public let line: String

    /// `key:` with nothing behind it.
    public var isAbsent: Bool {
        if case .scalar(let text, .plain) = value { return text.isEmpty }
        return false
    }

    /// The text of a scalar, whatever its style.
    public var scalar: String? {
        if case .scalar(let text, _) = value { return text }
        return nil
    }
}
