/// Why the database did not do what was asked, named for what the caller does next.
///
/// No message holds a bound value: statements carry `$n`, and SQLite names tables and columns only.
public enum DatabaseError: Error, Sendable, Hashable {
    /// Too many closures wait already; nothing was done. Refuse the work, the caller's caller tries again later.
    case overloaded
    /// A rule of the schema refused the change; the closure's other changes are gone too.
    case constraint(Constraint, message: String)
    /// Another process was in the way for longer than the busy time-out. Try again.
    case busy(message: String)
    /// The disk is full or failing (or memory ran out); nothing was kept. An operator must act, then try again.
    case full(message: String)
    /// The file is damaged or no database. Stop, and restore a backup.
    case corrupt(message: String)
    /// The read took longer than a read may, since it keeps the log from being emptied. Ask for less at a time.
    case tooLong
    /// The database was closed; the program is stopping.
    case closed
    /// The file cannot be opened: wrong path, missing folder or missing rights. An operator corrects that.
    case cannotOpen(path: String, message: String)
    /// Another process serves this database. `processID` is nil when the lock file does not say which.
    case locked(path: String, processID: Int32?)
    /// The database was written by a newer program than this one, which must not touch it.
    case newerSchema(found: Int, known: Int)
    /// The database has not been brought up to this program yet. Migrate it, or start the service once.
    case olderSchema(found: Int, known: Int)
    /// A wrong statement, parameter or column type: our mistake, never the outside's.
    case misuse(String)

    /// The kinds of rules a schema holds.
    public enum Constraint: Sendable, Hashable {
        case unique, foreignKey, check, notNull
    }
}

extension DatabaseError: CustomStringConvertible {
    /// What an operator reads in the log.
    public var description: String {
        switch self {
        case .overloaded: "the database is overloaded: too many changes are waiting"
        case .constraint(_, let message): "the database refused a change: \(message)"
        case .busy(let message): "the database is busy: \(message)"
        case .full(let message): "the disk is full or failing: \(message)"
        case .corrupt(let message): "the database file is damaged, restore a backup: \(message)"
        case .tooLong: "a read took longer than it may and was stopped"
        case .closed: "the database is closed"
        case .cannotOpen(let path, let message): "cannot open the database \(path): \(message)"
        case .locked(let path, let processID?): "the database \(path) is in use by process \(processID)"
        case .locked(let path, nil): "the database \(path) is in use by another process"
        case .newerSchema(let found, let known):
            "the database has schema \(found), this program knows only \(known): use the newer program"
        case .olderSchema(let found, let known):
            "the database has schema \(found), this program needs \(known): migrate it first"
        case .misuse(let message): "wrong use of the database (a bug): \(message)"
        }
    }
}
