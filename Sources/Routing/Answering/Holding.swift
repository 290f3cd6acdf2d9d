import Messaging
import Storage
import Telemetry

/// Gives conversations back that nobody holds any more: a claim whose holder is gone while the citizen waits, and a
/// conversation that was held in the platform's own inbox.
struct Holding: Sendable {
    /// An agent who has not been seen for fifteen minutes is absent.
    static let absentSeconds: Int64 = 900
    static let sweepSeconds: Int64 = 10

    let store: Store
    let clock: WallClock
    let logger: Logger

    func run() async {
        while !Task.isCancelled {
            let now = clock.now()
            do {
                let lapsed = try await store.lapseClaims(
                    absentSince: now.adding(seconds: -Self.absentSeconds), now: now)
                for ticket in lapsed { logger.info("claim lapsed", .id("ticket", ticket)) }
            } catch {
                logger.error("claims could not be looked at", .reason("\(error)"))
            }
            guard (try? await clock.sleep(now.adding(seconds: Self.sweepSeconds))) != nil else { return }
        }
    }
}
