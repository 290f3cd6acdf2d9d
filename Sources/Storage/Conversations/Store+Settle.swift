import Messaging
import SQL

extension Store {
    /// Settles outcomes of the answering loop, each whole or not at all.
    public func settle(_ outcomes: [Outcome]) async throws(StorageError) -> [Settled] {
        let seals = seals
        let results = try await write { transaction in
            try outcomes.map { try transaction.settle($0, seals: seals) }
        }
        var changed: [Change] = []
        for (outcome, result) in zip(outcomes, results) {
            guard case .done(let ticket) = result else { continue }
            changed.append(.conversation(outcome.conversation))
            if !outcome.outbound.isEmpty { changed.append(.outbox) }
            if let ticket { changed.append(outcome.raisesRed ? .redTicket(ticket) : .ticket(ticket)) }
        }
        changes.publish(changed)
        return results
    }
}

extension Outcome {
    fileprivate var raisesRed: Bool {
        switch ticket {
        case .open(let ticket): ticket.priority == .emergency
        case .join(_, let raised, _, _, _): raised == .emergency
        case .reopen(_, _, let isRed): isRed
        case nil: false
        }
    }
}

extension Transaction {
    fileprivate func settle(_ outcome: Outcome, seals: Seals) throws -> Settled {
        let id = Value.integer(outcome.conversation.rawValue)
        let now = Value.integer(outcome.now.milliseconds)
        let row = try first(
            "UPDATE conversations SET updated = $2 WHERE id = $1 RETURNING generation, channel",
            [id, now])
        guard let row else { throw StorageError.conflict(reason: "conversation \(outcome.conversation) is missing") }
        guard try row.int(0) == outcome.generation else {
            // No failure of the event: it must not become a dead letter for it.
            try execute(
                "UPDATE inbox SET attempts = attempts - 1 WHERE id = $1 AND attempts > 0",
                rows: outcome.events.map { [.integer($0.rawValue)] })
            return .stale
        }
        let channel = ChannelID(try row.text(1))

        let inbound = try outcome.inbound.map {
            try add($0, to: outcome.conversation, channel: channel, seals: seals)
        }
        for revision in outcome.revisions {
            try apply(revision, in: outcome.conversation, channel: channel, seals: seals)
        }
        for line in outcome.history {
            try addHistory(
                line, conversation: outcome.conversation.rawValue, ticket: nil, now: outcome.now, seals: seals)
        }
        let ticket = try outcome.ticket.map { try take($0, for: outcome, channel: channel, seals: seals) }
        if let ticket {
            // Who may see the ticket may see what opened it, and nobody else.
            try execute(
                "UPDATE messages SET ticket = $2 WHERE id = $1",
                rows: inbound.map { [.integer($0), .integer(ticket.id)] })
        }
        if outcome.decidesTurn { try decideTurn(of: outcome.conversation, ticket: ticket?.id) }
        for entry in outcome.outbound {
            try queue(entry, for: outcome, channel: channel, ticket: ticket, seals: seals)
        }
        try update(outcome, seals: seals)
        if outcome.asksAgain { try markAskedAgain(outcome.conversation) }
        for request in outcome.requests { try count(request, for: outcome, channel: channel) }
        for receipt in outcome.receipts { try apply(receipt, in: outcome.conversation, channel: channel, seals: seals) }
        for echo in outcome.echoes {
            try settleEcho(echo, in: outcome.conversation, channel: channel, now: outcome.now, seals: seals)
        }
        try refreshState(of: outcome.conversation.rawValue, now: outcome.now)
        try execute(
            "UPDATE inbox SET state = 'done' WHERE id = $1", rows: outcome.events.map { [.integer($0.rawValue)] })
        return .done(ticket: ticket.map { TicketID($0.id) })
    }

    private func add(
        _ entry: InboundEntry, to conversation: ConversationID, channel: ChannelID, seals: Seals
    ) throws -> Int64 {
        let row = try first(
            """
            INSERT INTO messages (conversation, ticket, direction, author, body, platform_hash, time, undecided, late)
            VALUES ($1, (SELECT max(id) FROM tickets WHERE conversation = $1 AND state <> 'closed'),
                $2, $3, $4, $5, $6, $7, $8) RETURNING id
            """,
            [
                .integer(conversation.rawValue), .text(entry.author == .citizen ? "in" : "out"),
                .text(entry.author.rawValue), .blob(try seals.seal(json: entry.body, as: .message)),
                entry.platformMessageID.map { .blob(seals.platformHash(channel, $0)) } ?? .null,
                .integer(entry.time.milliseconds), .integer(entry.isUndecided ? 1 : 0), .integer(entry.isLate ? 1 : 0),
            ])
        return try row?.int(0) ?? 0
    }

