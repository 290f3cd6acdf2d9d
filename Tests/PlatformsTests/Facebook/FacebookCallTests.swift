import Foundation
import Messaging
import Platforms
import Testing

@Suite("Facebook: calls and answers")
struct FacebookCallTests {
    private let platform = AdapterCase.facebook
    private let adapter = FacebookAdapter(settings: AdapterCase.facebookSettings)
    private let person = "5678901234567"

    private static let notSent: Set<String> = [
        "req_send_reply_to", "req_send_generic_template", "req_send_file", "req_send_sticker", "req_typing_on",
        "req_mark_seen", "req_react", "req_send_release_control", "req_send_pass_control", "req_pass_thread_control",
        "resp_data_deletion",
    ]
    private static let compared: Set<String> = [
        "req_send_text", "req_send_text_human_agent", "req_send_quick_replies", "req_send_button_template",
        "req_send_image_url", "req_send_image_attachment_id", "req_send_multi_images",
    ]

    @Test("every documented call is compared here or is one that we do not make")
    func complete() throws {
        #expect(Set(try platform.fixtures.names("req")) == Self.compared.union(Self.notSent))
    }

    private func body(_ message: OutboundMessage) throws -> NSDictionary {
        try without(onlyCall(adapter, message, to: person).body, "message.metadata")
    }

    @Test("a text, with our tag", arguments: [OutboundMessage.Purpose.bot, .safety, .person])
    func text(purpose: OutboundMessage.Purpose) throws {
        let (call, body) = try onlyCall(adapter, OutboundMessage(purpose: purpose, text: "Dạ còn ạ"), to: person)
        let sample = try platform.fixtures.object("req_send_text")
        #expect(try without(body, "message.metadata") == without(sample, "message.metadata"))
        #expect(member(of: body, "message.metadata") as? String == "t1-1")
        #expect(call.url == "https://graph.facebook.com/v25.0/1234567890/messages")
        #expect(call.credential == .query(name: "access_token"))
    }

