import Foundation

/// A point in wall time: milliseconds since 1970-01-01T00:00:00Z. Deadlines, windows, tokens and leases are wall time.
public struct Instant: Sendable, Hashable, Comparable, Codable {
    public let milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    public static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }

    /// The instant `seconds` later (earlier when negative); saturates instead of overflowing.
    public func adding(seconds: Int64) -> Instant {
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        return overflow ? Instant(milliseconds: seconds < 0 ? .min : .max) : adding(milliseconds: product)
    }

    /// The instant `milliseconds` later (earlier when negative); saturates instead of overflowing.
    public func adding(milliseconds delta: Int64) -> Instant {
        let (sum, overflow) = milliseconds.addingReportingOverflow(delta)
        return Instant(milliseconds: overflow ? (delta < 0 ? .min : .max) : sum)
    }

    /// Whole milliseconds from `earlier` to this instant; negative when this one is the earlier; saturates.
    public func millisecondsSince(_ earlier: Instant) -> Int64 {
        let (difference, overflow) = milliseconds.subtractingReportingOverflow(earlier.milliseconds)
        return overflow ? (milliseconds < earlier.milliseconds ? .min : .max) : difference
    }
}

/// Wall time as a value that is handed in, so that tests own the clock. The live one is made in Bootstrap.
public struct WallClock: Sendable {
    public let now: @Sendable () -> Instant
    /// Returns at `deadline` (at once when it has passed); throws `CancellationError` when the task is cancelled.
    public let sleep: @Sendable (_ deadline: Instant) async throws -> Void

    public init(now: @escaping @Sendable () -> Instant, sleep: @escaping @Sendable (Instant) async throws -> Void) {
        self.now = now
        self.sleep = sleep
    }
}

/// Randomness as a value that is handed in; the live one is OpenSSL's, made in Bootstrap.
public struct RandomSource: Sendable {
    /// `count` unpredictable bytes.
    public let bytes: @Sendable (_ count: Int) -> [UInt8]

    public init(bytes: @escaping @Sendable (Int) -> [UInt8]) { self.bytes = bytes }

    /// A number in `0..<bound`, near enough to uniform for jitter and codes; 0 when `bound` is 0.
    public func below(_ bound: UInt64) -> UInt64 {
        guard bound > 0 else { return 0 }
        return bytes(8).reduce(0) { $0 << 8 | UInt64($1) } % bound
    }
}
