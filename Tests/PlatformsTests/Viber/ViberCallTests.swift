import Foundation
import Messaging
import Platforms
import Testing

@Suite("Viber: calls and answers")
struct ViberCallTests {
    private let platform = AdapterCase.viber
    private let user = "xy5/5y6O81+/kbWHpLhBoA=="

    private static let notSent: Set<String> = [
        "req_remove_webhook", "req_get_user_details", "req_send_contact", "req_send_file", "req_send_location",
        "req_send_rich_media", "req_send_sticker", "req_send_url", "req_send_video",
    ]
    private static let compared: Set<String> = [
        "req_send_text", "req_send_text_as_human", "req_send_picture", "req_send_keyboard", "req_set_webhook",
        "resp_webhook_welcome",
    ]

    @Test("every documented call is compared here or is one that we do not make")
    func complete() throws {
        #expect(Set(try platform.fixtures.names("req")) == Self.compared.union(Self.notSent))
    }

    @Test("a text")
    func text() throws {
        let (call, body) = try onlyCall(
            platform.adapter, OutboundMessage(purpose: .bot, text: "Dạ còn ạ"), to: user, tag: "t17")
        let sample = try platform.fixtures.object("req_send_text")
        // We send no avatar, and our own tracking data.
        #expect(try without(body, "tracking_data") == without(sample, "sender.avatar", "tracking_data"))
        #expect(body["tracking_data"] as? String == "t17-1")
        #expect(call.url == "https://chatapi.viber.com/pa/send_message")
        #expect(call.credential == .header(name: "X-Viber-Auth-Token"))
    }

    @Test("a person's reply shows the person's name")
    func personsName() throws {
        let message = OutboundMessage(
            purpose: .person, text: "Chào anh, em là Lan", senderName: "Lan (nhân viên)")
        let body = try onlyCall(platform.adapter, message, to: user).body
        let sample = try platform.fixtures.object("req_send_text_as_human")
        #expect(try without(body, "tracking_data") == without(sample, "sender.avatar"))
    }

    @Test("a long name is cut at a word")
    func longName() throws {
        let message = OutboundMessage(
            purpose: .person, text: "X", senderName: "Nguyễn Thị Hoàng Anh Thư (tổng đài)")
        let body = try onlyCall(platform.adapter, message, to: user).body
        #expect(member(of: body, "sender.name") as? String == "Nguyễn Thị Hoàng Anh Thư…")
    }

    @Test("a picture by address comes before the text; one by id cannot be sent")
    func picture() throws {
        let images = [OutboundImage(.url("https://example.com/a.jpg")), OutboundImage(.uploaded(id: "x"))]
        let message = OutboundMessage(purpose: .bot, text: "Ảnh sản phẩm", images: images)
        let bodies = try platform.adapter.render(message, to: ContactKey(user), tag: "t").map { try parsed($0.body) }
        #expect(bodies.count == 2)
        let sample = try without(platform.fixtures.object("req_send_picture"), "thumbnail", "text")
        #expect(try without(#require(bodies.first), "tracking_data", "text") == sample)
        #expect(bodies.map { $0["tracking_data"] as? String } == ["t-1", "t-2"])
    }

