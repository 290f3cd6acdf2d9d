/// The OAuth tokens of one OA: the access token lives 25 hours; a refresh token works once and gives a new pair, and the
/// old access token ends there. (docs.zaloplatforms.com, OAuth v4; zalo-java-sdk)
struct ZaloTokens: Sendable {
    static let accessLife = 25 * Milliseconds.hour
    /// "3 months".
    static let refreshLife = 90 * Milliseconds.day
    static let codeLife = 10 * Milliseconds.minute

    private(set) var access: String
    private(set) var refresh: String
    private var accessIssuedAt: Int64
    private var refreshIssuedAt: Int64
    private var code: (value: String, challenge: String, at: Int64)?

    init(access: String, refresh: String, at now: Int64) {
        self.access = access
        self.refresh = refresh
        accessIssuedAt = now
        refreshIssuedAt = now
    }

    enum Standing: Sendable { case good, expired, unknown }

    func standing(of token: String, now: Int64) -> Standing {
        guard token == access else { return .unknown }
        return now - accessIssuedAt < Self.accessLife ? .good : .expired
    }

    mutating func expireAccess(now: Int64) { accessIssuedAt = now - Self.accessLife }

    /// True when this refresh token was the current one; then the pair has been replaced.
    mutating func refresh(with token: String, newAccess: String, newRefresh: String, now: Int64) -> Bool {
        guard token == refresh, now - refreshIssuedAt < Self.refreshLife else { return false }
        replace(newAccess, newRefresh, now)
        return true
    }

    /// An administrator has consented: the code can be exchanged once within ten minutes.
    mutating func grant(code value: String, challenge: String, now: Int64) { code = (value, challenge, now) }

    /// `challenge` is what the caller's verifier hashes to.
    mutating func exchange(
        code value: String, challenge: String, newAccess: String, newRefresh: String, now: Int64
    ) -> Bool {
        guard let granted = code, granted.value == value else { return false }
        code = nil
        guard granted.challenge == challenge, now - granted.at < Self.codeLife else { return false }
        replace(newAccess, newRefresh, now)
        return true
    }

    private mutating func replace(_ newAccess: String, _ newRefresh: String, _ now: Int64) {
        access = newAccess
        refresh = newRefresh
        accessIssuedAt = now
        refreshIssuedAt = now
    }
}
