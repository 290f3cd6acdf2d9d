import Messaging
import Storage
import Testing

/// Emergencies in the store: since when they wait, for whom they are silent, and what failed to arrive.
@Suite struct RedTests {
    private func red(
        _ fixture: StoreFixture, _ contact: String = "an", priority: TicketPriority = .emergency, fact: UInt8 = 1
    ) async throws -> TicketID {
        let ticket = StoreFixture.newTicket(code: "1022-\(contact)", priority: priority, fact: fact)
        let settled = try await fixture.store.settle([
            fixture.outcome(try await fixture.conversation(contact), hears: "?", ticket: .open(ticket))
        ])
        guard case .done(let id?) = settled.first else { throw StorageError.conflict(reason: "no ticket") }
        return id
    }

    private func unseen(_ fixture: StoreFixture, after seconds: Int64) async throws -> [TicketID] {
        let now = StoreFixture.start.adding(seconds: seconds)
        return try await fixture.store.unseenReds(since: now.adding(seconds: -RedLimits.unseenSeconds), now: now)
    }

    @Test func aRedIsOverdueAfterTwoMinutesUntilSomebodyOpensIt() async throws {
        let fixture = try StoreFixture()
        let agent = try await fixture.agent()
        let ticket = try await red(fixture)
        _ = try await red(fixture, "binh", priority: .urgent, fact: 2)
        #expect(try await unseen(fixture, after: 119).isEmpty)
        #expect(try await unseen(fixture, after: 120) == [ticket])
        _ = try await fixture.store.see(ticket, by: agent, telling: nil, now: StoreFixture.start.adding(seconds: 130))
        #expect(try await unseen(fixture, after: 140).isEmpty)
        await fixture.close()
    }

    @Test func aTicketThatBecomesRedWaitsFromThenOnAndAnotherRedDoesNotStartItAnew() async throws {
        let fixture = try StoreFixture()
        let ticket = try await red(fixture, priority: .normal)
        for seconds in [1000, 1100] as [Int64] {
            let join = TicketStep.join(ticket, raisedTo: .emergency, facts: TicketFacts(), missing: nil)
            _ = try await fixture.store.settle([
                fixture.outcome(
                    try await fixture.conversation(), hears: "!", ticket: join,
                    now: StoreFixture.start.adding(seconds: seconds))
            ])
        }
        #expect(try await unseen(fixture, after: 1119).isEmpty)
        #expect(try await unseen(fixture, after: 1120) == [ticket])
        await fixture.close()
    }

    @Test func aRedTakenUpAgainWaitsFromThenOn() async throws {
        let fixture = try StoreFixture()
        let agent = try await fixture.agent()
        let ticket = try await red(fixture)
        _ = try await fixture.store.claim(ticket, by: agent, now: StoreFixture.start)
        _ = try await fixture.store.close(
            ticket, by: agent, outcome: .answered, telling: nil, idempotencyKey: "1", now: StoreFixture.start)
        #expect(try await unseen(fixture, after: 500).isEmpty)
        let again = StoreFixture.start.adding(seconds: 500)
        let reopen = TicketStep.reopen(ticket, facts: TicketFacts(["phone": "0909123456"]), isRed: true)
        _ = try await fixture.store.settle([
            fixture.outcome(try await fixture.conversation(), hears: "!", ticket: reopen, now: again)
        ])
        #expect(try await unseen(fixture, after: 619).isEmpty)
        #expect(try await unseen(fixture, after: 620) == [ticket])
        await fixture.close()
    }

    @Test func redsOfAContactJudgedFalseAreNotOverdueForADay() async throws {
        let fixture = try StoreFixture()
        let agent = try await fixture.agent()
        let ticket = try await red(fixture)
        let judged = try await fixture.store.judgeRed(ticket, isFalse: true, by: agent, now: StoreFixture.start)
        #expect(judged == .done)
        #expect(try await unseen(fixture, after: 86_399).isEmpty)
        #expect(try await unseen(fixture, after: 86_400) == [ticket])
        await fixture.close()
    }

    @Test(arguments: [TicketPriority.normal, .urgent])
    func whatIsNoRedIsNotJudged(priority: TicketPriority) async throws {
        let fixture = try StoreFixture()
        let ticket = try await red(fixture, priority: priority)
        let agent = try await fixture.agent()
        #expect(
            try await fixture.store.judgeRed(ticket, isFalse: true, by: agent, now: StoreFixture.start) == .conflict)
        await fixture.close()
    }

    /// The last resort opens an urgent ticket: when its text does not arrive, a person must still hear of it at once.
    @Test func aTextThatDidNotArriveMakesTheOpenTicketRedWhateverItWas() async throws {
        let fixture = try StoreFixture()
        let ticket = try await red(fixture, priority: .urgent)
        _ = try await fixture.store.settle([
            fixture.outcome(try await fixture.conversation(), says: ["115"], purpose: .safety)
        ])
        let part = try #require(try await fixture.lease().first)
        try await fixture.store.record([(part.part, .dead(reason: "blocked"))], now: StoreFixture.start)
        #expect(try await unseen(fixture, after: 120) == [ticket])
        await fixture.close()
    }

    @Test func aTextThatFailsAgainAndAgainAlarmsOnce() async throws {
        let fixture = try StoreFixture()
        let agent = try await fixture.agent()
        let ticket = try await red(fixture)
        let conversation = try await fixture.conversation()
        _ = try await fixture.store.settle([fixture.outcome(conversation, says: ["115"], purpose: .safety)])
        for number in 0..<3 {
            let now = StoreFixture.start.adding(seconds: Int64(number))
            let part = try #require(try await fixture.lease(now: now).first)
            try await fixture.store.record([(part.part, .retry(at: now.adding(seconds: 1)))], now: now)
            _ = try await fixture.store.see(ticket, by: agent, telling: nil, now: now)
        }
        #expect(try await unseen(fixture, after: 900).isEmpty)
        let lines = try await fixture.history(conversation.id).compactMap(\.body.text)
        #expect(lines.filter { $0 == "safety.undelivered" }.count == 1)
        await fixture.close()
    }
}
