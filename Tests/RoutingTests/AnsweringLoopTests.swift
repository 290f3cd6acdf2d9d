import Messaging
import Storage
import TestSupport
import Testing

@testable import Routing

@Suite struct AnsweringLoopTests {
    /// Every ticket is given the same two codes, a short and a long one, so that the third cannot be written down; ids
    /// of facts differ.
    private let stuck: RandomSource = {
        let random = SeededRandom().source
        return RandomSource { $0 == 8 ? Array(repeating: 0, count: 8) : random.bytes($0) }
    }()

    @Test func aBurstIsAnsweredOnceWhenItsQuietTimeIsOver() async throws {
        let service = try await Service()
        await service.post(service.line("an", "1", "nhà em"))
        await service.post(service.line("an", "2", "hết gạo rồi"))
        try await service.untilAnswered()
        try await service.untilAlarm(at: Talk.start.adding(seconds: 3))
        #expect(service.platform.calls.isEmpty)
        service.clock.advance(seconds: 3)
        try await service.runs("the answer", milliseconds: 1) {
            service.platform.texts.contains { $0.contains("1022 ghi nhận") }
        }
        try await service.untilSent()
        #expect(try await service.conversation("an").openTickets.count == 1)
        await service.stop()
    }

    @Test func anEventThatCannotBeReadIsADeadLetterAndTheNextGoesOn() async throws {
        let service = try await Service(quietMilliseconds: 0)
        await service.post(service.line("an", "1", "x", kind: "poison"))
        await service.post(service.line("an", "2", "xét nghiệm ở đâu"))
        try await service.untilSent()
        #expect(service.platform.texts.contains { $0.contains("trước khi đi xét nghiệm") })
        #expect(try await service.store.deadLetters().map(\.reason) == ["the event cannot be read"])
        await service.stop()
    }

    @Test func anEventThatCannotBeSettledIsADeadLetterAndHarmsNoOther() async throws {
        let service = try await Service(quietMilliseconds: 0, random: stuck)
        await service.post(service.line("an", "0", "giay di duong"), service.line("em", "1", "giay di duong"))
        try await service.untilAnswered()
        await service.post(
            service.line("binh", "2", "giay di duong"), service.line("binh", "3", "xét nghiệm ở đâu"),
            service.line("chi", "4", "giá xét nghiệm"), service.line("dung", "5", "kết quả xét nghiệm"))
        try await service.runs("every event", milliseconds: 100) { try await service.store.backlog().inbox == 0 }
        try await service.untilSent()
        let letters = try await service.store.deadLetters()
        #expect(letters.map(\.reason) == ["failed or interrupted too often"])
        for (contact, answer) in [("binh", "trước khi đi"), ("chi", "niêm yết giá"), ("dung", "trong 24 giờ")] {
            #expect(service.platform.calls.contains { $0.contact == contact && $0.text.contains(answer) }, "\(contact)")
        }
        await service.stop()
    }

    @Test func aTurnThatCannotBeSettledHoldsNoOther() async throws {
        let service = try await Service(random: stuck)
        for (number, contact) in ["an", "em", "binh", "chi"].enumerated() {
            await service.post(service.line(contact, "\(number)", number < 3 ? "giay di duong" : "xét nghiệm"))
        }
        try await service.untilAnswered()
        service.clock.advance(seconds: 3)
        try await service.runs("the other turns", milliseconds: 10) {
            Set(service.platform.calls.map(\.contact)).count >= 2
                && service.platform.calls.contains { $0.contact == "chi" }
        }
        #expect(try await service.store.deadLetters().isEmpty)
        #expect(service.log.lines.contains { $0.contains(" error ") })
        await service.stop()
    }

    /// The process died while these were in hand; each is then tried alone, so that one that kills it takes no other along.
    @Test func afterACrashInterruptedEventsAreTakenOneAtATime() async throws {
        let temporary = try TemporaryStore()
        let adapter = FakeAdapter()
        for contact in ["an", "binh", "chi"] {
            let body = Array("\(contact);k-\(contact);1;text;chào".utf8)
            _ = try await temporary.store.accept(
                channel: Talk.channel, body: body, events: adapter.identify(body), received: Talk.start)
        }
        #expect(try await temporary.store.claim(limit: 10, attemptsMax: 3).count == 3)
        #expect(try await temporary.store.claim(limit: 10, attemptsMax: 3).count == 1)
        #expect(try await temporary.store.claim(limit: 10, attemptsMax: 3).map(\.attempts) == [3])
        let next = try #require(try await temporary.store.claim(limit: 10, attemptsMax: 3).first)
        #expect(next.attempts == 2)
        #expect(String(decoding: next.body, as: UTF8.self).hasPrefix("binh"))
    }

