import Foundation
import Knowledge
import Messaging
import Storage
import TestSupport
import Testing

@testable import Routing

/// One citizen's conversation, step by step on a real store: each event is decided and settled before the next. The
/// clock is the test's, and nothing runs beside it.
final class Talk {
    static let channel = ChannelID("test")
    /// 31 July 2021, 10:00 in Viet Nam: the day the files describe.
    static let start = Instant(milliseconds: 1_627_700_400_000)
    static let lastResort = "CALL 115. GOI 115."

    let temporary: TemporaryStore
    let contact: ContactKey
    var now = Talk.start
    var knowledge: KnowledgeSet?
    var adapter = FakeAdapter()
    var settings = AnsweringSettings(
        emergencyText: Talk.lastResort, ticketPrefix: "1022", privacyLink: "https://1022.test/privacy")
    private let random: SeededRandom
    private var messages = 0

    var store: Store { temporary.store }

    init(_ contact: String = "an", on temporary: TemporaryStore? = nil, quiet: Bool = true) throws {
        self.temporary = try temporary ?? TemporaryStore()
        self.contact = ContactKey(contact)
        knowledge = try TestKnowledge.set()
        random = SeededRandom(seed: contact.utf8.reduce(7) { $0 &* 31 &+ UInt64($1) })
        if !quiet { settings.limits.quietMilliseconds = 0 }
    }

    /// A conversation on the files that go out with the program.
    static func withShippedFiles(_ contact: String = "an") throws -> Talk {
        let talk = try Talk(contact)
        let shipped: KnowledgeSet = try #require(TestKnowledge.shipped, "Intents/ does not load")
        talk.knowledge = shipped
        return talk
    }

    // MARK: What happens

    /// The citizen writes; gives what is said to them at once.
    @discardableResult
    func says(_ text: String, at time: Instant? = nil) async throws -> [OutboundMessage] {
        try await message(text: text, at: time)
    }

    /// The citizen writes, and their quiet time passes; gives what is said in all.
    @discardableResult
    func asks(_ text: String) async throws -> [OutboundMessage] {
        let atOnce = try await says(text)
        return atOnce + (try await pauses())
    }

    @discardableResult
    func sends(_ attachments: Messaging.Attachment..., text: String? = nil) async throws -> [OutboundMessage] {
        try await message(text: text, attachments: attachments)
    }

    @discardableResult
    func taps(_ payload: Payload) async throws -> [OutboundMessage] {
        try await happens(.postback(title: nil, payload: payload.text))
    }

    func message(
        text: String?, attachments: [Messaging.Attachment] = [], at time: Instant? = nil
    ) async throws -> [OutboundMessage] {
        messages += 1
        let message = InboundMessage(
            platformMessageID: "in-\(contact.rawValue)-\(messages)", text: text, attachments: attachments)
        return try await happens(.message(message), at: time)
    }

    @discardableResult
    func happens(_ kind: Event.Kind, at time: Instant? = nil) async throws -> [OutboundMessage] {
        try await outcome(of: kind, at: time).outbound.map(\.message)
    }

    /// An event decided and settled.
    @discardableResult
    func outcome(of kind: Event.Kind, at time: Instant? = nil) async throws -> Outcome {
        let identity = EventIdentity(index: 0, contact: contact, key: "k", time: time ?? now)
        let outcome = try await step().take(Event(identity: identity, kind: kind), received: now)
        try await settle(outcome)
        return outcome
    }

    /// The clock moves; what then falls due is decided.
    @discardableResult
    func pauses(milliseconds: Int64 = 3000) async throws -> [OutboundMessage] {
        now = now.adding(milliseconds: milliseconds)
        var said: [OutboundMessage] = []
        for turn in try await store.dueTurns(now: now, limit: 10) where turn.contact == contact {
            let outcome = step(in: turn).decideTurn()
            try await settle(outcome)
            said += outcome.outbound.map(\.message)
        }
        return said
    }

    func waits(minutes: Int64) { now = now.adding(seconds: minutes * 60) }

    private func settle(_ outcome: Outcome) async throws {
        let settled = try await store.settle([outcome])
        guard settled.first != .stale else {
            Issue.record("the outcome was stale")
            return
        }
    }

    // MARK: How things stand

    func conversation() async throws -> Conversation {
        try #require(try await store.conversations(with: [(Talk.channel, contact)], now: now).first)
    }

    func step() async throws -> ConversationStep { step(in: try await conversation()) }

    private func step(in conversation: Conversation) -> ConversationStep {
        ConversationStep(
            conversation: conversation, capabilities: adapter.capabilities, knowledge: knowledge, settings: settings,
            now: now, random: random.source)
    }

    var everything: TicketScope { TicketScope(department: nil, seesConfidential: true, agent: AgentID(0)) }

    /// Open tickets of this conversation, oldest first.
    func tickets() async throws -> [TicketRow] {
        try await store.tickets(of: conversation().id, everything).filter { $0.state != .closed }.reversed()
    }

    func history() async throws -> [HistoryLine] { try await store.history(of: conversation().id, everything) }

    /// What the citizen has been told so far, as it was written into the outbox.
    func told() async throws -> [String] {
        try await history().filter { $0.direction == .out && $0.author != .platformInbox }.compactMap(\.body.text)
    }

    func text(_ key: TextKey, _ language: String = "vi") -> String { knowledge?.settings.texts[key, language] ?? "" }

    // MARK: People

    func agent(_ login: String = "lan") async throws -> AgentID {
        _ = try await store.addAgent(
            login: login, name: login, role: .agent, department: nil, passwordHash: "x", now: now)
        return try #require(try await store.agents().first { $0.login == login }).id
    }

    /// An agent takes the newest open ticket.
    @discardableResult
    func isClaimed(by login: String = "lan") async throws -> AgentID {
        let agent = try await agent(login)
        let ticket = try #require(try await tickets().last)
        #expect(try await store.claim(ticket.id, by: agent, now: now) == .done)
        return agent
    }

    /// An agent takes the newest open ticket and closes it.
    func isClosed(_ outcome: TicketOutcome = .answered) async throws {
        let ticket = try #require(try await tickets().last)
        let agent = try await isClaimed()
        let closed = try await store.close(
            ticket.id, by: agent, outcome: outcome, telling: nil, idempotencyKey: "close-\(ticket.id)", now: now)
        #expect(closed == .done)
    }
}

extension [OutboundMessage] {
    var texts: [String] { map(\.text) }
    var buttons: [Button] { flatMap(\.buttons) }

    func says(_ text: String) -> Bool { contains { $0.text.contains(text) } }
}
