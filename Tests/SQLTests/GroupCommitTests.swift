import Dispatch
import Synchronization
import Testing

@testable import SQL

/// Keeps the writer inside a closure until it is let go, so that what waits behind it is known.
struct Gate: Sendable {
    private let entered = AsyncStream<Void>.makeStream()
    private let exit = DispatchSemaphore(value: 0)

    /// To be called inside the closure.
    func pass() {
        entered.continuation.yield()
        exit.wait()
    }

    func waitUntilEntered() async { for await _ in entered.stream { return } }
    func open() { exit.signal() }
}

extension Database {
    /// Runs `closures` in one commit, by keeping the writer busy until all of them wait.
    func writeTogether(_ closures: [@Sendable (Transaction) throws -> Void]) async throws -> [(any Error)?] {
        let gate = Gate()
        return try await withThrowingTaskGroup(of: (Int, (any Error)?).self) { group in
            group.addTask {
                try await self.write { _ in gate.pass() }
                return (-1, nil)
            }
            await gate.waitUntilEntered()
            for (index, closure) in closures.enumerated() {
                group.addTask {
                    do {
                        try await self.write(closure)
                        return (index, nil)
                    } catch {
                        return (index, error)
                    }
                }
                while statistics.waiting <= index { await Task.yield() }
            }
            gate.open()
            var errors = [(any Error)?](repeating: nil, count: closures.count)
            for try await (index, error) in group where index >= 0 { errors[index] = error }
            return errors
        }
    }
}

/// How often each closure ran.
private final class RunCounts: Sendable {
    let runs: Mutex<[Int]>

    init(_ count: Int) { runs = Mutex(Array(repeating: 0, count: count)) }
}

