/// A rule that cannot be used, and where in it the reader stopped.
public struct RuleProblem: Error, Sendable, Hashable {
    /// The rule as written.
    public let pattern: String
    /// Where the mistake is: characters (grapheme clusters) from the beginning of `pattern`, 0 for the first.
    public let offset: Int
    /// What is wrong and what to write instead, for an editor.
    public let message: String

    public init(pattern: String, offset: Int, message: String) {
        self.pattern = pattern
        self.offset = offset
        self.message = message
    }
}
