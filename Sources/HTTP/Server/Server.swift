import Synchronization

/// An HTTP/1.1 server on libmicrohttpd behind an async face. It decides only what concerns HTTP: limits, deadlines,
/// malformed requests, stopping; everything else is the handler's.
public final class Server: Sendable {
    private enum State {
        case idle
        case running(Service, Listener)
        case stopping(Task<Void, Never>, Service)
    }

    private let host: String
    private let port: UInt16
    private let limits: ServerLimits
    private let trustedProxies: [String]
    private let threads: Int
    private let handler: @Sendable (Request) async -> Response
    private let state = Mutex<State>(.idle)

    /// - Parameters:
    ///   - host: IPv4 or IPv6 address or "localhost" (127.0.0.1); "::" takes IPv4 too.
    ///   - port: 0 for any free port.
    ///   - limits: What is accepted.
    ///   - trustedProxies: Addresses and networks ("10.0.0.0/8") whose X-Forwarded-For is believed.
    ///   - threads: Threads that read and write sockets while they can; each has at most 126 connections, and more
    ///     connections take further threads. Handlers run on Swift's own.
    ///   - handler: Called once for each well-formed request, concurrently. Its task is cancelled when it is over
    ///     `handlerMilliseconds` or the server stops, not when the client leaves.
    public init(
        host: String, port: UInt16, limits: ServerLimits = ServerLimits(), trustedProxies: [String] = [],
        threads: Int = 2, handler: @escaping @Sendable (Request) async -> Response
    ) {
        self.host = host
        self.port = port
        self.limits = limits
        self.trustedProxies = trustedProxies
        self.threads = threads
        self.handler = handler
    }

    /// Listens, and serves until `stop`, which must be called: a server that is only dropped goes on serving.
    /// - Returns: The port, which matters when 0 was asked for.
    public func start() throws(ServerError) -> UInt16 {
        try state.withLock { state throws(ServerError) in
            guard case .idle = state else { throw .startFailed(reason: "a server starts once") }
            let service = Service(
                limits: limits, trustedProxies: try TrustedProxies(trustedProxies), threads: threads, handler: handler)
            let listener = try service.start(host: host, port: port)
            state = .running(service, listener)
            return listener.port
        }
    }

    /// Refuses new clients, finishes the requests in hand, ends all streams, answers 503 for what is not finished after
    /// `drainSeconds`, and returns when nothing runs any more. May be called at any time and more than once.
    public func stop(drainSeconds: Int = 10) async {
        let task = state.withLock { state -> Task<Void, Never>? in
            switch state {
            case .idle: return nil
            case .stopping(let task, _): return task
            case .running(let service, let listener):
                // A task of its own, so that cancelling the caller does not cut the drain short.
                let task = Task { await service.stop(listener, drainSeconds: drainSeconds) }
                state = .stopping(task, service)
                return task
            }
        }
        await task?.value
    }

    /// What was done so far, also after the stop.
    public var statistics: ServerStatistics {
        switch state.withLock({ $0 }) {
        case .idle: ServerStatistics()
        case .running(let service, _), .stopping(_, let service):
            service.counters.snapshot(connectionsOpen: service.connections.count)
        }
    }
}
