import Crypto
public import Messaging
import SQL

/// A set of FAQ files that was, or is, in force.
public struct PublishedSet: Sendable, Hashable {
    public let id: Int64
    /// The set's own name, as decisions give it.
    public let hash: String
    /// When it came into force.
    public let at: Instant
    /// Who published it in the desk; nil: the files were changed in the folder.
    public let agentName: String?
    public let agent: AgentID?
    /// The second person who read it before it came into force.
    public let readerName: String?
    /// What is different from the set before, as the desk writes it down.
    public let change: [UInt8]
    /// The earlier set that this one brought back.
    public let restored: Int64?
}

/// A file of a set.
public struct PublishedFile: Sendable, Hashable {
    /// Relative to the folder.
    public let name: String
    public let bytes: [UInt8]

    public init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}

extension Store {
    /// Sets that can be gone back to: some weeks of a busy office. A set costs the files that changed in it.
    public static let mostPublished = 100

    /// Notes the set now in force. The same set again (by `hash`) only learns who published it, when that was not known.
    public func notePublished(
        hash: String, files: [PublishedFile], change: [UInt8], by agent: AgentID?, reader: AgentID? = nil,
        restored: Int64? = nil, now: Instant
    ) async throws(StorageError) {
        let contents = files.map { (name: $0.name, hash: SHA256.hash($0.bytes), bytes: $0.bytes) }
        try await write { transaction in
            let by: Value = agent.map { .integer($0.rawValue) } ?? .null
            let read: Value = reader.map { .integer($0.rawValue) } ?? .null
            let back: Value = restored.map { .integer($0) } ?? .null
            let last = try transaction.first("SELECT id, hash FROM published ORDER BY id DESC LIMIT 1")
            if let last, try last.text(1) == hash {
                _ = try transaction.execute(
                    "UPDATE published SET agent = $2, restored = $3, reader = $4 WHERE id = $1 AND agent IS NULL",
                    [.integer(try last.int(0)), by, back, read])
                return
            }
            let row = try transaction.first(
                """
                INSERT INTO published (hash, at, agent, change, restored, reader) VALUES ($1, $2, $3, $4, $5, $6)
                RETURNING id
                """,
                [.text(hash), .integer(now.milliseconds), by, .blob(change), back, read])
            guard let row else { return }
            let id = try row.int(0)
            try transaction.execute(
                "INSERT INTO file_contents (hash, bytes) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING",
                rows: contents.map { [.blob($0.hash), .blob($0.bytes)] })
            try transaction.execute(
                "INSERT INTO published_files (published, name, content) VALUES ($1, $2, $3)",
                rows: contents.map { [.integer(id), .text($0.name), .blob($0.hash)] })
            try Self.forgetOldSets(transaction)
        }
        changes.publish([.knowledge])
    }

    /// The sets, newest first; the first is in force.
    public func published() async throws(StorageError) -> [PublishedSet] {
        try await read { transaction in
            try transaction.query(
                """
                SELECT p.id, p.hash, p.at, p.agent, a.name, p.change, p.restored, r.name
                FROM published p LEFT JOIN agents a ON a.id = p.agent LEFT JOIN agents r ON r.id = p.reader
                ORDER BY p.id DESC
                """
            ).map {
                PublishedSet(
                    id: try $0.int(0), hash: try $0.text(1), at: Instant(milliseconds: try $0.int(2)),
                    agentName: try $0.optionalText(4), agent: try $0.optionalInt(3).map { AgentID($0) },
                    readerName: try $0.optionalText(7), change: try $0.blob(5), restored: try $0.optionalInt(6))
            }
        }
    }

    /// The files of a set; none when it is not kept any more.
    public func publishedFiles(of id: Int64) async throws(StorageError) -> [PublishedFile] {
        try await read { transaction in
            try transaction.query(
                """
                SELECT f.name, c.bytes FROM published_files f JOIN file_contents c ON c.hash = f.content
                WHERE f.published = $1 ORDER BY f.name
                """,
                [.integer(id)]
            ).map { PublishedFile(name: try $0.text(0), bytes: try $0.blob(1)) }
        }
    }

    private static func forgetOldSets(_ transaction: Transaction) throws {
        let kept: [Value] = [.integer(Int64(mostPublished))]
        let old = "SELECT id FROM published ORDER BY id DESC LIMIT -1 OFFSET $1"
        _ = try transaction.execute("DELETE FROM published_files WHERE published IN (\(old))", kept)
        _ = try transaction.execute("DELETE FROM published WHERE id IN (\(old))", kept)
        _ = try transaction.execute(
            "DELETE FROM file_contents WHERE NOT EXISTS (SELECT 1 FROM published_files WHERE content = hash)")
    }
}
