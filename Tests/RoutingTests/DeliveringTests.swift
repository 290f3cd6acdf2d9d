import HTTP
import Messaging
import Storage
import TestSupport
import Testing

@testable import Routing

@Suite struct DeliveringTests {
    @Test func partsAndMessagesOfAConversationArriveInOrder() async throws {
        let service = try await Service()
        for number in 1...5 { try await service.queue("\(number)a\n\n\(number)b", for: "an") }
        try await service.untilSent()
        #expect(service.platform.texts == (1...5).flatMap { ["\($0)a", "\($0)b"] })
        #expect(service.platform.calls.map(\.token) == Array(repeating: "access-0", count: 10))
        #expect(try await service.history("an").map(\.status) == Array(repeating: .sent, count: 5))
        await service.stop()
    }

    @Test func aTemporaryFailureHoldsItsConversationAndNoOther() async throws {
        let service = try await Service()
        service.platform.answer { call, number in
            call.text == "first" && number < 3 ? .success("busy") : .success("ok m\(number)")
        }
        try await service.queue("first", for: "an")
        try await service.queue("second", for: "an")
        try await service.until("the first call") { service.platform.texts == ["first"] }
        try await service.queue("other", for: "binh")
        try await service.runs("the other person's message", milliseconds: 1) {
            service.platform.texts == ["first", "other"]
        }
        try await service.runs("the retry", milliseconds: 50) {
            service.platform.texts.count >= 4
        }
        try await service.untilSent()
        #expect(service.platform.texts == ["first", "other", "first", "second"])
        let waited = try #require(service.platform.calls.dropFirst(2).first).at.millisecondsSince(
            service.platform.calls[0].at)
        #expect(waited >= 2000, "the first wait is two seconds and up to a quarter more")
        await service.stop()
    }

    @Test func throttlingHoldsTheWholeChannelAsLongAsThePlatformSays() async throws {
        let service = try await Service()
        service.platform.answer { _, number in number == 1 ? .success("throttled 90") : .success("ok m\(number)") }
        try await service.queue("one", for: "an")
        try await service.until("the first call") { service.platform.calls.count == 1 }
        let throttled = try #require(service.platform.calls.first).at
        try await service.until("the result") {
            try await service.store.nextSendDue(on: [Service.channel]).map { $0 > throttled } ?? false
        }
        try await service.queue("two", for: "binh")
        try await service.untilAlarm(at: throttled.adding(seconds: 90))
        service.clock.advance(seconds: 89)
        try await service.queue("three", for: "chi")
        #expect(service.platform.texts == ["one"])
        service.clock.advance(seconds: 60)
        try await service.untilSent()
        #expect(Set(service.platform.texts) == ["one", "two", "three"])
        #expect(service.platform.calls.dropFirst().allSatisfy { $0.at >= throttled.adding(seconds: 90) })
        await service.stop()
    }

    @Test(arguments: [
        ("window", "window is closed"), ("blocked", "cannot be reached"), ("bad", "refused the message"),
    ])
    func whatNeverWorksIsADeadLetterAndTheNextMessageGoesOn(answer: String, reason: String) async throws {
        let service = try await Service()
        service.platform.answer { _, number in number == 1 ? .success(answer) : .success("ok m\(number)") }
        try await service.queue("one\n\nrest of one", for: "an")
        try await service.queue("two", for: "an")
        try await service.untilSent()
        #expect(service.platform.texts == ["one", "two"])
        let letters = try await service.store.deadLetters()
        #expect(letters.map(\.reason).filter { $0.contains(reason) }.count == 1)
        #expect(try await service.history("an").map(\.status) == [.failed, .sent])
        await service.stop()
    }

    @Test func aDeadLetterThatIsReplayedGoesOutOnce() async throws {
        let service = try await Service()
        service.platform.answer { _, number in number == 1 ? .success("bad") : .success("ok m\(number)") }
        try await service.queue("one", for: "an")
        try await service.untilSent()
        let name = try #require(try await service.store.deadLetters().first).name
        #expect(try await service.store.replay(deadLetter: name, now: service.clock.now))
        try await service.untilSent()
        #expect(service.platform.texts == ["one", "one"])
        #expect(try await service.store.replay(deadLetter: name, now: service.clock.now) == false)
        await service.stop()
    }

    @Test func anUnknownOutcomeIsSettledByTheEchoAndNotSentAgain() async throws {
        let service = try await Service()
        service.platform.answer { _, number in
            number == 1 ? .failure(OutgoingFailure(wasSent: true, reason: "lost")) : .success("ok m\(number)")
        }
        try await service.queue("one", for: "an")
        try await service.until("the unknown send") { try await service.store.backlog().unknown == 1 }
        let tag = try #require(service.platform.calls.first).tag
        #expect(await service.post(service.line("an", "echo-1", tag, kind: "echo")) == 200)
        try await service.untilSent()
        service.clock.advance(seconds: 120)
        try await service.queue("two", for: "an")
        try await service.untilSent()
        #expect(service.platform.texts == ["one", "two"])
        await service.stop()
    }

    @Test func withoutAnEchoItIsSentAgainAfterAMinute() async throws {
        let service = try await Service()
        service.platform.answer { _, number in
            number == 1 ? .failure(OutgoingFailure(wasSent: true, reason: "lost")) : .success("ok m\(number)")
        }
        try await service.queue("one", for: "an")
        try await service.until("the unknown send") { try await service.store.backlog().unknown == 1 }
        service.clock.advance(seconds: 59)
        try await service.queue("two", for: "an")
        #expect(service.platform.texts == ["one"])
        service.clock.advance(seconds: 20)
        try await service.untilSent()
        #expect(service.platform.texts == ["one", "one", "two"])
        await service.stop()
    }

    @Test func aChannelThatNeverSendsTwiceGivesUpAfterAMinuteAndCallsNoMore() async throws {
        let service = try await Service(unknownPolicy: .giveUp)
        service.platform.answer { _, number in
            number == 1 ? .failure(OutgoingFailure(wasSent: true, reason: "lost")) : .success("ok m\(number)")
        }
        try await service.queue("one", for: "an")
        try await service.until("the unknown send") { try await service.store.backlog().unknown == 1 }
        try await service.queue("two", for: "an")
        service.clock.advance(seconds: 80)
        try await service.untilSent()
        #expect(service.platform.texts == ["one", "two"])
        #expect(try await service.store.deadLetters().first?.reason.contains("not known whether it was sent") == true)
        await service.stop()
    }

    @Test func aChannelThatNeverSendsTwiceStillTakesTheEchosWord() async throws {
        let service = try await Service(unknownPolicy: .giveUp)
        service.platform.answer { _, _ in .failure(OutgoingFailure(wasSent: true, reason: "lost")) }
        try await service.queue("one", for: "an")
        try await service.until("the unknown send") { try await service.store.backlog().unknown == 1 }
        await service.post(service.line("an", "echo-1", try #require(service.platform.calls.first).tag, kind: "echo"))
        try await service.untilSent()
        #expect(try await service.store.deadLetters().isEmpty)
        #expect(try await service.history("an").map(\.status) == [.sent])
        await service.stop()
    }

    @Test func theBreakerStopsCallingADeadPlatformAndCountsNoTries() async throws {
        let service = try await Service()
        service.platform.answer { _, _ in .failure(OutgoingFailure(wasSent: false, reason: "refused")) }
        for person in 1...20 { try await service.queue("text", for: "person \(person)") }
        for _ in 0..<600 {
            try await service.run(milliseconds: 500)
        }
        #expect(service.platform.calls.count < 60, "five minutes of outage are a few probes, not twenty people's tries")
        service.platform.answer { _, number in .success("ok m\(number)") }
        try await service.runs("everything to be sent", milliseconds: 200) {
            try await service.store.backlog().outbox == 0
        }
        #expect(try await service.store.deadLetters().isEmpty)
        #expect(Set(service.platform.calls.map(\.contact)).count == 20)
        await service.stop()
    }

    @Test func aProbeThatFindsNoTokenDoesNotShutTheChannelForEver() async throws {
        let service = try await Service(
            token: Credential(
                accessToken: "access-0", refreshToken: "refresh-0", expires: Talk.start.adding(seconds: 7200)))
        service.platform.answer { _, _ in .failure(OutgoingFailure(wasSent: false, reason: "no route")) }
        service.platform.answerRefresh { _ in .failure(OutgoingFailure(wasSent: false, reason: "no route")) }
        for person in 1...4 { try await service.queue("text", for: "person \(person)") }
        try await service.runs("the token's end", milliseconds: 10000) {
            service.clock.now > Talk.start.adding(seconds: 7300)
        }
        service.platform.answer { _, number in .success("ok m\(number)") }
        service.platform.answerRefresh { .success("pair access-\($0) refresh-\($0)") }
        try await service.runs("everything to be sent", milliseconds: 1000) {
            try await service.store.backlog().outbox == 0
        }
        await service.stop()
    }

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
        for (early, late) in zip(times, times.dropFirst()) { #expect(late - early >= 100) }
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
