import Testing

@testable import SQL

/// What SQLite says on a full disk, made by limiting the file's pages. Tests/EndToEndTests does it with a real limit of the
/// system.
struct FullDiskTests {
    private static let schema = "CREATE TABLE things (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT"
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func insertion(_ bytes: Int) -> @Sendable (Transaction) throws -> Void {
        { _ = try $0.execute("INSERT INTO things (bytes) VALUES ($1)", [.blob([UInt8](repeating: 7, count: bytes))]) }
    }

    private func limit(_ database: Database, pages: Int) async throws {
        _ = try await database.write { try $0.first("PRAGMA max_page_count = \(pages)")?.int(0) }
    }

    @Test func whatFindsNoRoomIsRefusedAndWhatWasKeptStays() async throws {
        let database = try folder.open([Self.schema])
        try await database.write(insertion(1000))
        try await limit(database, pages: 8)
        for _ in 0..<3 {
            await #expect {
                try await database.write(insertion(100_000))
            } throws: { error in
                if case DatabaseError.full = error { true } else { false }
            }
        }
        #expect(try await database.count("things") == 1)
        try await limit(database, pages: 1_000_000)
        try await database.write(insertion(100_000))
        #expect(try await database.count("things") == 2)
        await database.close()
        let again = try folder.open([Self.schema])
        #expect(try await again.count("things") == 2)
        await again.close()
    }

    /// Every caller of a shared commit that did not come about is told so: none of them may believe that it was kept.
    @Test func aSharedCommitThatFindsNoRoomFailsAllOrKeepsThem() async throws {
        let database = try folder.open([Self.schema])
        try await limit(database, pages: 12)
        let errors = try await database.writeTogether((0..<20).map { _ in insertion(5000) })
        let kept = errors.count { $0 == nil }
        #expect(kept < 20)
        #expect(errors.allSatisfy { $0 == nil || $0 is DatabaseError })
        #expect(try await database.count("things") == Int64(kept))
        try await limit(database, pages: 1_000_000)
        try await database.write(insertion(5000))
        #expect(try await database.count("things") == Int64(kept + 1))
        await database.close()
    }
}
