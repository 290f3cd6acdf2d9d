import Messaging
import SQL

extension Transaction {
    /// Writes a message of ours into the history and the outbox; gives the message's number. With an idempotency key
    /// that was used before, nothing is written and the earlier message's number is given.
    func queueMessage(
        _ message: OutboundMessage, conversation: ConversationID, channel: ChannelID, ticket: Int64?, agent: AgentID?,
        intents: [String], idempotency: [UInt8]?, now: Instant, seals: Seals
    ) throws -> Int64 {
        if let idempotency,
            let earlier = try first("SELECT message FROM outbox WHERE idempotency = $1", [.blob(idempotency)])
        {
            return try earlier.int(0)
        }
        let body = MessageBody(text: message.text, buttons: message.buttons.map(\.title))
        let row = try first(
            """
            INSERT INTO messages (conversation, ticket, direction, author, agent, body, intents, time, status)
            VALUES ($1, $2, 'out', $3, $4, $5, $6, $7, 'queued') RETURNING id
            """,
            [
                .integer(conversation.rawValue), ticket.map(Value.integer) ?? .null, .text(message.purpose.rawValue),
                agent.map { .integer($0.rawValue) } ?? .null, .blob(try seals.seal(json: body, as: .message)),
                .text(intents.joined(separator: " ")), .integer(now.milliseconds),
            ])
        let id = try row?.int(0) ?? 0
        _ = try execute(
            """
            INSERT INTO outbox (conversation, message, channel, purpose, generation, idempotency, body, next_at, created)
            VALUES ($1, $2, $3, $4, (SELECT generation FROM conversations WHERE id = $1), $5, $6, $7, $7)
            """,
            [
                .integer(conversation.rawValue), .integer(id), .text(channel.rawValue), .text(message.purpose.rawValue),
                idempotency.map(Value.blob) ?? .null, .blob(try seals.seal(json: message, as: .outbound)),
                .integer(now.milliseconds),
            ])
        return id
    }

    /// Moves the status of messages forward by a receipt; a late "sent" never undoes "seen".
    func apply(_ receipt: Receipt, in conversation: ConversationID, channel: ChannelID, seals: Seals) throws {
        let before = receipt.status == .delivered ? "('queued', 'sent')" : "('queued', 'sent', 'delivered')"
        let values: [Value] = [
            .integer(conversation.rawValue), .text(receipt.status.rawValue),
            receipt.reason.map(Value.text) ?? .null,
        ]
        let change = "UPDATE messages SET status = $2, reason = coalesce($3, reason) WHERE conversation = $1"
        for id in receipt.platformMessageIDs {
            _ = try execute(
                """
                \(change) AND direction = 'out' AND status IN \(before) AND id IN (
                    SELECT o.message FROM outbox_parts p JOIN outbox o ON o.id = p.outbox WHERE p.platform_hash = $4)
                """, values + [.blob(seals.platformHash(channel, id))])
        }
        if let upTo = receipt.upTo {
            _ = try execute(
                """
                \(change) AND direction = 'out' AND status IN \(before) AND status <> 'queued' AND time <= $4
                """, values + [.integer(upTo.milliseconds)])
        }
    }

    /// The platform reports one of our own messages: a send whose answer was lost is settled by it.
    func settleEcho(
        _ echo: Echo, in conversation: ConversationID, channel: ChannelID, now: Instant, seals: Seals
    ) throws {
        let hash = echo.platformMessageID.map { seals.platformHash(channel, $0) }
        if let hash,
            try first("SELECT 1 FROM outbox_parts WHERE platform_hash = $1 AND state = 'sent'", [.blob(hash)]) != nil
        {
            return
        }
        guard let part = try partOf(echo, in: conversation) else { return }
        _ = try execute(
            "UPDATE outbox_parts SET platform_hash = coalesce($2, platform_hash) WHERE id = $1",
            [.integer(part.id), hash.map(Value.blob) ?? .null])
        if part.state == "unknown" { try markSent(part: part.id, hash: hash, now: now) }
    }

    /// The part an echo speaks of: the one its tag names, else the oldest of the conversation whose outcome is unknown.
    private func partOf(_ echo: Echo, in conversation: ConversationID) throws -> (id: Int64, state: String)? {
        let row: Row?
        if let (outbox, number) = echo.tag.flatMap(OutboxTag.parse) {
            row = try first(
                """
                SELECT p.id, p.state FROM outbox_parts p JOIN outbox o ON o.id = p.outbox
                WHERE o.id = $1 AND o.conversation = $2 AND p.number = $3 AND p.state IN ('leased', 'unknown')
                """, [.integer(outbox), .integer(conversation.rawValue), .integer(number)])
        } else {
            row = try first(
                """
                SELECT p.id, p.state FROM outbox_parts p JOIN outbox o ON o.id = p.outbox
                WHERE o.conversation = $1 AND o.state = 'open' AND p.state IN ('leased', 'unknown')
                ORDER BY p.id LIMIT 1
                """, [.integer(conversation.rawValue)])
        }
        return try row.map { (try $0.int(0), try $0.text(1)) }
    }

    /// A part was accepted by the platform; with the last part the message is sent.
    func markSent(part: Int64, hash: [UInt8]?, now: Instant) throws {
        let row = try first(
            """
            UPDATE outbox_parts SET state = 'sent', platform_hash = coalesce($2, platform_hash)
            WHERE id = $1 AND state IN ('leased', 'unknown') RETURNING outbox, number, parts
            """, [.integer(part), hash.map(Value.blob) ?? .null])
        guard let row else { return }
        let outbox = Value.integer(try row.int(0))
        guard try row.int(1) == row.int(2) else {
            _ = try execute(
                "UPDATE outbox SET lease_until = NULL, next_at = $2 WHERE id = $1 AND state = 'open'",
                [outbox, .integer(now.milliseconds)])
            return
        }
        _ = try execute(
            "UPDATE outbox SET state = 'done', lease_until = NULL WHERE id = $1 AND state = 'open'", [outbox])
        _ = try execute(
            """
            UPDATE messages SET status = 'sent'
            WHERE id = (SELECT message FROM outbox WHERE id = $1) AND status IN ('queued', 'failed')
            """, [outbox])
        try countReply(of: outbox, now: now)
        _ = try execute(
            """
            UPDATE tickets SET unsent = NULL WHERE unsent IS NOT NULL
                AND conversation = (SELECT conversation FROM outbox WHERE id = $1 AND purpose = 'safety')
            """, [outbox])
    }
}

/// The tag that `render` puts into a call and the platform's echo brings back: `sb<outbox>-<part>`.
enum OutboxTag {
    static func make(outbox: Int64) -> String { "sb\(outbox)" }

    static func parse(_ tag: String) -> (outbox: Int64, part: Int64)? {
        guard tag.hasPrefix("sb") else { return nil }
        let numbers = tag.dropFirst(2).split(separator: "-")
        guard let outbox = numbers.first.flatMap({ Int64($0) }) else { return nil }
        return (outbox, numbers.dropFirst().first.flatMap { Int64($0) } ?? 1)
    }
}
