import Synchronization

/// The numbers behind `ServerStatistics`, and the two that keep a stop safe.
final class Counters: Sendable {
    let connections = Atomic<Int>(0)
    let requests = Atomic<Int>(0)
    /// Requests being handled and streams being sent.
    let inHand = Atomic<Int>(0)
    /// Body bytes received and not yet answered.
    let bodyBytes = Atomic<Int>(0)
    /// Connections that are suspended or being resumed: `MHD_stop_daemon` aborts the process when there is one.
    let suspended = Atomic<Int>(0)
    private let responses: Mutex<[Int]>
    private let refused = Mutex<[Refusal: Int]>([:])

    init() { responses = Mutex(Array(repeating: 0, count: 6)) }

    func refuse(_ reason: Refusal) { refused.withLock { $0[reason, default: 0] += 1 } }

    func answered(_ status: Int) { responses.withLock { $0[min(max(status / 100, 0), 5)] += 1 } }

    func snapshot(connectionsOpen: Int) -> ServerStatistics {
        var statistics = ServerStatistics()
        statistics.connections = connections.load(ordering: .relaxed)
        statistics.connectionsOpen = connectionsOpen
        statistics.requests = requests.load(ordering: .relaxed)
        statistics.exchangesInHand = inHand.load(ordering: .relaxed)
        let byClass = responses.withLock { $0 }
        for digit in 2...5 where byClass[digit] > 0 { statistics.responses[digit] = byClass[digit] }
        statistics.refused = refused.withLock { $0 }
        return statistics
    }
}
