import Crypto
public import HTTP

/// Zalo, Viber and Facebook as their documentation describes them: what they accept and refuse, how they sign, when they
/// repeat, and the phones of the people who use them. For the demonstration, for tests and for load; nothing of the
/// router's own reading of the platforms is used, so that a mistake there does not prove itself here.
public actor Simulator {
    /// Posts a webhook and gives the answer; nil when none came within the request's `timeoutSeconds`.
    public typealias Deliver = @Sendable (SignedWebhook) async -> WebhookAnswer?

    let channels: [SimulatedChannel]
    let clock: SimulatorClock
    let deliver: Deliver
    let random: @Sendable (Int) -> [UInt8]
    /// Where the phones' photos and voice messages can be fetched from, such as "http://127.0.0.1:10220".
    let publicURL: String
    let limits: SimulatorLimits
    let signers: [String: WebhookSigner]

    var threads: [String: [String: PhoneThread]] = [:]
    /// People by channel in the order in which they came.
    var peopleOrder: [String: [String]] = [:]
    var statistics = SimulatorStatistics()
    var faults: [String: [FaultyCalls: [Fault]]] = [:]

    var webhooks: [String: WebhookState] = [:]
    var lanes: [String: [PlatformEvent]] = [:]
    var busyLanes: Set<String> = []
    var repeats: [Delivery] = []
    var alarm: Task<Void, Never>?
    var alarmDue: Int64?
    var underWay = 0
    var idleWaiters: [CheckedContinuation<Void, Never>] = []
    /// Who waits for the next message to a phone, by channel and person.
    var phoneWaiters: [String: [CheckedContinuation<Void, Never>]] = [:]
    var facebookBatch = 1

    var zaloTokens: [String: ZaloTokens] = [:]
    var callTimes: [String: CallRate] = [:]
    var getStartedPayloads: [String: String] = [:]
    var feed: PhonesFeed

    /// `publicURL` is scheme, host and port that serve `routes`, without a slash at the end; `random` gives that many
    /// random bytes, for ids and tokens.
    public init(
        channels: [SimulatedChannel], clock: SimulatorClock, publicURL: String = "http://127.0.0.1:10220",
        limits: SimulatorLimits = SimulatorLimits(),
        random: @escaping @Sendable (Int) -> [UInt8], deliver: @escaping Deliver
    ) {
        self.channels = channels
        self.clock = clock
        self.deliver = deliver
        self.random = random
        self.publicURL = publicURL
        self.limits = limits
        feed = PhonesFeed(startingAt: Int(clamping: clock.now()))
        signers = Dictionary(channels.map { ($0.id, WebhookSigner($0)) }, uniquingKeysWith: { first, _ in first })
        for channel in channels {
            webhooks[channel.id] = WebhookState(url: channel.webhookURL)
            peopleOrder[channel.id] = channel.firstPeople.map(\.id)
            threads[channel.id] = Dictionary(
                channel.firstPeople.map { ($0.id, PhoneThread(person: $0)) }, uniquingKeysWith: { first, _ in first })
            if case .zalo(_, _, _, _, let access, let refresh) = channel.platform {
                zaloTokens[channel.id] = ZaloTokens(access: access, refresh: refresh, at: clock.now())
            }
        }
    }

    /// Everything the platforms serve, below "/sim", and the page with the phones, "/phones".
    public nonisolated var routes: Routes {
        var routes = Routes()
        addZalo(to: &routes)
        addViber(to: &routes)
        addFacebook(to: &routes)
        addPhones(to: &routes)
        return routes
    }

    /// Counts since the start.
    public func currentStatistics() -> SimulatorStatistics { statistics }

    func channel(_ id: String) -> SimulatedChannel? { channels.first { $0.id == id } }

    func platform(_ id: String) -> SimulatedChannel.Platform? { channel(id)?.platform }

    /// Changes a chat; a person who has never been seen is taken up first.
    @discardableResult
    func withThread<T>(_ channel: String, _ person: String, _ change: (inout PhoneThread) -> T) -> T {
        if threads[channel]?[person] == nil { peopleOrder[channel, default: []].append(person) }
        // In place: a copy of the chat for every message would cost more than the message.
        return change(
            &threads[channel, default: [:]][
                person,
                default: PhoneThread(
                    person: SimulatedPerson(id: person, name: "Người dân", phone: "84900000000"))])
    }

    /// A new message id in the platform's own form.
    func newMessageID(_ platform: SimulatedChannel.Platform) -> String {
        switch platform {
        case .zalo: Hex.encode(random(10))
        case .facebook: "m_" + Base64URL.encode(random(48))
        case .viber:
            // Like the real ones: 19 digits, far above 2^53 and below 2^63.
            String(4_900_000_000_000_000_000 + random(7).reduce(Int64(0)) { $0 << 8 | Int64($1) })
        }
    }

    /// Shows a message on the phone.
    func show(_ bubble: Bubble, _ channel: String, _ person: String) {
        withThread(channel, person) { thread in
            // Quick replies leave with any next message, Viber's keyboard with the account's next one.
            let staying: Set<PhoneButton.Place> = bubble.author == .person ? [.bubble, .keyboard] : [.bubble]
            for index in thread.bubbles.indices {
                thread.bubbles[index].buttons.removeAll { !staying.contains($0.place) }
            }
            thread.append(bubble)
        }
        feed.changed(.bubble(channel, person, bubble))
        if bubble.author == .account {
            for waiter in phoneWaiters.removeValue(forKey: channel + "/" + person) ?? [] { waiter.resume() }
        }
    }

    /// Moves marks forward, never back.
    func mark(_ ids: [String], _ mark: Bubble.Mark, _ channel: String, _ person: String) {
        let changed = withThread(channel, person) { thread in
            var changed: [String] = []
            for index in thread.bubbles.indices where ids.contains(thread.bubbles[index].id) {
                guard thread.bubbles[index].mark < mark else { continue }
                thread.bubbles[index].mark = mark
                changed.append(thread.bubbles[index].id)
            }
            return changed
        }
        if !changed.isEmpty { feed.changed(.marks(channel, person, changed, mark)) }
    }

    func accepted(_ channel: String) { statistics.accepted[channel, default: 0] += 1 }

    func refused(_ channel: String, _ refusal: CallRefusal) {
        statistics.refused[channel, default: [:]][refusal.reason, default: 0] += 1
    }
}
