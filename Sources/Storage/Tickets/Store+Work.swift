public import Messaging
import SQL

/// What an action on a ticket came to.
public enum Worked: Sendable, Hashable {
    case done
    /// Somebody else holds it, it is closed, or it does not exist: show the ticket as it is now.
    case conflict
}

extension Store {
    /// Marks that a person has opened the ticket, and tells the citizen of an emergency so; true the first time.
    public func see(
        _ ticket: TicketID, by agent: AgentID, telling message: OutboundMessage?, now: Instant
    ) async throws(StorageError) -> Bool {
        try await work(on: ticket, now: now, publishing: [.outbox]) { transaction, seals in
            let row = try transaction.first(
                """
                UPDATE tickets SET seen = $2 WHERE id = $1 AND seen IS NULL
                RETURNING conversation, priority, (SELECT channel FROM conversations v WHERE v.id = tickets.conversation)
                """, [.integer(ticket.rawValue), .integer(now.milliseconds)])
            guard let row else { return false }
            if let message, try row.int(1) == TicketPriority.emergency.rawValue {
                _ = try transaction.queueMessage(
                    message, conversation: ConversationID(try row.int(0)), channel: ChannelID(try row.text(2)),
                    ticket: ticket.rawValue, agent: agent, intents: [], idempotency: nil, now: now, seals: seals)
            }
            try transaction.updateFact(
                ofTicket: ticket.rawValue, "seen_by_person = coalesce(seen_by_person, $2)",
                [.integer(now.milliseconds)])
            try transaction.addHistory(
                "ticket.seen", conversation: try row.int(0), ticket: ticket.rawValue, agent: agent.rawValue, now: now,
                seals: seals)
            return true
        }
    }

    /// Takes a waiting ticket: from the commit on no bot text of this conversation starts to be sent.
    public func claim(_ ticket: TicketID, by agent: AgentID, now: Instant) async throws(StorageError) -> Worked {
        try await change(
            ticket, to: "state = 'claimed', holder = $2, claimed = $3", when: "state = 'waiting'",
            values: [.integer(agent.rawValue), .integer(now.milliseconds)], line: "ticket.claimed", by: agent, now: now)
    }

    /// Gives a ticket back to the queue, at its old place; the bot may answer again.
    public func release(_ ticket: TicketID, by agent: AgentID, now: Instant) async throws(StorageError) -> Worked {
        try await change(
            ticket, to: "state = 'waiting', holder = NULL, claimed = NULL", when: "state = 'claimed' AND holder = $2",
            values: [.integer(agent.rawValue)], line: "ticket.released", by: agent, now: now)
    }

    /// A person's reply. `idempotencyKey` is the browser's: the same key sends once.
    public func reply(
        to ticket: TicketID, by agent: AgentID, message: OutboundMessage, idempotencyKey: String, now: Instant
    ) async throws(StorageError) -> Worked {
        let key = seals.lookupHash("reply", "\(agent)|\(idempotencyKey)")
        return try await work(on: ticket, now: now, publishing: [.outbox]) { transaction, seals in
            guard let held = try transaction.held(ticket, by: agent) else { return .conflict }
            _ = try transaction.queueMessage(
                message, conversation: held.conversation, channel: held.channel, ticket: ticket.rawValue, agent: agent,
                intents: [], idempotency: key, now: now, seals: seals)
            return .done
        }
    }

    /// A note among agents; never sent.
    public func note(on ticket: TicketID, by agent: AgentID, text: String, now: Instant) async throws(StorageError)
        -> Worked
    {
        try await work(on: ticket, now: now) { transaction, seals in
            let row = try transaction.first(
                "SELECT conversation FROM tickets WHERE id = $1", [.integer(ticket.rawValue)])
            guard let row else { return .conflict }
            _ = try transaction.execute(
                """
                INSERT INTO messages (conversation, ticket, direction, author, agent, body, time)
                VALUES ($1, $2, 'note', 'person', $3, $4, $5)
                """,
                [
                    .integer(try row.int(0)), .integer(ticket.rawValue), .integer(agent.rawValue),
                    .blob(try seals.seal(json: MessageBody(text: text), as: .message)), .integer(now.milliseconds),
                ])
            return .done
        }
    }

