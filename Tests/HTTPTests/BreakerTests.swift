import HTTP
import Testing

@Suite struct BreakerTests {
    private func opened(at now: Int64 = 0) -> Breaker {
        var breaker = Breaker()
        for _ in 0..<2 {
            #expect(breaker.permit(now: now) == .call)
            breaker.unanswered(now: now)
        }
        return breaker
    }

    @Test func oneFailureDoesNotOpenIt() {
        var breaker = Breaker()
        breaker.unanswered(now: 0)
        #expect(!breaker.isOpen)
        #expect(breaker.permit(now: 0) == .call)
    }

    @Test func failuresWithAnAnswerBetweenDoNotOpenIt() {
        var breaker = Breaker()
        for now in 0..<10 as Range<Int64> {
            breaker.unanswered(now: now)
            breaker.answered()
        }
        #expect(!breaker.isOpen)
    }

    @Test func twoFailuresInARowOpenItForASecond() {
        var breaker = opened(at: 5_000)
        #expect(breaker.isOpen)
        #expect(breaker.permit(now: 5_000) == .wait(until: 6_000))
        #expect(breaker.permit(now: 5_999) == .wait(until: 6_000))
        #expect(breaker.permit(now: 6_000) == .probe)
    }

    @Test func onlyOneProbeIsUnderWay() {
        var breaker = opened()
        #expect(breaker.permit(now: 1_000) == .probe)
        #expect(breaker.permit(now: 1_000) == .wait(until: 2_000))
        #expect(breaker.permit(now: 500_000) == .wait(until: 501_000))
    }

    @Test func anAnsweredProbeClosesIt() {
        var breaker = opened()
        #expect(breaker.permit(now: 1_000) == .probe)
        breaker.answered()
        #expect(!breaker.isOpen)
        breaker.unanswered(now: 1_001)
        #expect(breaker.permit(now: 1_001) == .call)
    }

    @Test func theWaitDoublesUpToAMinute() {
        var breaker = opened()
        var now: Int64 = 0
        for wait in [1, 2, 4, 8, 16, 32, 60, 60, 60] as [Int64] {
            #expect(breaker.permit(now: now) == .wait(until: now + wait * 1_000))
            now += wait * 1_000
            #expect(breaker.permit(now: now) == .probe)
            breaker.unanswered(now: now)
        }
    }

    @Test func aLateFailureOfAnEarlierCallChangesNothing() {
        var breaker = opened()
        let before = breaker
        breaker.unanswered(now: 900)
        #expect(breaker == before)
    }

    @Test func aLateAnswerOfAnEarlierCallClosesIt() {
        var breaker = opened()
        breaker.answered()
        #expect(breaker.permit(now: 1) == .call)
    }
}
