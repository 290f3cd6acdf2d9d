/// What a file may be at most. Editors' files are far below; the limits keep a wrong or hostile file from costing
/// memory, stack or time.
public enum YAMLLimits {
    /// Longest file, in bytes: the 150 entries of a whole hotline are about half of it.
    public static let fileBytes = 1 << 20
    /// Deepest nesting of lists and maps; our deepest schema needs 6.
    public static let depth = 16
    /// Longest line, in code points: a platform's longest text is 7,000.
    public static let lineLength = 10_000
}
