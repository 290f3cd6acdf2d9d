import Messaging
import Storage
import Testing

@testable import Routing

@Suite struct RetryPolicyTests {
    private let now = Talk.start

    private func result(
        of failure: SendFailure, attempts: Int = 0, mayBeRepeat: Bool = false, jitter: Double = 0
    ) -> PartResult {
        RetryPolicy.result(of: failure, attempts: attempts, mayBeRepeat: mayBeRepeat, now: now, jitter: jitter)
    }

    private func seconds(_ result: PartResult) -> Double? {
        switch result {
        case .retry(let at), .unknown(let at): Double(at.millisecondsSince(now)) / 1000
        default: nil
        }
    }

    private func isDead(_ result: PartResult) -> Bool { if case .dead = result { true } else { false } }

    @Test func waitsGrowWithEachTryAndEndInADeadLetter() {
        var last = 0.0
        for attempts in 0..<RetryPolicy.waits.count {
            let wait = seconds(result(of: .temporary(reason: "busy"), attempts: attempts)) ?? 0
            #expect(wait >= last)
            last = wait
        }
        let end = result(of: .temporary(reason: "busy"), attempts: RetryPolicy.waits.count)
        #expect(end == .dead(reason: "gave up after 12 tries: busy"))
    }

    @Test(arguments: [(0.0, 2.0), (0.5, 2.25), (1.0, 2.5), (-5.0, 2.0), (7.0, 2.5)])
    func jitterAddsUpToAQuarter(jitter: Double, expected: Double) {
        #expect(seconds(result(of: .temporary(reason: "busy"), jitter: jitter)) == expected)
    }

    @Test(arguments: [(Int64(5), 5.0), (120, 120), (0, 2), (-30, 2)])
    func theTimeThePlatformAsksForIsKept(after: Int64, expected: Double) {
        #expect((seconds(result(of: .throttled(afterSeconds: after, reason: "slow"))) ?? 0) >= expected)
    }

    /// A channel that is throttled for an hour must not turn its messages into dead letters within minutes.
    @Test func throttlingIsBornAsLongAsAnOutage() {
        let total = (0..<RetryPolicy.waits.count).reduce(0.0) { sum, attempts in
            sum + (seconds(result(of: .throttled(afterSeconds: nil, reason: "slow"), attempts: attempts)) ?? 0)
        }
        #expect(total > 12 * 3600)
        #expect(isDead(result(of: .throttled(afterSeconds: nil, reason: "slow"), attempts: RetryPolicy.waits.count)))
    }

    @Test(arguments: [0, 5, 500])
    func aChannelThatIsDownCostsItsMessagesNothing(attempts: Int) {
        #expect(seconds(result(of: .badToken(reason: "expired"), attempts: attempts)) == 300)
        #expect(seconds(result(of: .channelDown(reason: "quota"), attempts: attempts)) == 300)
    }

    @Test func anUnknownOutcomeWaitsForItsEcho() {
        #expect(seconds(result(of: .unknownOutcome(reason: "lost"))) == 60)
    }

    @Test func anOutcomeThatStaysUnknownEndsAtLast() {
        let failure = SendFailure.unknownOutcome(reason: "lost")
        #expect(seconds(result(of: failure, attempts: 3, mayBeRepeat: true)) == 60)
        #expect(isDead(result(of: failure, attempts: RetryPolicy.waits.count, mayBeRepeat: true)))
    }

    @Test(arguments: [
        SendFailure.windowClosed(reason: "24 h"), .blocked(reason: "left"), .badRequest(reason: "too long"),
    ])
    func whatNeverWorksIsADeadLetterWithItsReason(failure: SendFailure) {
        guard case .dead(let reason) = result(of: failure) else {
            Issue.record("\(failure) is tried again")
            return
        }
        #expect(["24 h", "left", "too long"].contains { reason.hasSuffix($0) })
    }
}