    @Test("a person's reply after the first day carries the tag for people")
    func humanAgent() throws {
        let text = "Em là Lan, xin trả lời ạ"
        let call = try onlyCall(adapter, OutboundMessage(purpose: .person, text: text), to: person).call
        let tagged = try #require(adapter.outsideWindow(call))
        #expect(
            try without(parsed(tagged.body), "message.metadata")
                == platform.fixtures.object("req_send_text_human_agent"))
        #expect(tagged.url == call.url)
        #expect(tagged.credential == call.credential)
        #expect(adapter.asHumanAgent(tagged) == tagged)
        let other = PlatformCall(method: "POST", url: "u", headers: [:], body: [1], credential: .none)
        #expect(adapter.asHumanAgent(other) == other)
        #expect(AdapterCase.viber.adapter.outsideWindow(call) == nil)
    }

    @Test("answers and the telephone number are quick replies")
    func quickReplies() throws {
        let buttons = [
            Button(title: "Gặp nhân viên", action: .reply(payload: "HUMAN")),
            Button(title: "Xem menu", action: .reply(payload: "MENU")),
            Button(title: "Số của tôi", action: .sharePhone),
        ]
        let body = try body(OutboundMessage(purpose: .bot, text: "Anh/chị cần gì ạ?", buttons: buttons))
        let sample = try platform.fixtures.object("req_send_quick_replies")
        // The sample has a picture on the second, and asks for the e-mail address too.
        let path = "message.quick_replies"
        let documented = try #require(member(of: sample, path) as? [NSDictionary])
        #expect(
            member(of: body, path) as? [NSDictionary]
                == (try documented.dropLast().map { try without($0, "image_url") }))
        #expect(try without(body, path) == without(sample, path))
    }

    @Test("calls and links are a button template, with answers as quick replies beside it")
    func template() throws {
        let sample = try platform.fixtures.object("req_send_button_template")
        let documented = try #require(member(of: sample, "message.attachment.payload.buttons") as? [NSDictionary])
        let buttons = [
            Button(title: "Gặp nhân viên", action: .reply(payload: "HUMAN")),
            Button(title: "Xem web", action: .open(url: "https://example.com")),
            Button(title: "Gọi", action: .call(number: "0912 345 678")),
        ]
        let body = try body(OutboundMessage(purpose: .bot, text: "Anh/chị cần gì ạ?", buttons: buttons))
        // The sample's first button is a postback; ours is a quick reply.
        #expect(
            member(of: body, "message.attachment.payload.buttons") as? [NSDictionary] == Array(documented.dropFirst()))
        #expect(
            try without(body, "message.attachment.payload.buttons", "message.quick_replies")
                == without(sample, "message.attachment.payload.buttons"))
        #expect((member(of: body, "message.quick_replies") as? [NSDictionary])?.count == 1)
    }

    @Test("a template's text has 640 characters: a longer text is cut once more, at its end")
    func templateText() throws {
        let text = String(repeating: "Một câu dài hơn một chút. ", count: 60)
        let message = OutboundMessage(
            purpose: .bot, text: text, buttons: [Button(title: "Web", action: .open(url: "https://a.vn"))])
        let bodies = try adapter.render(message, to: ContactKey(person), tag: "t").map { try parsed($0.body) }
        let last = try #require(bodies.last)
        #expect(try #require(member(of: last, "message.attachment.payload.text") as? String).utf16.count <= 640)
        #expect(bodies.dropLast().allSatisfy { member(of: $0, "message.attachment") == nil })
        #expect(bodies.map { member(of: $0, "message.metadata") as? String } == bodies.indices.map { "t-\($0 + 1)" })
    }

    @Test("short numbers, a place, a fourth link and a fourteenth answer are lines with their numbers")
    func degraded() throws {
        let buttons =
            [
                Button(title: "Cấp cứu", action: .call(number: "115")), Button(title: "Vị trí", action: .shareLocation),
                Button(title: "Gọi 1022", action: .call(number: "1022")),
            ] + (1...4).map { Button(title: "Trang \($0)", action: .open(url: "https://a.vn/\($0)")) }
            + (1...14).map { Button(title: "Ý \($0)", action: .reply(payload: "\($0)")) }
        let body = try body(OutboundMessage(purpose: .safety, text: "X", buttons: buttons))
        #expect(
            member(of: body, "message.attachment.payload.text") as? String
                == "X\n\n1. Cấp cứu: 115\n2. Vị trí\n3. Gọi 1022\n7. Trang 4: https://a.vn/4\n21. Ý 14")
        #expect((member(of: body, "message.quick_replies") as? [NSDictionary])?.count == 13)
        #expect((member(of: body, "message.attachment.payload.buttons") as? [NSDictionary])?.count == 3)
    }

    @Test("one picture, several pictures, and more than fit into a call")
    func pictures() throws {
        func bodies(_ images: [OutboundImage]) throws -> [NSDictionary] {
            let message = OutboundMessage(purpose: .bot, text: "", images: images)
            return try adapter.render(message, to: ContactKey(person), tag: "t")
                .map { try without(parsed($0.body), "message.metadata") }
        }
        let one = try bodies([OutboundImage(.url("https://example.com/a.jpg"))])
        #expect(one == [try platform.fixtures.object("req_send_image_url")])
        let uploaded = try bodies([OutboundImage(.uploaded(id: "1745504518999123"))])
        #expect(uploaded == [try platform.fixtures.object("req_send_image_attachment_id")])
        let two = try bodies((1...2).map { OutboundImage(.url("https://example.com/\($0).jpg")) })
        #expect(two == [try platform.fixtures.object("req_send_multi_images")])
        #expect(try bodies((1...31).map { OutboundImage(.url("https://example.com/\($0).jpg")) }).count == 2)
    }

    // MARK: Answers

    @Test("every documented answer")
    func answers() throws {
        try compareAnswers(
            platform,
            [
                "resp_send_ok": .sent(
                    platformMessageID:
                        "m_AG5Hz2Uq7tuwNEhXfYYKj8mJEM_QPpz5jdCK48PnKAjSdjfipqxqMvK8ma6AC8fplwlqLP_5cgXIbu7I3rBN0P"
                ),
                "resp_sender_action_ok": .sent(platformMessageID: nil),
                "resp_error_190": .failed(.badToken(reason: "190/1234567 Invalid OAuth access token.")),
                "resp_error_190_463": .failed(
                    .badToken(
                        reason:
                            "190/463 Error validating access token: Session has expired on Friday, 25-Oct-19 16:00:00 PDT."
                    )),
                "resp_error_10_2018278": .failed(
                    .windowClosed(reason: "10/2018278 (#10) This message is sent outside of allowed window.")),
                "resp_error_10_1893063": .failed(
                    .channelDown(
                        reason: "10/1893063 (#10) The Page is temporarily restricted from sending messages.")),
                "resp_error_100_2018001": .failed(
                    .blocked(reason: "100/2018001 (#100) No matching user found")),
                "resp_error_551_1545041": .failed(
                    .blocked(reason: "551/1545041 (#551) This person isn't available right now.")),
                "resp_error_200_1545041": .failed(
                    .blocked(reason: "200/1545041 (#551) This person isn't available right now.")),
                "resp_error_613": .failed(
                    .throttled(
                        afterSeconds: nil, reason: "613 (#613) Calls to this api have exceeded the rate limit.")),
                "resp_error_4": .failed(
                    .throttled(afterSeconds: nil, reason: "4 (#4) Application request limit reached")),
                "resp_error_2": .failed(
                    .temporary(reason: "2 An unexpected error has occurred. Please retry your request later.")),
                "resp_error_230": .failed(
                    .channelDown(reason: "230 (#230) Requires pages_messaging permission to manage the object")),
                "resp_success_true": nil, "resp_profile_ok": nil, "resp_profile_denied": nil,
            ], status: { $0.contains("error") ? 400 : 200 })
    }

    @Test(
        "every documented code and subcode, whatever the HTTP status",
        arguments: [
            (190, 460, "badToken"), (190, 458, "badToken"), (10, 0, "channelDown"), (200, 0, "channelDown"),
            (1, 99, "channelDown"), (199, 0, "channelDown"), (2, 2_018_344, "channelDown"),
            (100, 1_893_061, "badRequest"),
            (100, 0, "badRequest"), (551, 0, "blocked"), (32, 0, "throttled"), (80_006, 0, "throttled"),
            (1, 0, "temporary"), (1200, 0, "temporary"), (36_000, 0, "badRequest"), (1, 1_357_046, "unknownOutcome"),
            (11_357_046, 0, "unknownOutcome"), (10_900, 0, "badRequest"), (9_000_001, 0, "badRequest"),
            (424_242, 0, "temporary"),
        ])
    func codes(code: Int, subcode: Int, expected: String) {
        for status in [200, 400, 403, 500] {
            let body = #"{"error":{"message":"m","code":\#(code),"error_subcode":\#(subcode)}}"#
            let result = adapter.interpret(PlatformReply(status: status, body: Array(body.utf8)))
            #expect(name(of: result) == expected, "\(status)")
        }
    }

    @Test("the Page is subscribed by a call, after the address was typed in")
    func registration() throws {
        guard case .call(let call, let first) = adapter.registration(callbackURL: "https://a.vn/webhooks/p") else {
            Issue.record("no call")
            return
        }
        #expect(
            first.contains { $0.vi.contains("https://a.vn/webhooks/p") && $0.en.contains("https://a.vn/webhooks/p") })
        #expect(call.url.hasPrefix("https://graph.facebook.com/v25.0/1234567890/subscribed_apps?subscribed_fields="))
        for field in ["messages", "messaging_postbacks", "message_echoes", "messaging_handovers", "standby"] {
            #expect(call.url.contains(field))
        }
        #expect(!first.contains { ($0.vi + $0.en).contains("mytoken") })

        func result(_ body: String, _ status: Int = 200) -> RegistrationResult {
            adapter.interpretRegistration(PlatformReply(status: status, body: Array(body.utf8)))
        }
        #expect(result(#"{"success":true}"#) == .registered)
        #expect(result(#"{"success":"true"}"#) == .registered)
        #expect(result(#"{"success":false}"#) != .registered)
        #expect(result(#"{"error":{"code":190,"message":"Bad"}}"#, 400) == .failed(reason: "190 Bad"))
        #expect(result("", 502) != .registered)
    }
}
