public import Messaging
import SQL

/// An entry that somebody is writing, listed without its text.
public struct DraftRow: Sendable, Hashable {
    public let entry: String
    public let agent: AgentID
    public let agentName: String
    public let saved: Instant
    /// Since when it waits for a second person; nil: it is being written.
    public let waiting: Instant?
}

/// A draft as its writer kept it.
public struct KeptDraft: Sendable, Hashable {
    /// The desk's.
    public let body: [UInt8]
    public let saved: Instant
    /// Since when it waits for a second person; nil: it is being written.
    public let waiting: Instant?
    /// What the second person wrote who gave it back, and their name.
    public let returned: Returned?

    public struct Returned: Sendable, Hashable {
        public let word: String
        public let name: String
    }
}

extension Store {
    /// Drafts one agent may have at a time: more are forgotten ones.
    public static let mostDrafts = 100

    /// Keeps what an agent has written of an entry; `body` is the desk's, and sealed. It waits for nobody: what a second
    /// person reads is what was put forward. False: the agent has too many.
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
                ON CONFLICT (agent, entry) DO UPDATE SET body = $3, saved = $4, waiting = NULL
                """,
                [
                    .integer(agent.rawValue), .text(entry), .blob(sealed), .integer(now.milliseconds),
                    .integer(Int64(Self.mostDrafts)),
                ]) == 1
        }
    }

    /// What an agent has written of an entry.
    public func draft(of entry: String, by agent: AgentID) async throws(StorageError) -> KeptDraft? {
        let seals = seals
        return try await read { transaction in
            try transaction.first(
                """
                SELECT d.body, d.saved, d.waiting, d.returned, a.name
                FROM drafts d LEFT JOIN agents a ON a.id = d.returned_by WHERE d.agent = $1 AND d.entry = $2
                """,
                [.integer(agent.rawValue), .text(entry)]
            ).map { row in
                let word = try row.optionalBlob(3).map { try seals.openText($0, as: .draft) }
                let name = try row.optionalText(4) ?? ""
                return KeptDraft(
                    body: try seals.open(try row.blob(0), as: .draft), saved: Instant(milliseconds: try row.int(1)),
                    waiting: try row.optionalInt(2).map { Instant(milliseconds: $0) },
                    returned: word.map { KeptDraft.Returned(word: $0, name: name) })
            }
        }
    }

    /// Puts a draft, as it was kept at `saved`, before a second person. False: it has been written on since.
    public func putForward(
        _ entry: String, by agent: AgentID, saved: Instant, now: Instant
    ) async throws(StorageError) -> Bool {
        try await write { transaction in
            try transaction.execute(
                """
                UPDATE drafts SET waiting = $4, returned = NULL, returned_by = NULL
                WHERE agent = $1 AND entry = $2 AND saved = $3
                """,
                [
                    .integer(agent.rawValue), .text(entry), .integer(saved.milliseconds),
                    .integer(now.milliseconds),
                ]) == 1
        }
    }

    /// Gives a draft that waits since `waiting` back to its writer. False: it does not wait any more.
    public func giveBack(
        _ entry: String, of writer: AgentID, waiting: Instant, word: String, by reader: AgentID
    ) async throws(StorageError) -> Bool {
        let sealed = seals.seal(word, as: .draft)
        return try await write { transaction in
            try transaction.execute(
                """
                UPDATE drafts SET waiting = NULL, returned = $4, returned_by = $5
                WHERE agent = $1 AND entry = $2 AND waiting = $3 AND agent <> $5
                """,
                [
                    .integer(writer.rawValue), .text(entry), .integer(waiting.milliseconds), .blob(sealed),
                    .integer(reader.rawValue),
                ]) == 1
        }
    }

    /// `saved`: only as it was kept then; what was written since stays.
    public func dropDraft(
        of entry: String, by agent: AgentID, saved: Instant? = nil
    ) async throws(StorageError) {
        try await write { transaction in
            _ = try transaction.execute(
                "DELETE FROM drafts WHERE agent = $1 AND entry = $2 AND ($3 IS NULL OR saved = $3)",
                [
                    .integer(agent.rawValue), .text(entry),
                    saved.map { .integer($0.milliseconds) } ?? .null,
                ])
        }
    }

    /// Everybody's drafts, the latest first.
    public func drafts() async throws(StorageError) -> [DraftRow] {
        try await read { transaction in
            try transaction.query(
                """
                SELECT d.entry, d.agent, a.name, d.saved, d.waiting FROM drafts d JOIN agents a ON a.id = d.agent
                ORDER BY d.saved DESC, d.entry
                """
            ).map {
                DraftRow(
                    entry: try $0.text(0), agent: AgentID(try $0.int(1)), agentName: try $0.text(2),
                    saved: Instant(milliseconds: try $0.int(3)),
                    waiting: try $0.optionalInt(4).map { Instant(milliseconds: $0) })
            }
        }
    }
}
