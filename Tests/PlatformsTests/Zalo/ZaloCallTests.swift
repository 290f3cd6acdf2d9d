import Foundation
import Messaging
import Platforms
import Testing

@Suite("Zalo: calls and answers")
struct ZaloCallTests {
    private let platform = AdapterCase.zalo
    private let user = "246845883529197922"

    /// Kinds of message we do not send.
    private static let notSent: Set<String> = [
        "req_send_text_quote", "req_send_gif", "req_send_sticker", "req_send_file", "req_reaction", "req_template_uid",
        "req_template_phone_zns",
    ]
    private static let compared: Set<String> = [
        "req_send_text", "req_send_image_url", "req_send_image_attachment_id", "req_send_buttons_v3",
        "req_send_buttons_v2_shape", "req_request_user_info", "req_anonymous_text",
    ]

    @Test("every documented call is compared here or is one that we do not make")
    func complete() throws {
        #expect(Set(try platform.fixtures.names("req")) == Self.compared.union(Self.notSent))
    }

    private func adapter(
        _ shape: ZaloSettings.ButtonShape = .v3, info: ZaloSettings.RequestInfo? = nil
    ) -> ZaloAdapter {
        let settings = AdapterCase.zaloSettings
        return ZaloAdapter(
            settings: ZaloSettings(
                appID: settings.appID, oaID: settings.oaID, appSecret: settings.appSecret,
                oaSecretKey: settings.oaSecretKey, buttons: shape, requestInfo: info))
    }

    @Test("a text")
    func text() throws {
        let (call, body) = try onlyCall(
            platform.adapter, OutboundMessage(purpose: .bot, text: "Dạ còn ạ"), to: user)
        #expect(body == (try platform.fixtures.object("req_send_text")))
        #expect(call.url == "https://openapi.zalo.me/v3.0/oa/message/cs")
        #expect(call.method == "POST")
        #expect(call.credential == .header(name: "access_token"))
    }

    @Test("a text to someone without an account goes to the older endpoint, buttons as lines")
    func anonymous() throws {
        let key = "anonymous:e5f2a1b0c9d8:c4f4f3e0b8a5"
        let (call, body) = try onlyCall(
            platform.adapter, OutboundMessage(purpose: .bot, text: "Xin chào"), to: key)
        #expect(body == (try platform.fixtures.object("req_anonymous_text")))
        #expect(call.url == "https://openapi.zalo.me/v2.0/oa/message")
        let buttons = [Button(title: "A", action: .reply(payload: "a")), Button(title: "B", action: .sharePhone)]
        let lines = try onlyCall(
            platform.adapter, OutboundMessage(purpose: .bot, text: "X", buttons: buttons), to: key)
        #expect((lines.body["message"] as? NSDictionary)?["text"] as? String == "X\n\n1. A\n2. B")
    }

    @Test("pictures come before the text, each in a call")
    func pictures() throws {
        let images = [OutboundImage(.url("https://example.com/a.jpg")), OutboundImage(.uploaded(id: "PIX6c0b7e"))]
        let message = OutboundMessage(purpose: .bot, text: "Ảnh sản phẩm", images: images)
        let bodies = try platform.adapter.render(message, to: ContactKey(user), tag: "t").map { try parsed($0.body) }
        #expect(bodies.count == 3)
        let withCaption = try platform.fixtures.object("req_send_image_url")
        #expect(bodies.first == (try without(withCaption, "message.text")))
        #expect(bodies.dropFirst().first == (try platform.fixtures.object("req_send_image_attachment_id")))
        #expect((bodies.last?["message"] as? NSDictionary)?["text"] as? String == "Ảnh sản phẩm")
    }

    @Test("buttons in the form of API v3")
    func buttonsV3() throws {
        let buttons = [
            Button(title: "Gặp nhân viên", action: .reply(payload: "#human")),
            Button(title: "Xem web", action: .open(url: "https://example.com")),
            Button(title: "Gọi", action: .call(number: "0912 345 678")),
        ]
        let message = OutboundMessage(purpose: .bot, text: "Anh/chị cần gì ạ?", buttons: buttons)
        let body = try onlyCall(platform.adapter, message, to: user).body
        // The sample has a fourth button, of a kind (SMS) that we do not use.
        let sample = try platform.fixtures.object("req_send_buttons_v3")
        let path = "message.attachment.payload.buttons"
        let documented = try #require(member(of: sample, path) as? [NSDictionary])
        #expect(member(of: body, path) as? [NSDictionary] == documented.dropLast())
        #expect(try without(body, path) == without(sample, path))
    }

