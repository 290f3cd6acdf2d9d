/// Keeps a caller from a service that does not answer: each call that waits in vain costs a core with corelibs'
/// `URLSession` and holds up a worker. A value without a clock; times are milliseconds of the caller's clock.
///
/// After two failures without an answer in a row it opens. Then one probe at a time is let through, each after a longer
/// wait, until something answers. Any parsed answer counts, an error status too: the service lives.
public struct Breaker: Sendable, Equatable {
    /// What a caller may do now.
    public enum Permission: Sendable, Equatable {
        case call
        /// One call to try; choose a harmless one (GET) where there is one, and report its end.
        case probe
        /// Nothing before this time.
        case wait(until: Int64)
    }

    private enum State: Equatable {
        case closed(failures: Int)
        case open(until: Int64, wait: Int64)
        case probing(wait: Int64)
    }

    /// One failure may be a lost connection; two in a row are an outage.
    public static let failuresToOpen = 2
    /// Wait before the first probe; doubled after each failed one.
    public static let firstWaitMilliseconds: Int64 = 1_000
    /// A service that came back is noticed within a minute.
    public static let longestWaitMilliseconds: Int64 = 60_000

    private var state = State.closed(failures: 0)

    public init() {}

    /// False while everything may be called.
    public var isOpen: Bool {
        if case .closed = state { false } else { true }
    }

    /// Asks before each call. `.probe` is given once until its end is reported.
    public mutating func permit(now: Int64) -> Permission {
        switch state {
        case .closed: return .call
        case .probing(let wait): return .wait(until: now + wait)
        case .open(let until, let wait):
            guard now >= until else { return .wait(until: until) }
            state = .probing(wait: wait)
            return .probe
        }
    }

    /// A call was answered.
    public mutating func answered() { state = .closed(failures: 0) }

    /// A call ended without an answer.
    public mutating func unanswered(now: Int64) {
        switch state {
        case .closed(let failures):
            let wait = Self.firstWaitMilliseconds
            state =
                failures + 1 < Self.failuresToOpen
                ? .closed(failures: failures + 1) : .open(until: now + wait, wait: wait)
        case .probing(let wait):
            let longer = min(wait * 2, Self.longestWaitMilliseconds)
            state = .open(until: now + longer, wait: longer)
        case .open:
            // A call that began before the breaker opened says nothing new.
            break
        }
    }
}
