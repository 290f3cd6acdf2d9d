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
        while let jobs = queue.take(atMost: limits.closuresPerCommit) {
            commit(jobs, transaction)
            let bytes = logBytes()
            if bytes > logBytesMax {
                // While a reader is in the way, waiting for it once a quarter more is enough.
                logBytesMax = connection.emptyLog() ? limits.walBytesMax : bytes + limits.walBytesMax / 4
            }
        }
        _ = connection.emptyLog()
        connection.close()
        lock.release()
    }

    private func commit(_ jobs: [any Job], _ transaction: Transaction) {
        let start = monotonicNanoseconds()
        var failure: DatabaseError?
        do throws(DatabaseError) {
            let kept = try runInTransaction(jobs, transaction)
            note(closures: kept, nanoseconds: monotonicNanoseconds() - start)
        } catch {
            connection.rollBack()
            failure = error
        }
        if case .constraint = failure, jobs.count > 1 {
            // A deferred constraint speaks up only at COMMIT and does not say whose change it was: each by itself then.
            for job in jobs { commit([job], transaction) }
            return
        }
        for job in jobs { job.finish(failure) }
    }

    /// Returns how many closures were committed.
    private func runInTransaction(_ jobs: [any Job], _ transaction: Transaction) throws(DatabaseError) -> Int {
        try connection.beginWrite()
        var kept = 0
        for job in jobs {
            // A lone closure that throws takes the whole transaction back, so it needs no savepoint.
            if jobs.count > 1 { try connection.setSavepoint() }
            let error = job.run(transaction)
            guard connection.isInTransaction else {
                throw error as? DatabaseError ?? .full(message: "the transaction was rolled back by an error")
            }
            if error == nil {
                kept += 1
            } else if jobs.count == 1 {
                connection.rollBack()
                return 0
            } else {
                try connection.rollBackToSavepoint()
            }
            if jobs.count > 1 { try connection.releaseSavepoint() }
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
