import Messaging
import SQL

/// Later turns on the same matter belong to the same request for this long (docs/statistics.md).
private let sameMatterMilliseconds: Int64 = 7 * 24 * 3_600_000

extension Transaction {
    /// Counts a matter the bot answered: once in seven days; asked again, its row says so.
    func count(_ request: RequestEntry, for outcome: Outcome, channel: ChannelID) throws {
        let now = outcome.now.milliseconds
        let found = try first(
            """
            UPDATE requests SET last_turn = $3
            WHERE conversation = $1 AND matter = $2 AND last_turn > $4 RETURNING fact
            """,
            [
                .integer(outcome.conversation.rawValue), .text(request.matter), .integer(now),
                .integer(now - sameMatterMilliseconds),
            ])
        if let found {
            _ = try execute("UPDATE facts SET asked_again = 1 WHERE id = $1", [.blob(try found.blob(0))])
            return
        }
        _ = try execute(
            """
            INSERT INTO facts (id, received, channel, language, kind, topic, department, answered_by, answered)
            VALUES ($1, $2, $3, $4, $5, $6, $7, 'bot', $2)
            """,
            [
                .blob(request.factID), .integer(now), .text(channel.rawValue),
                outcome.language.map(Value.text) ?? .null, .text(request.kind.rawValue),
                request.topic.map(Value.text) ?? .null, request.department.map { .text($0.rawValue) } ?? .null,
            ])
        try link(request.factID, to: outcome.conversation, ticket: nil, matter: request.matter, now: now)
    }

    /// The fact row of a new ticket. A matter the bot has answered within seven days is the same request: its row is
    /// marked as asked again and becomes the ticket's.
    func countTicket(
        _ ticket: NewTicket, id: Int64, conversation: ConversationID, channel: ChannelID, byHand: Bool, now: Instant
    ) throws {
        let matter = ticket.intent ?? "ticket"
        if ticket.intent != nil,
            let found = try first(
                """
                UPDATE requests SET ticket = $3, last_turn = $4
                WHERE conversation = $1 AND matter = $2 AND ticket IS NULL AND last_turn > $5 RETURNING fact
                """,
                [
                    .integer(conversation.rawValue), .text(matter), .integer(id), .integer(now.milliseconds),
                    .integer(now.milliseconds - sameMatterMilliseconds),
                ])
        {
            _ = try execute(
                """
                UPDATE facts SET asked_again = 1, kind = $2, department = $3, ward = $4, answered_by = NULL,
                    answered = NULL
                WHERE id = $1
                """,
                [
                    .blob(try found.blob(0)), .text(ticket.kind.rawValue), .text(ticket.department.rawValue),
                    ticket.facts.ward.map(Value.text) ?? .null,
                ])
            return
        }
        _ = try execute(
            """
            INSERT INTO facts (id, received, channel, by_hand, language, kind, topic, department, ward)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            [
                .blob(ticket.factID), .integer(now.milliseconds), .text(channel.rawValue), .integer(byHand ? 1 : 0),
                ticket.language.map(Value.text) ?? .null, .text(ticket.kind.rawValue),
                ticket.topic.map(Value.text) ?? .null, .text(ticket.department.rawValue),
                ticket.facts.ward.map(Value.text) ?? .null,
            ])
        try link(ticket.factID, to: conversation, ticket: id, matter: matter, now: now.milliseconds)
    }

    /// Changes the fact row of a ticket: `assignments` is a fixed text of ours with parameters from $2 on.
    func updateFact(ofTicket ticket: Int64, _ assignments: String, _ values: [Value]) throws {
        _ = try execute(
            "UPDATE facts SET \(assignments) WHERE id = (SELECT fact FROM requests WHERE ticket = $1)",
            [.integer(ticket)] + values)
    }

    /// A person's reply that the platform has taken answers its request; the words that close a ticket without anything
    /// having been done do not.
    func countReply(of outbox: Value, now: Instant) throws {
        let row = try first(
            """
            SELECT m.ticket, t.outcome FROM outbox o JOIN messages m ON m.id = o.message JOIN tickets t ON t.id = m.ticket
            WHERE o.id = $1 AND o.purpose = 'person'
            """, [outbox])
        guard let row, try row.optionalText(1).flatMap(TicketOutcome.init)?.isSubstantive ?? true else { return }
        try updateFact(
            ofTicket: try row.int(0), "answered_by = 'people', answered = coalesce(answered, $2)",
            [.integer(now.milliseconds)])
    }

    /// The citizen turned the last automatic answer down.
    func markAskedAgain(_ conversation: ConversationID) throws {
        _ = try execute(
            """
            UPDATE facts SET asked_again = 1 WHERE id = (
                SELECT fact FROM requests WHERE conversation = $1 AND ticket IS NULL ORDER BY last_turn DESC LIMIT 1)
            """, [.integer(conversation.rawValue)])
    }

    private func link(
        _ fact: [UInt8], to conversation: ConversationID, ticket: Int64?, matter: String, now: Int64
    ) throws {
        _ = try execute(
            "INSERT INTO requests (fact, conversation, ticket, matter, last_turn) VALUES ($1, $2, $3, $4, $5)",
            [
                .blob(fact), .integer(conversation.rawValue), ticket.map(Value.integer) ?? .null, .text(matter),
                .integer(now),
            ])
    }
}
