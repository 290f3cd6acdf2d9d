public import Messaging
import SQL

/// An entry that somebody is writing, listed without its text.
public struct DraftRow: Sendable, Hashable {
    public let entry: String
    public let agent: AgentID
    public let agentName: String
    public let saved: Instant
}

extension Store {
    /// Drafts one agent may have at a time: more are forgotten ones.
    public static let mostDrafts = 100

    /// Keeps what an agent has written of an entry; `body` is the desk's, and sealed. False: the agent has too many.
    public func keepDraft(
        _ body: [UInt8], of entry: String, by agent: AgentID, now: Instant
    ) async throws(StorageError) -> Bool {
        let sealed = seals.seal(body, as: .draft)
        return try await write { transaction in
            try transaction.execute(
                """
                INSERT INTO drafts (agent, entry, body, saved)
                SELECT $1, $2, $3, $4
                WHERE (SELECT count(*) FROM drafts WHERE agent = $1 AND entry <> $2) < $5
                ON CONFLICT (agent, entry) DO UPDATE SET body = $3, saved = $4
                """,
                [
                    .integer(agent.rawValue), .text(entry), .blob(sealed), .integer(now.milliseconds),
                    .integer(Int64(Self.mostDrafts)),
                ]) == 1
        }
    }

    /// What an agent has written of an entry, and when it was kept.
    public func draft(
        of entry: String, by agent: AgentID
    ) async throws(StorageError) -> (body: [UInt8], saved: Instant)? {
        let seals = seals
        return try await read { transaction in
            try transaction.first(
                "SELECT body, saved FROM drafts WHERE agent = $1 AND entry = $2",
                [.integer(agent.rawValue), .text(entry)]
            ).map { (try seals.open(try $0.blob(0), as: .draft), Instant(milliseconds: try $0.int(1))) }
        }
    }

    public func dropDraft(of entry: String, by agent: AgentID) async throws(StorageError) {
        try await write { transaction in
            _ = try transaction.execute(
                "DELETE FROM drafts WHERE agent = $1 AND entry = $2", [.integer(agent.rawValue), .text(entry)])
        }
    }

    /// Everybody's drafts, the latest first.
    public func drafts() async throws(StorageError) -> [DraftRow] {
        try await read { transaction in
            try transaction.query(
                """
                SELECT d.entry, d.agent, a.name, d.saved FROM drafts d JOIN agents a ON a.id = d.agent
                ORDER BY d.saved DESC, d.entry
                """
            ).map {
                DraftRow(
                    entry: try $0.text(0), agent: AgentID(try $0.int(1)), agentName: try $0.text(2),
                    saved: Instant(milliseconds: try $0.int(3)))
            }
        }
    }
}