    @Test("buttons in the form of API v2, and as text")
    func otherShapes() throws {
        let buttons = [Button(title: "Gặp nhân viên", action: .reply(payload: "#human"))]
        let message = OutboundMessage(purpose: .bot, text: "Anh/chị cần gì ạ?", buttons: buttons)
        let v2 = try onlyCall(adapter(.v2), message, to: user).body
        #expect(v2 == (try platform.fixtures.object("req_send_buttons_v2_shape")))
        let text = try onlyCall(adapter(.text), message, to: user).body
        #expect(text["message"] as? NSDictionary == ["text": "Anh/chị cần gì ạ?\n\n1. Gặp nhân viên"])
        #expect(!adapter(.text).capabilities.canCall)
    }

    @Test("the form for contact details, where it is configured, is a call behind the text")
    func requestInfo() throws {
        let info = ZaloSettings.RequestInfo(
            subtitle: "Chỉ dùng để giao hàng", imageURL: "https://example.com/b.jpg")
        let buttons = [Button(title: "Shop xin thông tin giao hàng", action: .sharePhone)]
        let message = OutboundMessage(purpose: .bot, text: "X", buttons: buttons)
        let adapter = adapter(info: info)
        let calls = adapter.render(message, to: ContactKey(user), tag: "t")
        #expect(calls.count == 2)
        #expect(try parsed(#require(calls.last).body) == platform.fixtures.object("req_request_user_info"))
        #expect(adapter.capabilities.canSharePhone)

        let without = try onlyCall(platform.adapter, message, to: user).body
        #expect(without["message"] as? NSDictionary == ["text": "X\n\n1. Shop xin thông tin giao hàng"])
    }

    @Test("a sixth button becomes a line with its number; only the last part has buttons")
    func manyButtons() throws {
        let buttons = (1...7).map { Button(title: "Nút \($0)", action: .reply(payload: "p\($0)")) }
        let text = String(repeating: "Một câu. ", count: 300)
        let calls = platform.adapter.render(
            OutboundMessage(purpose: .bot, text: text, buttons: buttons), to: ContactKey(user), tag: "t")
        let bodies = try calls.map { try parsed($0.body) }
        #expect(bodies.count == 2)
        let attachments = bodies.map { ($0["message"] as? NSDictionary)?["attachment"] != nil }
        #expect(attachments == [false, true])
        let last = try #require((bodies.last?["message"] as? NSDictionary)?["text"] as? String)
        #expect(last.hasSuffix("\n\n6. Nút 6\n7. Nút 7"))
    }

    @Test("every documented answer")
    func answers() throws {
        try compareAnswers(
            platform,
            [
                "resp_send_ok": .sent(platformMessageID: "0a1b2c3d4e5f60718293"),
                "resp_error_32": .failed(.throttled(afterSeconds: 60, reason: "-32 Rate limit exceeded")),
                "resp_error_201": .failed(.badRequest(reason: "-201 Parameter is invalid")),
                "resp_error_213": .failed(.windowClosed(reason: "-213 User has not followed OA")),
                "resp_error_216": .failed(.badToken(reason: "-216 Access token is invalid")),
                "resp_error_220": .failed(.badToken(reason: "-220 access_token is expired")),
                "resp_error_230": .failed(
                    .windowClosed(reason: "-230 User has not interacted with the OA in the past 7 days")),
                "resp_error_240": .failed(
                    .badRequest(reason: "-240 MessageV2 API has been shut down, please switch to MessageV3")),
                "resp_token_ok": nil, "resp_token_error": nil, "resp_user_detail_ok": nil, "resp_upload_image_ok": nil,
                "resp_upload_file_ok": nil,
            ], status: { _ in 200 })
    }

