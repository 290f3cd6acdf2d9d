import Messaging
import Storage
import Telemetry
import TestSupport
import Testing

@testable import Routing

@Suite struct TokenTests {
    private let refused: @Sendable (ScriptedPlatform.Call, Int) -> ScriptedPlatform.Answer = { call, number in
        call.token == "access-0" ? .success("token") : .success("ok m\(number)")
    }

    @Test func fiftySendsWithARefusedTokenRefreshItOnceAndAreEachSentAgain() async throws {
        let service = try await Service()
        service.platform.answer(refused)
        service.platform.hold()
        for person in 1...50 { try await service.queue("text", for: "person \(person)") }
        try await service.runs("fifty calls under way", milliseconds: 1) {
            service.platform.heldCount == 50
        }
        service.platform.release()
        try await service.untilSent()
        #expect(service.platform.refreshes == ["refresh-0"])
        #expect(service.platform.calls.count == 100)
        #expect(Set(service.platform.calls.suffix(50).map(\.token)) == ["access-1"])
        await service.stop()
    }

    @Test func aCallThatComesBackLateWithTheOldTokenDoesNotBurnTheNewPair() async throws {
        let service = try await Service()
        service.platform.answer(refused)
        try await service.queue("one", for: "an")
        try await service.untilSent()
        let keeper = TokenKeeper(
            channel: Channel(id: Service.channel, adapter: FakeAdapter(), outgoing: service.platform.outgoing),
            configured: Credential(accessToken: "access-0", refreshToken: "refresh-0", expires: nil),
            store: service.store, clock: service.clock.clock, logger: .none)
        #expect(await keeper.refresh(refused: "access-0"), "there is a newer token: nothing to refresh")
        #expect(service.platform.refreshes == ["refresh-0"])
        await service.stop()
    }

    @Test func aNewPairIsOnDiskBeforeItIsUsed() async throws {
        let service = try await Service()
        service.platform.answer { call, number in
            call.token == "access-0" ? .success("token") : .success("ok m\(number)")
        }
        try await service.queue("one", for: "an")
        try await service.untilSent()
        let stored = try #require(try await service.store.credential(of: Service.channel))
        #expect(stored.accessToken == "access-1")
        #expect(stored.refreshToken == "refresh-1")
        await service.stop()
    }

    @Test func aPairThatCannotBeStoredIsNotUsed() async throws {
        let clock = ManualClock(now: Talk.start)
        let platform = ScriptedPlatform(now: { clock.now })
        let temporary = try TemporaryStore()
        let keeper = TokenKeeper(
            channel: Channel(id: Service.channel, adapter: FakeAdapter(), outgoing: platform.outgoing),
            configured: Credential(accessToken: "access-0", refreshToken: "refresh-0", expires: nil),
            store: temporary.store, clock: clock.clock, logger: .none)
        #expect(await keeper.accessToken() == "access-0")
        await temporary.store.close()
        #expect(await keeper.refresh(refused: "access-0") == false)
        #expect(await keeper.accessToken() == "access-0")
        clock.advance(seconds: 60)
        #expect(await keeper.refresh(refused: "access-0") == false)
        #expect(
            platform.refreshes == ["refresh-0"], "the pair in hand is stored, not exchanged again: it is single use")
    }

    @Test func anExpiringTokenIsRefreshedBeforeItsEnd() async throws {
        let service = try await Service(
            token: Credential(
                accessToken: "access-0", refreshToken: "refresh-0", expires: Talk.start.adding(seconds: 3600)))
        try await service.queue("one", for: "an")
        try await service.untilSent()
        #expect(service.platform.calls.map(\.token) == ["access-1"])
        await service.stop()
    }

    @Test func whenARefreshFailsForNowTheOldTokenServesUntilItsEnd() async throws {
        let service = try await Service(
            token: Credential(
                accessToken: "access-0", refreshToken: "refresh-0", expires: Talk.start.adding(seconds: 1800)))
        service.platform.answerRefresh { _ in .success("busy") }
        for number in 1...3 { try await service.queue("\(number)", for: "an") }
        try await service.untilSent()
        #expect(service.platform.calls.map(\.token) == ["access-0", "access-0", "access-0"])
        #expect(service.platform.refreshes.count == 1, "not with every send")
        await service.stop()
    }

    @Test func aRefusedRefreshIsRememberedAndNotTriedAgain() async throws {
        let service = try await Service()
        service.platform.answer { _, _ in .success("token") }
        service.platform.answerRefresh { _ in .success("refused") }
        try await service.queue("one", for: "an")
        try await service.until("the refusal to be stored") {
            try await service.store.credential(of: Service.channel)?.isRefused == true
        }
        for _ in 0..<40 {
            try await service.run(milliseconds: 30000)
        }
        #expect(service.platform.refreshes.count == 1)
        #expect(try await service.store.deadLetters().isEmpty, "the message waits for the operator")
        #expect(await service.path.tokenStatus(of: Service.channel).isRefused)
        await service.stop()
    }

    @Test func aChannelConnectedAnewWorksWithoutARestart() async throws {
        let service = try await Service()
        service.platform.answer { call, number in
            call.token == "connected" ? .success("ok m\(number)") : .success("token")
        }
        service.platform.answerRefresh { _ in .success("refused") }
        try await service.queue("one", for: "an")
        try await service.until("the refusal to be stored") {
            try await service.store.credential(of: Service.channel)?.isRefused == true
        }
        let connected = Credential(accessToken: "connected", refreshToken: "refresh-c", expires: nil)
        try await service.store.keep(connected, of: Service.channel, now: service.clock.now)
        try await service.runs("the message", milliseconds: 1000) {
            try await service.store.backlog().outbox == 0
        }
        #expect(service.platform.calls.last?.token == "connected")
        await service.stop()
    }

    @Test func withoutATokenNothingIsSentAndNothingLost() async throws {
        let service = try await Service(token: Credential(accessToken: "", refreshToken: nil, expires: nil))
        try await service.queue("one", for: "an")
        for _ in 0..<100 {
            try await service.run(milliseconds: 10000)
        }
        #expect(service.platform.calls.isEmpty)
        #expect(try await service.store.backlog().outbox == 1)
        #expect(try await service.store.deadLetters().isEmpty)
        await service.stop()
    }
}