    @Test("a keyboard")
    func keyboard() throws {
        let buttons = [
            Button(title: "Gặp nhân viên", action: .reply(payload: "human")),
            Button(title: "Xem web", action: .open(url: "https://example.com")),
            Button(title: "Gửi số điện thoại", action: .sharePhone),
        ]
        let message = OutboundMessage(purpose: .bot, text: "Anh/chị cần gì ạ?", buttons: buttons)
        let body = try onlyCall(platform.adapter, message, to: user).body
        // The sample asks for API version 7 for what we leave out: colour, state of the input field, silent taps.
        let sample = try platform.fixtures.object("req_send_keyboard")
        let documented = try #require(member(of: sample, "keyboard.Buttons") as? [NSDictionary])
        #expect(
            member(of: body, "keyboard.Buttons") as? [NSDictionary]
                == (try documented.map { try without($0, "TextSize", "Silent") }))
        #expect(
            try without(body, "tracking_data", "keyboard.Buttons", "min_api_version")
                == without(
                    sample, "min_api_version", "keyboard.BgColor", "keyboard.InputFieldState", "keyboard.Buttons"))
        #expect(body["min_api_version"] as? Int == 3)
    }

    @Test("a button that calls is a line of text; titles are HTML")
    func degraded() throws {
        let buttons = [
            Button(title: "A < B & C", action: .reply(payload: "p")),
            Button(title: "Gọi CDC", action: .call(number: "0274 3822 825")),
            Button(title: "Vị trí", action: .shareLocation),
        ]
        let body = try onlyCall(
            platform.adapter, OutboundMessage(purpose: .bot, text: "X", buttons: buttons), to: user
        ).body
        #expect(body["text"] as? String == "X\n\n2. Gọi CDC: 0274 3822 825")
        let shown = try #require(member(of: body, "keyboard.Buttons") as? [NSDictionary])
        #expect(shown.map { $0["Text"] as? String } == ["A &lt; B &amp; C", "Vị trí"])
        #expect(shown.map { $0["ActionType"] as? String } == ["reply", "location-picker"])
    }

    @Test("a request stays under 30 KB, whatever the text and however many the buttons")
    func requestLimit() throws {
        let buttons = (0..<60).map {
            Button(title: "Nút \($0)", action: .open(url: "https://a.vn/" + String(repeating: "x", count: 1900)))
        }
        for text in ["\u{1}", "中", "\"", "a"] {
            let message = OutboundMessage(
                purpose: .bot, text: String(repeating: text, count: 7000), buttons: buttons)
            let calls = platform.adapter.render(message, to: ContactKey(user), tag: "t")
            #expect(calls.allSatisfy { $0.body.count <= 30_000 })
            #expect(try calls.dropLast().allSatisfy { try parsed($0.body)["keyboard"] == nil })
            #expect(try parsed(#require(calls.last).body)["keyboard"] != nil)
        }
    }

    // MARK: The answer to a webhook

    private func reply(_ fixture: String, _ welcome: OutboundMessage) throws -> WebhookReply? {
        platform.adapter.reply(to: try platform.fixtures.bytes(fixture), welcome: welcome)
    }

    @Test("someone who opens the chat is greeted in the answer, unless subscribed")
    func welcome() throws {
        let buttons = [Button(title: "Bắt đầu", action: .reply(payload: "start"))]
        let greeting = OutboundMessage(
            purpose: .bot, text: "Chào bạn! Tôi là trợ lý tự động.", buttons: buttons)
        let reply = try #require(try reply("conversation_started", greeting))
        #expect(reply.status == 200)
        #expect(reply.contentType.hasPrefix("application/json"))
        let sample = try without(platform.fixtures.object("resp_webhook_welcome"), "sender.avatar")
        #expect(try without(parsed(reply.body), "min_api_version") == sample)

        let subscribed = Array(#"{"event":"conversation_started","user":{"id":"u"},"subscribed":true}"#.utf8)
        #expect(platform.adapter.reply(to: subscribed, welcome: greeting) == nil)
    }

    @Test("everything else gets no body, and a long greeting one part")
    func noWelcome() throws {
        let greeting = OutboundMessage(purpose: .bot, text: String(repeating: "Chào anh chị. ", count: 2000))
        for name in try platform.fixtures.names("in") where name != "conversation_started" {
            #expect(try reply(name, greeting) == nil, "\(name)")
        }
        #expect(platform.adapter.reply(to: Array("{".utf8), welcome: greeting) == nil)
        #expect(try reply("conversation_started", OutboundMessage(purpose: .bot, text: " ")) == nil)
        let text = try parsed(#require(try reply("conversation_started", greeting)).body)["text"] as? String
        #expect(try #require(text).utf16.count <= 7000)
    }

    // MARK: Answers to calls

    @Test("every documented answer")
    func answers() throws {
        try compareAnswers(
            platform,
            [
                "resp_send_ok": .sent(platformMessageID: "4987381194038857789"),
                "resp_error_2": .failed(.badToken(reason: "2 invalidAuthToken")),
                "resp_error_3": .failed(.badRequest(reason: "3 badData")),
                "resp_error_5": .failed(.blocked(reason: "5 receiverNotRegistered")),
                "resp_error_6": .failed(.blocked(reason: "6 receiverNotSubscribed")),
                "resp_error_7": .failed(.channelDown(reason: "7 publicAccountBlocked")),
                "resp_error_12": .failed(.throttled(afterSeconds: 900, reason: "12 Too many requests")),
                "resp_error_24": .failed(.channelDown(reason: "24 noBalance")),
                "resp_set_webhook_ok": nil, "resp_set_webhook_bad_url": nil, "resp_get_user_details_ok": nil,
            ], status: { _ in 200 })
    }

    @Test("every documented status", arguments: 0...25)
    func statuses(status: Int) {
        let expected: [String: Set<Int>] = [
            "sent": [0], "badToken": [2], "blocked": [5, 6, 11, 21], "channelDown": [7, 8, 9, 10, 15, 18, 23, 24],
            "throttled": [12], "badRequest": [1, 3, 4, 13, 14, 16, 17, 19, 20, 22], "temporary": [25],
        ]
        let reply = PlatformReply(status: 200, body: Array("{\"status\":\(status)}".utf8))
        #expect(expected[name(of: platform.adapter.interpret(reply))]?.contains(status) == true)
    }

    @Test("the webhook is registered by a call")
    func registration() throws {
        let adapter = ViberAdapter(settings: AdapterCase.viberSettings)
        guard case .call(let call, let first) = adapter.registration(callbackURL: "https://bot.example.com/viber/acc1")
        else {
            Issue.record("no call")
            return
        }
        #expect(first.isEmpty)
        #expect(call.url == "https://chatapi.viber.com/pa/set_webhook")
        #expect(try parsed(call.body) == platform.fixtures.object("req_set_webhook"))

        func result(_ name: String) throws -> RegistrationResult {
            adapter.interpretRegistration(PlatformReply(status: 200, body: try platform.fixtures.bytes(name)))
        }
        #expect(try result("resp_set_webhook_ok") == .registered)
        #expect(try result("resp_set_webhook_bad_url") == .failed(reason: "1 URL not valid or not HTTPS"))
        #expect(adapter.interpretRegistration(PlatformReply(status: 502, body: [])) != .registered)
    }
}
