import Crypto
import HTTP
import Knowledge
import Messaging
import Storage
import TestSupport

@testable import Desk

/// A desk over a store of its own, and what a test needs to fill it and to see what came of it.
struct Console: Sendable {
    static let zalo = ChannelID("zalo-1022")
    static let password = "Bí-mật-23-7"
    static let passwordHash = Password.hash(password)

    let temporary: TemporaryStore
    let clock = ManualClock()
    let random = SeededRandom()
    let log = RecordedLog()
    let desk: Desk
    let routes: Routes

    var store: Store { temporary.store }

    init(publicURL: String = "http://127.0.0.1:10220", knowledge: DeskKnowledge = .sample, editing: DeskEditing? = nil)
        throws
    {
        temporary = try TemporaryStore()
        let day: Int64 = 86_400
        let capabilities = ChannelCapabilities(
            platform: .zalo, textLimit: 2000, textUnit: .utf16, buttonTextLimit: 2000, buttonLimit: 5,
            buttonTitleLimit: 100, buttonsStay: true, canCall: true, canSharePhone: true, canShareLocation: false,
            canSendImages: true,
            hasEcho: true,
            windows: MessagingWindows(botSeconds: 7 * day, personSeconds: 7 * day, freeSeconds: 2 * day),
            callsPerSecond: 50)
        desk = Desk(
            store: temporary.store, knowledge: knowledge, capabilities: [Self.zalo: capabilities],
            settings: DeskSettings(publicURL: publicURL, ticketPrefix: "1022"), editing: editing, clock: clock.clock,
            random: random.source, logger: log.logger)
        routes = desk.routes
    }

    // MARK: People

    /// Adds an agent; the login is unique in a test.
    func agent(
        _ login: String, _ role: Agent.Role = .agent, _ department: String? = nil
    ) async throws -> Agent {
        _ = try await store.addAgent(
            login: login, name: "Name of \(login)", role: role, department: department.map { DepartmentID($0) },
            passwordHash: Self.passwordHash, now: clock.now)
        guard let agent = try await store.agents().first(where: { $0.login == login }) else { throw Missing() }
        return agent
    }

    /// A browser in which this agent is signed in, without the time that a password takes.
    func browser(_ agent: Agent) async throws -> Browser {
        let browser = Browser(self)
        let token = random.source.bytes(32)
        let csrf = random.source.bytes(32)
        try await store.openSession(agent: agent.id, token: token, csrfToken: csrf, now: clock.now)
        browser.sign(in: token, csrf)
        return browser
    }

    // MARK: Tickets

    /// A citizen writes on Zalo and a ticket opens.
    func ticket(
        _ contact: String = "u1", _ department: String = "health", priority: TicketPriority = .normal,
        confidential: Bool = false, name: String? = "Hoa", text: String = "xin chao", missing: [String] = []
    ) async throws -> TicketRow {
        let step = TicketStep.open(
            NewTicket(
                codes: TicketCode.candidates(prefix: "1022", random: random.source),
                department: DepartmentID(department), priority: priority, kind: .information,
                isConfidential: confidential, intent: "testing.where", topic: "testing", language: "vi",
                facts: TicketFacts(["people": "3"]), missing: missing, factID: random.source.bytes(16)))
        let id = try await turn(contact, text, name: name, step: step)
        guard let id, let row = try await row(id) else { throw Missing() }
        return row
    }

    /// One turn of a citizen, as the answering loop settles it.
    @discardableResult
    func turn(
        _ contact: String, _ text: String, name: String? = nil, attachments: [Attachment] = [],
        step: TicketStep? = nil
    ) async throws -> TicketID? {
        let conversation = try await store.conversations(with: [(Self.zalo, ContactKey(contact))], now: clock.now)[0]
        var outcome = Outcome(conversation: conversation.id, generation: conversation.generation, now: clock.now)
        outcome.inbound = [
            InboundEntry(
                body: MessageBody(text: text, attachments: attachments),
                platformMessageID: Hex.encode(random.source.bytes(8)), time: clock.now, isUndecided: true)
        ]
        outcome.decidesTurn = true
        outcome.contactName = name
        outcome.ticket = step
        guard case .done(let ticket) = try await store.settle([outcome])[0] else { throw Missing() }
        return ticket
    }

    /// A ticket as nobody's policy limits it.
    func row(_ id: TicketID) async throws -> TicketRow? {
        try await store.ticket(id, TicketScope(department: nil, seesConfidential: true, agent: AgentID(0)))
    }

    func history(_ ticket: TicketRow) async throws -> [HistoryLine] {
        try await store.history(
            of: ticket.conversation, TicketScope(department: nil, seesConfidential: true, agent: AgentID(0)))
    }

    /// Delivers all that waits; gives purpose and text of each message, in order.
    func delivered() async throws -> [String] {
        var texts: [String] = []
        while true {
            let parts = try await store.lease(
                limit: 10, channels: [Self.zalo], now: clock.now, leaseMilliseconds: 1000
            ) { _, message, _, _ in
                let text = Array("\(message.purpose.rawValue): \(message.text)".utf8)
                return [PlatformCall(method: "POST", url: "https://x", headers: [:], body: text, credential: .none)]
            }
            guard !parts.isEmpty else { return texts }
            texts += parts.map { String(decoding: $0.call.body, as: UTF8.self) }
            try await store.record(parts.map { ($0.part, .sent(platformMessageID: nil)) }, now: clock.now)
        }
    }
}

struct Missing: Error {}

extension DeskKnowledge {
    static let sample = DeskKnowledge(
        departments: {
            [
                Department(id: DepartmentID("health"), title: ["vi": "Y tế", "en": "Health"]),
                Department(id: DepartmentID("labour"), title: ["vi": "Lao động", "en": "Labour"]),
            ]
        },
        closingText: { outcome, language, code in outcome == .spam ? "" : "\(language) \(code) \(outcome.rawValue)" },
        claimedText: { _, code in "\(code) đang được xem" },
        callList: { _ in [("Trưởng ca", "0274.1022")] },
        title: { id, language in id == "testing.where" ? "Nơi xét nghiệm (\(language))" : nil },
        answers: { search, _ in
            ["Nơi xét nghiệm", "Giá xét nghiệm"].filter { search.isEmpty || $0.contains(search) }.map {
                Answer(id: "entry.\($0.count)", title: $0, text: "Theo \"Sở Y tế\"", topic: "testing")
            }
        },
        ward: { $0.contains("Phú Tân") ? "thu-dau-mot.phu-tan" : nil },
        intakeTitle: { id, _ in "[\(id)]" }, problems: { [] }, asOf: { nil },
        set: { SampleFiles.set })
}
