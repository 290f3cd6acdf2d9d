import Foundation
import Testing

@testable import SQL

struct OpeningTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func whatWasWrittenIsThereAfterReopening() async throws {
        let database = try folder.open()
        try await database.insert("kept")
        await database.close()
        let again = try folder.open()
        #expect(try await again.count() == 1)
        await again.close()
    }

    @Test func whatWasWrittenIsInTheFilesBeforeTheCallerHearsOfIt() async throws {
        let database = try folder.open()
        try await database.insert("kept")
        let copy = try TemporaryFolder()
        for suffix in ["", "-wal"] {
            try FileManager.default.copyItem(atPath: folder.databasePath + suffix, toPath: copy.databasePath + suffix)
        }
        let afterDeath = try copy.open()
        #expect(try await afterDeath.count() == 1)
        await afterDeath.close()
        await database.close()
    }

    @Test(arguments: [("synchronous", 2), ("foreign_keys", 1)] as [(String, Int64)])
    func theWriterIsSetUpForDurabilityAndForeignKeys(_ pragma: String, _ expected: Int64) async throws {
        let database = try folder.open()
        #expect(try await database.write { try $0.first("PRAGMA \(pragma)")?.int(0) } == expected)
        await database.close()
    }

    @Test func aSecondOpenerLearnsWhoHoldsTheDatabase() async throws {
        let database = try folder.open()
        let path = folder.databasePath
        #expect(throws: DatabaseError.locked(path: path, processID: getpid())) { try folder.open() }
        try Data("nobody".utf8).write(to: URL(filePath: path + ".lock"), options: [])
        #expect(throws: DatabaseError.locked(path: path, processID: nil)) { try folder.open() }
        await database.close()
        let next = try folder.open()
        await next.close()
    }

    @Test func anOldDatabaseGetsTheStepsItLacks() async throws {
        let old = try folder.open([notes])
        try await old.insert("old")
        await old.close()
        let schema = [
            notes, "ALTER TABLE notes ADD COLUMN colour TEXT; UPDATE notes SET colour = 'red'",
            "CREATE TABLE more (id INTEGER PRIMARY KEY)",
        ]
        let new = try folder.open(schema)
        #expect(try await new.read { try $0.first("SELECT colour FROM notes")?.text(0) } == "red")
        #expect(try await new.count("more") == 0)
        await new.close()
        let again = try folder.open(schema)
        await again.close()
    }

    @Test func aNewerDatabaseIsRefused() async throws {
        let newer = try folder.open([notes, "CREATE TABLE more (id INTEGER)"])
        await newer.close()
        #expect(throws: DatabaseError.newerSchema(found: 2, known: 1)) { try folder.open() }
        #expect(throws: DatabaseError.newerSchema(found: 2, known: 1)) {
            try Database.openReadOnly(path: folder.databasePath, schema: [notes])
        }
    }

    @Test func aFailingStepIsNamedAndLeavesNothingBehind() async throws {
        let error = #expect(throws: DatabaseError.self) {
            try folder.open([notes, "CREATE TABLE half (id INTEGER); CREATE TABLE notes (id INTEGER)"])
        }
        #expect(error?.description.contains("schema step 2") == true)
        let database = try folder.open([notes, "CREATE TABLE half (id INTEGER)"])
        #expect(try await database.count("half") == 0)
        await database.close()
    }

    @Test func aFileThatIsNoDatabaseIsCalledDamaged() throws {
        try Data(repeating: 7, count: 8_192).write(to: URL(filePath: folder.databasePath))
        let error = #expect(throws: DatabaseError.self) { try folder.open() }
        guard case .corrupt? = error else {
            Issue.record("not corrupt: \(String(describing: error))")
            return
        }
    }

    @Test(arguments: ["missing/test.db", "."])
    func aPathThatCannotBeOpenedIsNamed(_ name: String) {
        let path = folder.path + "/" + name
        let error = #expect(throws: DatabaseError.self) { try Database(path: path, schema: []) }
        #expect(error?.description.contains(path) == true)
        guard case .cannotOpen? = error else {
            Issue.record("not cannotOpen: \(String(describing: error))")
            return
        }
    }

    @Test func readingBesideARunningServiceSeesItsCommitsAndCannotWrite() async throws {
        let database = try folder.open()
        let beside = try Database.openReadOnly(path: folder.databasePath, schema: [notes])
        #expect(try await beside.count() == 0)
        try await database.insert("new")
        #expect(try await beside.count() == 1)
        await #expect(throws: DatabaseError.self) { try await beside.insert("no") }
        await #expect(throws: DatabaseError.self) { try await beside.read { _ = try $0.execute("DELETE FROM notes") } }
        await beside.close()
        await database.close()
        let alone = try Database.openReadOnly(path: folder.databasePath, schema: [notes])
        #expect(try await alone.count() == 1)
        await alone.close()
    }

    @Test func readingAMissingOrOlderDatabaseIsRefused() async throws {
        #expect(throws: DatabaseError.self) {
            try Database.openReadOnly(path: folder.databasePath, schema: [notes])
        }
        let database = try folder.open()
        await database.close()
        #expect(throws: DatabaseError.olderSchema(found: 1, known: 2)) {
            try Database.openReadOnly(path: folder.databasePath, schema: [notes, "SELECT 1"])
        }
    }
}
