public import Messaging
import SQL

/// A change of an entry that came into force without a second person and that none has read yet.
public struct LoneChange: Sendable, Hashable {
    public let id: Int64
    public let entry: String
    public let agent: AgentID
    public let agentName: String
    public let at: Instant
    /// Why it could not wait; nil: it was night, or an earlier set was brought back.
    public let reason: String?
    /// The entry as it was, as the desk writes it down; nil: there was none.
    public let before: [UInt8]?
}

/// What is kept of a change by one person.
public struct NewLoneChange: Sendable, Hashable {
    public let entry: String
    public let reason: String?
    public let before: [UInt8]?

    public init(entry: String, reason: String?, before: [UInt8]?) {
        self.entry = entry
        self.reason = reason
        self.before = before
    }
}

extension Store {
    /// Notes changes that `agent` brings into force alone. Reasons and texts are sealed.
    public func noteLoneChanges(
        _ changes: [NewLoneChange], by agent: AgentID, now: Instant
    ) async throws(StorageError) {
        guard !changes.isEmpty else { return }
        let rows: [[Value]] = changes.map { change in
            [
                .text(change.entry), .integer(agent.rawValue), .integer(now.milliseconds),
                change.reason.map { .blob(seals.seal($0, as: .draft)) } ?? .null,
                change.before.map { .blob(seals.seal($0, as: .draft)) } ?? .null,
            ]
        }
        try await write { transaction in
            try transaction.execute(
                "INSERT INTO lone_changes (entry, agent, at, reason, before) VALUES ($1, $2, $3, $4, $5)", rows: rows)
        }
    }

    /// Those that nobody has read, the oldest first.
    public func unreadChanges() async throws(StorageError) -> [LoneChange] {
        let seals = seals
        return try await read { transaction in
            try transaction.query(
                """
                SELECT c.id, c.entry, c.agent, a.name, c.at, c.reason, c.before
                FROM lone_changes c JOIN agents a ON a.id = c.agent WHERE c.read IS NULL ORDER BY c.id
                """
            ).map {
                LoneChange(
                    id: try $0.int(0), entry: try $0.text(1), agent: AgentID(try $0.int(2)),
                    agentName: try $0.text(3), at: Instant(milliseconds: try $0.int(4)),
                    reason: try $0.optionalBlob(5).map { try seals.openText($0, as: .draft) },
                    before: try $0.optionalBlob(6).map { try seals.open($0, as: .draft) })
            }
        }
    }

    /// Marks changes as read by a second person, never one of their own; as taken back where there is no `reader`.
    public func markRead(
        _ changes: [Int64], by reader: AgentID?, now: Instant
    ) async throws(StorageError) {
        let by: Value = reader.map { .integer($0.rawValue) } ?? .null
        try await write { transaction in
            try transaction.execute(
                """
                UPDATE lone_changes SET read = $2, reader = $3
                WHERE id = $1 AND read IS NULL AND ($3 IS NULL OR agent <> $3)
                """,
                rows: changes.map { [.integer($0), .integer(now.milliseconds), by] })
        }
    }
}
