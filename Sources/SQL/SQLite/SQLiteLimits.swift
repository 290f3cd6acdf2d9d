/// The limits of one open database file.
struct SQLiteLimits: Sendable {
    var readers = 4
    /// Over this many waiting closures a change is refused: at 20,000 a second it is a fifth of a second's work.
    var writerQueueMax = 4096
    /// Over this many waiting reads a read is refused.
    var readerQueueMax = 4096
    /// Closures in one commit. More gains little (64 a commit reach three quarters of the speed of 256) and makes the
    /// first of them wait.
    var closuresPerCommit = 512
    /// How long a read may take. A longer one keeps the log from being emptied, and it grows without end.
    var readMilliseconds: Int64 = 5_000
    /// How long a connection waits for another process that recovers or checkpoints the log.
    var busyMilliseconds: Int32 = 5_000
    /// Pages (4 KiB) in the log after which a commit also carries it into the file. That takes two more waits for the
    /// disk and holds up every change meanwhile: rarer is better, up to what a start after a crash reads in no time.
    var walPages = 4_000
    /// Memory for pages of the writing connection: the ends of the tables that grow stay in it.
    var writerCacheKiB = 16_384
    /// Over this size the log is emptied and cut after a commit. The checkpoint at `walPages` (16 MiB) keeps it far
    /// below unless readers are in the way all the time.
    var walBytesMax: Int64 = 64 << 20
    /// How long the writer waits for readers to leave when it empties the log; changes wait as long.
    var checkpointMilliseconds: Int32 = 100
    /// Prepared statements kept by a connection. The program has fewer; only SQL made at run time can reach it.
    var statementsMax = 256
}
