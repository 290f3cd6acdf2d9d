public import Messaging
import SQL

/// One platform call that is ours to make until `leaseUntil`.
public struct LeasedPart: Sendable {
    public let part: OutboxPartID
    public let outbox: OutboxID
    public let conversation: ConversationID
    public let channel: ChannelID
    public let contact: ContactKey
    public let purpose: OutboundMessage.Purpose
    public let call: PlatformCall
    /// Times this part has been tried before.
    public let attempts: Int
    /// An earlier try may have arrived, and nothing has settled it in time.
    public let mayBeRepeat: Bool
    public let number: Int
    public let parts: Int
    /// When the citizen last wrote; messaging windows count from here.
    public let lastInbound: Instant?
    public let created: Instant
}

/// What to do with a part after its call.
public enum PartResult: Sendable, Hashable {
    case sent(platformMessageID: String?)
    /// Try again then; the conversation's later messages wait.
    case retry(at: Instant)
    /// The way was closed before a byte left: not counted as a try. `mayBeSent`: by an earlier try, as before.
    case notTried(until: Instant, mayBeSent: Bool = false)
    /// It may have been sent: an echo may settle it until then.
    case unknown(until: Instant)
    /// Given up; a dead letter with its reason. Later messages go on.
    case dead(reason: String)
}

/// Turns a message into calls; pure, given by Routing.
public typealias Rendering = @Sendable (ChannelID, OutboundMessage, ContactKey, String) -> [PlatformCall]

extension Store {
    /// Leases the oldest unsettled part of up to `limit` conversations: people's and safety messages first. A message
    /// is rendered into parts at its first lease and never again. A bot text whose conversation a person has taken
    /// since is dropped instead.
    /// Only `channels` are looked at, those that may be used now. `leaseMilliseconds` is longer than any call may take, so
    /// that a part is never with two callers.
    public func lease(
        limit: Int, channels: [ChannelID], now: Instant, leaseMilliseconds: Int64, render: @escaping Rendering
    ) async throws(StorageError) -> [LeasedPart] {
        guard !channels.isEmpty, limit > 0 else { return [] }
        let seals = seals
        let leased = try await write { transaction in
            var parts: [LeasedPart] = []
            var dropped: [ConversationID] = []
            for row in try transaction.heads(limit: limit, channels: channels, now: now) {
                let head = try OutboxHead(row, seals: seals)
                if head.isFenced {
                    try transaction.drop(head, now: now, seals: seals)
                    dropped.append(head.conversation)
                    continue
                }
                let part = try transaction.leasePart(
                    of: head, until: now.adding(milliseconds: leaseMilliseconds), render: render, seals: seals)
                if let part { parts.append(part) }
            }
            return (parts, dropped)
        }
        changes.publish(leased.1.flatMap { [.conversation($0), .outbox] })
        return leased.0
    }

    /// Records what came of the calls.
    public func record(_ results: [(part: OutboxPartID, result: PartResult)], now: Instant) async throws(StorageError) {
        guard !results.isEmpty else { return }
        let seals = seals
        let touched = try await write { transaction in
            try results.compactMap { try transaction.record($0.result, of: $0.part, now: now, seals: seals) }
        }
        changes.publish(touched.flatMap { $0 } + [.outbox])
    }

    /// Parts that were with a caller when the process died: each may have been sent, so it is unknown until `until`.
    public func orphanLeases(until: Instant) async throws(StorageError) {
        try await write { transaction in
            _ = try transaction.execute("UPDATE outbox_parts SET state = 'unknown' WHERE state = 'leased'")
            _ = try transaction.execute(
                "UPDATE outbox SET lease_until = NULL, next_at = $1 WHERE state = 'open' AND lease_until IS NOT NULL",
                [.integer(until.milliseconds)])
        }
    }

    /// When the next message on these channels that waits behind no other may be leased, if any waits.
    public func nextSendDue(on channels: [ChannelID]) async throws(StorageError) -> Instant? {
        guard !channels.isEmpty else { return nil }
        let names = channels.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
        return try await read { transaction in
            try transaction.first(
                """
                SELECT min(coalesce(o.lease_until, o.next_at)) FROM outbox o
                WHERE o.state = 'open' AND o.channel IN (\(names))
                    AND NOT EXISTS (SELECT 1 FROM outbox earlier WHERE earlier.state = 'open'
                        AND earlier.conversation = o.conversation AND earlier.id < o.id)
                """, channels.map { .text($0.rawValue) }
            )?.optionalInt(0).map { Instant(milliseconds: $0) }
        }
    }
}