    /// Closes a ticket its holder has worked on, with one outcome, and tells the citizen when `telling` is given.
    public func close(
        _ ticket: TicketID, by agent: AgentID, outcome: TicketOutcome, telling message: OutboundMessage?,
        idempotencyKey: String, now: Instant
    ) async throws(StorageError) -> Worked {
        let key = seals.lookupHash("close", "\(agent)|\(idempotencyKey)")
        return try await work(on: ticket, now: now, publishing: [.outbox]) { transaction, seals in
            guard let held = try transaction.held(ticket, by: agent) else { return .conflict }
            if let message {
                _ = try transaction.queueMessage(
                    message, conversation: held.conversation, channel: held.channel, ticket: ticket.rawValue,
                    agent: agent, intents: [], idempotency: key, now: now, seals: seals)
            }
            _ = try transaction.execute(
                """
                UPDATE tickets SET state = 'closed', outcome = $2, closed = $3, holder = NULL, claimed = NULL
                WHERE id = $1
                """, [.integer(ticket.rawValue), .text(outcome.rawValue), .integer(now.milliseconds)])
            // What was done otherwise than by a reply here (on the telephone, say) is answered with the closing.
            try transaction.updateFact(
                ofTicket: ticket.rawValue,
                """
                outcome = $2, closed = $3,
                answered_by = CASE WHEN $4 = 1 THEN 'people' ELSE answered_by END,
                answered = CASE WHEN $4 = 1 THEN coalesce(answered, $3) ELSE answered END
                """,
                [
                    .text(outcome.rawValue), .integer(now.milliseconds), .integer(outcome.isSubstantive ? 1 : 0),
                ])
            try transaction.addHistory(
                "ticket.closed \(outcome.rawValue)", conversation: held.conversation.rawValue, ticket: ticket.rawValue,
                agent: agent.rawValue, now: now, seals: seals)
            try transaction.refreshState(of: held.conversation.rawValue, now: now)
            return .done
        }
    }

    /// A telephone call as a ticket: the caller is a contact of the channel `phone`, known by the number. The agent who
    /// took the call holds it.
    public func logCall(
        number: String, name: String?, text: String, ticket: NewTicket, by agent: AgentID, now: Instant
    ) async throws(StorageError) -> TicketID {
        let channel = ChannelID(Platform.phone.rawValue)
        let contact = NewContact(
            channel: channel.rawValue, hash: seals.contactHash(channel, ContactKey(number)),
            key: seals.seal(number, as: .contact))
        let seals = seals
        let id = try await write { transaction in
            let conversation = try transaction.conversation(of: contact, now: now)
            _ = try transaction.execute(
                """
                UPDATE contacts SET name = coalesce($2, name), phone = $3
                WHERE id = (SELECT contact FROM conversations WHERE id = $1)
                """,
                [
                    .integer(conversation), name.map { .blob(seals.seal($0, as: .contact)) } ?? .null,
                    .blob(seals.seal(number, as: .contact)),
                ])
            let opened = try transaction.open(
                ticket, conversation: ConversationID(conversation), channel: channel, byHand: true, now: now,
                seals: seals)
            _ = try transaction.execute(
                """
                INSERT INTO messages (conversation, ticket, direction, author, agent, body, time)
                VALUES ($1, $2, 'in', 'citizen', $3, $4, $5)
                """,
                [
                    .integer(conversation), .integer(opened.id), .integer(agent.rawValue),
                    .blob(try seals.seal(json: MessageBody(text: text), as: .message)), .integer(now.milliseconds),
                ])
            _ = try transaction.execute(
                "UPDATE tickets SET state = 'claimed', holder = $2, claimed = $3, seen = $3 WHERE id = $1",
                [.integer(opened.id), .integer(agent.rawValue), .integer(now.milliseconds)])
            _ = try transaction.execute(
                "UPDATE conversations SET last_inbound = $2, updated = $2 WHERE id = $1",
                [.integer(conversation), .integer(now.milliseconds)])
            try transaction.updateFact(ofTicket: opened.id, "seen_by_person = $2", [.integer(now.milliseconds)])
            try transaction.refreshState(of: conversation, now: now)
            return (ticket: TicketID(opened.id), conversation: ConversationID(conversation))
        }
        changes.publish([.ticket(id.ticket), .conversation(id.conversation)])
        return id.ticket
    }

