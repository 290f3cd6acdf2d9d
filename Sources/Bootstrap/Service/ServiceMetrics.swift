import HTTP
import Messaging
import Storage
import Telemetry

/// Figures of the parts that do not know of metrics themselves.
struct ServiceMetrics: Sendable {
    private let store: Store
    private let clock: WallClock
    private let inbox: Gauge
    private let inboxAge: Gauge
    private let outbox: Gauge
    private let outboxAge: Gauge
    private let deadLetters: Gauge
    private let unknown: Gauge

    init(store: Store, server: Server, disk: DatabaseDisk, clock: WallClock, in metrics: Metrics) {
        self.store = store
        self.clock = clock
        inbox = metrics.gauge("switchboard_inbox_waiting", help: "Events that wait to be answered.")
        inboxAge = metrics.gauge("switchboard_inbox_oldest_seconds", help: "How long the oldest of them has waited.")
        outbox = metrics.gauge("switchboard_outbox_waiting", help: "Messages that wait to be sent.")
        outboxAge = metrics.gauge("switchboard_outbox_oldest_seconds", help: "How long the oldest of them has waited.")
        deadLetters = metrics.gauge("switchboard_dead_letters", help: "What was given up and can be replayed.")
        unknown = metrics.gauge("switchboard_sends_unknown", help: "Sends whose outcome is not known yet.")
        metrics.gauge("switchboard_http_connections", help: "Connections open on the public address.") {
            Double(server.statistics.connectionsOpen)
        }
        metrics.gauge("switchboard_http_requests", help: "Requests since the start.") {
            Double(server.statistics.requests)
        }
        metrics.gauge("switchboard_database_commits", help: "Commits since the start.") {
            Double(store.statistics.commits)
        }
        metrics.gauge("switchboard_database_transactions", help: "Transactions since the start.") {
            Double(store.statistics.transactions)
        }
        metrics.gauge("switchboard_database_waiting", help: "Transactions that wait for the writer.") {
            Double(store.statistics.waiting)
        }
        metrics.gauge("switchboard_database_longest_commit_seconds", help: "The slowest commit since the start.") {
            Double(store.statistics.longestCommitMilliseconds) / 1000
        }
        metrics.gauge("switchboard_database_log_bytes", help: "Size of the database's write-ahead log.") {
            Double(store.statistics.logBytes)
        }
        metrics.gauge("switchboard_disk_free_bytes", help: "Room left on the disk of the database.") {
            disk.freeBytes.map { Double($0) } ?? .nan
        }
    }

    /// Looks up how much waits; to be called before the metrics are rendered. When the database does not answer, nobody
    /// knows: NaN, not the figures of before.
    func refresh() async {
        let backlog = try? await store.backlog()
        let now = clock.now()
        func age(_ oldest: Instant?) -> Double { oldest.map { Double(max(0, now.millisecondsSince($0))) / 1000 } ?? 0 }
        inbox.set(backlog.map { Double($0.inbox) } ?? .nan)
        inboxAge.set(backlog.map { age($0.oldestInbox) } ?? .nan)
        outbox.set(backlog.map { Double($0.outbox) } ?? .nan)
        outboxAge.set(backlog.map { age($0.oldestOutbox) } ?? .nan)
        deadLetters.set(backlog.map { Double($0.deadLetters) } ?? .nan)
        unknown.set(backlog.map { Double($0.unknown) } ?? .nan)
    }
}
