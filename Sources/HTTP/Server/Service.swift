import CMicroHTTPD
import Dispatch
import Glibc
import Synchronization

/// A server between its start and its stop: libmicrohttpd's daemons, the open connections, the sweep.
///
/// @unchecked Sendable because `daemons` is written before the listener opens and read afterwards, and libmicrohttpd
/// locks what several threads may call on them.
final class Service: @unchecked Sendable {
    let limits: ServerLimits
    let trustedProxies: TrustedProxies
    let handler: @Sendable (Request) async -> Response
    let connections: Connections
    let counters = Counters()
    /// New clients are refused and every answer closes its connection.
    let isDraining = Atomic<Bool>(false)
    /// From now on nothing may be suspended.
    private let isStopping = Atomic<Bool>(false)
    private let daemonCount: Int
    private var daemons: [OpaquePointer] = []
    private let sweepQueue = DispatchQueue(label: "http.sweep")
    private let sweepTimer: any DispatchSourceTimer

    init(
        limits: ServerLimits, trustedProxies: TrustedProxies, threads: Int,
        handler: @escaping @Sendable (Request) async -> Response
    ) {
        let threads = max(1, threads)
        daemonCount = max(threads, (limits.connections + Connections.perDaemon - 1) / Connections.perDaemon)
        connections = Connections(threads: threads, daemons: daemonCount)
        self.limits = limits
        self.trustedProxies = trustedProxies
        self.handler = handler
        sweepTimer = DispatchSource.makeTimerSource(queue: sweepQueue)
    }

    /// Starts the daemons, one thread each, and accepts from `host` and `port`.
    func start(host: String, port: UInt16) throws(ServerError) -> Listener {
        let listener: Listener
        do {
            for _ in 0..<daemonCount { daemons.append(try startDaemon()) }
            listener = try Listener(host: host, port: port)
        } catch {
            stopDaemons()
            sweepTimer.activate()
            sweepTimer.cancel()
            throw error
        }
        listener.open { [self] socket, address in accept(socket, address) }
        let interval = DispatchTimeInterval.milliseconds(limits.sweepMilliseconds)
        sweepTimer.schedule(deadline: .now() + interval, repeating: interval)
        sweepTimer.setEventHandler { [self, listener] in
            listener.resume()
            sweep()
        }
        sweepTimer.activate()
        return listener
    }

    private func startDaemon() throws(ServerError) -> OpaquePointer {
        let idleSeconds = (limits.idleMilliseconds + 999) / 1000
        guard
            let daemon = mhd_start(
                Unmanaged.passUnretained(self).toOpaque(), requestAdvanced, targetArrived, requestCompleted,
                connectionChanged, limits.connectionMemoryBytes, UInt32(clamping: idleSeconds))
        else { throw .startFailed(reason: String(cString: strerror(errno))) }
        return daemon
    }

    // MARK: Connections and exchanges

