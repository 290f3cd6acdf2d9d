import Messaging
import Storage
import Testing

@Suite struct OutboxTests {
    @Test func partsOfAConversationLeaveOneAfterAnother() async throws {
        let fixture = try StoreFixture()
        let conversation = try await fixture.conversation()
        _ = try await fixture.store.settle([fixture.outcome(conversation, says: ["one\ntwo", "three"])])
        var sent: [String] = []
        while let part = try await fixture.lease().first {
            #expect(try await fixture.lease().isEmpty, "a second part must wait for the first")
            sent.append(part.text)
            try await fixture.store.record([(part.part, .sent(platformMessageID: part.text))], now: StoreFixture.start)
        }
        #expect(sent == ["one", "two", "three"])
        let history = try await fixture.history(conversation.id)
        #expect(history.map(\.status) == [.sent, .sent])
        await fixture.close()
    }

    @Test func aPartThatIsToBeTriedAgainHoldsTheConversation() async throws {
        let fixture = try StoreFixture()
        let conversation = try await fixture.conversation()
        _ = try await fixture.store.settle([fixture.outcome(conversation, says: ["one", "two"])])
        let part = try #require(try await fixture.lease().first)
        let later = StoreFixture.start.adding(seconds: 5)
        try await fixture.store.record([(part.part, .retry(at: later))], now: StoreFixture.start)
        #expect(try await fixture.lease().isEmpty)
        #expect(try await fixture.store.nextSendDue(on: [StoreFixture.channel]) == later)
        let again = try #require(try await fixture.lease(now: later).first)
        #expect(again.text == "one")
        #expect(again.attempts == 1)
        #expect(!again.mayBeRepeat)
        await fixture.close()
    }

    @Test func aDeadLetterLetsTheNextMessageGoAndCanBeReplayed() async throws {
        let fixture = try StoreFixture()
        let conversation = try await fixture.conversation()
        _ = try await fixture.store.settle([fixture.outcome(conversation, says: ["one", "two"])])
        let part = try #require(try await fixture.lease().first)
        try await fixture.store.record([(part.part, .dead(reason: "refused"))], now: StoreFixture.start)
        let next = try #require(try await fixture.lease().first)
        #expect(next.text == "two")
        try await fixture.store.record([(next.part, .sent(platformMessageID: nil))], now: StoreFixture.start)
        let dead = try #require(try await fixture.store.deadLetters().first)
        #expect(dead.reason == "refused")
        #expect(try await fixture.store.replay(deadLetter: dead.name, now: StoreFixture.start))
        #expect(try await fixture.lease().map(\.text) == ["one"])
        await fixture.close()
    }

