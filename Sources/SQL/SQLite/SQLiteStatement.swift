import CSQLite

/// A prepared statement with its `$n` parameters.
final class SQLiteStatement {
    private let handle: OpaquePointer
    private let database: OpaquePointer
    /// For each of SQLite's parameters (numbered by first appearance) the index of its value: `$2` has 1.
    private let valueIndexes: [Int]
    private let valueCount: Int
    private let isReadOnly: Bool
    /// BEGIN, COMMIT, SAVEPOINT and the like: they give no rows and change none.
    let controlsTransaction: Bool

    init(_ sql: String, _ database: OpaquePointer) throws(DatabaseError) {
        var prepared: OpaquePointer?
        var hasMore = false
        var text = sql
        let code = text.withUTF8 { (bytes: UnsafeBufferPointer<UInt8>) -> Int32 in
            bytes.withMemoryRebound(to: CChar.self) { characters -> Int32 in
                var tail: UnsafePointer<CChar>?
                let length = Int32(clamping: characters.count)
                let code = sqlite3_prepare_v3(
                    database, characters.baseAddress, length, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, &tail)
                if let start = characters.baseAddress, let tail {
                    hasMore = bytes[(tail - start)...].contains { $0 > 0x20 && $0 != 0x3b }
                }
                return code
            }
        }
        guard code == SQLITE_OK else {
            throw DatabaseError(sqlite: code, message: String(cString: sqlite3_errmsg(database)))
        }
        guard let prepared else { throw .misuse("an empty statement") }
        handle = prepared
        self.database = database
        isReadOnly = sqlite3_stmt_readonly(prepared) != 0
        controlsTransaction = isReadOnly && sqlite3_column_count(prepared) == 0
        var indexes: [Int] = []
        for index in 0..<sqlite3_bind_parameter_count(prepared) {
            indexes.append(SQLiteStatement.valueIndex(of: sqlite3_bind_parameter_name(prepared, index + 1)))
        }
        valueIndexes = indexes
        valueCount = (indexes.max() ?? -1) + 1
        // `self` is whole from here on, so that a throw finalizes the statement.
        if hasMore { throw .misuse("more than one statement: \(sql)") }
        if indexes.contains(-1) { throw .misuse("parameters are $1, $2, ...: \(sql)") }
    }

    deinit { sqlite3_finalize(handle) }

    private static func valueIndex(of name: UnsafePointer<CChar>?) -> Int {
        guard let name, let number = Int(String(cString: name).dropFirst()), name[0] == 0x24, number >= 1 else {
            return -1
        }
        return number - 1
    }

    /// Binds the values and runs the statement, giving each row to `row` until it returns false.
    /// The rest of a change is carried out even then.
    func run(_ values: [Value], row: (SQLiteStatement) throws(DatabaseError) -> Bool) throws(DatabaseError) {
        guard values.count == valueCount else {
            throw .misuse(
                "\(values.count) values for \(valueCount) parameters: \(String(cString: sqlite3_sql(handle)))")
        }
        defer {
            sqlite3_reset(handle)
            if valueCount > 0 { sqlite3_clear_bindings(handle) }
        }
        for (position, index) in valueIndexes.enumerated() {
            try check(bind(values[index], at: Int32(position) + 1))
        }
        var wantsMore = true
        while true {
            let code = sqlite3_step(handle)
            guard code == SQLITE_ROW else {
                if code == SQLITE_DONE { return }
                try check(code)
                return
            }
            if wantsMore { wantsMore = try row(self) }
            if !wantsMore && isReadOnly { return }
        }
    }

    /// The current row.
    func columns() throws(DatabaseError) -> Row {
        let count = sqlite3_data_count(handle)
        var values: [Value] = []
        values.reserveCapacity(Int(count))
        for column in 0..<count { values.append(try value(column)) }
        return Row(values)
    }

    private func value(_ column: Int32) throws(DatabaseError) -> Value {
        switch sqlite3_column_type(handle, column) {
        case SQLITE_NULL:
            return .null
        case SQLITE_INTEGER:
            return .integer(sqlite3_column_int64(handle, column))
        case SQLITE_TEXT:
            let start = sqlite3_column_text(handle, column)
            let bytes = UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column)))
            return .text(String(decoding: bytes, as: UTF8.self))
        case SQLITE_BLOB:
            let start = sqlite3_column_blob(handle, column)
            return .blob(
                [UInt8](UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column)))))
        default:
            throw .misuse("column \(column) holds a floating-point number")
        }
    }

    /// SQLite copies texts and blobs: small ones live on the stack, so no pointer outlasts the call.
    private func bind(_ value: Value, at position: Int32) -> Int32 {
        switch value {
        case .null:
            return sqlite3_bind_null(handle, position)
        case .integer(let integer):
            return sqlite3_bind_int64(handle, position, integer)
        case .text(var text):
            return text.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) { characters in
                    sqlite3_bind_text64(
                        handle, position, characters.baseAddress, UInt64(characters.count), csqlite_transient(),
                        UInt8(SQLITE_UTF8))
                }
            }
        case .blob(let blob):
            // An empty array may have no address, which SQLite would take for NULL.
            guard !blob.isEmpty else { return sqlite3_bind_zeroblob(handle, position, 0) }
            return blob.withUnsafeBytes { bytes in
                sqlite3_bind_blob64(handle, position, bytes.baseAddress, UInt64(bytes.count), csqlite_transient())
            }
        }
    }

    private func check(_ code: Int32) throws(DatabaseError) {
        guard code != SQLITE_OK else { return }
        throw DatabaseError(sqlite: code, message: String(cString: sqlite3_errmsg(database)))
    }
}
