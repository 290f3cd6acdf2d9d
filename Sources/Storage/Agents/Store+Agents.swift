import Crypto
public import Messaging
import SQL

extension Store {
    /// Adds an agent; false when the login is taken. `passwordHash` is Crypto's.
    public func addAgent(
        login: String, name: String, role: Agent.Role, department: DepartmentID?, passwordHash: String, now: Instant
    ) async throws(StorageError) -> Bool {
        try await write { transaction in
            try transaction.execute(
                """
                INSERT INTO agents (login, name, role, editor, department, password, created)
                VALUES ($1, $2, $3, $7, $4, $5, $6)
                ON CONFLICT (login) DO NOTHING
                """,
                [
                    .text(login), .text(name), .text((role == .editor ? .agent : role).rawValue),
                    department.map { .text($0.rawValue) } ?? .null,
                    .text(passwordHash), .integer(now.milliseconds), .integer(role == .editor ? 1 : 0),
                ]) == 1
        }
    }

    public func agents() async throws(StorageError) -> [Agent] {
        try await read { transaction in
            try transaction.query("SELECT \(Self.agentColumns) FROM agents a ORDER BY login").map { try Agent($0) }
        }
    }

    /// The stored hash and the agent; nil when there is no active agent of this login.
    public func signInDetails(login: String) async throws(StorageError) -> (agent: Agent, passwordHash: String)? {
        try await read { transaction in
            try transaction.first(
                "SELECT \(Self.agentColumns), a.password FROM agents a WHERE a.login = $1 AND a.active = 1",
                [.text(login)]
            ).map { (try Agent($0), try $0.text(6)) }
        }
    }

    /// Switches an agent off or on; off, all sessions end and all claims lapse at the next sweep. False: no such login.
    public func setActive(_ isActive: Bool, login: String) async throws(StorageError) -> Bool {
        try await write { transaction in
            let row = try transaction.first(
                "UPDATE agents SET active = $2 WHERE login = $1 RETURNING id",
                [.text(login), .integer(isActive ? 1 : 0)])
            guard let row else { return false }
            _ = try transaction.execute("DELETE FROM sessions WHERE agent = $1", [.integer(try row.int(0))])
            return true
        }
    }

    /// Sets a new password and ends all sessions. False: no such login.
    public func setPassword(hash: String, login: String) async throws(StorageError) -> Bool {
        try await write { transaction in
            let row = try transaction.first(
                "UPDATE agents SET password = $2 WHERE login = $1 RETURNING id", [.text(login), .text(hash)])
            guard let row else { return false }
            _ = try transaction.execute("DELETE FROM sessions WHERE agent = $1", [.integer(try row.int(0))])
            return true
        }
    }

    /// Opens a session; the token itself is never stored.
    public func openSession(
        agent: AgentID, token: [UInt8], csrfToken: [UInt8], now: Instant
    ) async throws(StorageError) {
        try await write { transaction in
            _ = try transaction.execute(
                "INSERT INTO sessions (token_hash, agent, csrf, created, last_seen) VALUES ($1, $2, $3, $4, $4)",
                [
                    .blob(SHA256.hash(token)), .integer(agent.rawValue), .blob(csrfToken), .integer(now.milliseconds),
                ])
        }
    }

    /// The session of a token that was created after `createdSince` and used after `usedSince`.
    public func session(
        token: [UInt8], createdSince: Instant, usedSince: Instant
    ) async throws(StorageError) -> Session? {
        try await read { transaction in
            try transaction.first(
                """
                SELECT \(Self.agentColumns), s.csrf, s.created, s.last_seen
                FROM sessions s JOIN agents a ON a.id = s.agent
                WHERE s.token_hash = $1 AND s.created > $2 AND s.last_seen > $3 AND a.active = 1
                """,
                [
                    .blob(SHA256.hash(token)), .integer(createdSince.milliseconds), .integer(usedSince.milliseconds),
                ]
            ).map {
                Session(
                    agent: try Agent($0), csrfToken: try $0.blob(6), created: Instant(milliseconds: try $0.int(7)),
                    lastSeen: Instant(milliseconds: try $0.int(8)))
            }
        }
    }

    /// The holder of the token is there: claims do not lapse.
    public func touchSession(token: [UInt8], now: Instant) async throws(StorageError) {
        try await write { transaction in
            _ = try transaction.execute(
                "UPDATE sessions SET last_seen = $2 WHERE token_hash = $1 AND last_seen < $2",
                [.blob(SHA256.hash(token)), .integer(now.milliseconds)])
        }
    }

    /// Ends a session (sign-out, or before a new one at sign-in).
    public func closeSession(token: [UInt8]) async throws(StorageError) {
        try await write { transaction in
            _ = try transaction.execute("DELETE FROM sessions WHERE token_hash = $1", [.blob(SHA256.hash(token))])
        }
    }

    /// Failed sign-ins of an account or address since `since`; `key` is hashed before it is stored.
    public func signInFailures(key: String, since: Instant) async throws(StorageError) -> Int {
        let hash = seals.lookupHash("sign-in", key)
        return try await read { transaction in
            Int(
                try transaction.first(
                    "SELECT failures FROM sign_in_failures WHERE key = $1 AND last > $2",
                    [.blob(hash), .integer(since.milliseconds)])?.int(0) ?? 0)
        }
    }

    /// Counts a failure; older than `since` they are forgotten.
    public func countSignInFailure(keys: [String], since: Instant, now: Instant) async throws(StorageError) {
        let hashes = keys.map { seals.lookupHash("sign-in", $0) }
        try await write { transaction in
            try transaction.execute(
                """
                INSERT INTO sign_in_failures (key, failures, last) VALUES ($1, 1, $2)
                ON CONFLICT (key) DO UPDATE SET last = $2, failures = CASE
                    WHEN sign_in_failures.last > $3 THEN sign_in_failures.failures + 1 ELSE 1 END
                """,
                rows: hashes.map { [.blob($0), .integer(now.milliseconds), .integer(since.milliseconds)] })
        }
    }

    /// A successful sign-in forgets the account's failures.
    public func forgetSignInFailures(key: String) async throws(StorageError) {
        let hash = seals.lookupHash("sign-in", key)
        try await write { transaction in
            _ = try transaction.execute("DELETE FROM sign_in_failures WHERE key = $1", [.blob(hash)])
        }
    }

    /// A line of the audit: who did what to which object. No words of citizens.
    public func audit(agent: AgentID?, action: String, object: String, now: Instant) async throws(StorageError) {
        try await write { transaction in
            _ = try transaction.execute(
                "INSERT INTO audit (at, agent, action, object) VALUES ($1, $2, $3, $4)",
                [
                    .integer(now.milliseconds), agent.map { .integer($0.rawValue) } ?? .null, .text(action),
                    .text(object),
                ])
        }
    }

    private static let agentColumns = """
        a.id, a.login, a.name, CASE a.editor WHEN 1 THEN 'editor' ELSE a.role END, a.department, a.active
        """
}

extension Agent {
    fileprivate init(_ row: Row) throws {
        self.init(
            id: AgentID(try row.int(0)), login: try row.text(1), name: try row.text(2),
            role: Role(rawValue: try row.text(3)) ?? .agent,
            department: try row.optionalText(4).map { DepartmentID($0) }, isActive: try row.bool(5))
    }
}
