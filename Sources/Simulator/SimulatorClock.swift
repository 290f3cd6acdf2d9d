/// The simulator's time: 64-bit milliseconds since 1970. Windows, token lives and retries all follow it.
public struct SimulatorClock: Sendable {
    public let now: @Sendable () -> Int64
    /// Returns at that time; throws when the task is cancelled.
    public let sleep: @Sendable (_ untilMilliseconds: Int64) async throws -> Void

    public init(now: @escaping @Sendable () -> Int64, sleep: @escaping @Sendable (Int64) async throws -> Void) {
        self.now = now
        self.sleep = sleep
    }
}

/// Lengths of time in milliseconds.
enum Milliseconds {
    static let second: Int64 = 1000
    static let minute = 60 * second
    static let hour = 60 * minute
    static let day = 24 * hour
}
