/// The threads that read, each with a connection of its own.
struct Readers: Sendable {
    let queue: JobQueue

    init(path: String, limits: SQLiteLimits) throws(DatabaseError) {
        queue = JobQueue(waitingMax: limits.readerQueueMax)
        var connections: [SQLiteConnection] = []
        for _ in 0..<max(1, limits.readers) { connections.append(try SQLiteConnection(reading: path, limits: limits)) }
        for connection in connections {
            queue.startThread(named: "database-reader") { [queue] in
                Readers.work(queue, connection)
            }
        }
    }

    private static func work(_ queue: JobQueue, _ connection: SQLiteConnection) {
        let transaction = Transaction(connection)
        while let jobs = queue.take(atMost: 1) {
            for job in jobs {
                var failure: DatabaseError?
                do throws(DatabaseError) {
                    try connection.beginRead()
                    _ = job.run(transaction)
                } catch {
                    failure = error
                }
                connection.rollBack()
                job.finish(failure)
            }
        }
        connection.close()
    }
}
