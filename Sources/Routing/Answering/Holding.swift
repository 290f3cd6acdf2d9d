import Messaging
import Storage
import Telemetry

/// Gives conversations back that nobody holds any more: a claim whose holder is gone while the citizen waits, and a
/// conversation that was held in the platform's own inbox. And tells every desk of an emergency nobody has opened.
struct Holding: Sendable {
    /// An agent who has not been seen for fifteen minutes is absent.
    static let absentSeconds: Int64 = 900
    static let sweepSeconds: Int64 = 10

    let store: Store
    let clock: WallClock
    let logger: Logger

    func run() async {
        var overdue: Set<TicketID> = []
        while !Task.isCancelled {
            let now = clock.now()
            overdue = await tellOverdueReds(now: now, told: overdue)
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

    /// Tells the desks once of each emergency that has waited too long; gives those that wait now.
    private func tellOverdueReds(now: Instant, told: Set<TicketID>) async -> Set<TicketID> {
        do {
            let waiting = try await store.unseenReds(since: now.adding(seconds: -RedLimits.unseenSeconds), now: now)
            let new = Set(waiting).subtracting(told)
            for ticket in new { logger.warning("an emergency waits for a person", .id("ticket", ticket)) }
            if !new.isEmpty { store.changes.publish([.overdueReds]) }
            return Set(waiting)
        } catch {
            logger.error("emergencies could not be looked at", .reason("\(error)"))
            return told
        }
    }
}
