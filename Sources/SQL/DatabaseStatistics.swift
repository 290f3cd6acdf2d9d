/// What the writer has done since the database was opened.
public struct DatabaseStatistics: Sendable, Hashable {
    /// Commits that succeeded.
    public var commits = 0
    /// Closures that were committed; with `commits` it tells how well changes share a commit.
    public var closures = 0
    /// Closures waiting for the writer at this moment.
    public var waiting = 0
    /// The longest time from BEGIN to the end of COMMIT, in milliseconds.
    public var longestCommitMilliseconds: Int64 = 0
    /// Size of the write-ahead log after the last commit. It grows while a reader keeps it from being emptied.
    public var logBytes: Int64 = 0
}
