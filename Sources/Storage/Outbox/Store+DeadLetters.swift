public import Messaging
import SQL

/// Something that was given up, with its reason; it can be replayed or dropped. `name` is what commands take:
/// `in-12` an event that could not be read, `out-34` a message that could not be sent.
public struct DeadLetter: Sendable, Hashable {
    public let name: String
    public let channel: ChannelID
    public let at: Instant
    public let reason: String
}

extension Store {
    /// Dead letters, oldest first.
    public func deadLetters(limit: Int = 1000) async throws(StorageError) -> [DeadLetter] {
        try await read { transaction in
            try transaction.query(
                """
                SELECT 'in-' || id, channel, received AS at, coalesce(reason, '') FROM inbox WHERE state = 'dead'
                UNION ALL
                SELECT 'out-' || id, channel, created AS at, coalesce(reason, '') FROM outbox WHERE state = 'dead'
                ORDER BY at LIMIT $1
                """, [.integer(Int64(limit))]
            ).map {
                DeadLetter(
                    name: try $0.text(0), channel: ChannelID(try $0.text(1)),
                    at: Instant(milliseconds: try $0.int(2)), reason: try $0.text(3))
            }
        }
    }

    /// Puts a dead letter back to be tried from the start of what was not yet done; false when there is none of this
    /// name.
    public func replay(deadLetter name: String, now: Instant) async throws(StorageError) -> Bool {
        guard let (box, id) = Self.parse(name) else { return false }
        let changed = try await write { transaction in
            guard box == "out" else {
                return try transaction.execute(
                    "UPDATE inbox SET state = 'pending', attempts = 0, reason = NULL WHERE id = $1 AND state = 'dead'",
                    [.integer(id)]) == 1
            }
            let message = try transaction.first(
                """
                UPDATE outbox SET state = 'open', next_at = $2, lease_until = NULL, reason = NULL,
                    generation = (SELECT generation FROM conversations WHERE id = outbox.conversation)
                WHERE id = $1 AND state = 'dead' RETURNING message
                """, [.integer(id), .integer(now.milliseconds)])
            guard let message else { return false }
            _ = try transaction.execute(
                "UPDATE outbox_parts SET state = 'open', attempts = 0 WHERE outbox = $1 AND state <> 'sent'",
                [.integer(id)])
            _ = try transaction.execute(
                "UPDATE messages SET status = 'queued', reason = NULL WHERE id = $1", [.integer(try message.int(0))])
            return true
        }
        if changed { changes.publish([.inbox, .outbox]) }
        return changed
    }

    /// Gives a dead letter up for good; false when there is none of this name.
    public func drop(deadLetter name: String) async throws(StorageError) -> Bool {
        guard let (box, id) = Self.parse(name) else { return false }
        return try await write { transaction in
            try transaction.execute(
                box == "in"
                    ? "UPDATE inbox SET state = 'done' WHERE id = $1 AND state = 'dead'"
                    : "UPDATE outbox SET state = 'dropped' WHERE id = $1 AND state = 'dead'", [.integer(id)]) == 1
        }
    }

    private static func parse(_ name: String) -> (box: String, id: Int64)? {
        let parts = name.split(separator: "-")
        guard parts.count == 2, parts[0] == "in" || parts[0] == "out", let id = Int64(parts[1]) else { return nil }
        return (String(parts[0]), id)
    }
}
