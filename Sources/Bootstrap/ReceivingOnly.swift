import Crypto
import Foundation
import HTTP
import Knowledge
import Messaging
import Routing
import Simulator
import Storage
import Telemetry

/// The receiving loop alone, on a real database and a real port, for the ingest benchmark.
public final class ReceivingOnly: Sendable {
    public let url: String
    /// A constant route through the same async face, on a server of its own so that its answers are not counted.
    public let echoURL: String
    private let server: Server
    private let echoServer: Server
    private let store: Store
    private static let channel = "page-1022"

    public init(folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        store = try Store(path: folder + "/bench.db", sealingKey: SecureRandom.bytes(32))
        let channels = try DemoChannels.configured(base: "http://127.0.0.1").map { try Channel($0) }
        let path = MessagePath(
            channels: channels, tokens: [:], store: store, knowledge: KnowledgeInForce(),
            settings: AnsweringSettings(emergencyText: "115", ticketPrefix: "1022", privacyLink: ""),
            publicURL: "", clock: .live, random: .live, logger: .none, metrics: Metrics())
        let webhooks = path.routes
        var echo = Routes()
        echo.on("GET", "/echo") { _ in .text("ok\n") }
        let constant = echo
        server = Server(host: "127.0.0.1", port: 0) { await webhooks.respond(to: $0) }
        echoServer = Server(host: "127.0.0.1", port: 0) { await constant.respond(to: $0) }
        url = "http://127.0.0.1:\(try server.start())"
        echoURL = "http://127.0.0.1:\(try echoServer.start())/echo"
    }

    /// Webhooks answered with 200 so far.
    public var answered: Int { server.statistics.responses[2] ?? 0 }

    /// Commits so far, and the milliseconds the longest took.
    public var commits: (count: Int, longestMilliseconds: Int64) {
        let statistics = store.statistics
        return (statistics.commits, statistics.longestCommitMilliseconds)
    }

    /// Distinct signed webhooks as lines of `path TAB header TAB value TAB body`.
    public func writeRequests(count: Int, to file: String) throws {
        guard let channel = DemoChannels.simulated(base: url).first(where: { $0.id == Self.channel }) else { return }
        var lines = ""
        for webhook in SignedBodies.make(channel: channel, count: count, seed: 1) {
            guard let header = webhook.headers.first(where: { $0.name.lowercased() == "x-hub-signature-256" }) else {
                continue
            }
            lines += "/webhooks/\(Self.channel)\t\(header.name)\t\(header.value)\t"
            lines += String(decoding: webhook.body, as: UTF8.self) + "\n"
        }
        try lines.write(toFile: file, atomically: true, encoding: .utf8)
    }

    /// Stops, and counts the answers of 200 and the rows.
    public func close() async throws -> (answered: Int, stored: Int) {
        await echoServer.stop(drainSeconds: 1)
        await server.stop(drainSeconds: 5)
        let answered = answered
        let rows = try await store.acceptedEvents()
        await store.close()
        return (answered, rows)
    }
}
