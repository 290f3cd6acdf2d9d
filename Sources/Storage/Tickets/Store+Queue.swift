public import Messaging
import SQL

/// Which tickets an agent may see; made by the desk's policy and applied in every query here.
public struct TicketScope: Sendable, Hashable {
    /// nil: all departments.
    public let department: DepartmentID?
    /// Whether confidential tickets are seen; a ticket one holds oneself always is.
    public let seesConfidential: Bool
    public let agent: AgentID

    public init(department: DepartmentID?, seesConfidential: Bool, agent: AgentID) {
        self.department = department
        self.seesConfidential = seesConfidential
        self.agent = agent
    }
}

extension Store {
    /// Open tickets: emergencies first, then urgent ones, then by age. Closed ones when `closed` is true, newest first.
    public func queue(_ scope: TicketScope, closed: Bool = false, limit: Int = 200) async throws(StorageError)
        -> [TicketRow]
    {
        let order = closed ? "t.closed DESC" : "t.priority DESC, t.opened, t.id"
        return try await tickets(
            scope, where: closed ? "t.state = 'closed'" : "t.state <> 'closed'", order: order, values: [], limit: limit)
    }

    /// One ticket, when the scope allows it.
    public func ticket(_ id: TicketID, _ scope: TicketScope) async throws(StorageError) -> TicketRow? {
        try await tickets(scope, where: "t.id = $4", order: "t.id", values: [.integer(id.rawValue)], limit: 1).first
    }

    /// All tickets of a conversation that the scope allows, newest first.
    public func tickets(of conversation: ConversationID, _ scope: TicketScope) async throws(StorageError) -> [TicketRow]
    {
        try await tickets(
            scope, where: "t.conversation = $4", order: "t.id DESC", values: [.integer(conversation.rawValue)],
            limit: 50)
    }

    /// How many open tickets there are, by state and priority; for metrics and the desk's title.
    public func ticketCounts() async throws(StorageError) -> [(
        state: TicketState, priority: TicketPriority, count: Int
    )] {
        let rows = try await read { transaction in
            try transaction.query(
                "SELECT state, priority, count(*) FROM tickets WHERE state <> 'closed' GROUP BY state, priority ORDER BY 1, 2"
            ).map { (try $0.text(0), try $0.int(1), try $0.int(2)) }
        }
        return rows.compactMap { row in
            guard let state = TicketState(rawValue: row.0), let priority = TicketPriority(rawValue: Int(row.1)) else {
                return nil
            }
            return (state, priority, Int(row.2))
        }
    }

    /// A conversation's history as the desk shows it, oldest first; at most the newest `limit` lines. What belongs to a
    /// ticket outside the scope (another department's matter, a confidential one) is not in it.
    public func history(
        of conversation: ConversationID, _ scope: TicketScope, limit: Int = 500
    ) async throws(StorageError) -> [HistoryLine] {
        let seals = seals
        let lines = try await read { transaction in
            try transaction.query(
                """
                SELECT m.id, m.direction, m.author, a.name, m.body, m.time, m.late, m.status, m.reason, m.intents
                FROM messages m LEFT JOIN agents a ON a.id = m.agent LEFT JOIN tickets t ON t.id = m.ticket
                WHERE m.conversation = $4 AND (m.ticket IS NULL OR (\(Self.isInScope)))
                ORDER BY m.time DESC, m.id DESC LIMIT $5
                """,
                Self.values(of: scope) + [.integer(conversation.rawValue), .integer(Int64(limit))]
            ).map { row in
                HistoryLine(
                    id: MessageID(try row.int(0)),
                    direction: HistoryLine.Direction(rawValue: try row.text(1)) ?? .event,
                    author: HistoryLine.Author(rawValue: try row.text(2)) ?? .bot, agentName: try row.optionalText(3),
                    body: try seals.open(try row.blob(4), as: .message, json: MessageBody.self),
                    time: Instant(milliseconds: try row.int(5)), isLate: try row.bool(6),
                    status: try row.optionalText(7).flatMap(SendStatus.init), reason: try row.optionalText(8),
                    intents: try row.text(9).split(separator: " ").map(String.init))
            }
        }
        return lines.reversed()
    }

    private func tickets(
        _ scope: TicketScope, where condition: String, order: String, values: [Value], limit: Int
    ) async throws(StorageError) -> [TicketRow] {
        let seals = seals
        return try await read { transaction in
            try transaction.query(
                """
                SELECT t.id, t.code, t.conversation, v.channel, c.name, t.department, t.priority, t.kind, t.state,
                    t.confidential, t.intent, t.language, t.facts, t.missing, t.opened, t.seen, t.holder, a.name,
                    t.closed, t.outcome, t.reopened, v.last_inbound,
                    coalesce(v.last_inbound, 0) > coalesce((SELECT max(m.time) FROM messages m
                        WHERE m.conversation = t.conversation AND m.direction = 'out' AND m.author = 'person'), 0),
                    c.phone, t.unsent, c.reds_silent_until
                FROM tickets t JOIN conversations v ON v.id = t.conversation JOIN contacts c ON c.id = v.contact
                    LEFT JOIN agents a ON a.id = t.holder
                WHERE \(Self.isInScope) AND \(condition)
                ORDER BY \(order) LIMIT \(limit)
                """, Self.values(of: scope) + values
            ).map { try TicketRow($0, seals: seals) }
        }
    }

    /// Whether ticket `t` is in the scope given as $1 to $3.
    private static let isInScope = """
        ($1 IS NULL OR t.department = $1 OR t.holder = $3) AND ($2 = 1 OR t.confidential = 0 OR t.holder = $3)
        """

    private static func values(of scope: TicketScope) -> [Value] {
        [
            scope.department.map { .text($0.rawValue) } ?? .null, .integer(scope.seesConfidential ? 1 : 0),
            .integer(scope.agent.rawValue),
        ]
    }
}

extension TicketRow {
    fileprivate init(_ row: Row, seals: Seals) throws {
        self.init(
            id: TicketID(try row.int(0)), code: try row.text(1), conversation: ConversationID(try row.int(2)),
            channel: ChannelID(try row.text(3)),
            contactName: try row.optionalBlob(4).map { try seals.openText($0, as: .contact) },
            department: DepartmentID(try row.text(5)),
            priority: TicketPriority(rawValue: Int(try row.int(6))) ?? .normal,
            kind: RequestKind(rawValue: try row.text(7)) ?? .other,
            state: TicketState(rawValue: try row.text(8)) ?? .waiting, isConfidential: try row.bool(9),
            intent: try row.optionalText(10), language: try row.optionalText(11),
            facts: try row.optionalBlob(12).map { try seals.open($0, as: .facts, json: TicketFacts.self) }
                ?? TicketFacts(),
            missing: try row.text(13).split(separator: " ").map(String.init),
            opened: Instant(milliseconds: try row.int(14)),
            seen: try row.optionalInt(15).map { Instant(milliseconds: $0) },
            holder: try row.optionalInt(16).map { AgentID($0) }, holderName: try row.optionalText(17),
            closed: try row.optionalInt(18).map { Instant(milliseconds: $0) },
            outcome: try row.optionalText(19).flatMap(TicketOutcome.init), reopened: Int(try row.int(20)),
            lastInbound: try row.optionalInt(21).map { Instant(milliseconds: $0) }, citizenWaits: try row.bool(22),
            phone: try row.optionalBlob(23).map { try seals.openText($0, as: .contact) },
            textUnsent: try row.optionalInt(24).map { Instant(milliseconds: $0) },
            silentUntil: try row.optionalInt(25).map { Instant(milliseconds: $0) })
    }
}
