import Messaging
import Storage
import TestSupport
import Testing

/// The rows that statistics are computed from (docs/statistics.md).
@Suite struct FactsTests {
    private static let channel = ChannelID("viber-1022")
    private static let start = Instant(milliseconds: 1_627_700_000_000)

    private let temporary: TemporaryStore
    private var store: Store { temporary.store }

    init() throws { temporary = try TemporaryStore() }

    private func settle(_ change: (inout Outcome) -> Void) async throws -> TicketID? {
        let conversation = try #require(
            try await store.conversations(with: [(Self.channel, ContactKey("an"))], now: Self.start).first)
        var outcome = Outcome(conversation: conversation.id, generation: conversation.generation, now: Self.start)
        change(&outcome)
        guard case .done(let ticket) = try await store.settle([outcome]).first else { return nil }
        return ticket
    }

    private func claimed(ward: String? = nil) async throws -> (ticket: TicketID, agent: AgentID) {
        let ticket = try #require(
            try await settle { outcome in
                outcome.ticket = .open(
                    NewTicket(
                        codes: ["1"], department: DepartmentID("health"), priority: .normal, kind: .information,
                        intent: nil, topic: nil, language: "vi", facts: TicketFacts(ward: ward), missing: [],
                        factID: [UInt8](repeating: 1, count: 16)))
            })
        _ = try await store.addAgent(
            login: "lan", name: "Lan", role: .agent, department: nil, passwordHash: "x", now: Self.start)
        let agent = try #require(try await store.agents().first).id
        _ = try await store.claim(ticket, by: agent, now: Self.start)
        return (ticket, agent)
    }

    private func replies(_ ticket: TicketID, _ agent: AgentID) async throws {
        let message = OutboundMessage(purpose: .person, text: "trả lời")
        _ = try await store.reply(to: ticket, by: agent, message: message, idempotencyKey: "r", now: Self.start)
    }

    private func delivers(_ result: PartResult, at seconds: Int64) async throws {
        let now = Self.start.adding(seconds: seconds)
        let parts = try await store.lease(
            limit: 10, channels: [Self.channel], now: now, leaseMilliseconds: 1000
        ) { _, _, _, _ in
            [PlatformCall(method: "POST", url: "https://x", headers: [:], body: [], credential: .none)]
        }
        try await store.record(parts.map { ($0.part, result) }, now: now)
    }

    private func answered() async throws -> [String] {
        try await temporary.look("SELECT answered_by, CAST(answered AS TEXT) FROM facts", columns: 2)[0]
    }

    @Test func aReplyAnswersOnceThePlatformHasTakenIt() async throws {
        let (ticket, agent) = try await claimed()
        try await replies(ticket, agent)
        #expect(try await answered() == ["", ""], "written is not received")
        try await delivers(.sent(platformMessageID: nil), at: 5)
        #expect(try await answered() == ["people", "\(Self.start.adding(seconds: 5).milliseconds)"])
        _ = try await store.close(
            ticket, by: agent, outcome: .answered, telling: nil, idempotencyKey: "c",
            now: Self.start.adding(seconds: 90))
        #expect(try await answered()[1] == "\(Self.start.adding(seconds: 5).milliseconds)", "the first answer counts")
    }

    @Test func aReplyThatCouldNotBeSentAnswersNothing() async throws {
        let (ticket, agent) = try await claimed()
        try await replies(ticket, agent)
        try await delivers(.dead(reason: "blocked"), at: 5)
        #expect(try await answered() == ["", ""])
    }

    @Test func aTextOfTheBotDuringATicketAnswersNothing() async throws {
        let (_, _) = try await claimed()
        _ = try await settle { $0.outbound = [OutboundEntry(OutboundMessage(purpose: .safety, text: "115"))] }
        try await delivers(.sent(platformMessageID: nil), at: 5)
        #expect(try await answered() == ["", ""])
    }

    @Test(arguments: TicketOutcome.allCases)
    func closingWithoutAWordAnswersWhereSomethingWasDone(outcome: TicketOutcome) async throws {
        let (ticket, agent) = try await claimed()
        _ = try await store.close(
            ticket, by: agent, outcome: outcome, telling: nil, idempotencyKey: "c", now: Self.start)
        let isDone = [.answered, .helped, .notEntitled, .emergencyConfirmed, .notOurTask].contains(outcome)
        #expect(try await answered()[0] == (isDone ? "people" : ""))
    }

    @Test(arguments: [TicketOutcome.noReply, .unreachable, .duplicate, .withdrawn])
    func theWordsThatCloseATicketWithoutAnAnswerAreNone(outcome: TicketOutcome) async throws {
        let (ticket, agent) = try await claimed()
        let message = OutboundMessage(purpose: .person, text: "khép lại")
        _ = try await store.close(
            ticket, by: agent, outcome: outcome, telling: message, idempotencyKey: "c", now: Self.start)
        try await delivers(.sent(platformMessageID: nil), at: 5)
        #expect(try await answered() == ["", ""])
    }

    @Test func theWardIsCountedFromTheBeginningOrWhenItBecomesKnown() async throws {
        let (ticket, _) = try await claimed(ward: "thuan-an")
        #expect(try await temporary.look("SELECT ward FROM facts", columns: 1) == [["thuan-an"]])
        _ = try await settle {
            $0.ticket = .join(
                ticket, raisedTo: nil, facts: TicketFacts(["place": "x"], ward: "thuan-an.an-phu"), missing: [])
        }
        #expect(try await temporary.look("SELECT ward FROM facts", columns: 1) == [["thuan-an.an-phu"]])
        _ = try await settle {
            $0.ticket = .join(ticket, raisedTo: nil, facts: TicketFacts(["people": "3"]), missing: [])
        }
        #expect(try await temporary.look("SELECT ward FROM facts", columns: 1) == [["thuan-an.an-phu"]])
    }

    @Test func aTicketThatIsNamedIsCountedUnderItsEntry() async throws {
        let (ticket, _) = try await claimed()
        try await names(ticket, "work.factory-case", kind: .help, department: "industry", topic: "workplace")
        let facts = try await temporary.look("SELECT topic, kind, department FROM facts", columns: 3)
        #expect(facts == [["workplace", "help", "industry"]])
        #expect(try await temporary.look("SELECT matter FROM requests", columns: 1) == [["work.factory-case"]])
    }

    @Test func aTicketThatHasAnEntryKeepsIt() async throws {
        let (ticket, _) = try await claimed()
        try await names(ticket, "work.factory-case", kind: .help, department: "industry", topic: "workplace")
        try await names(ticket, "foreigners.help", kind: .information, department: "foreign", topic: "foreigners")
        let row = try await temporary.look("SELECT intent, kind, department FROM tickets", columns: 3)
        #expect(row == [["work.factory-case", "help", "industry"]])
        #expect(
            try await temporary.look("SELECT topic, department FROM facts", columns: 2) == [["workplace", "industry"]])
    }

    private func names(
        _ ticket: TicketID, _ intent: String, kind: RequestKind, department: String, topic: String
    ) async throws {
        let subject = TicketSubject(
            intent: intent, topic: topic, kind: kind, department: DepartmentID(department))
        let settled = try await settle {
            $0.ticket = .join(ticket, raisedTo: nil, facts: TicketFacts(), missing: nil, about: subject)
        }
        #expect(settled == ticket)
    }
}