/// The oldest unsettled message of a conversation.
struct OutboxHead {
    let id: Int64
    let conversation: ConversationID
    let channel: ChannelID
    let purpose: OutboundMessage.Purpose
    let isFenced: Bool
    let contact: ContactKey
    let message: Int64
    let body: [UInt8]
    let lastInbound: Instant?
    let created: Instant

    init(_ row: Row, seals: Seals) throws {
        id = try row.int(0)
        conversation = ConversationID(try row.int(1))
        channel = ChannelID(try row.text(2))
        purpose = OutboundMessage.Purpose(rawValue: try row.text(3)) ?? .bot
        isFenced = try purpose == .bot && row.int(4) != row.int(5)
        contact = ContactKey(try seals.openText(try row.blob(6), as: .contact))
        message = try row.int(7)
        body = try row.blob(8)
        lastInbound = try row.optionalInt(9).map { Instant(milliseconds: $0) }
        created = Instant(milliseconds: try row.int(10))
    }
}

extension Transaction {
    /// Heads that are due and not leased, on usable channels. The emergency text waits behind nothing but another one.
    fileprivate func heads(limit: Int, channels: [ChannelID], now: Instant) throws -> [Row] {
        let names = (0..<channels.count).map { "$\($0 + 3)" }.joined(separator: ", ")
        return try query(
            """
            SELECT o.id, o.conversation, o.channel, o.purpose, o.generation, v.generation, c.key, o.message, o.body,
                v.last_inbound, o.created
            FROM outbox o JOIN conversations v ON v.id = o.conversation JOIN contacts c ON c.id = v.contact
            WHERE o.state = 'open' AND coalesce(o.lease_until, o.next_at) <= $1 AND o.channel IN (\(names))
                AND NOT EXISTS (SELECT 1 FROM outbox earlier WHERE earlier.state = 'open'
                    AND earlier.conversation = o.conversation AND earlier.id < o.id
                    AND (o.purpose <> 'safety' OR earlier.purpose = 'safety'))
            ORDER BY CASE o.purpose WHEN 'safety' THEN 0 WHEN 'person' THEN 1 ELSE 2 END, o.id LIMIT $2
            """,
            [.integer(now.milliseconds), .integer(Int64(limit))] + channels.map { .text($0.rawValue) })
    }

    /// A person has taken the conversation: what the bot had not begun to send never goes out.
    fileprivate func drop(_ head: OutboxHead, now: Instant, seals: Seals) throws {
        _ = try execute(
            "UPDATE outbox SET state = 'dropped', lease_until = NULL, reason = 'a person took over' WHERE id = $1",
            [.integer(head.id)])
        _ = try execute("UPDATE messages SET status = 'dropped' WHERE id = $1", [.integer(head.message)])
    }

    fileprivate func leasePart(
        of head: OutboxHead, until: Instant, render: Rendering, seals: Seals
    ) throws -> LeasedPart? {
        if try first("SELECT 1 FROM outbox_parts WHERE outbox = $1", [.integer(head.id)]) == nil {
            let message = try seals.open(head.body, as: .outbound, json: OutboundMessage.self)
            let calls = render(head.channel, message, head.contact, OutboxTag.make(outbox: head.id))
            guard !calls.isEmpty else {
                try give(up: head.id, reason: "the message has nothing that this channel can send")
                return nil
            }
            for (index, call) in calls.enumerated() {
                _ = try execute(
                    "INSERT INTO outbox_parts (outbox, number, parts, call) VALUES ($1, $2, $3, $4)",
                    [
                        .integer(head.id), .integer(Int64(index + 1)), .integer(Int64(calls.count)),
                        .blob(try seals.seal(json: call, as: .call)),
                    ])
            }
        }
        let row = try first(
            """
            SELECT id, call, attempts, number, parts, state FROM outbox_parts WHERE outbox = $1 AND state <> 'sent'
            ORDER BY number LIMIT 1
            """, [.integer(head.id)])
        guard let row else { return nil }
        _ = try execute(
            "UPDATE outbox_parts SET state = 'leased', attempts = attempts + 1 WHERE id = $1",
            [.integer(try row.int(0))])
        _ = try execute(
            "UPDATE outbox SET lease_until = $2 WHERE id = $1", [.integer(head.id), .integer(until.milliseconds)])
        return LeasedPart(
            part: OutboxPartID(try row.int(0)), outbox: OutboxID(head.id), conversation: head.conversation,
            channel: head.channel, contact: head.contact, purpose: head.purpose,
            call: try seals.open(try row.blob(1), as: .call, json: PlatformCall.self),
            attempts: Int(try row.int(2)), mayBeRepeat: try ["unknown", "leased"].contains(row.text(5)),
            number: Int(try row.int(3)), parts: Int(try row.int(4)),
            lastInbound: head.lastInbound, created: head.created)
    }