struct GroupCommitTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func insertion(_ name: String, parent: Int64? = nil) -> @Sendable (Transaction) throws -> Void {
        { _ = try $0.execute("INSERT INTO notes (name, parent) VALUES ($1, $2)", [.text(name), Value(parent)]) }
    }

    @Test func closuresThatWaitShareOneCommit() async throws {
        let database = try folder.open()
        let errors = try await database.writeTogether((0..<100).map { insertion("note \($0)") })
        #expect(errors.allSatisfy { $0 == nil })
        #expect(database.statistics.commits == 2)
        #expect(database.statistics.closures == 101)
        #expect(database.statistics.waiting == 0)
        #expect(try await database.count() == 100)
        await database.close()
    }

    @Test func aCommitHoldsNoMoreClosuresThanItsLimit() async throws {
        var limits = SQLiteLimits()
        limits.closuresPerCommit = 10
        let database = try folder.open(limits: limits)
        _ = try await database.writeTogether((0..<100).map { insertion("note \($0)") })
        #expect(database.statistics.commits == 11)
        await database.close()
    }

    @Test func aFailingClosureLosesItsOwnChangesAndNoOthers() async throws {
        struct Refusal: Error {}
        let database = try folder.open()
        let errors = try await database.writeTogether([
            insertion("before"),
            { transaction in
                _ = try transaction.execute("INSERT INTO notes (name) VALUES ('gone')")
                throw Refusal()
            },
            insertion("before"),
            insertion("after"),
        ])
        #expect(errors[0] == nil)
        #expect(errors[1] is Refusal)
        #expect((errors[2] as? DatabaseError)?.constraintKind == .unique)
        #expect(errors[3] == nil)
        let names = try await database.read {
            try $0.query("SELECT name FROM notes ORDER BY name").map { try $0.text(0) }
        }
        #expect(names == ["after", "before"])
        await database.close()
    }

    /// A closure may run twice, and does so only when another one of its commit throws.
    @Test(arguments: [(false, 3, 1), (true, 3, 2), (true, 0, 1)]) func closuresRunAgainOnlyBesideOneThatThrows(
        throwing: Bool, others: Int, runs: Int
    ) async throws {
        struct Refusal: Error {}
        let database = try folder.open()
        let counted = RunCounts(others + 1)
        var closures = (0..<others).map { index -> @Sendable (Transaction) throws -> Void in
            { transaction in
                counted.runs.withLock { $0[index] += 1 }
                _ = try transaction.execute("INSERT INTO notes (name) VALUES ($1)", [.text("note \(index)")])
            }
        }
        closures.append { _ in
            counted.runs.withLock { $0[others] += 1 }
            if throwing { throw Refusal() }
        }
        let errors = try await database.writeTogether(closures)
        #expect(errors.dropLast().allSatisfy { $0 == nil })
        #expect((errors.last ?? nil) is Refusal == throwing)
        #expect(counted.runs.withLock { $0 } == Array(repeating: runs, count: others + 1))
        #expect(try await database.count() == Int64(others))
        await database.close()
    }

    @Test func aDeferredConstraintFailsOnlyTheClosureThatBreaksIt() async throws {
        let schema = """
            CREATE TABLE notes (id INTEGER PRIMARY KEY, name TEXT,
            parent INTEGER REFERENCES notes (id) DEFERRABLE INITIALLY DEFERRED) STRICT
            """
        let database = try folder.open([schema])
        let errors = try await database.writeTogether([insertion("a"), insertion("orphan", parent: 9), insertion("b")])
        #expect(errors[0] == nil)
        #expect((errors[1] as? DatabaseError)?.constraintKind == .foreignKey)
        #expect(errors[2] == nil)
        #expect(try await database.count() == 2)
        await database.close()
    }

    @Test func aClosureWhoseErrorEndedTheTransactionCannotGoOnByItself() async throws {
        let database = try folder.open()
        let errors = try await database.writeTogether([
            insertion("a"),
            { transaction in
                _ = try? transaction.execute("INSERT OR ROLLBACK INTO notes (name) VALUES ('a')")
                _ = try transaction.execute("INSERT INTO notes (name) VALUES ('b')")
            },
        ])
        #expect(errors.allSatisfy { $0 is DatabaseError })
        #expect(try await database.count() == 0)
        try await database.insert("next")
        await database.close()
    }

    @Test func tooManyWaitingClosuresAreRefusedAtOnce() async throws {
        var limits = SQLiteLimits()
        limits.writerQueueMax = 2
        let database = try folder.open(limits: limits)
        let gate = Gate()
        async let first: Void = database.write { _ in gate.pass() }
        await gate.waitUntilEntered()
        async let second: Void = database.insert("second")
        async let third: Void = database.insert("third")
        while database.statistics.waiting < 2 { await Task.yield() }
        await #expect(throws: DatabaseError.overloaded) { try await database.insert("fourth") }
        gate.open()
        _ = try await (first, second, third)
        #expect(try await database.count() == 2)
        await database.close()
    }

    @Test func eightWritersLoseNoRow() async throws {
        let database = try folder.open()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<8 {
                group.addTask {
                    for number in 0..<1_000 { try await database.insert("\(writer)-\(number)") }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await database.count() == 8_000)
        #expect(database.statistics.closures == 8_000)
        #expect(database.statistics.commits < 8_000)
        await database.close()
    }

    @Test func whatWaitsAtCloseIsCarriedOutAndLaterCallsAreRefused() async throws {
        let database = try folder.open()
        let gate = Gate()
        async let first: Void = database.write { _ in gate.pass() }
        await gate.waitUntilEntered()
        async let second: Void = database.insert("second")
        while database.statistics.waiting < 1 { await Task.yield() }
        async let closed: Void = database.close()
        gate.open()
        _ = try await (first, second)
        await closed
        await #expect(throws: DatabaseError.closed) { try await database.insert("late") }
        await #expect(throws: DatabaseError.closed) { try await database.count() }
        await database.close()
    }
}

extension DatabaseError {
    var constraintKind: Constraint? {
        guard case .constraint(let kind, _) = self else { return nil }
        return kind
    }
}
