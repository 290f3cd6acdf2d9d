import Foundation
import Messaging
import Storage
import Testing

/// A store on a database file of its own, and short ways to fill it.
struct StoreFixture {
    static let channel = ChannelID("viber-1022")
    static let start = Instant(milliseconds: 1_627_700_000_000)

    let store: Store
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("store-\(UUID().uuidString).db").path
        store = try Store(path: path, sealingKey: [UInt8](repeating: 7, count: 32))
    }

    func close() async {
        await store.close()
        for suffix in ["", "-wal", "-shm", ".lock"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    }

    static func identity(_ key: String, from contact: String, at time: Instant = start, index: Int = 0) -> EventIdentity {
        EventIdentity(index: index, contact: ContactKey(contact), key: key, time: time)
    }

    func conversation(_ contact: String = "an") async throws -> Conversation {
        let found = try await store.conversations(with: [(Self.channel, ContactKey(contact))], now: Self.start)
        return try #require(found.first)
    }

    /// An outcome that sends `texts` and, when asked, opens a ticket.
    func outcome(
        _ conversation: Conversation, hears text: String? = nil, says texts: [String] = [],
        purpose: OutboundMessage.Purpose = .bot, ticket: TicketStep? = nil, now: Instant = start
    ) -> Outcome {
        var outcome = Outcome(conversation: conversation.id, generation: conversation.generation, now: now)
        outcome.decidesTurn = true
        outcome.inbound = text.map {
            [InboundEntry(body: MessageBody(text: $0), platformMessageID: nil, time: now, isUndecided: false)]
        } ?? []
        outcome.outbound = texts.map { OutboundEntry(OutboundMessage(purpose: purpose, text: $0)) }
        outcome.ticket = ticket
        return outcome
    }

    static func newTicket(
        code: String = "1022-000-018", priority: TicketPriority = .normal, department: String = "health",
        confidential: Bool = false, intent: String? = nil, fact: UInt8 = 1
    ) -> NewTicket {
        NewTicket(
            codes: [code], department: DepartmentID(department), priority: priority, kind: .information,
            isConfidential: confidential, intent: intent, topic: nil, language: "vi", facts: TicketFacts(),
            missing: ["phone"], factID: [UInt8](repeating: fact, count: 16))
    }

    /// Everything said in a conversation, as one who may see all of it reads it.
    func history(_ conversation: ConversationID) async throws -> [HistoryLine] {
        let everything = TicketScope(department: nil, seesConfidential: true, agent: AgentID(0))
        return try await store.history(of: conversation, everything)
    }

    func agent(_ login: String = "lan") async throws -> AgentID {
        _ = try await store.addAgent(
            login: login, name: login.capitalized, role: .agent, department: nil, passwordHash: "x", now: Self.start)
        let agents = try await store.agents()
        return try #require(agents.first { $0.login == login }).id
    }

    /// Renders each line of a text as a call of its own.
    static let render: Rendering = { _, message, contact, tag in
        message.text.split(separator: "\n").enumerated().map { index, line in
            PlatformCall(
                method: "POST", url: "https://example.test", headers: [:],
                body: Array("\(contact.rawValue)|\(line)|\(tag)-\(index + 1)".utf8), credential: .none)
        }
    }

    func lease(now: Instant = start, limit: Int = 10) async throws -> [LeasedPart] {
        try await store.lease(
            limit: limit, channels: [Self.channel], now: now, leaseMilliseconds: 30_000, render: Self.render)
    }
}

extension LeasedPart {
    var text: String { String(decoding: call.body, as: UTF8.self).split(separator: "|").dropFirst().first.map(String.init) ?? "" }
}
