import HTTP
import Messaging
import Storage
import Synchronization
import Telemetry

/// The third loop: leases what is to be sent, one part of a conversation at a time, calls the platform, and records
/// what came of it. Rows are never removed before the platform has answered.
final class Delivering: Sendable {
    /// Calls under way in all: what one process of URLSession can carry (about 1,500 a second at a few ms each).
    static let callsInFlightMax = 64
    /// The wait for a slot, then a call, a token refresh and the call again, ten seconds each at most, and some room: a
    /// part is never with two callers.
    static let leaseMilliseconds: Int64 = 45_000

    private let senders: [ChannelID: ChannelSender]
    private let store: Store
    private let clock: WallClock
    private let wakeups: Wakeups
    private let inFlight = Mutex(0)
    private let logger: Logger

    init(senders: [ChannelSender], store: Store, clock: WallClock, logger: Logger) {
        self.senders = Dictionary(uniqueKeysWithValues: senders.map { ($0.channel.id, $0) })
        self.store = store
        self.clock = clock
        self.logger = logger
        wakeups = Wakeups(clock: clock)
    }

    /// Runs until cancelled; calls under way are then finished, and what they came to is recorded.
    func run() async {
        let changes = store.changes.listen()
        do {
            try await store.orphanLeases(until: clock.now().adding(seconds: RetryPolicy.unknownSeconds))
        } catch {
            logger.error("leases of an earlier run could not be taken back", .reason("\(error)"))
        }
        await withDiscardingTaskGroup { group in
            group.addTask { [wakeups] in
                for await change in changes where change == .outbox { wakeups.wake() }
            }
            for await _ in wakeups.signals {
                if Task.isCancelled { break }
                await sendWhatIsDue(in: &group)
            }
            group.cancelAll()
        }
        wakeups.finish()
    }

    private func sendWhatIsDue(in group: inout DiscardingTaskGroup) async {
        do {
            while true {
                let room = Self.callsInFlightMax - inFlight.withLock { $0 }
                guard room > 0 else { return }
                let parts = try await store.lease(
                    limit: room, channels: usableChannels, now: clock.now(),
                    leaseMilliseconds: Self.leaseMilliseconds, render: render)
                guard !parts.isEmpty else { break }
                inFlight.withLock { $0 += parts.count }
                for part in parts {
                    group.addTask { await self.send(part) }
                }
            }
            let due = try await store.nextSendDue(on: usableChannels)
            let probe = senders.values.compactMap { $0.usableAgainAt(clock.now()) }.min()
            wakeups.setAlarm(
                [due, probe].compactMap { $0 }.min().map { max($0, clock.now().adding(milliseconds: 50)) })
        } catch {
            logger.error("what is to be sent could not be leased", .reason("\(error)"))
            wakeups.setAlarm(clock.now().adding(seconds: 1))
        }
    }

    /// When a channel that is not usable now is looked at again; nil when it is usable.
    func heldUntil(_ channel: ChannelID, now: Instant) -> Instant? { senders[channel]?.usableAgainAt(now) }

    private var usableChannels: [ChannelID] {
        let now = clock.now()
        return senders.values.filter { $0.isUsable(at: now) }.map(\.channel.id).sorted { $0.rawValue < $1.rawValue }
    }

    private var render: Rendering {
        let adapters = senders.mapValues(\.channel.adapter)
        return { channel, message, contact, tag in
            adapters[channel]?.render(message, to: contact, tag: tag) ?? []
        }
    }

    private func send(_ part: LeasedPart) async {
        defer {
            inFlight.withLock { $0 -= 1 }
            wakeups.wake()
        }
        guard let sender = senders[part.channel] else { return }
        let result = await sender.send(part)
        do {
            try await store.record([(part.part, result)], now: clock.now())
        } catch {
            logger.error(
                "the result of a send could not be recorded; its lease will run out", .id("part", part.part),
                .reason("\(error)"))
        }
    }
}
