import Foundation
import Messaging
import Platforms
import Testing

@Suite("Facebook: what webhooks mean")
struct FacebookMeaningTests {
    private static let person = "5678901234567"
    private static let time: Int64 = 1_458_692_752_478

    private static func event(_ kind: Event.Kind, key: String? = nil, time: Int64? = time) -> [Meaning] {
        [Meaning(contact: person, time: time, key: key, kind: kind)]
    }

    private static func message(
        _ mid: String, _ text: String?, _ attachments: [Messaging.Attachment] = [], payload: String? = nil,
        quoted: String? = nil
    ) -> [Meaning] {
        event(
            .message(
                InboundMessage(
                    platformMessageID: mid, text: text, attachments: attachments, quickReplyPayload: payload,
                    quotedPlatformMessageID: quoted)), key: "message|\(mid)")
    }

    private static let table: [String: [Meaning]] = [
        "message_text": message("m_AG5Hz2U-5f814c9cdf80", "hello, world!"),
        "message_text_vietnamese": message("m_AG5Hz2U-549f1d97f472", "Chào shop, còn hàng không ạ? 😀"),
        "message_quick_reply": message("m_AG5Hz2U-3929a5ec3c0f", "Red", payload: "COLOR_RED"),
        "message_reply_to": message(
            "m_AG5Hz2U-103d559e79b0", "this one", quoted: "m_1fTq8oLumEyIp3Q2MR-aY7IfLZDamVrALniheU"),
        "message_image": message(
            "m_AG5Hz2U-cb8441b4513b", nil, [.image(url: "https://scontent.xx.fbcdn.net/i.jpg")]),
        "message_two_images": message(
            "m_AG5Hz2U-5cd1893a9ea9", nil,
            [
                .image(url: "https://scontent.xx.fbcdn.net/1.jpg"), .image(url: "https://scontent.xx.fbcdn.net/2.jpg"),
            ]),
        "message_audio": message("m_AG5Hz2U-beb2eb31ba01", nil, [.audio(url: "https://cdn.fbsbx.com/a.mp4")]),
        "message_video": message("m_AG5Hz2U-b095ee85b113", nil, [.video(url: "https://video.xx.fbcdn.net/v.mp4")]),
        "message_file": message(
            "m_AG5Hz2U-2c578a15a746", nil, [.file(name: nil, size: nil, url: "https://cdn.fbsbx.com/f.pdf")]),
        "message_sticker_legacy_image": message(
            "m_AG5Hz2U-af7a4980084e", nil,
            [.sticker(id: "369239263222822", url: "https://scontent.xx.fbcdn.net/v/arst")]),
        "message_sticker_new": message(
            "m_AG5Hz2U-c727aa0d546e", nil,
            [.sticker(id: "369239263222822", url: "https://scontent.xx.fbcdn.net/v/arst")]),
        "message_location": message("m_AG5Hz2U-27d679a814ab", nil, [.location(latitude: 1.2, longitude: -1.3)]),
        "message_fallback_link": message(
            "m_AG5Hz2U-30afbd0ded54", "https://example.com", [.link(title: "Example", url: "https://example.com")]),
        "message_reel": message("m_AG5Hz2U-0bc600b35a01", nil, [.link(title: nil, url: "/reel/123451234512345/")]),
        "message_deleted": event(
            .deleted(platformMessageID: "m_AG5Hz2U-d537cca454c2"), key: "deleted|m_AG5Hz2U-d537cca454c2"),
        "message_echo_api": event(
            .appEcho(platformMessageID: "m_echo_1", tag: "conv=17;out=abc"), key: "echo|m_echo_1",
            time: 1_457_764_197_627),
        "message_echo_human_inbox": event(
            .staffEcho(platformMessageID: "m_echo_2", text: "Mình là nhân viên"), key: "echo|m_echo_2",
            time: 1_457_764_197_627),
        "standby_message": event(.threadControl(toPeople: true), key: "standby|message|m_AG5Hz2U-af881b9f1ef9")
            + message("m_AG5Hz2U-af881b9f1ef9", "alo"),
        "standby_postback_no_payload": event(.threadControl(toPeople: true), key: "standby|postback|m_pb_s")
            + event(.postback(title: "Gặp nhân viên", payload: nil), key: "postback|m_pb_s"),
        "postback": event(.postback(title: "Xem menu", payload: "MENU"), key: "postback|m_pb_1"),
        "postback_get_started_referral": event(.postback(title: "Get Started", payload: "GET_STARTED")),
        "referral_mme": event(.conversationStarted(context: "chien-dich-1")),
        "referral_ad": event(.conversationStarted(context: "r")),
        "optin_notification_messages": [.dropped(.ignored(name: "optin"))],
        "delivery": event(
            .receipt(
                Receipt(
                    status: .delivered, platformMessageIDs: ["m_AG5Hz2U-out1"],
                    upTo: Instant(milliseconds: 1_458_668_856_253)))),
        "delivery_watermark_only": event(
            .receipt(
                Receipt(
                    status: .delivered, platformMessageIDs: [], upTo: Instant(milliseconds: 1_458_668_856_253))),
            time: nil),
        "read": event(
            .receipt(
                Receipt(status: .seen, platformMessageIDs: [], upTo: Instant(milliseconds: 1_458_668_856_253)))),
        "reaction": event(.reaction(emoji: "❤️", onPlatformMessageID: "m_out_1", removed: false)),
        "reaction_unreact": event(.reaction(emoji: nil, onPlatformMessageID: "m_out_1", removed: true)),
        "response_feedback": [.dropped(.ignored(name: "response_feedback"))],
        "pass_thread_control": event(.threadControl(toPeople: false)),
        "take_thread_control": event(.threadControl(toPeople: true)),
        "request_thread_control": [.dropped(.ignored(name: "request_thread_control"))],
        "app_roles": [.dropped(.ignored(name: "app_roles"))],
        "policy_enforcement": [.dropped(.ignored(name: "policy_enforcement"))],
        "not_page_object": [.dropped(.ignored(name: "instagram"))],
        "unknown_event": [.dropped(.unknown(name: "some_new_event"))],
    ]

