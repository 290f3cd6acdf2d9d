public import Messaging
import SQL

/// How much waits and since when; for health and metrics.
public struct Backlog: Sendable, Hashable {
    public let inbox: Int
    public let oldestInbox: Instant?
    public let outbox: Int
    public let oldestOutbox: Instant?
    public let deadLetters: Int
    /// Sends whose outcome is not known.
    public let unknown: Int
}

extension Store {
    /// Counts what waits. Reads nothing but the indexes of what waits and the oldest row of each, so that it is quick
    /// also when very much waits, which is when it is asked most.
    public func backlog() async throws(StorageError) -> Backlog {
        try await read { transaction in
            let inbox = try transaction.first(
                """
                SELECT count(*), (SELECT received FROM inbox WHERE id = (SELECT min(id) FROM inbox WHERE state = 'pending'))
                FROM inbox WHERE state = 'pending'
                """)
            let outbox = try transaction.first(
                """
                SELECT count(*), (SELECT created FROM outbox WHERE id = (SELECT min(id) FROM outbox WHERE state = 'open'))
                FROM outbox WHERE state = 'open'
                """)
            let dead = try transaction.first(
                """
                SELECT (SELECT count(*) FROM inbox WHERE state = 'dead') + (SELECT count(*) FROM outbox WHERE state = 'dead'),
                    (SELECT count(*) FROM outbox_parts p JOIN outbox o ON o.id = p.outbox
                        WHERE o.state = 'open' AND p.state = 'unknown')
                """)
            return Backlog(
                inbox: Int(try inbox?.int(0) ?? 0),
                oldestInbox: try inbox?.optionalInt(1).map { Instant(milliseconds: $0) },
                outbox: Int(try outbox?.int(0) ?? 0),
                oldestOutbox: try outbox?.optionalInt(1).map { Instant(milliseconds: $0) },
                deadLetters: Int(try dead?.int(0) ?? 0), unknown: Int(try dead?.int(1) ?? 0))
        }
    }

    /// Events accepted and not yet given up, done or pending; the ingest benchmark compares it with the 200s.
    public func acceptedEvents() async throws(StorageError) -> Int {
        try await read { transaction in Int(try transaction.first("SELECT count(*) FROM inbox")?.int(0) ?? 0) }
    }
}
