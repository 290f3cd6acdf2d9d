import Foundation
import Messaging
import Platforms
import Testing

@Suite("Zalo: what webhooks mean")
struct ZaloMeaningTests {
    private static let user = "246845883529197922"
    private static let time: Int64 = 1_760_000_000_123

    private static func message(
        _ id: String, _ text: String? = nil, _ attachments: [Messaging.Attachment] = [], key: String? = nil
    ) -> [Meaning] {
        let message = InboundMessage(platformMessageID: id, text: text, attachments: attachments)
        return [Meaning(contact: user, time: time, key: key, kind: .message(message))]
    }

    private static func event(_ kind: Event.Kind, key: String? = nil) -> [Meaning] {
        [Meaning(contact: user, time: time, key: key, kind: kind)]
    }

    private static let table: [String: [Meaning]] = [
        "user_send_text": [
            Meaning(
                contact: user, time: 154_390_853_474, key: "user_send_text|96d3cdf3af150460909",
                kind: .message(InboundMessage(platformMessageID: "96d3cdf3af150460909", text: "message")))
        ],
        "user_send_text_vietnamese": message("2b0a1c3d4e5f60718293", "Chào shop, còn hàng không ạ? 😀"),
        "user_send_text_button_payload": message("4d2c3e5f607182930415", "#flow:order:42"),
        "user_send_image": message(
            "5e3d4f60718293041526", "ảnh nè", [.image(url: "https://f1-zpc.example.zdn.vn/1.jpg")],
            key: "user_send_image|5e3d4f60718293041526"),
        "user_send_sticker": message(
            "705f6172839304a52637", nil,
            [.sticker(id: "be5d3d9ab7df5e8107ce", url: "https://f1.example.zdn.vn/sticker.webp")]),
        "user_send_location": message(
            "8160728394a5b6c7d8e9", nil, [.location(latitude: 10.762622, longitude: 106.660172)]),
        "user_send_audio": message(
            "9271839405b6c7d8e9fa", nil, [.audio(url: "https://f1.example.zdn.vn/voice.amr")]),
        "user_send_video": message("a38294a516c7d8e9fa0b", nil, [.video(url: "https://f1.example.zdn.vn/v.mp4")]),
        "user_send_file": message(
            "b493a5b627d8e9fa0b1c", nil,
            [.file(name: "bang-gia.pdf", size: 31286, url: "https://f1.example.zdn.vn/bang-gia.pdf")]),
        "user_send_link": message(
            "c5a4b6c738e9fa0b1c2d", "https://example.com/sp/1",
            [.link(title: "Sản phẩm 1", url: "https://example.com/sp/1")]),
        "anonymous_send_text": [
            Meaning(
                contact: "anonymous:e5f2a1b0c9d8:c4f4f3e0b8a5", time: time,
                key: "anonymous_send_text|e7c6d8e95a0b1c2d3e4f",
                kind: .message(InboundMessage(platformMessageID: "e7c6d8e95a0b1c2d3e4f", text: "xin chào")))
        ],
        "follow": event(.followed),
        "unfollow": event(.unfollowed),
        "user_click_chatnow": event(.conversationStarted(context: nil)),
        "user_submit_info": event(
            .contactDetails(
                ContactDetails(
                    name: "Nguyễn Văn A", phone: "84912345678", address: "1 Lê Lợi, Phường Bến Nghé, TP. Hồ Chí Minh"))),
        "user_seen_message": event(
            .receipt(Receipt(status: .seen, platformMessageIDs: ["96d3cdf3af150460909", "a1b2c3"]))),
        "user_received_message": event(
            .receipt(Receipt(status: .delivered, platformMessageIDs: ["96d3cdf3af150460909"])),
            key: "user_received_message|96d3cdf3af150460909"),
        "user_reacted_message": event(
            .reaction(emoji: "/-heart", onPlatformMessageID: "96d3cdf3af150460909", removed: false)),
        "oa_send_text_api": event(.appEcho(platformMessageID: "0a1b2c3d4e5f60718293", tag: nil)),
        "oa_send_text_human": event(
            .staffEcho(platformMessageID: "1b2c3d4e5f6071829304", text: "Mình là nhân viên, để mình kiểm tra")),
        "oa_send_image": event(.appEcho(platformMessageID: "2c3d4e5f607182930415", tag: nil)),
        "oa_send_template": event(.appEcho(platformMessageID: "3d4e5f60718293041526", tag: nil)),
        "user_withdraw": event(.withdrawal),
        "add_user_to_tag": [.dropped(.ignored(name: "add_user_to_tag"))],
        "widget_interaction_accepted": [.dropped(.ignored(name: "widget_interaction_accepted"))],
        "unknown_event": [.dropped(.unknown(name: "some_future_event"))],
    ]

    @Test("every payload means what its row says")
    func meanings() throws {
        try compare(.zalo, Self.table)
    }

