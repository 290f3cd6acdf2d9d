public import Messaging
import SQL

extension Store {
    /// Writes a verified webhook's events down, each once for ever: those seen before are counted and left out.
    /// When this returns they are on disk.
    public func accept(
        channel: ChannelID, body: [UInt8], events: [EventIdentity], received: Instant
    ) async throws(StorageError) -> Accepted {
        let kept = events.filter(\.isKept)
        guard !kept.isEmpty else { return Accepted(new: 0, duplicates: 0) }
        let sealed = seals.seal(body, as: .webhook)
        let rows = kept.map { event in
            (
                seen: seals.dedupeKey(channel, event),
                conversation: seals.contactHash(channel, event.contact ?? ContactKey("")), index: Int64(event.index)
            )
        }
        let new = try await write { transaction in
            var first: Int64?
            var new = 0
            for row in rows {
                let isNew = try transaction.execute(
                    "INSERT INTO seen (key) VALUES ($1) ON CONFLICT DO NOTHING", [.blob(row.seen)])
                guard isNew == 1 else { continue }
                new += 1
                let values: [Value] = [
                    .text(channel.rawValue), .blob(row.conversation), .integer(row.index),
                    first == nil ? .blob(sealed) : .null, first.map(Value.integer) ?? .null,
                    .integer(received.milliseconds),
                ]
                if rows.count == 1 {
                    _ = try transaction.execute(Self.insertEvent, values)
                } else {
                    let id = try transaction.first(Self.insertEvent + " RETURNING id", values)?.int(0)
                    if first == nil { first = id }
                }
            }
            return new
        }
        if new > 0 { changes.publish([.inbox]) }
        return Accepted(new: new, duplicates: rows.count - new)
    }

    private static let insertEvent = """
        INSERT INTO inbox (channel, conversation_key, event_index, body, body_of, received)
        VALUES ($1, $2, $3, $4, $5, $6)
        """

    /// Takes up to `limit` waiting events, at most the oldest of each conversation, and counts the attempt. An event
    /// that was claimed before and never settled is taken alone, so that one that fails, or ends the process, takes no
    /// other with it; claimed `attemptsMax` times, it goes to the dead letters instead.
    public func claim(limit: Int, attemptsMax: Int) async throws(StorageError) -> [InboxItem] {
        let rows = try await write { transaction in
            // Only the oldest can have been tried that often: what failed is taken again when it is the oldest, alone.
            let oldest = "(SELECT id FROM inbox WHERE state = 'pending' ORDER BY id LIMIT 1)"
            while try transaction.execute(
                """
                UPDATE inbox SET state = 'dead', reason = 'failed or interrupted too often'
                WHERE id = \(oldest) AND attempts >= $1
                """, [.integer(Int64(attemptsMax))]) == 1
            {}
            return try transaction.query(
                """
                WITH waiting AS (
                    SELECT id, conversation_key, attempts FROM inbox WHERE state = 'pending' ORDER BY id LIMIT $2),
                heads AS (
                    SELECT id, attempts FROM waiting
                    WHERE id IN (SELECT min(id) FROM waiting GROUP BY conversation_key) ORDER BY id LIMIT $1)
                UPDATE inbox SET attempts = attempts + 1
                WHERE id = \(oldest) OR id IN (
                    SELECT id FROM heads WHERE attempts = 0 AND (SELECT attempts FROM inbox WHERE id = \(oldest)) = 0)
                RETURNING id, channel, body, body_of, event_index, received, attempts
                """, [.integer(Int64(limit)), .integer(Int64(limit * Self.windowPerLimit))]
            ).map { row in
                ClaimedRow(
                    id: try row.int(0), channel: try row.text(1),
                    body: try row.optionalBlob(2) ?? transaction.body(of: try row.int(3)), index: try row.int(4),
                    received: try row.int(5), attempts: try row.int(6))
            }
        }
        var items: [InboxItem] = []
        for row in rows.sorted(by: { $0.id < $1.id }) {
            items.append(
                InboxItem(
                    id: InboxID(row.id), channel: ChannelID(row.channel), body: try seals.open(row.body, as: .webhook),
                    index: Int(row.index), received: Instant(milliseconds: row.received), attempts: Int(row.attempts)))
        }
        return items
    }

    /// Rows looked at for each that may be taken. The first of a conversation among the oldest rows is the first of all its
    /// rows, so that no index by conversation is needed, which would cost every webhook a random page.
    private static let windowPerLimit = 4

    /// Events that need nothing more: understood and of no consequence, or not understood and counted.
    public func finish(_ events: [InboxID]) async throws(StorageError) {
        guard !events.isEmpty else { return }
        try await write { transaction in
            try transaction.execute(
                "UPDATE inbox SET state = 'done' WHERE id = $1 AND state = 'pending'",
                rows: events.map { [.integer($0.rawValue)] })
        }
    }

    /// Puts an event aside with its reason: it cannot be read until the program is mended.
    public func bury(_ event: InboxID, reason: String) async throws(StorageError) {
        try await write { transaction in
            _ = try transaction.execute(
                "UPDATE inbox SET state = 'dead', reason = $2 WHERE id = $1 AND state = 'pending'",
                [.integer(event.rawValue), .text(reason)])
        }
    }

    private struct ClaimedRow: Sendable {
        let id: Int64
        let channel: String
        let body: [UInt8]
        let index: Int64
        let received: Int64
        let attempts: Int64
    }
}

extension Transaction {
    fileprivate func body(of inbox: Int64) throws -> [UInt8] {
        guard let row = try first("SELECT body FROM inbox WHERE id = $1", [.integer(inbox)]) else {
            throw StorageError.conflict(reason: "inbox row \(inbox) that holds the body is missing")
        }
        return try row.blob(0)
    }
}
