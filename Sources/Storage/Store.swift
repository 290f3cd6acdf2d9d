import Messaging
import SQL

/// What the service keeps. Its verbs take arrays and are one transaction each; what they need of the clock and of
/// chance comes in as values, because a transaction may run twice. No SQL type leaves this target.
public final class Store: Sendable {
    let database: Database
    let seals: Seals
    /// Published after each commit; loops wake on it and desks show it.
    public let changes = ChangeFeed()

    /// Opens (or makes) the database and brings its schema up to date.
    /// - Parameters:
    ///   - path: the database file; a lock file stands beside it while it is open.
    ///   - sealingKey: 32 bytes; without the same key a database cannot be read again.
    /// - Throws: `StorageError.unusable` with what the operator should do.
    public init(path: String, sealingKey: [UInt8]) throws(StorageError) {
        seals = try Seals(key: sealingKey)
        do {
            database = try Database(path: path, schema: Schema.sqlite)
        } catch {
            throw .unusable(reason: "\(error)")
        }
    }

    /// Ends readers and the writer; everything accepted before is on disk.
    public func close() async {
        changes.finish()
        await database.close()
    }

    /// How the writer is doing, for the metrics.
    public var statistics: WriterStatistics {
        let now = database.statistics
        return WriterStatistics(
            commits: now.commits, transactions: now.closures, waiting: now.waiting,
            longestCommitMilliseconds: now.longestCommitMilliseconds, logBytes: now.logBytes)
    }

    func write<Result: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Result
    ) async throws(StorageError) -> Result {
        do {
            return try await database.write(body)
        } catch {
            throw StorageError(error)
        }
    }

    func read<Result: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Result
    ) async throws(StorageError) -> Result {
        do {
            return try await database.read(body)
        } catch {
            throw StorageError(error)
        }
    }
}

/// Figures of the one writing connection since it was opened.
public struct WriterStatistics: Sendable {
    public let commits: Int
    public let transactions: Int
    public let waiting: Int
    public let longestCommitMilliseconds: Int64
    public let logBytes: Int64
}
