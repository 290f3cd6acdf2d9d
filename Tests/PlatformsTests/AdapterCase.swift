import Crypto
import Foundation
import Messaging
import Platforms
import Testing

/// An adapter under test, with the keys of the fixtures' signature vectors and the other side's way to sign.
struct AdapterCase: Sendable, CustomTestStringConvertible {
    let adapter: any ChannelAdapter
    let fixtures: Fixtures
    /// A webhook with this body, signed as the platform signs.
    let signed: @Sendable (_ body: [UInt8]) -> WebhookRequest
    /// The same with a header of our choice in place of the signature.
    let withSignature: @Sendable (_ body: [UInt8], _ header: String?) -> WebhookRequest
    /// Prefix of the signature's header value.
    let prefix: String
    /// A webhook of text, and an event nobody knows.
    let sample: String
    let unknownEvent: [UInt8]

    var testDescription: String { adapter.capabilities.platform.rawValue }

    static let all = [zalo, viber, facebook]

    static let zaloSettings = ZaloSettings(
        appID: "360846524940903967", oaID: "388613280878808645", appSecret: "AppSecret_test_abcdef",
        oaSecretKey: "OASecretKey_test_0123456789")
    static let viberSettings = ViberSettings(authToken: "viber-token-test-0123456789", name: "Shop AI")
    static let facebookSettings = FacebookSettings(
        pageID: "1234567890", appID: "1517776481860111", appSecret: "fb_app_secret_test_0123456789",
        verifyToken: "mytoken")

    static let zalo = AdapterCase(
        adapter: ZaloAdapter(settings: zaloSettings), header: "x-zevent-signature", prefix: "mac=",
        sample: "user_send_text",
        unknown: #"{"app_id":"360846524940903967","event_name":"new thing!","timestamp":"1"}"#
    ) { body in
        let timestamp = (try? parsed(body))?["timestamp"].map { "\($0)" } ?? ""
        return SHA256.hash(
            Array(zaloSettings.appID.utf8), body, Array(timestamp.utf8), Array(zaloSettings.oaSecretKey.utf8))
    }
    static let viber = AdapterCase(
        adapter: ViberAdapter(settings: viberSettings), header: "x-viber-content-signature", prefix: "",
        sample: "message_text", unknown: #"{"event":"new thing!","timestamp":1,"message_token":1}"#
    ) { HMACKey(Array(viberSettings.authToken.utf8)).authenticate($0) }
    static let facebook = AdapterCase(
        adapter: FacebookAdapter(settings: facebookSettings), header: "x-hub-signature-256", prefix: "sha256=",
        sample: "message_text",
        unknown: """
            {"object":"page","entry":[{"id":"1234567890","messaging":[{"sender":{"id":"5"},"recipient":{"id":"1234567890"},\
            "new thing!":{}}]}]}
            """
    ) { HMACKey(Array(facebookSettings.appSecret.utf8)).authenticate($0) }

    private init(
        adapter: any ChannelAdapter, header: String, prefix: String, sample: String, unknown: String,
        digest: @escaping @Sendable ([UInt8]) -> [UInt8]
    ) {
        self.adapter = adapter
        self.prefix = prefix
        self.sample = sample
        fixtures = Fixtures(platform: adapter.capabilities.platform)
        unknownEvent = Array(unknown.utf8)
        withSignature = { body, value in
            WebhookRequest(method: .post, headers: value.map { [header: $0] } ?? [:], body: body)
        }
        signed = { body in
            WebhookRequest(method: .post, headers: [header: prefix + Hex.encode(digest(body))], body: body)
        }
    }
}
