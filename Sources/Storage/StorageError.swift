import SQL

/// What the caller can do about a failure of the database.
public enum StorageError: Error, Sendable, Hashable {
    /// Too much is waiting to be written: answer 503 and let the platform try again.
    case overloaded
    /// The disk is full or failing, or the database is closed: nothing can be kept until an operator acts.
    case unavailable(reason: String)
    /// A row that contradicts the rules of the schema: our mistake, or a value that cannot be taken.
    case conflict(reason: String)
    /// The database or its key cannot be used by this program at all.
    case unusable(reason: String)

    init(_ error: any Error) {
        switch error {
        case let error as StorageError: self = error
        case let error as DatabaseError: self = StorageError(error)
        default: self = .unavailable(reason: "\(error)")
        }
    }
}

extension StorageError {
    init(_ error: DatabaseError) {
        switch error {
        case .overloaded: self = .overloaded
        case .constraint, .misuse: self = .conflict(reason: error.description)
        case .busy, .full, .tooLong, .closed: self = .unavailable(reason: error.description)
        case .corrupt, .cannotOpen, .locked, .newerSchema, .olderSchema: self = .unusable(reason: error.description)
        }
    }
}
