import Foundation
import HTTP
import Testing

@testable import Simulator

@Suite struct SignatureTests {
    private func header(_ name: String, _ webhook: SignedWebhook) -> String? {
        webhook.headers.first { $0.name == name }?.value
    }

    @Test(arguments: ["zalo", "viber", "facebook"])
    func theTestsOwnAlgorithmAgreesWithTheSharedVectors(platform: String) throws {
        let vectors = try fixture(platform + "/_signature_vectors")
        for vector in vectors["valid"].array ?? [] {
            let encoded = vector["body_base64"].string ?? ""
            let body = Array(try #require(Data(base64Encoded: encoded)))
            switch platform {
            case "zalo":
                let around = (vectors["app_id"].string ?? "", vectors["oa_secret_key"].string ?? "")
                let timestamp = vector["timestamp"].string ?? ""
                let hash = PlainSHA256.hash(
                    Array(around.0.utf8) + body + Array(timestamp.utf8) + Array(around.1.utf8))
                #expect("mac=" + PlainSHA256.hex(hash) == vector["header"].string)
            case "viber":
                let key = Array((vector["auth_token"].string ?? "").utf8)
                #expect(PlainSHA256.hex(PlainSHA256.hmac(body, key: key)) == vector["signature"].string)
            default:
                let key = Array((vectors["app_secret"].string ?? "").utf8)
                #expect("sha256=" + PlainSHA256.hex(PlainSHA256.hmac(body, key: key)) == vector["header"].string)
            }
        }
        #expect((vectors["valid"].array ?? []).count >= 2)
    }

    @Test func zaloSignsAppBodyTimestampAndOASecretOverTheExactBytes() async throws {
        let rig = Rig()
        await rig.simulator.citizenWrites("Chào, còn \"vắc-xin\" không?\n😀", person: rig.zalo, channel: "zalo")
        await rig.simulator.settle()
        let webhook = try #require(rig.webhook.received.first)
        let timestamp = try #require(JSON.parse(webhook.body)?["timestamp"].string)
        let signed =
            Array("360846524940903967".utf8) + webhook.body + Array(timestamp.utf8)
            + Array("OASecretKey_test_0123456789".utf8)
        #expect(header("X-ZEvent-Signature", webhook) == "mac=" + PlainSHA256.hex(PlainSHA256.hash(signed)))
        #expect(String(decoding: webhook.body, as: UTF8.self).contains("Chào, còn \\\"vắc-xin\\\" không?\\n😀"))
    }

    @Test func viberSignsInTheHeaderAndInTheQueryAndEscapesInUpperCase() async throws {
        let rig = Rig()
        await rig.simulator.citizenWrites("Lỗ chỗ 😀 a/b", person: rig.viber, channel: "viber")
        await rig.simulator.settle()
        let webhook = try #require(rig.webhook.received.first)
        let right = PlainSHA256.hex(
            PlainSHA256.hmac(webhook.body, key: Array("viber-token-test-0123456789".utf8)))
        #expect(header("X-Viber-Content-Signature", webhook) == right)
        #expect(webhook.url == "https://hotline.example/webhooks/viber?sig=" + right)
        #expect(webhook.body.allSatisfy { $0 < 0x80 })
        #expect(String(decoding: webhook.body, as: UTF8.self).contains("L\\u1ED7 ch\\u1ED7 \\uD83D\\uDE00 a/b"))
    }

    @Test func facebookSignsTheEscapedBodyWithItsSlashes() async throws {
        let rig = Rig()
        await rig.simulator.citizenWrites("Lỗ chỗ 😀 a/b", person: rig.facebook, channel: "facebook")
        await rig.simulator.settle()
        let webhook = try #require(rig.webhook.received.first)
        let key = Array("fb_app_secret_test_0123456789".utf8)
        #expect(
            header("X-Hub-Signature-256", webhook)
                == "sha256=" + PlainSHA256.hex(PlainSHA256.hmac(webhook.body, key: key)))
        #expect(String(decoding: webhook.body, as: UTF8.self).contains("L\\u1ed7 ch\\u1ed7 \\ud83d\\ude00 a\\/b"))
    }

    @Test func aWebhookBecomesTheRequestThatAServerWouldHandOver() async throws {
        let rig = Rig()
        await rig.simulator.citizenWrites("alo", person: rig.viber, channel: "viber")
        await rig.simulator.settle()
        let webhook = try #require(rig.webhook.received.first)
        let request = webhook.request
        #expect(request.method == "POST" && request.path == "/webhooks/viber" && request.body == webhook.body)
        #expect(request.headers["x-viber-content-signature"] == request.queryValue("sig"))
        #expect(request.headers["content-type"] == "application/json")
    }

    @Test(arguments: ["zalo", "viber", "facebook"])
    func aBenchGetsDistinctSignedBodiesThatAreTheSameForTheSameSeed(id: String) throws {
        let channel = try #require(Rig.channels.first { $0.id == id })
        let made = SignedBodies.make(channel: channel, count: 500, seed: 7)
        #expect(made.count == 500)
        #expect(Set(made.map(\.body)).count == 500)
        let ids = made.compactMap { webhook -> String? in
            guard let body = JSON.parse(webhook.body) else { return nil }
            return body["message"]["msg_id"].string ?? body["message_token"].int.map { String($0) }
                ?? body["entry"].array?.first?["messaging"].array?.first?["message"]["mid"].string
        }
        #expect(Set(ids).count == 500)
        #expect(SignedBodies.make(channel: channel, count: 5, seed: 7).map(\.body) == made.prefix(5).map(\.body))
        #expect(SignedBodies.make(channel: channel, count: 5, seed: 8).map(\.body) != made.prefix(5).map(\.body))
    }

    @Test func aFacebookBodyOfTheBenchHasTheUsualSize() throws {
        let channel = try #require(Rig.channels.first { $0.id == "facebook" })
        let sizes = SignedBodies.make(channel: channel, count: 60, seed: 1).map(\.body.count)
        let mean = sizes.reduce(0, +) / sizes.count
        #expect((500...640).contains(mean), "mean \(mean)")
    }
}
