import Messaging
import SQL

extension Transaction {
    /// Carries out what a turn does to a ticket; gives the ticket it ended up with.
    func take(
        _ step: TicketStep, for outcome: Outcome, channel: ChannelID, seals: Seals
    ) throws -> (id: Int64, code: String) {
        switch step {
        case .open(let ticket):
            return try open(
                ticket, conversation: outcome.conversation, channel: channel, byHand: false, now: outcome.now,
                seals: seals)
        case .join(let id, let priority, let facts, let missing, let subject):
            try fill(id, facts: facts, missing: missing, seals: seals)
            if let subject { try name(id, subject) }
            if let priority {
                _ = try execute(
                    """
                    UPDATE tickets SET priority = $2, \(Self.unseenRed(when: "$2 = 2", now: "$3"))
                    WHERE id = $1 AND priority <= $2
                    """,
                    [.integer(id.rawValue), .integer(Int64(priority.rawValue)), .integer(outcome.now.milliseconds)])
            }
            return (id.rawValue, try code(of: id))
        case .reopen(let id, let facts, _):
            try reopen(id, conversation: outcome.conversation, now: outcome.now, seals: seals)
            try fill(id, facts: facts, missing: nil, seals: seals)
            return (id.rawValue, try code(of: id))
        }
    }

    /// Opens a ticket under the first code that is free.
    func open(
        _ ticket: NewTicket, conversation: ConversationID, channel: ChannelID, byHand: Bool, now: Instant, seals: Seals
    ) throws -> (id: Int64, code: String) {
        let facts = try seals.seal(json: ticket.facts, as: .facts)
        for code in ticket.codes {
            let row = try first(
                """
                INSERT INTO tickets (code, conversation, department, priority, kind, confidential, intent, language,
                    facts, missing, opened, red_since)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, CASE WHEN $4 = 2 THEN $11 END) ON CONFLICT (code) DO NOTHING RETURNING id
                """,
                [
                    .text(code), .integer(conversation.rawValue), .text(ticket.department.rawValue),
                    .integer(Int64(ticket.priority.rawValue)), .text(ticket.kind.rawValue),
                    .integer(ticket.isConfidential ? 1 : 0), ticket.intent.map(Value.text) ?? .null,
                    ticket.language.map(Value.text) ?? .null, .blob(facts),
                    .text(ticket.missing.joined(separator: " ")), .integer(now.milliseconds),
                ])
            guard let row else { continue }
            let id = try row.int(0)
            try countTicket(ticket, id: id, conversation: conversation, channel: channel, byHand: byHand, now: now)
            try addHistory(
                "ticket.opened \(code)", conversation: conversation.rawValue, ticket: id, now: now, seals: seals)
            return (id, code)
        }
        throw StorageError.conflict(reason: "none of \(ticket.codes.count) ticket codes was free")
    }

    /// Assignments that make a ticket an emergency nobody has seen; one that waits already keeps its time.
    static func unseenRed(when condition: String, now: String) -> String {
        """
        red_since = CASE WHEN \(condition) AND (seen IS NOT NULL OR red_since IS NULL) THEN \(now) ELSE red_since END,
        seen = CASE WHEN \(condition) THEN NULL ELSE seen END
        """
    }

    private func fill(_ id: TicketID, facts: TicketFacts, missing: [String]?, seals: Seals) throws {
        guard !facts.values.isEmpty || missing != nil else { return }
        let row = try first("SELECT facts FROM tickets WHERE id = $1", [.integer(id.rawValue)])
        let known = try row?.optionalBlob(0).map { try seals.open($0, as: .facts, json: TicketFacts.self) }
        let merged = (known ?? TicketFacts()).merging(facts)
        _ = try execute(
            "UPDATE tickets SET facts = $2, missing = coalesce($3, missing) WHERE id = $1",
            [
                .integer(id.rawValue), .blob(try seals.seal(json: merged, as: .facts)),
                missing.map { .text($0.joined(separator: " ")) } ?? .null,
            ])
        if let ward = facts.ward { try updateFact(ofTicket: id.rawValue, "ward = $2", [.text(ward)]) }
    }

    /// Gives a ticket that has no entry the one it turned out to be about; statistics count it under that.
    private func name(_ id: TicketID, _ subject: TicketSubject) throws {
        let named = try execute(
            "UPDATE tickets SET intent = $2, kind = $3, department = $4 WHERE id = $1 AND intent IS NULL",
            [
                .integer(id.rawValue), .text(subject.intent), .text(subject.kind.rawValue),
                .text(subject.department.rawValue),
            ])
        guard named == 1 else { return }
        _ = try execute(
            "UPDATE requests SET matter = $2 WHERE ticket = $1", [.integer(id.rawValue), .text(subject.intent)])
        try updateFact(
            ofTicket: id.rawValue, "topic = $2, kind = $3, department = $4",
            [
                subject.topic.map(Value.text) ?? .null, .text(subject.kind.rawValue),
                .text(subject.department.rawValue),
            ])
    }

    private func reopen(_ id: TicketID, conversation: ConversationID, now: Instant, seals: Seals) throws {
        let reopened = try execute(
            """
            UPDATE tickets SET state = 'waiting', outcome = NULL, closed = NULL, holder = NULL, claimed = NULL,
                seen = NULL, red_since = CASE WHEN priority = 2 THEN $2 END, reopened = reopened + 1
            WHERE id = $1 AND state = 'closed'
            """, [.integer(id.rawValue), .integer(now.milliseconds)])
        guard reopened == 1 else { return }
        try updateFact(ofTicket: id.rawValue, "reopened = reopened + 1, outcome = NULL, closed = NULL", [])
        try addHistory(
            "ticket.reopened", conversation: conversation.rawValue, ticket: id.rawValue, now: now, seals: seals)
    }

    private func code(of ticket: TicketID) throws -> String {
        guard let row = try first("SELECT code FROM tickets WHERE id = $1", [.integer(ticket.rawValue)]) else {
            throw StorageError.conflict(reason: "ticket \(ticket) is missing")
        }
        return try row.text(0)
    }
}
