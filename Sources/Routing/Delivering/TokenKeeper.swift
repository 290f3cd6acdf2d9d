import HTTP
import Messaging
import Storage
import Telemetry

/// Holds a channel's access token. Where the platform rotates tokens there is one refresher, here; a new pair is on disk
/// before it is used, because a single-use refresh token whose successor is lost cannot be had again.
actor TokenKeeper {
    enum Reason { case refused, expiring }

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
        let current = await load()
        if let expires = current.expires, clock.now().adding(seconds: Self.refreshAheadSeconds) >= expires {
            let refreshed = await refresh(because: .expiring)
            if !refreshed, clock.now() >= expires { return nil }
        }
        let token = await load().accessToken
        return token.isEmpty ? nil : token
    }

    /// Exchanges the refresh token, once however many ask at the same time. False: there is nothing to refresh with, the
    /// platform refused, or it cannot be reached now.
    func refresh(because reason: Reason) async -> Bool {
        if let refreshing { return await refreshing.value }
        if let notBefore, clock.now() < notBefore { return false }
        let task = Task { await exchange() }
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

    private func load() async -> Credential {
        if let credential { return credential }
        do {
            let stored = try await store.credential(of: channel.id)
            credential = stored ?? configured
        } catch {
            logger.error("tokens could not be read", .id("channel", channel.id), .reason("\(error)"))
        }
        return credential ?? configured
    }

    private func exchange() async -> Bool {
        let current = await load()
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
        return await keep(answer, after: current)
    }

    private func keep(_ answer: TokenRefresh, after current: Credential) async -> Bool {
        let now = clock.now()
        switch answer {
        case .refreshed(let access, let refresh, let seconds):
            let new = Credential(
                accessToken: access, refreshToken: refresh, expires: now.adding(seconds: seconds))
            do {
                try await store.keep(new, of: channel.id, now: now)
            } catch {
                logger.error("a new token pair could not be stored", .id("channel", channel.id), .reason("\(error)"))
            }
            credential = new
            logger.info("token refreshed", .id("channel", channel.id))
            return true
        case .temporary(let reason):
            notBefore = now.adding(seconds: Self.refreshPauseSeconds)
            logger.warning("token refresh failed for now", .id("channel", channel.id), .reason(reason))
            return false
        case .refused(let reason):
            logger.error(
                "token refresh refused: connect the channel again", .id("channel", channel.id), .reason(reason))
            let refused = Credential(
                accessToken: current.accessToken, refreshToken: current.refreshToken, expires: current.expires,
                isRefused: true)
            credential = refused
            try? await store.keep(refused, of: channel.id, now: now)
            return false
        }
    }
}