    @Test func freshEventsAreStillTakenTogether() async throws {
        let temporary = try TemporaryStore()
        let adapter = FakeAdapter()
        for number in 1...5 {
            let body = Array("contact \(number);k\(number);1;text;chào".utf8)
            _ = try await temporary.store.accept(
                channel: Talk.channel, body: body, events: adapter.identify(body), received: Talk.start)
        }
        #expect(try await temporary.store.claim(limit: 3, attemptsMax: 3).count == 3)
    }

    @Test func anOutcomeDecidedBeforeATakeoverIsDecidedAgain() async throws {
        let talk = try Talk()
        try await talk.asks("nhà em hết gạo rồi")
        let step = try await talk.step()
        try await talk.isClaimed()
        let event = Event(
            identity: EventIdentity(index: 0, contact: talk.contact, key: "k", time: talk.now),
            kind: .message(InboundMessage(platformMessageID: "m", text: "xét nghiệm ở đâu")))
        #expect(try await talk.store.settle([step.take(event, received: talk.now)]) == [.stale])
        #expect(try await talk.told().contains { $0.contains("trước khi đi") } == false)
        #expect(try await talk.says("xét nghiệm ở đâu").isEmpty)
    }

    @Test func aMessageThatCrossesTheClosingOfItsTicketIsNotLost() async throws {
        let talk = try Talk()
        try await talk.asks("giay di duong")
        let ticket = try #require(try await talk.tickets().first)
        let agent = try await talk.isClaimed()
        let step = try await talk.step()
        _ = try await talk.store.close(
            ticket.id, by: agent, outcome: .answered, telling: nil, idempotencyKey: "k", now: talk.now)
        let event = Event(
            identity: EventIdentity(index: 0, contact: talk.contact, key: "k", time: talk.now),
            kind: .message(InboundMessage(platformMessageID: "m", text: "vẫn chưa có giấy đi đường")))
        #expect(try await talk.store.settle([step.take(event, received: talk.now)]) == [.stale])
        try await talk.asks("vẫn chưa có giấy đi đường")
        #expect(try await talk.tickets().map(\.reopened) == [1])
    }

    @Test func beingStaleIsNoFailureOfTheEvent() async throws {
        let temporary = try TemporaryStore()
        let adapter = FakeAdapter()
        let body = Array("an;k;1;text;chào".utf8)
        _ = try await temporary.store.accept(
            channel: Talk.channel, body: body, events: adapter.identify(body), received: Talk.start)
        for _ in 0..<10 {
            let item = try #require(try await temporary.store.claim(limit: 1, attemptsMax: 3).first)
            let conversation = try #require(
                try await temporary.store.conversations(with: [(Talk.channel, ContactKey("an"))], now: Talk.start).first
            )
            var outcome = Outcome(
                conversation: conversation.id, generation: conversation.generation + 1, now: Talk.start)
            outcome.events = [item.id]
            #expect(try await temporary.store.settle([outcome]) == [.stale])
        }
        #expect(try await temporary.store.deadLetters().isEmpty)
    }

    @Test func anOpenTurnOfAChannelThatIsGoneDoesNotKeepTheLoopBusy() async throws {
        let service = try await Service(prepare: { store in
            let gone = try #require(
                try await store.conversations(with: [(ChannelID("gone"), ContactKey("an"))], now: Talk.start).first)
            var outcome = Outcome(conversation: gone.id, generation: gone.generation, now: Talk.start)
            outcome.turnDue = Talk.start
            _ = try await store.settle([outcome])
        })
        try await service.until("the turn to be set aside") {
            try await service.store.dueTurns(now: Talk.start, limit: 1).isEmpty
        }
        await service.stop()
    }

    @Test func everyMessageOfAnEmergencyConversationIsCheckedWhileNobodyIsThere() async throws {
        let service = try await Service(quietMilliseconds: 0)
        await service.post(service.line("an", "1", "giay di duong"))
        try await service.untilSent()
        let ticket = try #require(try await service.conversation("an").openTickets.first)
        _ = try await service.store.addAgent(
            login: "lan", name: "Lan", role: .agent, department: nil, passwordHash: "x", now: service.clock.now)
        let agent = try #require(try await service.store.agents().first).id
        _ = try await service.store.claim(ticket.id, by: agent, now: service.clock.now)
        await service.post(service.line("an", "2", "ba em kêu ngất rồi"))
        try await service.untilSent()
        #expect(service.platform.calls.last?.purpose == "safety")
        #expect(try await service.conversation("an").openTickets.first?.priority == .emergency)
        await service.stop()
    }
}
