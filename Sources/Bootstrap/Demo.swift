import Crypto
import Foundation
import HTTP
import Messaging
import Platforms
import Routing
public import Simulator
import Storage
import Telemetry

/// The service with simulated platforms on one port, on a throw-away database: what `script/demo` starts and what the
/// end-to-end tests drive.
public struct Demo: Sendable {
    /// An agent who may sign in to the demo's desk.
    public struct Login: Sendable {
        public let login: String
        public let password: String
    }

    /// An editor with the same password: what states health or law needs two people.
    public static let secondReader = "mai"

    public let port: UInt16
    public let operatorPort: UInt16
    public let simulator: Simulator
    /// The folder that holds the throw-away database.
    public let folder: String
    private let configuration: Configuration
    private let logger: Logger

    /// `port`: both webhooks and simulated platforms; `port + 1` is the operator's.
    /// `quietSeconds`: messages within this time are one turn.
    /// `folder`: kept when given, so that a service that was killed can be started again on it.
    /// `quietLog`: only warnings and errors are logged.
    public init(
        port: UInt16, intents: String, quietSeconds: Int = 3, folder: String? = nil, quietLog: Bool = false,
        limits: SimulatorLimits = SimulatorLimits()
    ) {
        self.port = port
        operatorPort = port + 1
        let base = "http://127.0.0.1:\(port)"
        self.folder =
            folder
            ?? FileManager.default.temporaryDirectory.appendingPathComponent("switchboard-demo-\(UUID().uuidString)")
            .path
        var configuration = Configuration(
            emergencyText:
                "Cấp cứu gọi 115. Tổng đài 1022 đang gặp sự cố; người trực sẽ đọc tin này. Việc gấp gọi 0274.1022.",
            publicURL: base)
        configuration.listen = Address(host: "127.0.0.1", port: port)
        configuration.operatorAddress = Address(host: "127.0.0.1", port: operatorPort)
        configuration.database = self.folder + "/switchboard.db"
        configuration.sealKey = self.folder + "/seal.key"
        configuration.controlToken = self.folder + "/control.token"
        configuration.intents = intents
        configuration.quietSeconds = quietSeconds
        configuration.logLevel = quietLog ? .warning : .info
        configuration.channels = DemoChannels.configured(base: base)
        self.configuration = configuration
        logger = .standardError(configuration)
        let outgoing = Outgoing.live(allowedHosts: ["127.0.0.1"], allowPlainHTTPOnLoopback: true, deadlineSeconds: 5)
        simulator = Simulator(
            channels: DemoChannels.simulated(base: base),
            clock: SimulatorClock(
                now: { WallClock.live.now().milliseconds },
                sleep: { try await WallClock.live.sleep(Instant(milliseconds: $0)) }),
            publicURL: base, limits: limits, random: { SecureRandom.bytes($0) }
        ) { webhook in
            let headers = Dictionary(webhook.headers.map { ($0.name, $0.value) }) { first, _ in first }
            let request = OutgoingRequest(
                method: webhook.method, url: webhook.url, headers: headers, body: webhook.body)
            guard let reply = try? await outgoing.send(request) else { return nil }
            return WebhookAnswer(status: reply.status, body: reply.body)
        }
    }

    /// Serves until the task is cancelled.
    /// `started`: told when messages are taken; the agent's login is for the desk.
    public func run(started: @escaping @Sendable (Login) async -> Void) async throws {
        let application = try Application(configuration, logger: logger, extra: simulator.routes)
        let login = Login(login: "lan", password: Base64URL.encode(SecureRandom.bytes(12)))
        let hash = Password.hash(login.password)
        let people: [(login: String, name: String, role: Agent.Role)] = [
            (login.login, "Lan", .supervisor), (Self.secondReader, "Mai", .editor),
        ]
        for person in people {
            let isNew = try await application.store.addAgent(
                login: person.login, name: person.name, role: person.role, department: nil, passwordHash: hash,
                now: WallClock.live.now())
            if !isNew { _ = try await application.store.setPassword(hash: hash, login: person.login) }
        }
        try await application.run { _, _ in await started(login) }
    }

    /// Deletes the throw-away database.
    public func removeFolder() { try? FileManager.default.removeItem(atPath: folder) }
}

/// The demo's accounts: the same values on both sides.
enum DemoChannels {
    static func configured(base: String) -> [ChannelConfiguration] {
        [
            ChannelConfiguration(
                id: ChannelID("zalo-1022"), unknownPolicy: .resend,
                platform: .zalo(
                    ChannelConfiguration.Zalo(
                        appID: "1234567890123456789", oaID: "4318657068771012646", appSecret: "demo-zalo-app-secret",
                        oaSecretKey: "demo-zalo-oa-key", accessToken: "demo-zalo-access",
                        refreshToken: "demo-zalo-refresh", api: base + "/sim/zalo", oauth: base + "/sim/zalo-oauth",
                        contactForm: ZaloSettings.RequestInfo(
                            subtitle: "Chỉ dùng để xử lý việc anh/chị nhắn",
                            imageURL: base + "/sim/media/photo.svg")))),
            ChannelConfiguration(
                id: ChannelID("viber-1022"), unknownPolicy: .resend,
                platform: .viber(
                    ChannelConfiguration.Viber(
                        authToken: "demo-viber-token", name: "1022 Bình Dương", api: base + "/sim/viber"))),
            ChannelConfiguration(
                id: ChannelID("page-1022"), unknownPolicy: .resend,
                platform: .facebook(
                    ChannelConfiguration.Facebook(
                        pageID: "104857601234567", appID: "987654321098765", appSecret: "demo-facebook-secret",
                        verifyToken: "demo-facebook-verify", pageToken: "demo-facebook-page",
                        api: base + "/sim/facebook"))),
        ]
    }

    static func simulated(base: String) -> [SimulatedChannel] {
        configured(base: base).map { channel in
            SimulatedChannel(
                id: channel.id.rawValue, name: "Tổng đài 1022 Bình Dương", platform: simulated(channel.platform),
                webhookURL: "\(base)/webhooks/\(channel.id)")
        }
    }

    private static func simulated(_ platform: ChannelConfiguration.Platform) -> SimulatedChannel.Platform {
        switch platform {
        case .zalo(let zalo):
            .zalo(
                appID: zalo.appID, oaID: zalo.oaID, appSecret: zalo.appSecret, oaSecretKey: zalo.oaSecretKey,
                accessToken: zalo.accessToken, refreshToken: zalo.refreshToken)
        case .viber(let viber): .viber(authToken: viber.authToken)
        case .facebook(let facebook):
            .facebook(
                pageID: facebook.pageID, appID: facebook.appID, appSecret: facebook.appSecret,
                verifyToken: facebook.verifyToken, pageToken: facebook.pageToken)
        }
    }
}
