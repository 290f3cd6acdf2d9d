import Glibc
import Synchronization

/// The one thread that writes. All closures that wait share a commit: a commit costs a millisecond of disk, a closure
/// some microseconds.
final class Writer: Sendable {
    let queue: JobQueue
    private let connection: SQLiteConnection
    private let lock: FileLock
    private let logPath: String
    private let limits: SQLiteLimits
    private let statistics = Mutex(DatabaseStatistics())

    /// Starts the thread. `lock` is released when the thread has ended and the connection is closed.
    init(_ connection: SQLiteConnection, lock: FileLock, path: String, limits: SQLiteLimits) {
        queue = JobQueue(waitingMax: limits.writerQueueMax)
        self.lock = lock
        self.connection = connection
        logPath = path + "-wal"
        self.limits = limits
        queue.startThread(named: "database-writer") { [self] in work() }
    }

    var currentStatistics: DatabaseStatistics {
        var current = statistics.withLock { $0 }
        current.waiting = queue.waitingCount
        return current
    }

    private func work() {
        let transaction = Transaction(connection)
        var logBytesMax = limits.walBytesMax
        var lastRescue: UInt64 = 0
        while let jobs = queue.take(atMost: limits.closuresPerCommit) {
            let isFull = commit(jobs, transaction)
            let bytes = logBytes()
            statistics.withLock { $0.logBytes = bytes }
            if isFull, monotonicNanoseconds() - lastRescue > Self.rescueNanoseconds {
                // The log holds pages many times over: emptied into the file, it may give back what the disk lacks.
                lastRescue = monotonicNanoseconds()
                _ = connection.emptyLog()
            } else if bytes > logBytesMax {
                // While a reader is in the way, waiting for it once a quarter more is enough.
                logBytesMax = connection.emptyLog() ? limits.walBytesMax : bytes + limits.walBytesMax / 4
            }
        }
        _ = connection.emptyLog()
        connection.close()
        lock.release()
    }

    /// How often the log of a full disk is tried to be emptied: it may mean writing all of it for nothing.
    private static let rescueNanoseconds: UInt64 = 1_000_000_000

    /// True when the disk had no room.
    private func commit(_ jobs: [any Job], _ transaction: Transaction) -> Bool {
        let start = monotonicNanoseconds()
        var failure: DatabaseError?
        do throws(DatabaseError) {
            var kept = try run(jobs, transaction, inSavepoints: false)
            if kept == nil { kept = try run(jobs, transaction, inSavepoints: true) }
            note(closures: kept ?? 0, nanoseconds: monotonicNanoseconds() - start)
        } catch {
            connection.rollBack()
            failure = error
        }
        if case .constraint = failure, jobs.count > 1 {
            // A deferred constraint speaks up only at COMMIT and does not say whose change it was: each by itself then.
            for job in jobs { _ = commit([job], transaction) }
            return false
        }
        for job in jobs { job.finish(failure) }
        guard case .full = failure else { return false }
        return true
    }

    /// Returns how many closures were committed; nil, with nothing kept, when one of several threw and only savepoints can
    /// tell its changes from the others'.
    ///
    /// Nearly always none throws. A savepoint costs as much as the closure in it: SQLite copies every page that is changed
    /// inside, so they are set only when they are needed.
    private func run(
        _ jobs: [any Job], _ transaction: Transaction, inSavepoints: Bool
    ) throws(DatabaseError) -> Int? {
        try connection.beginWrite()
        var kept = 0
        for job in jobs {
            if inSavepoints { try connection.setSavepoint() }
            let error = job.run(transaction)
            guard connection.isInTransaction else {
                throw error as? DatabaseError ?? .full(message: "the transaction was rolled back by an error")
            }
            if error == nil {
                kept += 1
            } else if inSavepoints {
                try connection.rollBackToSavepoint()
            } else {
                connection.rollBack()
                return jobs.count == 1 ? 0 : nil
            }
            if inSavepoints { try connection.releaseSavepoint() }
        }
        try connection.commit()
        return kept
    }

    private func note(closures: Int, nanoseconds: UInt64) {
        guard closures > 0 else { return }
        statistics.withLock { statistics in
            statistics.commits += 1
            statistics.closures += closures
            statistics.longestCommitMilliseconds = max(
                statistics.longestCommitMilliseconds, Int64(nanoseconds / 1_000_000))
        }
    }

    private func logBytes() -> Int64 {
        var information = stat()
        return stat(logPath, &information) == 0 ? Int64(information.st_size) : 0
    }
}
