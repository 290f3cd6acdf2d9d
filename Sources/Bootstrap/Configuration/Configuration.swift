import Messaging
import Platforms
import Routing
import Telemetry

/// Config/switchboard.yaml, read and checked whole. Every key stands in that file with its default and its reason.
struct Configuration: Sendable {
    var listen = Address(host: "127.0.0.1", port: 10220)
    var operatorAddress = Address(host: "127.0.0.1", port: 10221)
    /// Path of the SQLite file.
    var database = "var/switchboard.db"
    var intents = "Intents"
    var sealKey = "var/seal.key"
    var controlToken = "var/control.token"
    var emergencyText: String
    var publicURL: String
    var trustedProxies: [String] = []
    var ticketPrefix = "1022"
    var quietSeconds = 3
    var logLevel = Logger.Level.info
    var zaloVerifier: String?
    var channels: [ChannelConfiguration] = []

    /// Everything that must never appear in a log or an error.
    var secrets: [String] { channels.flatMap(\.platform.secrets) }
}

struct Address: Sendable, Hashable, CustomStringConvertible {
    var host: String
    var port: UInt16

    var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    init(host: String, port: UInt16) {
        self.host = host
        self.port = port
    }

    /// "127.0.0.1:10220", "[::1]:10220".
    init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
            return nil
        }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        guard !host.isEmpty else { return nil }
        self.init(host: String(host), port: port)
    }
}

/// One entry of `channels:`.
struct ChannelConfiguration: Sendable {
    enum Platform: Sendable {
        case zalo(Zalo)
        case viber(Viber)
        case facebook(Facebook)
    }

    struct Zalo: Sendable {
        var appID: String
        var oaID: String
        var appSecret: String
        var oaSecretKey: String
        var accessToken: String
        var refreshToken: String
        var api: String
        var oauth: String
        var buttons = ZaloSettings.ButtonShape.v3
        /// The form by which a citizen hands over phone and address in one tap; nil: they are asked for in words.
        var contactForm: ZaloSettings.RequestInfo?
    }

    struct Viber: Sendable {
        var authToken: String
        var name: String
        var api: String
    }

    struct Facebook: Sendable {
        var pageID: String
        var appID: String
        var appSecret: String
        var verifyToken: String
        var pageToken: String
        var api: String
    }

    var id: ChannelID
    var unknownPolicy: Channel.UnknownPolicy
    var platform: Platform
}

extension ChannelConfiguration.Platform {
    var secrets: [String] {
        switch self {
        case .zalo(let zalo): [zalo.appSecret, zalo.oaSecretKey, zalo.accessToken, zalo.refreshToken]
        case .viber(let viber): [viber.authToken]
        case .facebook(let facebook): [facebook.appSecret, facebook.verifyToken, facebook.pageToken]
        }
    }

    /// The hosts that calls of this channel may go to.
    var bases: [String] {
        switch self {
        case .zalo(let zalo): [zalo.api, zalo.oauth]
        case .viber(let viber): [viber.api]
        case .facebook(let facebook): [facebook.api]
        }
    }
}
