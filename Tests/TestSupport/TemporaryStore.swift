import Foundation
import SQL
@testable public import Storage

/// A store in a folder of its own, removed with the last reference.
public final class TemporaryStore: Sendable {
    public let store: Store
    private let folder: String

    public init() throws {
        var template = Array((NSTemporaryDirectory() + "/switchboard-store-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else { throw POSIXError(.EIO) }
        folder = String(decoding: template.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        store = try Store(path: folder + "/test.db", sealingKey: Array(repeating: 7, count: 32))
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// A second, read-only look at the tables: the columns of each row as text, "" for NULL. Every column must be text:
    /// cast the others.
    public func look(_ statement: String, columns: Int) async throws -> [[String]] {
        let database = try Database.openReadOnly(path: folder + "/test.db", schema: Schema.sqlite)
        let rows = try await database.read { transaction in
            try transaction.query(statement).map { row in try (0..<columns).map { try row.optionalText($0) ?? "" } }
        }
        await database.close()
        return rows
    }
}
