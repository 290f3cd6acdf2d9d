/// The database inside a `write` or `read` closure, and only there.
///
/// Statements use the dialect SQLite and PostgreSQL share: `$1` is the first value wherever it stands, one statement a
/// call, no BEGIN, COMMIT or SAVEPOINT. The closure must not wait, read clocks or do other I/O, and may be run twice.
public final class Transaction {
    private let connection: SQLiteConnection

    init(_ connection: SQLiteConnection) { self.connection = connection }

    /// Runs one statement and returns how many rows it inserted, updated or deleted (without those of triggers).
    @discardableResult
    public func execute(_ sql: String, _ values: [Value] = []) throws(DatabaseError) -> Int {
        try connection.execute(sql, values)
    }

    /// Runs one statement once for each element of `rows`.
    public func execute(_ sql: String, rows: [[Value]]) throws(DatabaseError) {
        for row in rows { try connection.execute(sql, row) }
    }

    /// All rows of a query, or of a change with RETURNING. Statements bound their results themselves (LIMIT).
    public func query(_ sql: String, _ values: [Value] = []) throws(DatabaseError) -> [Row] {
        try connection.query(sql, values, limit: .max)
    }

    /// The first row, or nil when there is none. A change with RETURNING is carried out whole.
    public func first(_ sql: String, _ values: [Value] = []) throws(DatabaseError) -> Row? {
        try connection.query(sql, values, limit: 1).first
    }
}
