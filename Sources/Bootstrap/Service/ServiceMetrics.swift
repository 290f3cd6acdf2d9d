import HTTP
import Storage
import Telemetry

/// Figures of the parts that do not know of metrics themselves.
enum ServiceMetrics {
    static func register(store: Store, server: Server, in metrics: Metrics) {
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
    }
}
