import CSQLite

/// One connection with its prepared statements.
///
/// `@unchecked Sendable` because it is made by the opener and handed to one thread, which alone uses it from then on.
final class SQLiteConnection: @unchecked Sendable {
    private let handle: OpaquePointer
    private let limits: SQLiteLimits
    private var isOpen = true
    private var statements: [String: SQLiteStatement] = [:]
    /// When the current read must have ended, on the monotonic clock; nil for changes.
    private var deadlineNanoseconds: UInt64?

    /// The one connection that writes and checkpoints.
    init(writing path: String, limits: SQLiteLimits) throws(DatabaseError) {
        handle = try SQLiteConnection.open(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
        self.limits = limits
        sqlite3_busy_timeout(handle, limits.busyMilliseconds)
        guard sqlite3_db_readonly(handle, "main") == 0 else {
            throw .cannotOpen(path: path, message: "the file is read-only")
        }
        guard try first("PRAGMA journal_mode = WAL") == "wal" else {
            throw .cannotOpen(path: path, message: "the file system does not allow SQLite's write-ahead log")
        }
        try run(
            script: """
                PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
                PRAGMA cache_size = -\(limits.writerCacheKiB); PRAGMA wal_autocheckpoint = \(limits.walPages)
                """)
    }

    /// A connection that can neither write nor checkpoint.
    init(reading path: String, limits: SQLiteLimits) throws(DatabaseError) {
        handle = try SQLiteConnection.open(path, SQLITE_OPEN_READONLY)
        self.limits = limits
        sqlite3_busy_timeout(handle, limits.busyMilliseconds)
        csqlite_no_checkpoint_on_close(handle)
        try run(script: "PRAGMA wal_autocheckpoint = 0; PRAGMA query_only = ON")
        let everyInstructions: Int32 = 10_000  // some tenths of a millisecond
        sqlite3_progress_handler(
            handle, everyInstructions,
            { context in
                guard let context else { return 0 }
                return Unmanaged<SQLiteConnection>.fromOpaque(context).takeUnretainedValue().isLate ? 1 : 0
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    deinit { close() }

    func close() {
        guard isOpen else { return }
        isOpen = false
        statements = [:]
        sqlite3_close_v2(handle)
    }

    private static func open(_ path: String, _ flags: Int32) throws(DatabaseError) -> OpaquePointer {
        var opened: OpaquePointer?
        let code = sqlite3_open_v2(path, &opened, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        guard code == SQLITE_OK, let opened else {
            let message = opened.map { String(cString: sqlite3_errmsg($0)) } ?? String(cString: sqlite3_errstr(code))
            sqlite3_close_v2(opened)
            throw .cannotOpen(path: path, message: message)
        }
        return opened
    }

    private var isLate: Bool {
        guard let deadlineNanoseconds else { return false }
        return monotonicNanoseconds() > deadlineNanoseconds
    }

    // MARK: Statements of closures

    @discardableResult
    func execute(_ sql: String, _ values: [Value]) throws(DatabaseError) -> Int {
        let before = sqlite3_total_changes64(handle)
        try statement(sql).run(values) { _ throws(DatabaseError) in true }
        // A statement that is no INSERT, UPDATE or DELETE leaves the former count standing.
        return sqlite3_total_changes64(handle) == before ? 0 : Int(sqlite3_changes64(handle))
    }

    func query(_ sql: String, _ values: [Value], limit: Int) throws(DatabaseError) -> [Row] {
        var rows: [Row] = []
        try statement(sql).run(values) { statement throws(DatabaseError) in
            rows.append(try statement.columns())
            return rows.count < limit
        }
        return rows
    }

    private func statement(_ sql: String) throws(DatabaseError) -> SQLiteStatement {
        // An error such as a full disk may have ended the transaction. If a closure went on, its next statement would
        // be committed by itself.
        guard isInTransaction else { throw .full(message: "the transaction was rolled back by an earlier error") }
        if isLate { throw .tooLong }
        let statement = try prepared(sql)
        if statement.controlsTransaction { throw .misuse("a statement without rows or changes: \(sql)") }
        return statement
    }

    private func prepared(_ sql: String) throws(DatabaseError) -> SQLiteStatement {
        if let known = statements[sql] { return known }
        if statements.count >= limits.statementsMax { statements.removeAll() }
        let new = try SQLiteStatement(sql, handle)
        statements[sql] = new
        return new
    }

    // MARK: Transactions

    var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    func beginRead() throws(DatabaseError) {
        deadlineNanoseconds = monotonicNanoseconds() + UInt64(limits.readMilliseconds) * 1_000_000
        try control("BEGIN")
    }

    func beginWrite() throws(DatabaseError) { try control("BEGIN IMMEDIATE") }

    func commit() throws(DatabaseError) { try control("COMMIT") }

    func setSavepoint() throws(DatabaseError) { try control("SAVEPOINT closure") }

    func releaseSavepoint() throws(DatabaseError) { try control("RELEASE closure") }

    func rollBackToSavepoint() throws(DatabaseError) { try control("ROLLBACK TO closure") }

    func rollBack() {
        deadlineNanoseconds = nil
        // Fails only when an error has rolled the transaction back already, which is what is wanted.
        if isInTransaction { try? control("ROLLBACK") }
    }

    private func control(_ sql: String) throws(DatabaseError) {
        try prepared(sql).run([]) { _ throws(DatabaseError) in true }
    }

    // MARK: Setting up and checkpoints

    /// Runs any number of statements without parameters.
    func run(script: String) throws(DatabaseError) {
        let code = sqlite3_exec(handle, script, nil, nil, nil)
        guard code == SQLITE_OK else {
            throw DatabaseError(sqlite: code, message: String(cString: sqlite3_errmsg(handle)))
        }
    }

    /// The first column of the first row, outside of any transaction.
    func first(_ sql: String) throws(DatabaseError) -> Value? {
        var value: Value?
        try SQLiteStatement(sql, handle).run([]) { statement throws(DatabaseError) in
            value = try statement.columns().values.first
            return false
        }
        return value
    }

    /// Empties the log into the file and cuts it to nothing. False when readers were in the way; then as much as
    /// possible was done.
    func emptyLog() -> Bool {
        sqlite3_busy_timeout(handle, limits.checkpointMilliseconds)
        defer { sqlite3_busy_timeout(handle, limits.busyMilliseconds) }
        return sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_TRUNCATE, nil, nil) == SQLITE_OK
    }
}
