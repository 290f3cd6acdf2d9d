import Messaging
import Storage
import TestSupport
import Testing

@testable import Routing

/// The sweep that looks after what nobody looks after.
@Suite struct HoldingTests {
    @Test func everyDeskIsToldOnceOfARedThatNobodyOpensForTwoMinutes() async throws {
        let talk = try Talk()
        let clock = ManualClock()
        talk.now = clock.now
        try await talk.says("khó thở")
        let log = RecordedLog()
        let holding = Holding(store: talk.store, clock: clock.clock, logger: log.logger)
        var changes = talk.store.changes.listen().makeAsyncIterator()
        let task = Task { await holding.run() }
        for _ in 0..<(RedLimits.unseenSeconds / Holding.sweepSeconds + 5) {
            await clock.untilSomebodySleeps()
            clock.advance(seconds: Holding.sweepSeconds)
        }
        await clock.untilSomebodySleeps()
        task.cancel()
        await task.value
        talk.store.changes.publish([.knowledge])
        var heard: [Change] = []
        while let change = await changes.next(), change != .knowledge { heard.append(change) }
        #expect(heard == [.overdueReds])
    }
}
