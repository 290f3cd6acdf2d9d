public import Messaging
import SQL

extension Store {
    /// The conversations of these contacts, made where they do not exist yet; in the order given.
    public func conversations(
        with contacts: [(channel: ChannelID, contact: ContactKey)], now: Instant
    ) async throws(StorageError) -> [Conversation] {
        let keys = contacts.map { pair in
            NewContact(
                channel: pair.channel.rawValue, hash: seals.contactHash(pair.channel, pair.contact),
                key: seals.seal(pair.contact.rawValue, as: .contact))
        }
        let rows = try await write { transaction in
            try keys.map { key in
                try transaction.conversationRow(transaction.conversation(of: key, now: now))
            }
        }
        return try rows.map(conversation)
    }

    /// Conversations whose open turn is to be decided now, longest due first.
    public func dueTurns(now: Instant, limit: Int) async throws(StorageError) -> [Conversation] {
        let rows = try await read { transaction in
            try transaction.query(
                """
                SELECT id FROM conversations WHERE turn_due IS NOT NULL AND turn_due <= $1 ORDER BY turn_due LIMIT $2
                """, [.integer(now.milliseconds), .integer(Int64(limit))]
            ).map { try transaction.conversationRow($0.int(0)) }
        }
        return try rows.map(conversation)
    }

    /// When the next open turn falls due, if any is open.
    public func nextTurnDue() async throws(StorageError) -> Instant? {
        try await read { transaction in
            try transaction.first("SELECT min(turn_due) FROM conversations WHERE turn_due IS NOT NULL")?
                .optionalInt(0).map { Instant(milliseconds: $0) }
        }
    }

    /// One conversation as the answering loop sees it; nil when there is none of this number.
    public func conversation(_ id: ConversationID) async throws(StorageError) -> Conversation? {
        let row = try await read { transaction in
            try transaction.first("SELECT 1 FROM conversations WHERE id = $1", [.integer(id.rawValue)]) == nil
                ? nil : try transaction.conversationRow(id.rawValue)
        }
        return try row.map(conversation)
    }

    private func conversation(_ row: ConversationRow) throws(StorageError) -> Conversation {
        var tickets: [TicketSummary] = []
        for ticket in row.tickets {
            tickets.append(
                TicketSummary(
                    id: TicketID(ticket.id), code: ticket.code, department: DepartmentID(ticket.department),
                    priority: TicketPriority(rawValue: Int(ticket.priority)) ?? .normal,
                    kind: RequestKind(rawValue: ticket.kind) ?? .other, isConfidential: ticket.isConfidential,
                    isClaimed: ticket.state == TicketState.claimed.rawValue, intent: ticket.intent,
                    opened: Instant(milliseconds: ticket.opened),
                    missing: ticket.missing.split(separator: " ").map(String.init),
                    facts: try ticket.facts.map { blob throws(StorageError) in
                        try seals.open(blob, as: .facts, json: TicketFacts.self)
                    } ?? TicketFacts()))
        }
        var undecided: [UndecidedMessage] = []
        for message in row.undecided {
            let body = try seals.open(message.body, as: .message, json: MessageBody.self)
            undecided.append(UndecidedMessage(id: MessageID(message.id), text: body.text ?? ""))
        }
        let memory = try row.memory.map { blob throws(StorageError) in
            try seals.open(blob, as: .memory, json: ConversationMemory.self)
        }
        return Conversation(
            id: ConversationID(row.id), channel: ChannelID(row.channel),
            contact: ContactKey(try seals.openText(row.key, as: .contact)),
            state: Conversation.State(rawValue: row.state) ?? .bot, generation: row.generation,
            language: row.language, lastInbound: row.lastInbound.map { Instant(milliseconds: $0) },
            lastEvent: row.lastEvent.map { Instant(milliseconds: $0) },
            turnStarted: row.turnStarted.map { Instant(milliseconds: $0) },
            turnDue: row.turnDue.map { Instant(milliseconds: $0) },
            memory: memory ?? ConversationMemory(),
            notice: row.noticeVersion.map { ($0, Instant(milliseconds: row.noticeAt ?? 0)) }, openTickets: tickets,
            lastClosed: row.closed.first { !Self.isNoMatter($0.outcome) }.map(ClosedTicket.init),
            lastClosedRed: row.closed.first(where: \.isRed).map(ClosedTicket.init), undecided: undecided)
    }

    /// What was no matter of its own is not taken up again.
    private static func isNoMatter(_ outcome: String) -> Bool {
        [TicketOutcome.duplicate, .spam].map(\.rawValue).contains(outcome)
    }
}

extension ClosedTicket {
    fileprivate init(_ row: ConversationRow.ClosedRow) {
        self.init(
            id: TicketID(row.id), code: row.code, intent: row.intent, opened: Instant(milliseconds: row.opened),
            closed: Instant(milliseconds: row.closed))
    }
}

/// A contact to be found or made.
struct NewContact: Sendable {
    let channel: String
    let hash: [UInt8]
    let key: [UInt8]
}

struct ConversationRow: Sendable {
    struct TicketRow: Sendable {
        let id: Int64
        let code: String
        let department: String
        let priority: Int64
        let kind: String
        let isConfidential: Bool
        let state: String
        let intent: String?
        let opened: Int64
        let missing: String
        let facts: [UInt8]?
    }
    struct ClosedRow: Sendable {
        let id: Int64
        let code: String
        let intent: String?
        let opened: Int64
        let closed: Int64
        let outcome: String
        let isRed: Bool
    }
    struct MessageRow: Sendable {
        let id: Int64
        let body: [UInt8]
    }
    let id: Int64
    let channel: String
    let state: String
    let generation: Int64
    let language: String?
    let lastInbound: Int64?
    let lastEvent: Int64?
    let turnStarted: Int64?
    let turnDue: Int64?
    let memory: [UInt8]?
    let key: [UInt8]
    let noticeVersion: String?
    let noticeAt: Int64?
    let tickets: [TicketRow]
    /// The newest few, newest first.
    let closed: [ClosedRow]
    let undecided: [MessageRow]
}

