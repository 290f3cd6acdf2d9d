public import Messaging
import SQL

/// The numbers of emergencies in the desk, each with its reason.
public enum RedLimits {
    /// An emergency that nobody has opened for two minutes: every desk shows whom to call (users.md A, must 8).
    public static let unseenSeconds: Int64 = 120
    /// For how long emergencies of a contact make no sound after a person found one to be none. A day: whoever plays with
    /// the hotline today may need it tomorrow.
    public static let silentSeconds: Int64 = 86_400
}

extension Store {
    /// Open emergencies that nobody has opened since `before`, of all departments; those that are to make no sound are
    /// not among them.
    public func unseenReds(since before: Instant, now: Instant) async throws(StorageError) -> [TicketID] {
        try await read { transaction in
            try transaction.query(
                """
                SELECT t.id FROM tickets t JOIN conversations v ON v.id = t.conversation
                    JOIN contacts c ON c.id = v.contact
                WHERE t.state <> 'closed' AND t.priority = 2 AND t.seen IS NULL AND t.red_since <= $1
                    AND coalesce(c.reds_silent_until, 0) <= $2
                ORDER BY t.red_since, t.id
                """, [.integer(before.milliseconds), .integer(now.milliseconds)]
            ).map { TicketID(try $0.int(0)) }
        }
    }

    /// An emergency was none: later ones of this contact stay red, at the head of the queue and answered, but make no
    /// sound for a day. With `isFalse` false that is taken back.
    public func judgeRed(
        _ ticket: TicketID, isFalse: Bool, by agent: AgentID, now: Instant
    ) async throws(StorageError) -> Worked {
        try await work(on: ticket, now: now) { transaction, seals in
            let row = try transaction.first(
                """
                UPDATE contacts SET reds_silent_until = $2 WHERE id = (
                    SELECT v.contact FROM tickets t JOIN conversations v ON v.id = t.conversation
                    WHERE t.id = $1 AND t.priority = 2 AND t.state <> 'closed')
                RETURNING id
                """,
                [
                    .integer(ticket.rawValue),
                    isFalse ? .integer(now.adding(seconds: RedLimits.silentSeconds).milliseconds) : .null,
                ])
            guard row != nil else { return .conflict }
            let conversation = try transaction.first(
                "SELECT conversation FROM tickets WHERE id = $1", [.integer(ticket.rawValue)])
            try transaction.addHistory(
                isFalse ? "red.false" : "red.false-undone", conversation: try conversation?.int(0) ?? 0,
                ticket: ticket.rawValue, agent: agent.rawValue, now: now, seals: seals)
            return .done
        }
    }
}
