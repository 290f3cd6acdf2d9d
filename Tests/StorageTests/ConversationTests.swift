import Messaging
import Storage
import Testing

@Suite struct ConversationTests {
    @Test func anOutcomeDecidedBeforeATakeoverIsNotSettled() async throws {
        let fixture = try StoreFixture()
        let before = try await fixture.conversation()
        let agent = try await fixture.agent()
        let settled = try await fixture.store.settle([
            fixture.outcome(before, ticket: .open(StoreFixture.newTicket()))
        ])
        guard case .done(let ticket?) = settled.first else { Issue.record("no ticket"); return }
        _ = try await fixture.store.claim(ticket, by: agent, now: StoreFixture.start)
        let late = try await fixture.store.settle([fixture.outcome(before, hears: "hi", says: ["bot"])])
        #expect(late == [.stale])
        #expect(try await fixture.lease().isEmpty)
        await fixture.close()
    }

    @Test func stateFollowsTickets() async throws {
        let fixture = try StoreFixture()
        let agent = try await fixture.agent()
        var conversation = try await fixture.conversation()
        #expect(conversation.state == .bot)
        let settled = try await fixture.store.settle([
            fixture.outcome(conversation, ticket: .open(StoreFixture.newTicket()))
        ])
        guard case .done(let ticket?) = settled.first else { Issue.record("no ticket"); return }
        conversation = try await fixture.conversation()
        #expect(conversation.state == .waiting)
        #expect(conversation.openTickets.map(\.code) == ["1022-000-018"])
        #expect(conversation.openTickets.first?.missing == ["phone"])
        _ = try await fixture.store.claim(ticket, by: agent, now: StoreFixture.start)
        #expect(try await fixture.conversation().state == .people)
        _ = try await fixture.store.release(ticket, by: agent, now: StoreFixture.start)
        #expect(try await fixture.conversation().state == .waiting)
        _ = try await fixture.store.claim(ticket, by: agent, now: StoreFixture.start)
        _ = try await fixture.store.close(
            ticket, by: agent, outcome: .answered, telling: nil, idempotencyKey: "c", now: StoreFixture.start)
        conversation = try await fixture.conversation()
        #expect(conversation.state == .bot)
        #expect(conversation.lastClosed?.code == "1022-000-018")
        await fixture.close()
    }

    @Test func aPersonInThePlatformsInboxHoldsTheConversationForATime() async throws {
        let fixture = try StoreFixture()
        var outcome = fixture.outcome(try await fixture.conversation())
        outcome.peopleUntil = StoreFixture.start.adding(seconds: 3600)
        _ = try await fixture.store.settle([outcome])
        let held = try await fixture.conversation()
        #expect(held.state == .people)
        #expect(held.generation == 1)
        _ = try await fixture.store.lapseClaims(
            absentSince: StoreFixture.start, now: StoreFixture.start.adding(seconds: 3600))
        #expect(try await fixture.conversation().state == .bot)
        await fixture.close()
    }

    @Test func theTurnStaysOpenUntilItIsDecided() async throws {
        let fixture = try StoreFixture()
        var first = fixture.outcome(try await fixture.conversation())
        first.decidesTurn = false
        first.inbound = [
            InboundEntry(
                body: MessageBody(text: "alo"), platformMessageID: nil, time: StoreFixture.start, isUndecided: true)
        ]
        first.turnDue = StoreFixture.start.adding(seconds: 3)
        _ = try await fixture.store.settle([first])
        #expect(try await fixture.store.dueTurns(now: StoreFixture.start, limit: 5).isEmpty)
        #expect(try await fixture.store.nextTurnDue() == StoreFixture.start.adding(seconds: 3))
        let due = try await fixture.store.dueTurns(now: StoreFixture.start.adding(seconds: 3), limit: 5)
        #expect(due.map { $0.undecided.map(\.text) } == [["alo"]])
        #expect(due.first?.turnStarted == StoreFixture.start)
        _ = try await fixture.store.settle([fixture.outcome(try #require(due.first))])
        #expect(try await fixture.store.nextTurnDue() == nil)
        #expect(try await fixture.conversation().undecided.isEmpty)
        await fixture.close()
    }

    @Test func theTicketsCodeStandsInTheText() async throws {
        let fixture = try StoreFixture()
        _ = try await fixture.store.settle([
            fixture.outcome(
                try await fixture.conversation(), says: ["noted, code {code}"], ticket: .open(StoreFixture.newTicket()))
        ])
        #expect(try await fixture.lease().map(\.text) == ["noted, code 1022-000-018"])
        await fixture.close()
    }

    @Test func aTakenCodeIsPassedOver() async throws {
        let fixture = try StoreFixture()
        for (contact, fact) in [("an", UInt8(1)), ("binh", 2)] {
            let ticket = NewTicket(
                codes: ["1022-000-018", "1022-000-026"], department: DepartmentID("health"), priority: .normal,
                kind: .information, intent: nil, topic: nil, language: nil, facts: TicketFacts(), missing: [],
                factID: [UInt8](repeating: fact, count: 16))
            _ = try await fixture.store.settle([
                fixture.outcome(try await fixture.conversation(contact), ticket: .open(ticket))
            ])
        }
        #expect(try await fixture.conversation("binh").openTickets.map(\.code) == ["1022-000-026"])
        await fixture.close()
    }

    @Test func whenNoCodeIsFreeNothingIsSettled() async throws {
        let fixture = try StoreFixture()
        let step = TicketStep.open(StoreFixture.newTicket())
        _ = try await fixture.store.settle([fixture.outcome(try await fixture.conversation("an"), ticket: step)])
        let other = try await fixture.conversation("binh")
        await #expect(throws: StorageError.self) {
            _ = try await fixture.store.settle([fixture.outcome(other, says: ["x"], ticket: step)])
        }
        #expect(try await fixture.conversation("binh").openTickets.isEmpty)
        #expect(try await fixture.lease().isEmpty)
        await fixture.close()
    }

    @Test func memoryAndNoticeSurvive() async throws {
        let fixture = try StoreFixture()
        var outcome = fixture.outcome(try await fixture.conversation())
        var memory = ConversationMemory()
        memory.lastAnswered = "testing.where"
        memory.offered = ["a", "b"]
        outcome.memory = memory
        outcome.language = "en"
        outcome.outbound = [
            OutboundEntry(OutboundMessage(purpose: .bot, text: "notice"), noticeVersion: "3")
        ]
        _ = try await fixture.store.settle([outcome])
        let read = try await fixture.conversation()
        #expect(read.memory == memory)
        #expect(read.language == "en")
        #expect(read.notice?.version == "3")
        await fixture.close()
    }
}