extension Transaction {
    /// The conversation of a contact, both made when they are new.
    func conversation(of contact: NewContact, now: Instant) throws -> Int64 {
        let found = try first(
            """
            SELECT v.id FROM contacts c JOIN conversations v ON v.contact = c.id
            WHERE c.channel = $1 AND c.key_hash = $2
            """, [.text(contact.channel), .blob(contact.hash)])
        if let found { return try found.int(0) }
        let made = try first(
            "INSERT INTO contacts (channel, key_hash, key, created) VALUES ($1, $2, $3, $4) RETURNING id",
            [.text(contact.channel), .blob(contact.hash), .blob(contact.key), .integer(now.milliseconds)])
        let conversation = try first(
            "INSERT INTO conversations (contact, channel, updated) VALUES ($1, $2, $3) RETURNING id",
            [.integer(try made?.int(0) ?? 0), .text(contact.channel), .integer(now.milliseconds)])
        return try conversation?.int(0) ?? 0
    }

    func conversationRow(_ id: Int64) throws -> ConversationRow {
        let row = try first(
            """
            SELECT v.channel, v.state, v.generation, v.language, v.last_inbound, v.last_event, v.turn_started, v.turn_due,
                v.memory, c.key, c.notice_version, c.notice_at
            FROM conversations v JOIN contacts c ON c.id = v.contact WHERE v.id = $1
            """, [.integer(id)])
        guard let row else { throw StorageError.conflict(reason: "conversation \(id) is missing") }
        let tickets = try query(
            """
            SELECT id, code, department, priority, state, intent, opened, missing, facts, kind, confidential FROM tickets
            WHERE conversation = $1 AND state <> 'closed' ORDER BY id
            """, [.integer(id)])
        let closed = try query(
            """
            SELECT id, code, intent, opened, closed, outcome, priority = 2 FROM tickets
            WHERE conversation = $1 AND state = 'closed' ORDER BY closed DESC LIMIT 8
            """, [.integer(id)])
        let undecided = try query(
            "SELECT id, body FROM messages WHERE conversation = $1 AND undecided = 1 ORDER BY id", [.integer(id)])
        return ConversationRow(
            id: id, channel: try row.text(0), state: try row.text(1), generation: try row.int(2),
            language: try row.optionalText(3), lastInbound: try row.optionalInt(4), lastEvent: try row.optionalInt(5),
            turnStarted: try row.optionalInt(6), turnDue: try row.optionalInt(7),
            memory: try row.optionalBlob(8), key: try row.blob(9), noticeVersion: try row.optionalText(10),
            noticeAt: try row.optionalInt(11),
            tickets: try tickets.map {
                ConversationRow.TicketRow(
                    id: try $0.int(0), code: try $0.text(1), department: try $0.text(2), priority: try $0.int(3),
                    kind: try $0.text(9), isConfidential: try $0.bool(10), state: try $0.text(4),
                    intent: try $0.optionalText(5), opened: try $0.int(6),
                    missing: try $0.text(7), facts: try $0.optionalBlob(8))
            },
            closed: try closed.map {
                ConversationRow.ClosedRow(
                    id: try $0.int(0), code: try $0.text(1), intent: try $0.optionalText(2), opened: try $0.int(3),
                    closed: try $0.int(4), outcome: try $0.text(5), isRed: try $0.bool(6))
            },
            undecided: try undecided.map { ConversationRow.MessageRow(id: try $0.int(0), body: try $0.blob(1)) })
    }

    /// Sets the state that follows from tickets and from the platform's inbox. Entering `people` is a takeover and
    /// raises the generation, so that no bot text that was not yet leased goes out any more; leaving it raises it too, so
    /// that a message which was taken as a person's to answer is decided again.
    func refreshState(of conversation: Int64, now: Instant) throws {
        _ = try execute(
            """
            UPDATE conversations SET
                state = CASE
                    WHEN EXISTS (SELECT 1 FROM tickets t WHERE t.conversation = conversations.id AND t.state = 'claimed')
                        OR coalesce(people_until, 0) > $2 THEN 'people'
                    WHEN EXISTS (SELECT 1 FROM tickets t WHERE t.conversation = conversations.id AND t.state = 'waiting')
                        THEN 'waiting'
                    ELSE 'bot' END,
                generation = generation + CASE
                    WHEN (state = 'people') <> (coalesce(people_until, 0) > $2 OR EXISTS (
                        SELECT 1 FROM tickets t WHERE t.conversation = conversations.id AND t.state = 'claimed'))
                        THEN 1 ELSE 0 END,
                people_until = CASE WHEN coalesce(people_until, 0) > $2 THEN people_until ELSE NULL END
            WHERE id = $1
            """, [.integer(conversation), .integer(now.milliseconds)])
    }

    /// Adds a line of history: a code the desk translates, such as `ticket.claimed`.
    func addHistory(
        _ line: String, conversation: Int64, ticket: Int64?, agent: Int64? = nil, now: Instant, seals: Seals
    ) throws {
        _ = try execute(
            """
            INSERT INTO messages (conversation, ticket, direction, author, agent, body, time)
            VALUES ($1, $2, 'event', 'bot', $3, $4, $5)
            """,
            [
                .integer(conversation), ticket.map(Value.integer) ?? .null, agent.map(Value.integer) ?? .null,
                .blob(try seals.seal(json: MessageBody(text: line), as: .message)), .integer(now.milliseconds),
            ])
    }
}
