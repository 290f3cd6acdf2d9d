import Foundation
import Messaging
import Platforms
import Testing

@Suite("Signatures: published vectors")
struct SignatureTests {
    private struct Vector: Decodable {
        let name: String
        let body: String
        let body_base64: String?
        let header: String?
        let signature: String?
        let auth_token: String?

        func bytes() throws -> [UInt8] {
            guard let body_base64 else { return Array(body.utf8) }
            return Array(try #require(Data(base64Encoded: body_base64)))
        }
    }

    private struct Vectors: Decodable {
        let valid: [Vector]
        let invalid: [Vector]
    }

    @Test("every valid vector is accepted and every invalid one refused", arguments: AdapterCase.all)
    func vectors(platform: AdapterCase) throws {
        let vectors = try platform.fixtures.vectors(Vectors.self)
        #expect(vectors.valid.count >= 3)
        #expect(vectors.invalid.count >= 2)
        for vector in vectors.valid {
            let request = platform.withSignature(try vector.bytes(), vector.header ?? vector.signature)
            #expect(platform.adapter.verify(request) == .verified, "\(vector.name)")
        }
        for vector in vectors.invalid {
            let request = platform.withSignature(try vector.bytes(), vector.header ?? vector.signature)
            guard case .refused = platform.adapter.verify(request) else {
                Issue.record("\(vector.name) was not refused")
                continue
            }
        }
    }

    @Test("Viber's signature may stand in the query, once, when there is no header")
    func viberQuery() throws {
        let vector = try #require(AdapterCase.viber.fixtures.vectors(Vectors.self).valid.first)
        let body = try vector.bytes()
        let signature = try #require(vector.signature)
        func verify(_ query: [(name: String, value: String)], _ headers: [String: String] = [:]) -> Verification {
            AdapterCase.viber.adapter.verify(
                WebhookRequest(method: .post, query: query, headers: headers, body: body))
        }
        #expect(verify([("sig", signature)]) == .verified)
        #expect(verify([("x", "1"), ("sig", signature)]) == .verified)
        #expect(verify([("sig", signature), ("sig", signature)]) != .verified)
        #expect(verify([("SIG", signature)]) != .verified)
        let wrong = String(repeating: "0", count: 64)
        #expect(verify([("sig", signature)], ["x-viber-content-signature": wrong]) != .verified)
    }

    @Test("a webhook signed with Zalo's app secret is refused with a hint")
    func zaloOtherKey() throws {
        let settings = AdapterCase.zaloSettings
        let confused = ZaloAdapter(
            settings: ZaloSettings(
                appID: settings.appID, oaID: settings.oaID, appSecret: settings.oaSecretKey, oaSecretKey: "another"))
        let body = try AdapterCase.zalo.fixtures.bytes("user_send_text")
        guard case .refused(let reason) = confused.verify(AdapterCase.zalo.signed(body)) else {
            Issue.record("accepted")
            return
        }
        #expect(reason.contains("try the other key"))
    }

    @Test("a channel without a secret accepts nothing, not even what an empty key signs")
    func emptySecrets() throws {
        let adapters: [any ChannelAdapter] = [
            ZaloAdapter(
                settings: ZaloSettings(
                    appID: AdapterCase.zaloSettings.appID, oaID: "1", appSecret: "", oaSecretKey: "")),
            ViberAdapter(settings: ViberSettings(authToken: "", name: "x")),
            FacebookAdapter(settings: FacebookSettings(pageID: "1", appID: "1", appSecret: "", verifyToken: "")),
        ]
        // HMAC-SHA256 with an empty key over an empty text, and SHA-256 of app id, body and timestamp alone.
        let empty = "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"
        for adapter in adapters {
            for header in ["x-zevent-signature", "x-viber-content-signature", "x-hub-signature-256"] {
                for prefix in ["", "mac=", "sha256="] {
                    let request = WebhookRequest(method: .post, headers: [header: prefix + empty])
                    #expect(adapter.verify(request) != .verified)
                }
            }
        }
        let handshake = WebhookRequest(
            method: .get,
            query: [("hub.mode", "subscribe"), ("hub.verify_token", ""), ("hub.challenge", "1")])
        guard case .answer(let reply) = adapters[2].verify(handshake) else {
            Issue.record("no answer")
            return
        }
        #expect(reply.status == 403)
    }

    @Test(
        "Facebook's handshake",
        arguments: [
            ([("hub.mode", "subscribe"), ("hub.verify_token", "mytoken"), ("hub.challenge", "1158201444")], 200),
            ([("hub.mode", "subscribe"), ("hub.verify_token", "other"), ("hub.challenge", "1")], 403),
            ([("hub.mode", "subscribe"), ("hub.verify_token", "mytoke"), ("hub.challenge", "1")], 403),
            ([("hub.mode", "unsubscribe"), ("hub.verify_token", "mytoken"), ("hub.challenge", "1")], 403),
            ([("hub.mode", "subscribe"), ("hub.challenge", "1")], 403),
            ([("hub.mode", "subscribe"), ("hub.verify_token", "mytoken")], 403),
            ([], 403),
        ])
    func handshake(query: [(String, String)], status: Int) {
        let request = WebhookRequest(method: .get, query: query.map { (name: $0.0, value: $0.1) })
        guard case .answer(let reply) = AdapterCase.facebook.adapter.verify(request) else {
            Issue.record("no answer")
            return
        }
        #expect(reply.status == status)
        #expect(reply.contentType.hasPrefix("text/plain"))
        if status == 200 { #expect(reply.body == Array("1158201444".utf8)) }
    }

    @Test("Zalo and Viber have no GET", arguments: [AdapterCase.zalo, .viber])
    func noHandshake(platform: AdapterCase) {
        guard case .refused = platform.adapter.verify(WebhookRequest(method: .get)) else {
            Issue.record("a GET was not refused")
            return
        }
    }

    @Test("Zalo's console test, an unsigned empty object, is answered 200", arguments: ["{}", " {\n} ", "{ }\r\n"])
    func consoleTest(body: String) {
        let request = WebhookRequest(method: .post, body: Array(body.utf8))
        #expect(AdapterCase.zalo.adapter.verify(request) == .answer(WebhookReply(status: 200)))
    }

    @Test("anything else unsigned is refused", arguments: ["", "[]", "{}{}", "{\"a\":1}", "{", "null", "{\"\":\"\"}"])
    func unsigned(body: String) {
        for platform in AdapterCase.all {
            let verification = platform.adapter.verify(WebhookRequest(method: .post, body: Array(body.utf8)))
            guard case .refused = verification else {
                Issue.record("\(platform.testDescription) did not refuse")
                continue
            }
        }
    }

    @Test("Zalo's empty object with a signature is refused")
    func signedEmptyObject() {
        let body = Array("{}".utf8)
        guard case .refused = AdapterCase.zalo.adapter.verify(AdapterCase.zalo.signed(body)) else {
            Issue.record("not refused")
            return
        }
    }
}
