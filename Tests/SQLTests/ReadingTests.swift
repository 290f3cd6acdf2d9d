import Dispatch
import Testing

@testable import SQL

struct ReadingTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func aReaderSeesOnlyWhatIsCommitted() async throws {
        let database = try folder.open()
        let gate = Gate()
        async let writing: Void = database.write { transaction in
            _ = try transaction.execute("INSERT INTO notes (name) VALUES ('half')")
            gate.pass()
        }
        await gate.waitUntilEntered()
        #expect(try await database.count() == 0)
        gate.open()
        try await writing
        #expect(try await database.count() == 1)
        await database.close()
    }

    @Test func allStatementsOfAReadSeeTheSameState() async throws {
        let database = try folder.open()
        let gate = Gate()
        async let counts = database.read { transaction in
            let before = try transaction.first("SELECT COUNT(*) FROM notes")?.int(0)
            gate.pass()
            return [before, try transaction.first("SELECT COUNT(*) FROM notes")?.int(0)]
        }
        await gate.waitUntilEntered()
        try await database.insert("meanwhile")
        gate.open()
        #expect(try await counts == [0, 0])
        #expect(try await database.count() == 1)
        await database.close()
    }

    @Test func aReadCannotWrite() async throws {
        let database = try folder.open()
        let error = await #expect(throws: DatabaseError.self) {
            try await database.read { _ = try $0.execute("INSERT INTO notes (name) VALUES ('no')") }
        }
        guard case .misuse? = error else {
            Issue.record("not misuse: \(String(describing: error))")
            return
        }
        #expect(try await database.count() == 0)
        await database.close()
    }

    @Test func aReadThatTakesTooLongIsStoppedAndTheNextOneRuns() async throws {
        var limits = SQLiteLimits()
        limits.readMilliseconds = 50
        limits.readers = 1
        let database = try folder.open(limits: limits)
        let endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n"
        await #expect(throws: DatabaseError.tooLong) { try await database.read { try $0.first(endless) } }
        #expect(try await database.count() == 0)
        await database.close()
    }

    @Test func aReadOfManyShortStatementsIsStoppedToo() async throws {
        var limits = SQLiteLimits()
        limits.readMilliseconds = 0
        let database = try folder.open(limits: limits)
        await #expect(throws: DatabaseError.tooLong) { try await database.count() }
        await database.close()
    }

    @Test func anErrorThrownInAReadReachesItsCaller() async throws {
        struct Refusal: Error {}
        let database = try folder.open()
        await #expect(throws: Refusal.self) { try await database.read { _ in throw Refusal() } }
        await database.close()
    }

    @Test func tooManyWaitingReadsAreRefused() async throws {
        var limits = SQLiteLimits()
        limits.readers = 1
        limits.readerQueueMax = 0
        let database = try folder.open(limits: limits)
        await #expect(throws: DatabaseError.overloaded) { try await database.count() }
        await database.close()
    }

    @Test func theLogIsCutWhenItHasGrownAndReadersHaveLeft() async throws {
        var limits = SQLiteLimits()
        limits.walBytesMax = 1 << 20
        limits.checkpointMilliseconds = 1
        let database = try folder.open(["CREATE TABLE things (bytes BLOB) STRICT"], limits: limits)
        let gate = Gate()
        async let reading: Void = database.read { transaction in
            _ = try transaction.first("SELECT COUNT(*) FROM things")
            gate.pass()
        }
        await gate.waitUntilEntered()
        let write: @Sendable (Transaction) throws -> Void = {
            _ = try $0.execute("INSERT INTO things VALUES ($1)", [.blob([UInt8](repeating: 7, count: 200_000))])
        }
        for _ in 0..<10 { try await database.write(write) }
        #expect(try folder.bytes(of: "-wal") > 2_000_000)
        gate.open()
        try await reading
        for _ in 0..<4 { try await database.write(write) }
        await database.close()
        let again = try folder.open(["CREATE TABLE things (bytes BLOB) STRICT"], limits: limits)
        for _ in 0..<10 { try await again.write(write) }
        #expect(try folder.bytes(of: "-wal") < 1_300_000)
        #expect(try await again.count("things") == 24)
        await again.close()
    }

    @Test func closingLeavesNoLogBehind() async throws {
        let database = try folder.open()
        try await database.insert("kept")
        await database.close()
        #expect((try? folder.bytes(of: "-wal")) ?? 0 == 0)
    }
}
