import Crypto
import Foundation
import HTTP
public import Simulator

/// The simulator on a port of this process, posting its webhooks to the service over real sockets.
public final class SimulatedPlatforms: Sendable {
    public let simulator: Simulator
    private let server: Server

    /// `speed`: how many times faster than the wall the platforms' clock runs, so that their retries come soon.
    /// `answered`: told of every webhook and what the service answered; nil = no answer.
    public init(
        port: UInt16, channels: [SimulatedChannel], speed: Int64 = 1, limits: SimulatorLimits = SimulatorLimits(),
        answered: @escaping @Sendable (SignedWebhook, Int?) -> Void = { _, _ in }
    ) throws {
        let outgoing = Outgoing.live(allowedHosts: ["127.0.0.1"], allowPlainHTTPOnLoopback: true, deadlineSeconds: 5)
        let start = Int64(Date().timeIntervalSince1970 * 1000)
        let now: @Sendable () -> Int64 = {
            start + (Int64(Date().timeIntervalSince1970 * 1000) - start) * speed
        }
        simulator = Simulator(
            channels: channels,
            clock: SimulatorClock(now: now) { until in
                let wait = (until - now()) / speed
                if wait > 0 { try await Task.sleep(for: .milliseconds(wait)) }
            },
            publicURL: "http://127.0.0.1:\(port)", limits: limits, random: { SecureRandom.bytes($0) }
        ) { webhook in
            let headers = Dictionary(webhook.headers.map { ($0.name, $0.value) }) { first, _ in first }
            let request = OutgoingRequest(
                method: webhook.method, url: webhook.url, headers: headers, body: webhook.body)
            let reply = try? await outgoing.send(request)
            answered(webhook, reply?.status)
            return reply.map { WebhookAnswer(status: $0.status, body: $0.body) }
        }
        let routes = simulator.routes
        server = Server(host: "127.0.0.1", port: port) { await routes.respond(to: $0) }
        _ = try server.start()
    }

    public func stop() async { await server.stop(drainSeconds: 1) }
}