    fileprivate func record(
        _ result: PartResult, of part: OutboxPartID, now: Instant, seals: Seals
    ) throws -> [Change]? {
        let row = try first(
            """
            SELECT o.id, o.conversation, o.channel, p.platform_hash, o.purpose = 'safety'
            FROM outbox_parts p JOIN outbox o ON o.id = p.outbox
            WHERE p.id = $1 AND p.state = 'leased'
            """, [.integer(part.rawValue)])
        guard let row else { return nil }
        let (outbox, channel) = (try row.int(0), ChannelID(try row.text(2)))
        let wasEchoed = try row.optionalBlob(3) != nil
        let isSafety = try row.bool(4)
        var undelivered = false
        switch result {
        case .sent(let id):
            try markSent(part: part.rawValue, hash: id.map { seals.platformHash(channel, $0) }, now: now)
        case _ where wasEchoed:
            // An earlier try has arrived, whatever became of this one.
            try markSent(part: part.rawValue, hash: nil, now: now)
        case .unknown(let until):
            try hold(outbox, part: part, state: "unknown", until: until)
            undelivered = isSafety
        case .retry(let at):
            try hold(outbox, part: part, state: "open", until: at)
            undelivered = isSafety
        case .notTried(let until, let mayBeSent):
            try hold(outbox, part: part, state: mayBeSent ? "unknown" : "open", until: until)
            _ = try execute(
                "UPDATE outbox_parts SET attempts = attempts - 1 WHERE id = $1", [.integer(part.rawValue)])
            undelivered = isSafety
        case .dead(let reason):
            _ = try execute("UPDATE outbox_parts SET state = 'failed' WHERE id = $1", [.integer(part.rawValue)])
            try give(up: outbox, reason: reason)
            undelivered = isSafety
        }
        let conversation = ConversationID(try row.int(1))
        guard undelivered else { return [.conversation(conversation)] }
        return [.conversation(conversation)] + (try alarm(conversation, now: now, seals: seals))
    }

    /// The emergency text has not arrived, or perhaps not: a person must call. Its ticket, or the newest open one, is at
    /// the head of the queue, unseen, and sounds; once, until the text has gone out after all.
    private func alarm(_ conversation: ConversationID, now: Instant, seals: Seals) throws -> [Change] {
        let ticket = try first(
            """
            UPDATE tickets SET priority = 2, unsent = $2, \(Self.unseenRed(when: "1", now: "$2"))
            WHERE unsent IS NULL AND id = (SELECT id FROM tickets WHERE conversation = $1 AND state <> 'closed'
                ORDER BY priority = 2 DESC, confidential, id DESC LIMIT 1)
            RETURNING id
            """, [.integer(conversation.rawValue), .integer(now.milliseconds)])
        guard let ticket else { return [] }
        try addHistory(
            "safety.undelivered", conversation: conversation.rawValue, ticket: try ticket.int(0), now: now,
            seals: seals)
        return [.redTicket(TicketID(try ticket.int(0)))]
    }

    private func hold(_ outbox: Int64, part: OutboxPartID, state: String, until: Instant) throws {
        _ = try execute(
            "UPDATE outbox_parts SET state = $2 WHERE id = $1", [.integer(part.rawValue), .text(state)])
        _ = try execute(
            "UPDATE outbox SET lease_until = NULL, next_at = $2 WHERE id = $1",
            [.integer(outbox), .integer(until.milliseconds)])
    }

    private func give(up outbox: Int64, reason: String) throws {
        _ = try execute(
            "UPDATE outbox SET state = 'dead', lease_until = NULL, reason = $2 WHERE id = $1",
            [.integer(outbox), .text(reason)])
        _ = try execute(
            "UPDATE messages SET status = 'failed', reason = $2 WHERE id = (SELECT message FROM outbox WHERE id = $1)",
            [.integer(outbox), .text(reason)])
    }
}
