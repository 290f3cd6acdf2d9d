import Messaging
import Storage
import Testing

@Suite struct TicketTests {
    private func open(
        _ fixture: StoreFixture, _ contact: String, _ ticket: NewTicket, now: Instant = StoreFixture.start
    ) async throws -> TicketID {
        let settled = try await fixture.store.settle([
            fixture.outcome(try await fixture.conversation(contact), hears: "?", ticket: .open(ticket), now: now)
        ])
        guard case .done(let id?) = settled.first else { throw StorageError.conflict(reason: "no ticket") }
        return id
    }

    @Test func theQueueIsOrderedByPriorityAndThenAge() async throws {
        let fixture = try StoreFixture()
        let agent = try await fixture.agent()
        let old = try await open(fixture, "a", StoreFixture.newTicket(code: "1", fact: 1))
        let red = try await open(
            fixture, "b", StoreFixture.newTicket(code: "2", priority: .emergency, fact: 2),
            now: StoreFixture.start.adding(seconds: 10))
        let urgent = try await open(
            fixture, "c", StoreFixture.newTicket(code: "3", priority: .urgent, fact: 3),
            now: StoreFixture.start.adding(seconds: 5))
        let queue = try await fixture.store.queue(TicketScope(department: nil, seesConfidential: true, agent: agent))
        #expect(queue.map(\.id) == [red, urgent, old])
        await fixture.close()
    }

    @Test func aDepartmentSeesItsTicketsAndNoConfidentialOne() async throws {
        let fixture = try StoreFixture()
        let agent = try await fixture.agent()
        let mine = try await open(fixture, "a", StoreFixture.newTicket(code: "1", department: "health", fact: 1))
        let foreign = try await open(fixture, "b", StoreFixture.newTicket(code: "2", department: "police", fact: 2))
        let secret = try await open(
            fixture, "c", StoreFixture.newTicket(code: "3", department: "health", confidential: true, fact: 3))
        let scope = TicketScope(department: DepartmentID("health"), seesConfidential: false, agent: agent)
        #expect(try await fixture.store.queue(scope).map(\.id) == [mine])
        #expect(try await fixture.store.ticket(foreign, scope) == nil)
        #expect(try await fixture.store.ticket(secret, scope) == nil)
        await fixture.close()
    }

    @Test func onlyOneOfTwoClaimsSucceeds() async throws {
        let fixture = try StoreFixture()
        let (lan, minh) = (try await fixture.agent("lan"), try await fixture.agent("minh"))
        let ticket = try await open(fixture, "a", StoreFixture.newTicket())
        async let first = fixture.store.claim(ticket, by: lan, now: StoreFixture.start)
        async let second = fixture.store.claim(ticket, by: minh, now: StoreFixture.start)
        #expect(try await [first, second].filter { $0 == .done }.count == 1)
        await fixture.close()
    }

