import Foundation
import HTTP
import Messaging
import Platforms
import Routing
import Storage

/// The list of platforms: adding one is a folder in Platforms, a case here, and a block of the configuration.
extension Channel {
    init(_ configuration: ChannelConfiguration) throws {
        let adapter: any ChannelAdapter =
            switch configuration.platform {
            case .zalo(let zalo):
                ZaloAdapter(
                    settings: ZaloSettings(
                        appID: zalo.appID, oaID: zalo.oaID, appSecret: zalo.appSecret, oaSecretKey: zalo.oaSecretKey,
                        api: zalo.api, oauth: zalo.oauth, buttons: zalo.buttons, requestInfo: zalo.contactForm))
            case .viber(let viber):
                ViberAdapter(settings: ViberSettings(authToken: viber.authToken, name: viber.name, api: viber.api))
            case .facebook(let facebook):
                FacebookAdapter(
                    settings: FacebookSettings(
                        pageID: facebook.pageID, appID: facebook.appID, appSecret: facebook.appSecret,
                        verifyToken: facebook.verifyToken, api: facebook.api))
            }
        let hosts = configuration.platform.bases.compactMap { URL(string: $0)?.host }
        let isLocal = hosts.allSatisfy { ["127.0.0.1", "localhost", "::1"].contains($0) }
        self.init(
            id: configuration.id, adapter: adapter,
            outgoing: Outgoing.live(allowedHosts: hosts, allowPlainHTTPOnLoopback: isLocal),
            unknownPolicy: configuration.unknownPolicy)
    }
}

extension ChannelConfiguration {
    /// What texts must fit, whichever channels are configured: for `check`.
    static var capabilitiesOfAllPlatforms: [ChannelCapabilities] {
        [
            ZaloAdapter(settings: ZaloSettings(appID: "", oaID: "", appSecret: "", oaSecretKey: "")).capabilities,
            ViberAdapter(settings: ViberSettings(authToken: "", name: "")).capabilities,
            FacebookAdapter(
                settings: FacebookSettings(pageID: "", appID: "", appSecret: "", verifyToken: "")
            ).capabilities,
        ]
    }

    /// The tokens as configured; the database's, once there are any, come before them.
    var token: Credential {
        switch platform {
        case .zalo(let zalo):
            Credential(
                accessToken: zalo.accessToken, refreshToken: zalo.refreshToken.isEmpty ? nil : zalo.refreshToken,
                expires: nil)
        case .viber(let viber): Credential(accessToken: viber.authToken, refreshToken: nil, expires: nil)
        case .facebook(let facebook): Credential(accessToken: facebook.pageToken, refreshToken: nil, expires: nil)
        }
    }
}