    @Test(
        "what the payloads do not show",
        arguments: [
            (
                #"{"event_name":"user_send_text","sender":{"id":"1"},"message":{"text":"x","msg_id":"m","quote_msg_id":"q"}}"#,
                Event.Kind.message(InboundMessage(platformMessageID: "m", text: "x", quotedPlatformMessageID: "q"))
            ),
            (
                #"{"event_name":"user_send_business_card","sender":{"id":"1"},"message":{"msg_id":"m","attachments":[{"type":"link","payload":{"description":"{\"phone\":\"84912345678\",\"qrCodeUrl\":\"u\"}","url":"u"}}]}}"#,
                .message(
                    InboundMessage(
                        platformMessageID: "m", text: nil, attachments: [.contact(name: nil, phone: "84912345678")]))
            ),
            (
                #"{"event_name":"user_send_link","sender":{"id":"1"},"message":{"msg_id":"m","attachments":[{"type":"link","payload":{"description":"{broken","url":"u"}}]}}"#,
                .message(
                    InboundMessage(platformMessageID: "m", text: nil, attachments: [.link(title: "{broken", url: "u")]))
            ),
            (
                #"{"event_name":"user_send_gif","sender":{"id":1},"message":{"msg_id":"m","attachments":[{"type":"gif","payload":{"url":"u"}}]}}"#,
                .message(InboundMessage(platformMessageID: "m", text: nil, attachments: [.image(url: "u")]))
            ),
            (
                #"{"event_name":"user_send_hologram","sender":{"id":"1"},"message":{"msg_id":"m"}}"#,
                .message(
                    InboundMessage(
                        platformMessageID: "m", text: nil, attachments: [.unsupported(name: "user_send_hologram")]))
            ),
            (
                #"{"event_name":"user_send_location","sender":{"id":"1"},"message":{"attachments":[{"type":"location","payload":{"coordinates":{"latitude":"91","longitude":"0"}}}]}}"#,
                .message(
                    InboundMessage(platformMessageID: nil, text: nil, attachments: [.unsupported(name: "location")]))
            ),
            (
                #"{"event_name":"user_send_text","sender":{"id":"1"},"message":{"text":"cut \ud83d","msg_id":"m"}}"#,
                .message(InboundMessage(platformMessageID: "m", text: "cut \u{FFFD}"))
            ),
            (
                #"{"event_name":"oa_send_anonymous_text","recipient":{"id":"1"},"message":{"msg_id":"m","conversation_id":"c"}}"#,
                .appEcho(platformMessageID: "m", tag: nil)
            ),
            (
                #"{"event_name":"user_submit_info","sender":{"id":"1"},"info":{"name":"A","phone":84912345678,"address":"1","ward":"2","district":"3","city":"4"}}"#,
                .contactDetails(ContactDetails(name: "A", phone: "84912345678", address: "1, 2, 3, 4"))
            ),
            (
                #"{"event_name":"user_reacted_message","sender":{"id":"1"},"message":{"msg_id":"m","react_icon":"/-remove"}}"#,
                .reaction(emoji: "/-remove", onPlatformMessageID: "m", removed: true)
            ),
        ])
    func others(body: String, kind: Event.Kind) throws {
        let event = try #require(AdapterCase.zalo.adapter.normalise(Array(body.utf8)).first)
        #expect(event.identity.isKept)
        #expect(event.kind == kind)
    }

    @Test(
        "what is not for this app and OA, or not of use, is not kept",
        arguments: [
            #"{"event_name":"user_send_text","app_id":"2","sender":{"id":"1"},"message":{"text":"x","msg_id":"m"}}"#,
            #"{"event_name":"user_send_text","sender":{"id":"1"},"recipient":{"id":"2"},"message":{"text":"x"}}"#,
            #"{"event_name":"oa_send_text","sender":{"id":"2"},"recipient":{"id":"1"},"message":{"text":"x"}}"#,
            #"{"event_name":"follow","oa_id":"2","follower":{"id":"1"}}"#,
            #"{"event_name":"user_send_text","message":{"text":"x","msg_id":"m"}}"#,
            #"{"event_name":"user_send_group_text","sender":{"id":"1"},"message":{"text":"x","msg_id":"m"}}"#,
            #"{"event_name":"oa_reacted_message","sender":{"id":"1"},"message":{"msg_id":"m"}}"#,
            #"{"event_name":"user_received_message","recipient":{"id":"84912345678"},"message":{"msg_id":"m","tracking_id":"t"}}"#,
        ])
    func notKept(body: String) throws {
        let event = try #require(AdapterCase.zalo.adapter.normalise(Array(body.utf8)).first)
        #expect(!event.identity.isKept)
        #expect(event.identity.contact == nil)
        guard case .ignored = event.kind else {
            Issue.record("\(event.kind)")
            return
        }
    }

    @Test("two reactions to one message are two events, a redelivery is none")
    func reactionKeys() throws {
        func key(_ icon: String, _ time: Int) throws -> String {
            let body = """
                {"event_name":"user_reacted_message","timestamp":"\(time)","sender":{"id":"1"},\
                "message":{"msg_id":"m","react_icon":"\(icon)"}}
                """
            return try #require(AdapterCase.zalo.adapter.identify(Array(body.utf8)).first).key
        }
        #expect(try key("/-heart", 1) == key("/-heart", 1))
        #expect(try key("/-heart", 1) != key("/-remove", 1))
        #expect(try key("/-heart", 1) != key("/-heart", 2))
    }
}
