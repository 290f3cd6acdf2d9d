import HTTP
import Synchronization
import Testing

/// Starts a server on a free port, runs `body` with the port, and stops it.
func withServer(
    limits: ServerLimits = ServerLimits(), trustedProxies: [String] = [],
    handler: @escaping @Sendable (Request) async -> Response = echo,
    _ body: (UInt16, Server) async throws -> Void
) async throws {
    let server = Server(
        host: "127.0.0.1", port: 0, limits: limits, trustedProxies: trustedProxies, handler: handler)
    let port = try server.start()
    do {
        try await body(port, server)
    } catch {
        await server.stop(drainSeconds: 0)
        throw error
    }
    await server.stop(drainSeconds: 0)
}

/// Answers with what it understood.
@Sendable func echo(_ request: Request) async -> Response {
    let query = request.query.map { "\($0.name)=\($0.value)" }.joined(separator: "|")
    let body = String(decoding: request.body, as: UTF8.self)
    return .text("\(request.method) \(request.path) [\(query)] \(request.clientAddress) \(body)")
}

/// Short limits for tests of deadlines.
func quickLimits(_ change: (inout ServerLimits) -> Void = { _ in }) -> ServerLimits {
    var limits = ServerLimits()
    limits.sweepMilliseconds = 10
    change(&limits)
    return limits
}

/// Waits until `condition` holds; a failed expectation when it does not within 20 s.
func eventually(
    _ comment: Comment? = nil, sourceLocation: SourceLocation = #_sourceLocation, _ condition: () async -> Bool
) async {
    let start = ContinuousClock.now
    while start.duration(to: .now) < .seconds(20) {
        if await condition() { return }
        try? await Task.sleep(for: .milliseconds(2))
    }
    Issue.record(comment ?? "the condition never held", sourceLocation: sourceLocation)
}

/// Holds those who wait until it is opened.
actor Gate {
    private var isOpen = false
    private var waiting: [CheckedContinuation<Void, Never>] = []
    /// How many have come.
    private(set) var arrived = 0

    func wait() async {
        arrived += 1
        if isOpen { return }
        await withCheckedContinuation { waiting.append($0) }
    }

    func open() {
        isOpen = true
        for continuation in waiting { continuation.resume() }
        waiting = []
    }
}
