/// One row of a result, read by column index (0 is the first column).
///
/// Asking for another type than the column holds, or for a column that is not there, is a mistake of ours and throws
/// `DatabaseError.misuse`; nothing is converted.
public struct Row: Sendable, Hashable {
    /// The columns in the order of the statement.
    public let values: [Value]

    init(_ values: [Value]) { self.values = values }

    public func int(_ column: Int) throws(DatabaseError) -> Int64 {
        guard case .integer(let integer) = try value(column) else { throw mismatch(column, "an integer") }
        return integer
    }

    public func text(_ column: Int) throws(DatabaseError) -> String {
        guard case .text(let text) = try value(column) else { throw mismatch(column, "a text") }
        return text
    }

    public func blob(_ column: Int) throws(DatabaseError) -> [UInt8] {
        guard case .blob(let blob) = try value(column) else { throw mismatch(column, "a blob") }
        return blob
    }

    /// A flag: 0 or 1, nothing else.
    public func bool(_ column: Int) throws(DatabaseError) -> Bool {
        switch try int(column) {
        case 0: return false
        case 1: return true
        default: throw mismatch(column, "a flag")
        }
    }

    public func optionalInt(_ column: Int) throws(DatabaseError) -> Int64? {
        try isNull(column) ? nil : int(column)
    }

    public func optionalText(_ column: Int) throws(DatabaseError) -> String? {
        try isNull(column) ? nil : text(column)
    }

    public func optionalBlob(_ column: Int) throws(DatabaseError) -> [UInt8]? {
        try isNull(column) ? nil : blob(column)
    }

    private func isNull(_ column: Int) throws(DatabaseError) -> Bool {
        try value(column) == .null
    }

    private func value(_ column: Int) throws(DatabaseError) -> Value {
        guard values.indices.contains(column) else {
            throw .misuse("column \(column) asked of a row with \(values.count) columns")
        }
        return values[column]
    }

    /// Names the column, never what it holds.
    private func mismatch(_ column: Int, _ wanted: String) -> DatabaseError {
        .misuse("column \(column) does not hold \(wanted)")
    }
}
