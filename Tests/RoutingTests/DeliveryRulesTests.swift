import HTTP
import Messaging
import Storage
import TestSupport
import Testing

@testable import Routing

@Suite("Windows, pace, restarts and alarms of delivery") struct DeliveryRulesTests {
    @Test func aPersonsReplyOutsideTheBotsWindowIsMarkedAsAPersons() async throws {
        var adapter = FakeAdapter()
        adapter.windows = MessagingWindows(botSeconds: 86_400, personSeconds: 604_800, freeSeconds: nil)
        let service = try await Service(adapter: adapter, quietMilliseconds: 0)
        await service.post(service.line("an", "1", "chào"))
        try await service.untilSent()
        try await service.queue("in time", for: "an", purpose: .person)
        try await service.untilSent()
        service.clock.advance(seconds: 90_000)
        try await service.queue("a day late", for: "an", purpose: .person)
        try await service.queue("the bot's", for: "an")
        try await service.untilSent()
        let marked = service.platform.calls.filter { $0.url.hasSuffix("?tag=human") }
        #expect(marked.map(\.text) == ["a day late"], "never a text of the bot, never inside the window")
        await service.stop()
    }

    @Test func thePaceOfTheChannelIsKept() async throws {
        var adapter = FakeAdapter()
        adapter.callsPerSecond = 10
        let service = try await Service(adapter: adapter)
        for person in 1...12 { try await service.queue("text", for: "person \(person)") }
        try await service.untilSent()
        let times = service.platform.calls.map(\.at.milliseconds).sorted()
        for (number, time) in times.enumerated() {
            #expect(time - Talk.start.milliseconds >= 100 * Int64(number))
        }
        await service.stop()
    }

    @Test func callsThatWaitForTheirSlotStopWhenTheChannelIsThrottled() async throws {
        var adapter = FakeAdapter()
        adapter.callsPerSecond = 1
        let service = try await Service(adapter: adapter)
        service.platform.answer { _, number in number == 1 ? .success("throttled 600") : .success("ok m\(number)") }
        for person in 1...10 { try await service.queue("text", for: "person \(person)") }
        for _ in 0..<300 {
            try await service.run(milliseconds: 100)
        }
        #expect(service.platform.calls.count == 1)
        let until = try #require(service.path.heldUntil(Service.channel), "health shows that the channel is held")
        #expect(until.millisecondsSince(service.clock.now) > 500_000)
        #expect(service.path.heldUntil(ChannelID("another")) == nil)
        await service.stop()
    }

    /// Sixty messages on a channel of one call a second wait a minute for their turn; a lease is half of that.
    @Test func aSlowPaceSendsNothingTwice() async throws {
        var adapter = FakeAdapter()
        adapter.callsPerSecond = 1
        let service = try await Service(adapter: adapter)
        for person in 1...60 { try await service.queue("text", for: "person \(person)") }
        try await service.runs("everything to be sent", milliseconds: 100) {
            try await service.store.backlog().outbox == 0
        }
        for _ in 0..<90 { try await service.run(milliseconds: 1000) }
        #expect(service.platform.calls.count == 60)
        await service.stop()
    }

    @Test func whatWasUnderWayWhenTheServiceDiedIsNotSentBlindly() async throws {
        let service = try await Service { store in
            let conversation = try #require(
                try await store.conversations(with: [(Service.channel, ContactKey("an"))], now: Talk.start).first)
            var outcome = Outcome(conversation: conversation.id, generation: conversation.generation, now: Talk.start)
            outcome.outbound = [OutboundEntry(OutboundMessage(purpose: .bot, text: "one"))]
            _ = try await store.settle([outcome])
            _ = try await store.lease(
                limit: 1, channels: [Service.channel], now: Talk.start, leaseMilliseconds: 30_000
            ) { _, message, contact, tag in FakeAdapter().render(message, to: contact, tag: tag) }
        }
        try await service.untilAlarm(at: Talk.start.adding(seconds: 60))
        #expect(service.platform.calls.isEmpty)
        service.clock.advance(seconds: 60)
        try await service.untilSent()
        #expect(service.platform.texts == ["one"])
        await service.stop()
    }

    @Test func aFailedEmergencyTextCallsAPersonAtTheFirstFailure() async throws {
        let service = try await Service()
        service.platform.answer { _, _ in .success("busy") }
        await service.post(service.line("an", "1", "ba em khó thở, 0909123456"))
        try await service.untilAnswered()
        let ticket = try #require(try await service.conversation("an").openTickets.first)
        try await service.runs("the alarm", milliseconds: 1) {
            try await service.history("an").contains { $0.body.text == "safety.undelivered" }
        }
        #expect(ticket.facts.values["phone"] == "0909123456")
        await service.stop()
    }

    @Test func aReceiptMovesTheStatusForward() async throws {
        let service = try await Service()
        try await service.queue("one", for: "an")
        try await service.untilSent()
        await service.post(service.line("an", "r1", "mid.1", kind: "delivered"))
        try await service.untilAnswered()
        #expect(try await service.history("an").map(\.status) == [.delivered])
        await service.stop()
    }
}
