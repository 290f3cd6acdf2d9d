import Messaging
import Storage

/// When a failed send is tried again, and when it is given up. Pure: chance comes in as a number.
enum RetryPolicy {
    /// Waits between tries, in seconds: a platform's short outage is bridged quickly, a long one within a day.
    static let waits: [Int64] = [2, 5, 15, 60, 300, 900, 3600, 3600, 7200, 14_400, 28_800]
    /// An unknown outcome waits this long for the platform's echo.
    static let unknownSeconds: Int64 = 60
    /// A throttled channel without a stated time waits this long at least.
    static let throttleSeconds: Int64 = 60
    /// A channel that is down itself (token, quota, suspension) is tried again this often: it needs an operator.
    static let channelDownSeconds: Int64 = 300

    /// - Parameters:
    ///   - attempts: tries before this one.
    ///   - jitter: 0 to 1; spreads the tries of many messages by up to a quarter of their wait.
    static func result(
        of failure: SendFailure, attempts: Int, mayBeRepeat: Bool, now: Instant, jitter: Double
    ) -> PartResult {
        func after(_ seconds: Int64) -> Instant {
            now.adding(milliseconds: seconds * 1000 + Int64(Double(seconds) * 250 * min(max(jitter, 0), 1)))
        }
        switch failure {
        case .temporary(let reason):
            guard attempts < Self.waits.count else {
                return .dead(reason: "gave up after \(attempts + 1) tries: \(reason)")
            }
            return .retry(at: after(Self.waits[attempts]))
        case .throttled(let seconds, let reason):
            guard attempts < Self.waits.count else {
                return .dead(reason: "gave up after \(attempts + 1) tries: \(reason)")
            }
            return .retry(at: after(max(seconds ?? Self.throttleSeconds, Self.waits[attempts])))
        case .badToken, .channelDown:
            return .retry(at: after(Self.channelDownSeconds))
        case .unknownOutcome(let reason):
            guard !mayBeRepeat || attempts < Self.waits.count else {
                return .dead(reason: "it is not known whether it was sent: \(reason)")
            }
            return .unknown(until: after(Self.unknownSeconds))
        case .windowClosed(let reason):
            return .dead(reason: "the platform's window is closed: \(reason)")
        case .blocked(let reason):
            return .dead(reason: "the person cannot be reached here: \(reason)")
        case .badRequest(let reason):
            return .dead(reason: "the platform refused the message: \(reason)")
        }
    }
}
