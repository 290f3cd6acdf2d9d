import HTTP
import Knowledge
import Messaging
import Storage
import Telemetry
import TestSupport
import Testing

@testable import Routing

/// The whole path on a real store: webhooks come in by `post`, the three loops run beside the test, and the platform is
/// a script.
final class Service: Sendable {
    static let channel = ChannelID("test")

    let temporary = try? TemporaryStore()
    let clock = ManualClock(now: Talk.start)
    let log = RecordedLog()
    let platform: ScriptedPlatform
    let path: MessagePath
    let store: Store
    private let task: Task<Void, Never>

    init(
        adapter: FakeAdapter = FakeAdapter(), unknownPolicy: Channel.UnknownPolicy = .resend,
        quietMilliseconds: Int64 = 3000,
        token: Credential = Credential(accessToken: "access-0", refreshToken: "refresh-0", expires: nil),
        isWithoutKnowledge: Bool = false, random: RandomSource = SeededRandom().source,
        prepare: (Store) async throws -> Void = { _ in }
    ) async throws {
        let temporary = try #require(temporary)
        store = temporary.store
        let clock = clock
        platform = ScriptedPlatform(now: { clock.now })
        try await prepare(store)
        var settings = AnsweringSettings(
            emergencyText: Talk.lastResort, ticketPrefix: "1022", privacyLink: "https://1022.test/privacy")
        settings.limits.quietMilliseconds = quietMilliseconds
        let path = try MessagePath(
            channels: [
                Channel(
                    id: Self.channel, adapter: adapter, outgoing: platform.outgoing, unknownPolicy: unknownPolicy)
            ],
            tokens: [Self.channel: token], store: store,
            knowledge: KnowledgeInForce(isWithoutKnowledge ? nil : TestKnowledge.set()), settings: settings,
            publicURL: "https://1022.test", clock: clock.clock, random: random, logger: log.logger, metrics: Metrics())
        self.path = path
        task = Task { await path.run() }
    }

    /// Ends the loops and closes the store.
    func stop() async {
        platform.release()
        task.cancel()
        await task.value
        await store.close()
    }

    // MARK: Webhooks

    /// Posts lines of the fake platform, signed; gives the status.
    @discardableResult
    func post(_ lines: String..., signature: String = "good", channel: String = "test") async -> Int {
        await response("POST", lines.joined(separator: "\n"), signature: signature, channel: channel).status
    }

    func response(
        _ method: String, _ body: String = "", query: [(name: String, value: String)] = [], signature: String = "good",
        channel: String = "test"
    ) async -> Response {
        await path.routes.respond(
            to: Request(
                method: method, path: "/webhooks/\(channel)", query: query, headers: ["x-signature": signature],
                body: Array(body.utf8)))
    }

    /// A line of the fake platform.
    func line(_ contact: String, _ key: String, _ text: String, kind: String = "text", at time: Instant? = nil)
        -> String
    {
        "\(contact);\(key);\((time ?? clock.now).milliseconds);\(kind);\(text)"
    }

    // MARK: Waiting for the loops

    /// Returns when `condition` holds; a test that waits half a minute has failed.
    func until(
        _ what: Comment, sourceLocation: SourceLocation = #_sourceLocation, _ condition: () async throws -> Bool
    ) async throws {
        let deadline = ContinuousClock.now.advanced(by: .seconds(30))
        while !(try await condition()) {
            guard ContinuousClock.now < deadline else {
                Issue.record(what, sourceLocation: sourceLocation)
                return
            }
            await Task.yield()
        }
    }

    /// The clock moves a little, and what that sets off comes to its end: two commits later than now.
    func run(milliseconds: Int64) async throws {
        clock.advance(milliseconds: milliseconds)
        for _ in 0..<2 { try await store.forgetSignInFailures(key: "nobody") }
    }

    /// Until `condition` holds, while the clock runs in steps.
    func runs(
        _ what: Comment, milliseconds: Int64, sourceLocation: SourceLocation = #_sourceLocation,
        until condition: () async throws -> Bool
    ) async throws {
        try await until(what, sourceLocation: sourceLocation) {
            if try await condition() { return true }
            try await run(milliseconds: milliseconds)
            return false
        }
    }

    /// Until every event is settled or given up.
    func untilAnswered(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        try await until("events still wait", sourceLocation: sourceLocation) {
            try await store.backlog().inbox == 0
        }
    }

    /// Until nothing is left to be sent; the clock runs meanwhile, for the channel's pace.
    func untilSent(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        try await untilAnswered(sourceLocation: sourceLocation)
        try await runs("messages still wait", milliseconds: 5, sourceLocation: sourceLocation) {
            try await store.backlog().outbox == 0
        }
    }

    /// Until somebody sleeps to exactly this instant.
    func untilAlarm(at instant: Instant, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        try await until("nobody sleeps until then", sourceLocation: sourceLocation) {
            clock.deadlines.contains(instant)
        }
    }

    // MARK: How things stand

    func conversation(_ contact: String) async throws -> Conversation {
        try #require(
            try await store.conversations(with: [(Self.channel, ContactKey(contact))], now: clock.now).first)
    }

    func queue(_ text: String, for contact: String, purpose: OutboundMessage.Purpose = .bot) async throws {
        let conversation = try await conversation(contact)
        var outcome = Outcome(conversation: conversation.id, generation: conversation.generation, now: clock.now)
        outcome.outbound = [OutboundEntry(OutboundMessage(purpose: purpose, text: text))]
        #expect(try await store.settle([outcome]) == [.done(ticket: nil)])
    }

    func history(_ contact: String) async throws -> [HistoryLine] {
        let everything = TicketScope(department: nil, seesConfidential: true, agent: AgentID(0))
        return try await store.history(of: conversation(contact).id, everything)
    }
}
