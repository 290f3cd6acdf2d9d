import CSQLite

extension DatabaseError {
    /// The error for an extended result code. https://sqlite.org/rescode.html
    init(sqlite code: Int32, message: String) {
        switch code & 0xff {
        case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL:
            self = .busy(message: message)
        case SQLITE_CONSTRAINT:
            self = DatabaseError.constraint(code: code, message: message)
        case SQLITE_FULL, SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_NOMEM:
            self = .full(message: message)
        case SQLITE_CORRUPT, SQLITE_NOTADB:
            self = .corrupt(message: message)
        case SQLITE_INTERRUPT:
            self = .tooLong
        default:
            self = .misuse("\(message) (SQLite code \(code))")
        }
    }

    private static func constraint(code: Int32, message: String) -> DatabaseError {
        switch code {
        case csqlite_constraint_unique, csqlite_constraint_primary_key, csqlite_constraint_row_id:
            .constraint(.unique, message: message)
        case csqlite_constraint_foreign_key:
            .constraint(.foreignKey, message: message)
        case csqlite_constraint_not_null:
            .constraint(.notNull, message: message)
        case csqlite_constraint_check, csqlite_constraint_trigger:
            .constraint(.check, message: message)
        default:
            // A text in an integer column of a STRICT table and the like.
            .misuse(message)
        }
    }
}
