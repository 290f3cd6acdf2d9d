import Foundation
import Messaging
import Platforms
import Routing
import Telemetry
import YAML

/// Reads a configuration whole: every mistake is reported as `file:line:column`, an unknown key with the nearest known
/// one, and nothing starts before there is none.
struct ConfigurationReader {
    private var problems: ProblemList
    private let secrets: SecretReader

    /// `environment`: where `${NAME}` comes from.
    static func read(
        path: String, environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(ConfigurationError) -> Configuration {
        let bytes: [UInt8]
        do {
            bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw ConfigurationError(lines: ["\(path): error: the file cannot be read"])
        }
        return try read(bytes, file: path, environment: environment)
    }

    static func read(
        _ bytes: [UInt8], file: String, environment: [String: String]
    ) throws(ConfigurationError) -> Configuration {
        let document: YAMLDocument
        do {
            document = try YAMLDocument.parse(bytes, file: file)
        } catch {
            throw ConfigurationError(lines: [error.description])
        }
        var reader = ConfigurationReader(problems: document.problems, secrets: SecretReader(environment: environment))
        let configuration = reader.configuration(document.root)
        guard let configuration, !reader.problems.hasErrors else {
            throw ConfigurationError(lines: reader.problems.all.map(\.description))
        }
        return configuration
    }

    /// All keys, in the order of Config/switchboard.yaml.
    static let keys = [
        "listen", "operator", "public_url", "trusted_proxies", "database", "seal_key", "control_token", "intents",
        "emergency_text", "ticket_prefix", "quiet_seconds", "log_level", "zalo_verifier", "channels",
    ]

    private mutating func configuration(_ root: Node) -> Configuration? {
        guard let map = root.mapping(allowedKeys: Self.keys, &problems) else { return nil }
        let emergencyText = map.required("emergency_text", &problems)?.prose(&problems)
        let publicURL = map.required("public_url", &problems).flatMap { webAddress($0) }
        guard let emergencyText, let publicURL else { return nil }
        var configuration = Configuration(emergencyText: emergencyText, publicURL: publicURL)
        if let node = map["listen"], let value = address(node) { configuration.listen = value }
        if let node = map["operator"], let value = address(node) { configuration.operatorAddress = value }
        if let node = map["database"], let value = database(node) { configuration.database = value }
        if let value = map["intents"]?.text(&problems) { configuration.intents = value }
        if let value = map["seal_key"]?.text(&problems) { configuration.sealKey = value }
        if let value = map["control_token"]?.text(&problems) { configuration.controlToken = value }
        if let value = map["trusted_proxies"]?.strings(&problems) { configuration.trustedProxies = value }
        if let value = map["ticket_prefix"]?.text(limit: 8, &problems) { configuration.ticketPrefix = value }
        if let value = map["quiet_seconds"]?.integer(in: 0...10, &problems) { configuration.quietSeconds = value }
        if let value = map["log_level"]?.choice(of: Logger.Level.allCases.map(\.rawValue), &problems) {
            configuration.logLevel = Logger.Level(rawValue: value) ?? .info
        }
        if let value = map["zalo_verifier"]?.text(limit: 100, &problems) { configuration.zaloVerifier = value }
        configuration.channels = channels(map["channels"])
        return configuration
    }

    private mutating func channels(_ node: Node?) -> [ChannelConfiguration] {
        var channels: [ChannelConfiguration] = []
        for item in node?.sequence(&problems) ?? [] {
            guard let channel = channel(item) else { continue }
            if channels.contains(where: { $0.id == channel.id }) {
                report(item, "two channels are called '\(channel.id)'", "hai kênh trùng tên '\(channel.id)'")
            }
            channels.append(channel)
        }
        return channels
    }

    private mutating func channel(_ node: Node) -> ChannelConfiguration? {
        guard let any = node.mapping(&problems),
            let platform = any.required("platform", &problems)?.choice(of: ["zalo", "viber", "facebook"], &problems),
            let map = node.mapping(allowedKeys: Self.common + (Self.own[platform] ?? []), &problems),
            let id = map.required("id", &problems).flatMap({ channelID($0) })
        else { return nil }
        let policy = map["unknown"]?.choice(of: Channel.UnknownPolicy.allCases.map(\.rawValue), &problems)
        return ChannelConfiguration(
            id: id, unknownPolicy: policy.flatMap(Channel.UnknownPolicy.init) ?? .resend,
            platform: self.platform(platform, map))
    }

    private static let common = ["id", "platform", "unknown", "api"]
    private static let own = [
        "zalo": [
            "app_id", "oa_id", "app_secret", "oa_secret_key", "access_token", "refresh_token", "oauth", "buttons",
            "contact_form",
        ],
        "viber": ["auth_token", "name"],
        "facebook": ["page_id", "app_id", "app_secret", "verify_token", "page_token"],
    ]

    private mutating func platform(_ name: String, _ map: Mapping) -> ChannelConfiguration.Platform {
        switch name {
        case "zalo":
            .zalo(
                ChannelConfiguration.Zalo(
                    appID: text(map, "app_id"), oaID: text(map, "oa_id"), appSecret: secret(map, "app_secret"),
                    oaSecretKey: secret(map, "oa_secret_key"),
                    accessToken: secret(map, "access_token", isOptional: true),
                    refreshToken: secret(map, "refresh_token", isOptional: true),
                    api: base(map, "api", "https://openapi.zalo.me"),
                    oauth: base(map, "oauth", "https://oauth.zaloapp.com"),
                    buttons: buttonShape(map["buttons"]), contactForm: contactForm(map["contact_form"])))
        case "viber":
            .viber(
                ChannelConfiguration.Viber(
                    authToken: secret(map, "auth_token"), name: text(map, "name"),
                    api: base(map, "api", "https://chatapi.viber.com")))
        default:
            .facebook(
                ChannelConfiguration.Facebook(
                    pageID: text(map, "page_id"), appID: text(map, "app_id"), appSecret: secret(map, "app_secret"),
                    verifyToken: secret(map, "verify_token"), pageToken: secret(map, "page_token", isOptional: true),
                    api: base(map, "api", "https://graph.facebook.com")))
        }
    }

    private mutating func buttonShape(_ node: Node?) -> ZaloSettings.ButtonShape {
        let name = node?.choice(of: ZaloSettings.ButtonShape.allCases.map(\.rawValue), &problems)
        return name.flatMap(ZaloSettings.ButtonShape.init) ?? .v3
    }

    private mutating func contactForm(_ node: Node?) -> ZaloSettings.RequestInfo? {
        guard let map = node?.mapping(allowedKeys: ["text", "picture"], &problems),
            let text = map.required("text", &problems)?.text(limit: 100, &problems),
            let picture = map.required("picture", &problems).flatMap({ webAddress($0) })
        else { return nil }
        return ZaloSettings.RequestInfo(subtitle: text, imageURL: picture)
    }

    private mutating func text(_ map: Mapping, _ key: String) -> String {
        map.required(key, &problems)?.text(&problems) ?? ""
    }

    private mutating func secret(_ map: Mapping, _ key: String, isOptional: Bool = false) -> String {
        guard let node = isOptional ? map[key] : map.required(key, &problems), let text = node.text(&problems) else {
            return ""
        }
        do throws(SecretProblem) {
            return try secrets.resolve(text)
        } catch {
            report(node, error.en, error.vi)
            return ""
        }
    }

    private mutating func base(_ map: Mapping, _ key: String, _ standard: String) -> String {
        map[key].flatMap { webAddress($0) } ?? standard
    }

    private mutating func channelID(_ node: Node) -> ChannelID? {
        guard let text = node.text(limit: 40, &problems) else { return nil }
        let isPlain = text.utf8.allSatisfy {
            $0 == UInt8(ascii: "-") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        }
        guard isPlain, text != Platform.phone.rawValue else {
            report(
                node, "a channel's id is lower-case letters, digits and dashes, and not 'phone'",
                "tên kênh chỉ gồm chữ thường, số, gạch ngang, và không phải 'phone'")
            return nil
        }
        return ChannelID(text)
    }

    private mutating func address(_ node: Node) -> Address? {
        guard let text = node.text(&problems) else { return nil }
        guard let address = Address(text) else {
            report(
                node, "expected an address and port such as 127.0.0.1:10220",
                "phải là địa chỉ và cổng, ví dụ 127.0.0.1:10220")
            return nil
        }
        return address
    }

    private mutating func database(_ node: Node) -> String? {
        guard let text = node.text(&problems) else { return nil }
        guard text.hasPrefix("sqlite:"), text.count > "sqlite:".count else {
            report(node, "expected sqlite:PATH", "phải viết sqlite:ĐƯỜNG-DẪN")
            return nil
        }
        return String(text.dropFirst("sqlite:".count))
    }

    /// https, or http on this machine (a simulator, a demo); without a trailing slash.
    private mutating func webAddress(_ node: Node) -> String? {
        guard let text = node.text(&problems) else { return nil }
        let url = URL(string: text)
        let isLocal = ["127.0.0.1", "localhost", "::1"].contains(url?.host ?? "")
        guard let url, url.host != nil, url.user == nil, url.query == nil,
            url.scheme == "https" || url.scheme == "http" && isLocal
        else {
            report(node, "expected an https address", "phải là địa chỉ https")
            return nil
        }
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }

    private mutating func report(_ node: Node, _ en: String, _ vi: String) {
        problems.error(node.position, vi: vi, en: en)
    }
}

/// What is wrong with a configuration, a line each, in the order of the file.
struct ConfigurationError: Error, Hashable {
    let lines: [String]
}