    /// Claims whose holder has signed out or was last seen before `absentSince` while the citizen waits go back to the
    /// queue, and conversations held in the platform's own inbox go back to the bot when their time is over.
    public func lapseClaims(absentSince: Instant, now: Instant) async throws(StorageError) -> [TicketID] {
        let seals = seals
        let lapsed = try await write { transaction in
            let rows = try transaction.query(
                """
                UPDATE tickets SET state = 'waiting', holder = NULL, claimed = NULL
                WHERE state = 'claimed'
                    AND NOT EXISTS (SELECT 1 FROM sessions s WHERE s.agent = tickets.holder AND s.last_seen > $1)
                    AND coalesce((SELECT v.last_inbound FROM conversations v WHERE v.id = tickets.conversation), 0)
                        > coalesce((SELECT max(m.time) FROM messages m WHERE m.conversation = tickets.conversation
                            AND m.direction = 'out' AND m.author = 'person'), 0)
                RETURNING id, conversation
                """, [.integer(absentSince.milliseconds)]
            ).map { (ticket: try $0.int(0), conversation: try $0.int(1)) }
            for row in rows {
                try transaction.addHistory(
                    "ticket.lapsed", conversation: row.conversation, ticket: row.ticket, now: now, seals: seals)
            }
            let over = try transaction.query(
                "SELECT id FROM conversations WHERE people_until IS NOT NULL AND people_until <= $1",
                [.integer(now.milliseconds)]
            ).map { try $0.int(0) }
            for conversation in rows.map(\.conversation) + over {
                try transaction.refreshState(of: conversation, now: now)
            }
            return (rows, over)
        }
        changes.publish(
            lapsed.0.flatMap { [.ticket(TicketID($0.ticket)), .conversation(ConversationID($0.conversation))] }
                + lapsed.1.map { .conversation(ConversationID($0)) })
        return lapsed.0.map { TicketID($0.ticket) }
    }

    private func change(
        _ ticket: TicketID, to assignments: String, when condition: String, values: [Value], line: String,
        by agent: AgentID, now: Instant
    ) async throws(StorageError) -> Worked {
        try await work(on: ticket, now: now) { transaction, seals in
            let row = try transaction.first(
                "UPDATE tickets SET \(assignments) WHERE id = $1 AND \(condition) RETURNING conversation",
                [.integer(ticket.rawValue)] + values)
            guard let row else { return .conflict }
            try transaction.addHistory(
                line, conversation: try row.int(0), ticket: ticket.rawValue, agent: agent.rawValue, now: now,
                seals: seals)
            try transaction.refreshState(of: try row.int(0), now: now)
            return .done
        }
    }

    /// One action on a ticket, in a transaction that begins with its conversation.
    func work<Result: Sendable>(
        on ticket: TicketID, now: Instant, publishing more: [Change] = [],
        _ body: @escaping @Sendable (Transaction, Seals) throws -> Result
    ) async throws(StorageError) -> Result {
        let seals = seals
        let (result, conversation) = try await write { transaction in
            let row = try transaction.first(
                """
                UPDATE conversations SET updated = $2
                WHERE id = (SELECT conversation FROM tickets WHERE id = $1) RETURNING id
                """, [.integer(ticket.rawValue), .integer(now.milliseconds)])
            return (try body(transaction, seals), try row?.int(0))
        }
        changes.publish([.ticket(ticket)] + (conversation.map { [.conversation(ConversationID($0))] } ?? []) + more)
        return result
    }
}

extension Transaction {
    /// The conversation of a ticket this agent holds.
    fileprivate func held(_ ticket: TicketID, by agent: AgentID) throws -> (
        conversation: ConversationID, channel: ChannelID
    )? {
        try first(
            """
            SELECT t.conversation, v.channel FROM tickets t JOIN conversations v ON v.id = t.conversation
            WHERE t.id = $1 AND t.state = 'claimed' AND t.holder = $2
            """, [.integer(ticket.rawValue), .integer(agent.rawValue)]
        ).map { (ConversationID(try $0.int(0)), ChannelID(try $0.text(1))) }
    }
}