    @Test(
        "every documented code",
        arguments: [
            (0, "sent"), (-32, "throttled"), (-216, "badToken"), (-220, "badToken"), (-100, "badRequest"),
            (-200, "temporary"), (-201, "badRequest"), (-202, "badRequest"), (-204, "channelDown"),
            (-205, "channelDown"),
            (-209, "channelDown"), (-210, "channelDown"), (-212, "channelDown"), (-219, "channelDown"),
            (-223, "channelDown"), (-242, "channelDown"), (-211, "channelDown"), (-218, "windowClosed"),
            (-321, "channelDown"), (-213, "windowClosed"), (-217, "blocked"), (-244, "blocked"), (-221, "channelDown"),
            (-224, "channelDown"), (-222, "blocked"), (-227, "blocked"), (-230, "windowClosed"), (-232, "windowClosed"),
            (-233, "badRequest"), (-234, "badRequest"), (-235, "badRequest"), (-237, "badRequest"),
            (-248, "badRequest"),
            (-249, "badRequest"), (-240, "badRequest"), (-305, "windowClosed"), (-311, "windowClosed"),
            (-99999, "temporary"),
        ])
    func codes(code: Int, expected: String) {
        for written in ["\(code)", "\"\(code)\""] {
            let reply = PlatformReply(status: 200, body: Array("{\"error\":\(written)}".utf8))
            #expect(name(of: platform.adapter.interpret(reply)) == expected)
        }
    }

    // MARK: Tokens

    @Test("a refresh is form-encoded, with the app secret in a header")
    func refreshCall() throws {
        let call = adapter().refreshCall(refreshToken: "a+b/c= ạ&d")
        #expect(call.url == "https://oauth.zaloapp.com/v4/oa/access_token")
        #expect(call.credential == .none)
        #expect(call.headers["secret_key"] == AdapterCase.zaloSettings.appSecret)
        #expect(call.headers["Content-Type"] == "application/x-www-form-urlencoded")
        #expect(
            String(decoding: call.body, as: UTF8.self)
                == "refresh_token=a%2Bb%2Fc%3D%20%E1%BA%A1%26d&app_id=360846524940903967&grant_type=refresh_token")
    }

    @Test("a refresh's answer")
    func refreshAnswers() throws {
        func interpret(_ body: String, status: Int = 200) -> TokenRefresh {
            adapter().interpretRefresh(PlatformReply(status: status, body: Array(body.utf8)))
        }
        let ok = adapter().interpretRefresh(
            PlatformReply(status: 200, body: try platform.fixtures.bytes("resp_token_ok")))
        #expect(
            ok
                == .refreshed(
                    accessToken: "new-access-token", refreshToken: "new-refresh-token", expiresInSeconds: 90_000))
        #expect(
            interpret(#"{"access_token":"a","refresh_token":"r","expires_in":3600}"#)
                == .refreshed(accessToken: "a", refreshToken: "r", expiresInSeconds: 3600))
        #expect(
            interpret(#"{"access_token":"a","refresh_token":"r","expires_in":"soon"}"#)
                == .refreshed(accessToken: "a", refreshToken: "r", expiresInSeconds: 3600))

        let refused = adapter().interpretRefresh(
            PlatformReply(status: 200, body: try platform.fixtures.bytes("resp_token_error")))
        #expect(refused == .refused(reason: "-14014 Invalid refresh token"))
        for body in ["{}", #"{"access_token":"a"}"#, #"{"access_token":"a","refresh_token":""}"#] {
            guard case .refused = interpret(body) else {
                Issue.record("\(body)")
                continue
            }
        }
        for (body, status) in [("", 200), ("<html>", 200), ("{}", 503), ("{}", 429), (#"{"error":-32}"#, 200)] {
            guard case .temporary = interpret(body, status: status) else {
                Issue.record("\(status) \(body)")
                continue
            }
        }
    }

    @Test("the operator is told, in both languages, what to click")
    func registration() {
        guard case .manual(let steps) = adapter().registration(callbackURL: "https://a.vn/webhooks/z") else {
            Issue.record("not manual")
            return
        }
        #expect(
            steps.contains { $0.vi.contains("https://a.vn/webhooks/z") && $0.en.contains("https://a.vn/webhooks/z") })
        #expect(steps.allSatisfy { !$0.vi.contains(AdapterCase.zaloSettings.oaSecretKey) })
    }
}
