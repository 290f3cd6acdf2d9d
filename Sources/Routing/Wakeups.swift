import Messaging
import Synchronization

/// What a loop waits on: somebody calls `wake`, or the hour that was set comes. Any number of calls while the loop is at
/// work are one.
final class Wakeups: Sendable {
    let signals: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation
    private let clock: WallClock
    private let alarm = Mutex<Task<Void, Never>?>(nil)

    init(clock: WallClock) {
        (signals, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        self.clock = clock
        wake()
    }

    func wake() { continuation.yield() }

    /// Wakes the loop then, instead of at the hour set before; nil: not by the clock.
    func setAlarm(_ instant: Instant?) {
        let task = instant.map { instant in
            Task { [clock, continuation] in
                guard (try? await clock.sleep(instant)) != nil else { return }
                continuation.yield()
            }
        }
        alarm.withLock { alarm in
            alarm?.cancel()
            alarm = task
        }
    }

    func finish() {
        setAlarm(nil)
        continuation.finish()
    }
}
