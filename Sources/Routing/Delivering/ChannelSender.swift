public import HTTP
public import Messaging
import Storage
import Synchronization
import Telemetry

/// Sends a channel's parts: puts the token in, keeps the pace, minds the breaker, and reads the platform's answer.
final class ChannelSender: Sendable {
    /// A part waits this long for its slot, no longer, so that its lease outlives its calls.
    static let slotWaitMilliseconds: Int64 = 5000

    let channel: Channel
    private let tokens: TokenKeeper
    private let clock: WallClock
    private let random: RandomSource
    private let logger: Logger
    private let metrics: MessageMetrics

    private struct State {
        var breaker = Breaker()
        /// The channel as a whole may not be used before then (throttled, or down).
        var pausedUntil: Instant?
        /// When the next call may start, so that a second holds no more than the platform takes.
        var nextSlot: Instant?

        /// Until when the breaker lets nothing through; asks a copy, because asking the breaker itself begins a probe.
        func breakerWait(_ now: Instant) -> Instant? {
            var breaker = breaker
            guard case .wait(let until) = breaker.permit(now: now.milliseconds) else { return nil }
            return Instant(milliseconds: until)
        }
    }
    private let state = Mutex(State())

    init(
        channel: Channel, tokens: TokenKeeper, clock: WallClock, random: RandomSource, logger: Logger,
        metrics: MessageMetrics
    ) {
        self.channel = channel
        self.tokens = tokens
        self.clock = clock
        self.random = random
        self.logger = logger
        self.metrics = metrics
    }

    /// Whether a part may be leased for it now.
    func isUsable(at now: Instant) -> Bool {
        state.withLock { $0.breakerWait(now) == nil && now >= ($0.pausedUntil ?? now) }
    }

    /// When to look again at a channel that is not usable now.
    func usableAgainAt(_ now: Instant) -> Instant? {
        state.withLock { state in
            [state.breakerWait(now), state.pausedUntil].compactMap { $0 }.filter { $0 > now }.max()
        }
    }

    /// Makes the call and says what to do with the part.
    func send(_ part: LeasedPart) async -> PartResult {
        if part.mayBeRepeat, channel.unknownPolicy == .giveUp {
            return .dead(reason: "it is not known whether it was sent, and this channel never sends twice")
        }
        // Before the breaker is asked: what it lets through must be a call.
        guard let token = await tokens.accessToken() else {
            return settle(.failed(.badToken(reason: "the channel has no usable token")), part)
        }
        if let until = await begin() { return .notTried(until: until, mayBeSent: part.mayBeRepeat) }
        if part.mayBeRepeat { metrics.mayBeRepeat(channel.id) }
        var result = await call(part, token: token)
        if case .failed(.badToken(let reason)) = result {
            logger.warning("token refused", .id("channel", channel.id), .reason(reason))
            if await tokens.refresh(refused: token), let newer = await tokens.accessToken() {
                result = await call(part, token: newer)
            }
        }
        return settle(result, part)
    }

    private func settle(_ result: SendResult, _ part: LeasedPart) -> PartResult {
        metrics.sent(channel.id, result, latencyMilliseconds: clock.now().millisecondsSince(part.created))
        switch result {
        case .sent(let id):
            return .sent(platformMessageID: id)
        case .failed(let failure):
            pause(for: failure)
            let jitter = Double(random.below(1000)) / 1000
            let next = RetryPolicy.result(
                of: failure, attempts: part.attempts, mayBeRepeat: part.mayBeRepeat, now: clock.now(), jitter: jitter)
            logger.notice(
                "send failed", .id("channel", channel.id), .id("part", part.part),
                .count("attempts", part.attempts + 1),
                .reason("\(failure)"))
            return next
        }
    }

    /// What concerns the whole channel holds the whole channel.
    private func pause(for failure: SendFailure) {
        let seconds: Int64
        switch failure {
        case .throttled(let after, _): seconds = after ?? RetryPolicy.throttleSeconds
        case .badToken, .channelDown: seconds = RetryPolicy.channelDownSeconds
        default: return
        }
        let until = clock.now().adding(seconds: seconds)
        state.withLock { $0.pausedUntil = max($0.pausedUntil ?? until, until) }
        metrics.paused(channel.id)
    }

    private func call(_ part: LeasedPart, token: String) async -> SendResult {
        var call = part.call
        if part.purpose == .person, isOutsideBotWindow(part), let other = channel.adapter.outsideWindow(call) {
            call = other
        }
        do throws(OutgoingFailure) {
            let reply = try await channel.outgoing.send(OutgoingRequest(call, token: token))
            answered(true)
            return channel.adapter.interpret(
                PlatformReply(status: reply.status, headers: reply.headers, body: reply.body))
        } catch {
            answered(false)
            return .failed(
                error.wasSent ? .unknownOutcome(reason: error.reason) : .temporary(reason: error.reason))
        }
    }

    private func isOutsideBotWindow(_ part: LeasedPart) -> Bool {
        channel.adapter.capabilities.window(lastInbound: part.lastInbound, now: clock.now(), purpose: .bot) == .closed
    }

    /// Waits for the next free slot of the channel's pace; gives a time when the way is closed till then.
    private func begin() async -> Instant? {
        let now = clock.now()
        let slot = state.withLock { state in
            let slot = max(state.nextSlot ?? now, now)
            let gap = max(1, 1000 / Int64(max(1, channel.adapter.capabilities.callsPerSecond)))
            if slot.millisecondsSince(now) <= Self.slotWaitMilliseconds {
                state.nextSlot = slot.adding(milliseconds: gap)
            }
            return slot
        }
        guard slot.millisecondsSince(now) <= Self.slotWaitMilliseconds else { return slot }
        if slot > now { try? await clock.sleep(slot) }
        // Asked last: the channel may have been held meanwhile.
        let started = clock.now()
        return state.withLock { state in
            if let paused = state.pausedUntil, started < paused { return paused }
            guard case .wait(let until) = state.breaker.permit(now: started.milliseconds) else { return nil }
            return Instant(milliseconds: until)
        }
    }

    private func answered(_ wasAnswered: Bool) {
        let now = clock.now().milliseconds
        state.withLock { state in
            if wasAnswered {
                state.breaker.answered()
            } else {
                state.breaker.unanswered(now: now)
            }
        }
    }
}

extension OutgoingRequest {
    /// The call with its token put in where the platform wants it.
    public init(_ call: PlatformCall, token: String) {
        var headers = call.headers
        var url = call.url
        switch call.credential {
        case .header(let name): headers[name] = token
        case .query(let name): url += (url.contains("?") ? "&" : "?") + name + "=" + token.percentEncoded
        case .none: break
        }
        self.init(method: call.method, url: url, headers: headers, body: call.body)
    }
}

extension String {
    /// RFC 3986 unreserved characters stay, all else is percent-encoded.
    fileprivate var percentEncoded: String {
        utf8.map { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                String(UnicodeScalar(byte))
            default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }.joined()
    }
}