    @Test func onlyTheHolderRepliesAndCloses() async throws {
        let fixture = try StoreFixture()
        let (lan, minh) = (try await fixture.agent("lan"), try await fixture.agent("minh"))
        let ticket = try await open(fixture, "a", StoreFixture.newTicket())
        _ = try await fixture.store.claim(ticket, by: lan, now: StoreFixture.start)
        let message = OutboundMessage(purpose: .person, text: "x")
        #expect(
            try await fixture.store.reply(to: ticket, by: minh, message: message, idempotencyKey: "1", now: StoreFixture.start)
                == .conflict)
        #expect(
            try await fixture.store.close(
                ticket, by: minh, outcome: .spam, telling: nil, idempotencyKey: "1", now: StoreFixture.start) == .conflict)
        #expect(try await fixture.lease().isEmpty)
        await fixture.close()
    }

    @Test func theSameIdempotencyKeySendsOnce() async throws {
        let fixture = try StoreFixture()
        let agent = try await fixture.agent()
        let ticket = try await open(fixture, "a", StoreFixture.newTicket())
        _ = try await fixture.store.claim(ticket, by: agent, now: StoreFixture.start)
        let message = OutboundMessage(purpose: .person, text: "once")
        for _ in 1...2 {
            #expect(
                try await fixture.store.reply(
                    to: ticket, by: agent, message: message, idempotencyKey: "same", now: StoreFixture.start) == .done)
        }
        let part = try #require(try await fixture.lease().first)
        try await fixture.store.record([(part.part, .sent(platformMessageID: nil))], now: StoreFixture.start)
        #expect(try await fixture.lease().isEmpty)
        await fixture.close()
    }

    @Test func aClaimLapsesWhenItsHolderIsAbsentAndTheCitizenWaits() async throws {
        let fixture = try StoreFixture()
        let agent = try await fixture.agent()
        let ticket = try await open(fixture, "a", StoreFixture.newTicket())
        try await fixture.store.openSession(
            agent: agent, token: [1], csrfToken: [2], now: StoreFixture.start)
        _ = try await fixture.store.claim(ticket, by: agent, now: StoreFixture.start)
        let early = StoreFixture.start.adding(seconds: 60)
        #expect(
            try await fixture.store.lapseClaims(absentSince: early.adding(seconds: -900), now: early).isEmpty)
        let late = StoreFixture.start.adding(seconds: 901)
        #expect(try await fixture.store.lapseClaims(absentSince: late.adding(seconds: -900), now: late) == [ticket])
        #expect(try await fixture.conversation("a").state == .waiting)
        await fixture.close()
    }

    @Test func aClaimIsKeptWhenTheCitizenHasBeenAnswered() async throws {
        let fixture = try StoreFixture()
        let agent = try await fixture.agent()
        let ticket = try await open(fixture, "a", StoreFixture.newTicket())
        _ = try await fixture.store.claim(ticket, by: agent, now: StoreFixture.start)
        let message = OutboundMessage(purpose: .person, text: "answer")
        _ = try await fixture.store.reply(
            to: ticket, by: agent, message: message, idempotencyKey: "1", now: StoreFixture.start.adding(seconds: 5))
        let late = StoreFixture.start.adding(seconds: 5000)
        #expect(try await fixture.store.lapseClaims(absentSince: late.adding(seconds: -900), now: late).isEmpty)
        await fixture.close()
    }

    @Test func aClosedTicketIsTakenUpAgain() async throws {
        let fixture = try StoreFixture()
        let agent = try await fixture.agent()
        let ticket = try await open(fixture, "a", StoreFixture.newTicket())
        _ = try await fixture.store.claim(ticket, by: agent, now: StoreFixture.start)
        _ = try await fixture.store.close(
            ticket, by: agent, outcome: .answered, telling: OutboundMessage(purpose: .person, text: "closed"),
            idempotencyKey: "c", now: StoreFixture.start)
        _ = try await fixture.store.settle([
            fixture.outcome(try await fixture.conversation("a"), hears: "chưa được", ticket: .reopen(ticket))
        ])
        let row = try #require(
            try await fixture.store.ticket(ticket, TicketScope(department: nil, seesConfidential: true, agent: agent)))
        #expect(row.state == .waiting)
        #expect(row.reopened == 1)
        #expect(row.outcome == nil)
        await fixture.close()
    }

    @Test func aTelephoneCallIsATicketOfTheSameKind() async throws {
        let fixture = try StoreFixture()
        let agent = try await fixture.agent()
        let id = try await fixture.store.logCall(
            number: "0909000111", name: "Bà Tư", text: "hết gạo", ticket: StoreFixture.newTicket(priority: .urgent),
            by: agent, now: StoreFixture.start)
        let row = try #require(
            try await fixture.store.ticket(id, TicketScope(department: nil, seesConfidential: false, agent: agent)))
        #expect(row.channel.rawValue == "phone")
        #expect(row.contactName == "Bà Tư")
        #expect(row.state == .claimed)
        #expect(row.holder == agent)
        await fixture.close()
    }

    @Test func factsMergeAndPriorityOnlyRises() async throws {
        let fixture = try StoreFixture()
        let agent = try await fixture.agent()
        let ticket = try await open(fixture, "a", StoreFixture.newTicket(priority: .urgent))
        for (facts, priority) in [(["phone": "0909000111"], TicketPriority.emergency), (["place": "Dĩ An"], .normal)] {
            _ = try await fixture.store.settle([
                fixture.outcome(
                    try await fixture.conversation("a"),
                    ticket: .join(ticket, raisedTo: priority, facts: TicketFacts(facts), missing: []))
            ])
        }
        let row = try #require(
            try await fixture.store.ticket(ticket, TicketScope(department: nil, seesConfidential: true, agent: agent)))
        #expect(row.priority == .emergency)
        #expect(row.facts.values == ["phone": "0909000111", "place": "Dĩ An"])
        await fixture.close()
    }

    @Test func codesEndInACheckDigitThatCatchesSlips() {
        let random = RandomSource { count in (0..<count).map { UInt8($0 * 37 % 251) } }
        for code in TicketCode.candidates(prefix: "1022", random: random) {
            #expect(TicketCode.isWellFormed(code, prefix: "1022"))
            guard let last = code.last?.wholeNumberValue else { continue }
            #expect(!TicketCode.isWellFormed(code.dropLast() + "\((last + 1) % 10)", prefix: "1022"))
        }
        #expect(!TicketCode.isWellFormed("1023-483-917", prefix: "1022"))
        #expect(!TicketCode.isWellFormed("1022-48", prefix: "1022"))
    }
}