    private func accept(_ socket: Int32, _ storage: sockaddr_storage) {
        guard let address = IPAddress(storage) else {
            close(socket)
            return
        }
        let client = Connection(
            socket: socket, address: address, isTrustedProxy: trustedProxies.contains(address),
            headMilliseconds: limits.headMilliseconds)
        let daemon: Int
        switch connections.add(client, limits: limits) {
        case .daemon(let index): daemon = index
        case .refused(let reason):
            counters.refuse(reason)
            close(socket)
            return
        }
        counters.connections.add(1, ordering: .relaxed)
        var storage = storage
        let result = withUnsafePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                MHD_add_connection(daemons[daemon], socket, $0, socklen_t(MemoryLayout<sockaddr_storage>.size))
            }
        }
        // libmicrohttpd has closed the socket when it did not take it.
        if result != mhd_yes { connections.remove(client) }
    }

    func begin(_ exchange: Exchange) {
        counters.requests.add(1, ordering: .relaxed)
        let client = exchange.client
        let isFirst = client.exchange.withLock { current in
            current = exchange
            return client.requestCount.add(1, ordering: .relaxed).oldValue == 0
        }
        // The first request's deadline runs from the moment the connection began.
        if !isFirst {
            client.deadline.store(Monotonic.milliseconds + Int64(limits.headMilliseconds), ordering: .relaxed)
        }
    }

    func end(_ exchange: Exchange, isError: Bool) {
        let client = exchange.client
        exchange.completed(isError: isError)
        client.exchange.withLock { $0 = nil }
        let now = Monotonic.milliseconds
        client.quietSince.store(now, ordering: .relaxed)
        client.deadline.store(now + Int64(limits.idleMilliseconds), ordering: .relaxed)
    }

    // MARK: Suspension

    /// Must be called immediately before a suspension; false when the server stops and nothing may be suspended.
    ///
    /// Counted first and asked then, while `stop` forbids first and counts then: in the one order of sequentially
    /// consistent operations either this sees the stop or the stop sees this.
    func beginSuspension() -> Bool {
        counters.suspended.add(1, ordering: .sequentiallyConsistent)
        guard isStopping.load(ordering: .sequentiallyConsistent) else { return true }
        counters.suspended.subtract(1, ordering: .sequentiallyConsistent)
        return false
    }

    /// Resumes what was suspended; the connection may be gone when this returns.
    func endSuspension(_ connection: OpaquePointer) {
        MHD_resume_connection(connection)
        counters.suspended.subtract(1, ordering: .sequentiallyConsistent)
    }

    // MARK: Deadlines

    /// Cuts what is over its deadline, answers for handlers that are, and keeps event streams alive.
    private func sweep() {
        let now = Monotonic.milliseconds
        for connection in connections.all {
            let exchange = connection.exchange.withLock { $0 }
            exchange?.heartbeat(now: now)
            guard connection.deadline.load(ordering: .relaxed) <= now, exchange?.abandon(.handlerSlow) != true,
                // Asked again: the handler may have answered at this very moment.
                connection.deadline.load(ordering: .relaxed) <= now
            else { continue }
            // Once is enough; libmicrohttpd closes it as soon as it notices.
            connection.deadline.store(.max, ordering: .relaxed)
            if exchange != nil || connection.requestCount.load(ordering: .relaxed) == 0 { counters.refuse(.slow) }
            connections.cut(connection)
        }
    }

    // MARK: Stop

    /// How long a connection without a request is left alone at a stop: its request may be on the way.
    private static let quietMilliseconds: Int64 = 100
    /// How long the last answers may take to leave.
    private static let farewellMilliseconds: Int64 = 1_000
    private static let pollInterval = Duration.milliseconds(5)

    /// Finishes what is in hand, at most `drainSeconds`, then answers 503 for the rest and ends.
    func stop(_ listener: Listener, drainSeconds: Int) async {
        listener.close()
        isDraining.store(true, ordering: .sequentiallyConsistent)
        let deadline = Monotonic.milliseconds + Int64(max(0, drainSeconds)) * 1_000
        while connections.count > 0, Monotonic.milliseconds < deadline {
            let now = Monotonic.milliseconds
            for connection in connections.all {
                if let exchange = connection.exchange.withLock({ $0 }) {
                    exchange.endStream()
                } else if now - connection.quietSince.load(ordering: .relaxed) >= Self.quietMilliseconds {
                    connections.cut(connection)
                }
            }
            try? await Task.sleep(for: Self.pollInterval)
        }
        isStopping.store(true, ordering: .sequentiallyConsistent)
        let farewell = Monotonic.milliseconds + Self.farewellMilliseconds
        while counters.suspended.load(ordering: .sequentiallyConsistent) > 0
            || (counters.inHand.load(ordering: .relaxed) > 0 && Monotonic.milliseconds < farewell)
        {
            for connection in connections.all {
                let exchange = connection.exchange.withLock { $0 }
                if exchange?.abandon(.stopping) != true { exchange?.endStream() }
            }
            try? await Task.sleep(for: Self.pollInterval)
        }
        // No sweep may run while sockets are closed unannounced: those that no daemon has looked at yet are.
        sweepQueue.sync { sweepTimer.cancel() }
        stopDaemons()
        connections.removeAll()
    }

    private func stopDaemons() {
        for daemon in daemons { MHD_stop_daemon(daemon) }
        daemons = []
    }
}