    @Test("every payload means what its row says")
    func meanings() throws {
        try compare(.facebook, Self.table)
    }

    /// One event of our Page, as a body.
    private static func body(_ event: String, page: String = "1234567890") -> [UInt8] {
        Array(#"{"object":"page","entry":[{"id":"\#(page)","messaging":[\#(event)]}]}"#.utf8)
    }

    private static func fromPerson(_ content: String) -> String {
        #"{"sender":{"id":"5"},"recipient":{"id":"1234567890"},"timestamp":1458692752,\#(content)}"#
    }

    @Test(
        "what the payloads do not show",
        arguments: [
            (
                #""message":{"mid":"m","text":"x","is_echo":false,"attachments":[{"type":"fallback","title":"T","url":"u","payload":null}]}"#,
                Event.Kind.message(
                    InboundMessage(platformMessageID: "m", text: "x", attachments: [.link(title: "T", url: "u")]))
            ),
            (
                #""message":{"mid":"m","attachments":[{"type":"appointment_booking"},5,{"type":"image"}]}"#,
                .message(
                    InboundMessage(
                        platformMessageID: "m", text: nil,
                        attachments: [
                            .unsupported(name: "appointment_booking"), .unsupported(name: "unnamed"), .image(url: nil),
                        ]))
            ),
            (
                #""message":{"mid":"m","sticker_id":369239263222822}"#,
                .message(
                    InboundMessage(
                        platformMessageID: "m", text: nil, attachments: [.sticker(id: "369239263222822", url: nil)]))
            ),
            (
                #""message":{"mid":"m","text":"\ud83d"}"#,
                .message(InboundMessage(platformMessageID: "m", text: "\u{FFFD}"))
            ),
            (#""message_edit":{"mid":"m","text":"new","num_edit":2}"#, .edited(platformMessageID: "m", text: "new")),
            (#""message_edit":{"mid":"m","num_edit":2}"#, .ignored(name: "message_edit")),
            (#""postback":{"title":"T","payload":"P"}"#, .postback(title: "T", payload: "P")),
            (#""pass_thread_control":{"new_owner_app_id":263902037430900}"#, .threadControl(toPeople: true)),
            (#""take_thread_control":{}"#, .threadControl(toPeople: true)),
            (#""pass_thread_control":{}"#, .threadControl(toPeople: false)),
            (
                #""extra":1,"read":{"watermark":1458668856}"#,
                .receipt(
                    Receipt(status: .seen, platformMessageIDs: [], upTo: Instant(milliseconds: 1_458_668_856_000)))
            ),
        ])
    func others(content: String, kind: Event.Kind) throws {
        let body = Self.body(Self.fromPerson(content))
        let event = try #require(AdapterCase.facebook.adapter.normalise(body).first)
        #expect(event.identity.isKept)
        #expect(event.identity.contact == ContactKey("5"))
        #expect(event.identity.time == Instant(milliseconds: 1_458_692_752_000))
        #expect(event.kind == kind)
    }

    @Test("an echo without an app id is a person's")
    func echoWithoutApp() throws {
        let echo =
            #"{"sender":{"id":"1234567890"},"recipient":{"id":"5"},"message":{"mid":"m","text":"x","metadata":"t-1"}}"#
        let event = try #require(AdapterCase.facebook.adapter.normalise(Self.body(echo)).first)
        #expect(event.kind == .staffEcho(platformMessageID: "m", text: "x"))
        #expect(event.identity.contact == ContactKey("5"))
    }

    @Test("another Page's events are acknowledged and not kept, in a batch with ours")
    func batch() throws {
        let ours = Self.fromPerson(#""message":{"mid":"m1","text":"a"}"#)
        let second = Self.fromPerson(#""message":{"mid":"m2","text":"b"}"#)
        let body = """
            {"object":"page","entry":[{"id":"1234567890","messaging":[\(ours),7,\(second)]},\
            {"id":"99","messaging":[\(ours)],"changes":[{"field":"feed"}]},{"id":1234567890,"messaging":[\(ours)]}]}
            """
        let events = try AdapterCase.facebook.adapter.normalise(Array(body.utf8))
        #expect(events.map(\.identity.isKept) == [true, true, false, false, true])
        #expect(events.map(\.identity.index) == [0, 1, 2, 3, 4])
        #expect(events[0].identity.key == events[4].identity.key)
        #expect(events[3].kind == .ignored(name: "changes"))
    }

    @Test("without an id, whose, when and what tell events apart")
    func syntheticKeys() throws {
        func key(_ content: String, person: String = "5", time: Int = 1) throws -> String {
            let event =
                #"{"sender":{"id":"\#(person)"},"recipient":{"id":"1234567890"},"timestamp":\#(time),\#(content)}"#
            return try #require(AdapterCase.facebook.adapter.identify(Self.body(event)).first).key
        }
        let read = #""read":{"watermark":1}"#
        #expect(try key(read) == key(read))
        #expect(try key(read) != key(read, person: "6"))
        #expect(try key(read) != key(read, time: 2))
        #expect(try key(read) != key(#""read":{"watermark":2}"#))
        #expect(try key(read) != key(#""delivery":{"watermark":1}"#))
        let edit = { (number: Int) in #""message_edit":{"mid":"m","text":"x","num_edit":\#(number)}"# }
        #expect(try key(edit(1)) != key(edit(2)))
        #expect(try key(edit(1)) == key(edit(1), time: 2))
    }

    @Test("what is no Page event at all gives nothing to keep", arguments: ["{}", #"{"object":5}"#, #"{"entry":[]}"#])
    func noPage(body: String) throws {
        let identities = try AdapterCase.facebook.adapter.identify(Array(body.utf8))
        #expect(identities.count == 1)
        #expect(identities.allSatisfy { !$0.isKept })
    }

    @Test(
        "an empty or misshapen Page body has no events",
        arguments: [
            #"{"object":"page"}"#, #"{"object":"page","entry":{}}"#,
            #"{"object":"page","entry":[1,{},{"messaging":5}]}"#,
        ])
    func noEvents(body: String) throws {
        #expect(try AdapterCase.facebook.adapter.identify(Array(body.utf8)).isEmpty)
    }
}
