import Foundation

@testable import SQL

/// A folder of its own for each test, removed with the last reference.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        var template = Array((NSTemporaryDirectory() + "/switchboard-sql-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else { throw POSIXError(.EIO) }
        path = String(decoding: template.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var databasePath: String { path + "/test.db" }

    func open(_ schema: [String] = [notes], limits: SQLiteLimits = SQLiteLimits()) throws(DatabaseError) -> Database {
        try Database(path: databasePath, schema: schema, limits: limits)
    }

    func bytes(of suffix: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: databasePath + suffix)
        return attributes[.size] as? Int ?? 0
    }
}

let notes = """
    CREATE TABLE notes (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, size INTEGER CHECK (size >= 0),
        parent INTEGER REFERENCES notes (id)
    ) STRICT
    """

extension Database {
    func count(_ table: String = "notes") async throws -> Int64? {
        try await read { try $0.first("SELECT COUNT(*) FROM \(table)")?.int(0) }
    }

    func insert(_ name: String) async throws {
        try await write { _ = try $0.execute("INSERT INTO notes (name) VALUES ($1)", [.text(name)]) }
    }
}