    /// Marks the message that the citizen changed or withdrew; of two changes the later stands, in whatever order they
    /// come. New words for a message that was never here are a message of their own.
    private func apply(
        _ revision: Revision, in conversation: ConversationID, channel: ChannelID, seals: Seals
    ) throws {
        let row = try first(
            "SELECT id, body FROM messages WHERE platform_hash = $1 AND conversation = $2 AND direction = 'in'",
            [.blob(seals.platformHash(channel, revision.platformMessageID)), .integer(conversation.rawValue)])
        guard let row else {
            guard let text = revision.text else { return }
            _ = try add(
                InboundEntry(
                    body: MessageBody(text: text), platformMessageID: revision.platformMessageID, time: revision.time,
                    isUndecided: false), to: conversation, channel: channel, seals: seals)
            return
        }
        let body = try seals.open(try row.blob(1), as: .message, json: MessageBody.self)
        _ = try execute(
            "UPDATE messages SET body = $2 WHERE id = $1",
            [.integer(try row.int(0)), .blob(try seals.seal(json: body.revised(by: revision), as: .message))])
    }

    private func decideTurn(of conversation: ConversationID, ticket: Int64?) throws {
        _ = try execute(
            """
            UPDATE messages SET undecided = 0, ticket = coalesce($2, ticket) WHERE conversation = $1 AND undecided = 1
            """, [.integer(conversation.rawValue), ticket.map(Value.integer) ?? .null])
        _ = try execute(
            "UPDATE conversations SET turn_started = NULL, turn_due = NULL WHERE id = $1",
            [.integer(conversation.rawValue)])
    }

    private func queue(
        _ entry: OutboundEntry, for outcome: Outcome, channel: ChannelID, ticket: (id: Int64, code: String)?,
        seals: Seals
    ) throws {
        let message = try queueMessage(
            ticket.map { entry.message.filling(code: $0.code) } ?? entry.message, conversation: outcome.conversation,
            channel: channel, ticket: ticket?.id, agent: nil, intents: entry.intents, idempotency: nil,
            now: outcome.now, seals: seals)
        guard let version = entry.noticeVersion else { return }
        _ = try execute(
            """
            UPDATE contacts SET notice_version = $2, notice_at = $3, notice_message = $4
            WHERE id = (SELECT contact FROM conversations WHERE id = $1)
            """,
            [
                .integer(outcome.conversation.rawValue), .text(version), .integer(outcome.now.milliseconds),
                .integer(message),
            ])
    }

    /// The columns of conversation and contact that the outcome changes.
    private func update(_ outcome: Outcome, seals: Seals) throws {
        let heard = outcome.inbound.contains { $0.author == .citizen }
        _ = try execute(
            """
            UPDATE conversations SET
                memory = coalesce($2, memory), language = coalesce($3, language),
                last_inbound = CASE WHEN $4 = 1 THEN $5 ELSE last_inbound END,
                last_event = CASE WHEN $6 IS NULL OR coalesce(last_event, $6) > $6 THEN last_event ELSE $6 END,
                turn_started = CASE WHEN $7 IS NULL THEN turn_started ELSE coalesce(turn_started, $5) END,
                turn_due = coalesce($7, turn_due),
                people_until = coalesce($8, people_until)
            WHERE id = $1
            """,
            [
                .integer(outcome.conversation.rawValue),
                try outcome.memory.map { .blob(try seals.seal(json: $0, as: .memory)) } ?? .null,
                outcome.language.map(Value.text) ?? .null, .integer(heard ? 1 : 0),
                .integer(outcome.now.milliseconds), outcome.eventTime.map { .integer($0.milliseconds) } ?? .null,
                outcome.turnDue.map { .integer($0.milliseconds) } ?? .null,
                outcome.peopleUntil.map { .integer($0.milliseconds) } ?? .null,
            ])
        guard outcome.contactName != nil || outcome.contactPhone != nil || outcome.unreachable != nil else { return }
        _ = try execute(
            """
            UPDATE contacts SET name = coalesce($2, name), phone = coalesce($3, phone),
                unreachable = coalesce($4, unreachable)
            WHERE id = (SELECT contact FROM conversations WHERE id = $1)
            """,
            [
                .integer(outcome.conversation.rawValue),
                outcome.contactName.map { .blob(seals.seal($0, as: .contact)) } ?? .null,
                outcome.contactPhone.map { .blob(seals.seal($0, as: .contact)) } ?? .null,
                outcome.unreachable.map { .integer($0 ? 1 : 0) } ?? .null,
            ])
    }
}

extension OutboundMessage {
    /// The same message with the ticket's code in place of `{code}`.
    fileprivate func filling(code: String) -> OutboundMessage {
        guard text.contains("{code}") else { return self }
        return OutboundMessage(
            purpose: purpose, text: text.replacing("{code}", with: code), buttons: buttons, images: images,
            senderName: senderName)
    }
}

extension MessageBody {
    /// The most changes that are kept; Messenger allows five.
    private static let revisionsMax = 10

    fileprivate func revised(by revision: Revision) -> MessageBody {
        var body = self
        guard let text = revision.text else {
            body.isWithdrawn = true
            return body
        }
        guard (earlier ?? []).count < Self.revisionsMax, text != self.text else { return self }
        let isNewest = revisedAt.map { $0 <= revision.time } ?? true
        body.earlier = (earlier ?? []) + [isNewest ? self.text ?? "" : text]
        if isNewest {
            body.text = text
            body.revisedAt = revision.time
        }
        return body
    }
}
