import HTTP
import Messaging
import Storage
import Telemetry

/// Holds a channel's access token. Where the platform rotates tokens there is one refresher, here; a new pair is on disk
/// before it is used, because a single-use refresh token whose successor is lost cannot be had again.
actor TokenKeeper {
    /// Refreshed this long before the platform's own expiry, so that a slow refresh costs no send.
    static let refreshAheadSeconds: Int64 = 3600
    /// After a refresh that failed for a while, the next is not tried sooner.
    static let refreshPauseSeconds: Int64 = 30

    private let channel: Channel
    private let store: Store
    private let clock: WallClock
    private let logger: Logger
    /// The configured token, in force until the database holds another.
    private let configured: Credential
    private var credential: Credential?
    /// A new pair that is not on disk yet, and therefore not used.
    private var unsaved: Credential?
    private var refreshing: Task<Bool, Never>?
    private var notBefore: Instant?

    init(channel: Channel, configured: Credential, store: Store, clock: WallClock, logger: Logger) {
        self.channel = channel
        self.configured = configured
        self.store = store
        self.clock = clock
        self.logger = logger
    }

    /// The token to call with; refreshed first when it is about to expire. Nil: an operator must connect the channel.
    func accessToken() async -> String? {
        var current = await load()
        if let expires = current.expires, clock.now().adding(seconds: Self.refreshAheadSeconds) >= expires {
            _ = await refresh(refused: current.accessToken)
            current = await load()
            if let expires = current.expires, clock.now() >= expires { return nil }
        }
        return current.accessToken.isEmpty ? nil : current.accessToken
    }

    /// Sees to it that there is another token than `token`, with one exchange however many ask at the same time. False:
    /// there is nothing to refresh with, the platform refused, or it cannot be reached now.
    func refresh(refused token: String) async -> Bool {
        if await load().accessToken != token { return true }
        if let refreshing { return await refreshing.value }
        if let notBefore, clock.now() < notBefore { return false }
        let task = Task { await exchange(token) }
        refreshing = task
        let succeeded = await task.value
        refreshing = nil
        return succeeded
    }

    /// State for health: whether an operator must act, and when the token expires.
    func status() async -> (isRefused: Bool, expires: Instant?) {
        let current = await load()
        return (current.isRefused || current.accessToken.isEmpty, current.expires)
    }

    /// What is in force. A token that does not work is looked up anew each time: an operator may have stored another.
    private func load() async -> Credential {
        if let credential, !credential.isRefused, !credential.accessToken.isEmpty { return credential }
        return await read()
    }

    private func read() async -> Credential {
        do {
            credential = try await store.credential(of: channel.id) ?? configured
        } catch {
            logger.error("tokens could not be read", .id("channel", channel.id), .reason("\(error)"))
        }
        return credential ?? configured
    }

    private func exchange(_ token: String) async -> Bool {
        if let unsaved { return await keep(unsaved) }
        let current = await read()
        guard current.accessToken == token else { return true }
        guard let adapter = channel.adapter as? any TokenRefreshing, let refreshToken = current.refreshToken,
            !current.isRefused
        else { return false }
        let answer: TokenRefresh
        do throws(OutgoingFailure) {
            let call = adapter.refreshCall(refreshToken: refreshToken)
            let reply = try await channel.outgoing.send(OutgoingRequest(call, token: ""))
            answer = adapter.interpretRefresh(
                PlatformReply(status: reply.status, headers: reply.headers, body: reply.body))
        } catch {
            answer = .temporary(reason: error.reason)
        }
        switch answer {
        case .refreshed(let access, let refresh, let seconds):
            return await keep(
                Credential(
                    accessToken: access, refreshToken: refresh, expires: clock.now().adding(seconds: seconds)))
        case .temporary(let reason):
            notBefore = clock.now().adding(seconds: Self.refreshPauseSeconds)
            logger.warning("token refresh failed for now", .id("channel", channel.id), .reason(reason))
            return false
        case .refused(let reason):
            logger.error(
                "token refresh refused: connect the channel again", .id("channel", channel.id), .reason(reason))
            let refused = Credential(
                accessToken: current.accessToken, refreshToken: current.refreshToken, expires: current.expires,
                isRefused: true)
            credential = refused
            try? await store.keep(refused, of: channel.id, now: clock.now())
            return false
        }
    }

    /// Puts a new pair on disk and then into use. What cannot be stored is kept in hand and stored at the next try: the
    /// refresh token before it is used up already.
    private func keep(_ pair: Credential) async -> Bool {
        do {
            try await store.keep(pair, of: channel.id, now: clock.now())
        } catch {
            unsaved = pair
            notBefore = clock.now().adding(seconds: Self.refreshPauseSeconds)
            logger.error("a new token pair could not be stored", .id("channel", channel.id), .reason("\(error)"))
            return false
        }
        credential = pair
        unsaved = nil
        logger.info("token refreshed", .id("channel", channel.id))
        return true
    }
}