    @Test func aBotTextIsDroppedWhenAPersonHasTakenOver() async throws {
        let fixture = try StoreFixture()
        let conversation = try await fixture.conversation()
        let agent = try await fixture.agent()
        let ticket = TicketStep.open(StoreFixture.newTicket())
        let settled = try await fixture.store.settle([fixture.outcome(conversation, says: ["bot text"], ticket: ticket)])
        guard case .done(let id?) = settled.first else { Issue.record("no ticket"); return }
        #expect(try await fixture.store.claim(id, by: agent, now: StoreFixture.start) == .done)
        let reply = OutboundMessage(purpose: .person, text: "person's text")
        #expect(
            try await fixture.store.reply(to: id, by: agent, message: reply, idempotencyKey: "k", now: StoreFixture.start)
                == .done)
        #expect(try await fixture.lease().isEmpty)
        #expect(try await fixture.lease().map(\.text) == ["person's text"])
        await fixture.close()
    }

    @Test func aBotTextLeasedBeforeTheTakeoverIsWaitedFor() async throws {
        let fixture = try StoreFixture()
        let conversation = try await fixture.conversation()
        let agent = try await fixture.agent()
        let settled = try await fixture.store.settle([
            fixture.outcome(conversation, says: ["bot text"], ticket: .open(StoreFixture.newTicket()))
        ])
        guard case .done(let id?) = settled.first else { Issue.record("no ticket"); return }
        let leased = try #require(try await fixture.lease().first)
        _ = try await fixture.store.claim(id, by: agent, now: StoreFixture.start)
        let reply = OutboundMessage(purpose: .person, text: "person's text")
        _ = try await fixture.store.reply(to: id, by: agent, message: reply, idempotencyKey: "k", now: StoreFixture.start)
        #expect(try await fixture.lease().isEmpty)
        try await fixture.store.record([(leased.part, .sent(platformMessageID: "p1"))], now: StoreFixture.start)
        #expect(try await fixture.lease().map(\.text) == ["person's text"])
        await fixture.close()
    }

    @Test func theEmergencyTextOvertakesWhatIsHeldAndIgnoresTheFence() async throws {
        let fixture = try StoreFixture()
        var conversation = try await fixture.conversation()
        let agent = try await fixture.agent()
        let settled = try await fixture.store.settle([
            fixture.outcome(conversation, says: ["held"], ticket: .open(StoreFixture.newTicket()))
        ])
        let held = try #require(try await fixture.lease().first)
        try await fixture.store.record(
            [(held.part, .retry(at: StoreFixture.start.adding(seconds: 900)))], now: StoreFixture.start)
        guard case .done(let id?) = settled.first else { Issue.record("no ticket"); return }
        _ = try await fixture.store.claim(id, by: agent, now: StoreFixture.start)
        conversation = try await fixture.conversation()
        #expect(conversation.state == .people)
        _ = try await fixture.store.settle([fixture.outcome(conversation, says: ["call 115"], purpose: .safety)])
        #expect(try await fixture.lease().map(\.text) == ["call 115"])
        await fixture.close()
    }

    @Test func anEmergencyTextThatMayNotHaveArrivedRaisesTheTicketAgain() async throws {
        let fixture = try StoreFixture()
        let conversation = try await fixture.conversation()
        let agent = try await fixture.agent()
        let settled = try await fixture.store.settle([
            fixture.outcome(
                conversation, says: ["call 115"], purpose: .safety,
                ticket: .open(StoreFixture.newTicket(priority: .emergency)))
        ])
        guard case .done(let id?) = settled.first else { Issue.record("no ticket"); return }
        _ = try await fixture.store.see(id, by: agent, telling: nil, now: StoreFixture.start)
        let part = try #require(try await fixture.lease().first)
        try await fixture.store.record([(part.part, .dead(reason: "blocked"))], now: StoreFixture.start)
        let scope = TicketScope(department: nil, seesConfidential: true, agent: agent)
        #expect(try #require(try await fixture.store.ticket(id, scope)).seen == nil)
        let history = try await fixture.history(conversation.id)
        #expect(history.contains { $0.body.text == "safety.undelivered" })
        await fixture.close()
    }

    @Test func anUnknownSendIsSettledByTheEchoThatNamesIt() async throws {
        let fixture = try StoreFixture()
        let conversation = try await fixture.conversation()
        _ = try await fixture.store.settle([fixture.outcome(conversation, says: ["one", "two"])])
        let part = try #require(try await fixture.lease().first)
        let deadline = StoreFixture.start.adding(seconds: 60)
        try await fixture.store.record([(part.part, .unknown(until: deadline))], now: StoreFixture.start)
        #expect(try await fixture.lease().isEmpty)
        var echo = fixture.outcome(conversation)
        echo.echoes = [Echo(platformMessageID: "mid.1", tag: "sb\(part.outbox)-1")]
        _ = try await fixture.store.settle([echo])
        #expect(try await fixture.lease().map(\.text) == ["two"])
        await fixture.close()
    }

    @Test func anEchoThatComesBeforeTheLostAnswerSettlesTheSendToo() async throws {
        let fixture = try StoreFixture()
        let conversation = try await fixture.conversation()
        _ = try await fixture.store.settle([fixture.outcome(conversation, says: ["one"])])
        let part = try #require(try await fixture.lease().first)
        var echo = fixture.outcome(conversation)
        echo.echoes = [Echo(platformMessageID: "mid.1", tag: nil)]
        _ = try await fixture.store.settle([echo])
        try await fixture.store.record(
            [(part.part, .unknown(until: StoreFixture.start.adding(seconds: 60)))], now: StoreFixture.start)
        #expect(try await fixture.lease(now: StoreFixture.start.adding(seconds: 120)).isEmpty)
        #expect(try await fixture.history(conversation.id).map(\.status) == [.sent])
        await fixture.close()
    }

    @Test func whatWasWithACallerWhenTheProcessDiedIsMarkedAsPossiblySent() async throws {
        let fixture = try StoreFixture()
        let conversation = try await fixture.conversation()
        _ = try await fixture.store.settle([fixture.outcome(conversation, says: ["one"])])
        _ = try await fixture.lease()
        let deadline = StoreFixture.start.adding(seconds: 60)
        try await fixture.store.orphanLeases(until: deadline)
        #expect(try await fixture.lease().isEmpty)
        let again = try #require(try await fixture.lease(now: deadline).first)
        #expect(again.mayBeRepeat)
        await fixture.close()
    }

    @Test func statusOnlyMovesForward() async throws {
        let fixture = try StoreFixture()
        let conversation = try await fixture.conversation()
        _ = try await fixture.store.settle([fixture.outcome(conversation, says: ["one"])])
        let part = try #require(try await fixture.lease().first)
        try await fixture.store.record([(part.part, .sent(platformMessageID: "p1"))], now: StoreFixture.start)
        for (status, expected) in [(Receipt.Status.seen, SendStatus.seen), (.delivered, .seen)] {
            var outcome = fixture.outcome(conversation)
            outcome.receipts = [Receipt(status: status, platformMessageIDs: ["p1"])]
            _ = try await fixture.store.settle([outcome])
            #expect(try await fixture.history(conversation.id).map(\.status) == [expected])
        }
        await fixture.close()
    }

    @Test func aWatermarkConfirmsWhatWasSentBefore() async throws {
        let fixture = try StoreFixture()
        let conversation = try await fixture.conversation()
        _ = try await fixture.store.settle([fixture.outcome(conversation, says: ["one"])])
        let part = try #require(try await fixture.lease().first)
        try await fixture.store.record([(part.part, .sent(platformMessageID: "p1"))], now: StoreFixture.start)
        var early = fixture.outcome(conversation)
        early.receipts = [
            Receipt(status: .delivered, platformMessageIDs: [], upTo: StoreFixture.start.adding(seconds: -1))
        ]
        _ = try await fixture.store.settle([early])
        #expect(try await fixture.history(conversation.id).map(\.status) == [.sent])
        var late = fixture.outcome(conversation)
        late.receipts = [Receipt(status: .delivered, platformMessageIDs: [], upTo: StoreFixture.start)]
        _ = try await fixture.store.settle([late])
        #expect(try await fixture.history(conversation.id).map(\.status) == [.delivered])
        await fixture.close()
    }
}
