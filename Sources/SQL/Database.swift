/// A database file: one thread that writes, a few that read, no blocking of the callers' threads.
///
/// What knows SQLite is in the folder SQLite; a second engine takes its place behind these same methods.
public final class Database: Sendable {
    private let writer: Writer?
    private let readers: Readers

    /// Opens the file (making it when it is missing) for this process alone and brings its schema up to date.
    ///
    /// - Parameters:
    ///   - path: the database file; `path` + ".lock" is held locked until `close()`.
    ///   - schema: every step since the first release, oldest first. Steps are only ever appended; each is applied once,
    ///     in a transaction of its own, and may hold several statements.
    ///   - readers: how many reads run at the same time.
    ///   - writerQueueMax: how many closures may wait for the writer before `write` throws `overloaded`.
    /// - Throws: `locked`, `newerSchema`, `cannotOpen`, `corrupt`, `full`; `misuse` when a schema step is wrong.
    public convenience init(path: String, schema: [String], readers: Int = 4, writerQueueMax: Int = 4096)
        throws(DatabaseError)
    {
        var limits = SQLiteLimits()
        limits.readers = readers
        limits.writerQueueMax = writerQueueMax
        try self.init(path: path, schema: schema, limits: limits)
    }

    init(path: String, schema: [String], limits: SQLiteLimits) throws(DatabaseError) {
        let lock = try FileLock(database: path)
        let connection = try SQLiteConnection(writing: path, limits: limits)
        try Schema.apply(schema, to: connection)
        readers = try Readers(path: path, limits: limits)
        writer = Writer(connection, lock: lock, path: path, limits: limits)
    }

    private init(readOnly path: String, schema: [String], limits: SQLiteLimits) throws(DatabaseError) {
        try Schema.check(schema, in: SQLiteConnection(reading: path, limits: limits))
        readers = try Readers(path: path, limits: limits)
        writer = nil
    }

    /// Opens the file for reading only, beside a service that may be writing it.
    ///
    /// - Parameters:
    ///   - path: the database file.
    ///   - schema: the program's list of steps; the file must have exactly these.
    /// - Returns: a database whose `write` throws `misuse`.
    /// - Throws: `newerSchema`, `olderSchema`, `cannotOpen`, `corrupt`.
    public static func openReadOnly(path: String, schema: [String]) throws(DatabaseError) -> Database {
        var limits = SQLiteLimits()
        limits.readers = 1
        return try Database(readOnly: path, schema: schema, limits: limits)
    }

    deinit {
        readers.queue.close()
        writer?.queue.close()
    }

    /// Runs `body` in a transaction and returns when its changes are on the disk.
    ///
    /// Closures that wait together share one commit, each in its own savepoint: one that throws takes back its own
    /// changes only, and its error is thrown here. Cancelling the caller does not take the change back.
    /// - Throws: what `body` throws, or a `DatabaseError`; then nothing of `body` was kept.
    public func write<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        guard let writer else { throw DatabaseError.misuse("a write to a database opened for reading") }
        return try await writer.queue.perform(body)
    }

    /// Runs `body` on one consistent state: that of the last commit, for all its statements.
    ///
    /// - Throws: what `body` throws, or a `DatabaseError`; `tooLong` after five seconds.
    public func read<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        try await readers.queue.perform(body)
    }

    /// What the writer has done so far.
    public var statistics: DatabaseStatistics { writer?.currentStatistics ?? DatabaseStatistics() }

    /// Carries out what is waiting, empties the log into the file and closes it. Later calls throw `closed`.
    public func close() async {
        await readers.queue.closeAndWait()
        await writer?.queue.closeAndWait()
    }
}
