import Foundation
import Messaging
import Platforms
import Testing

@Suite("Viber: what webhooks mean")
struct ViberMeaningTests {
    private static let sender = "xy5/5y6O81+/kbWHpLhBoA=="
    private static let reader = "3SQNc4FPUQmysaM/AQEhXg=="

    private static func message(
        _ text: String?, _ attachments: [Messaging.Attachment] = [], language: String? = "vi"
    ) -> [Meaning] {
        [
            Meaning(
                contact: sender, time: 1_481_142_112_807, key: "message|4987381189870374000|\(sender)",
                displayName: "ET3", language: language,
                kind: .message(
                    InboundMessage(platformMessageID: "4987381189870374000", text: text, attachments: attachments)))
        ]
    }

    private static let table: [String: [Meaning]] = [
        "message_text": message("incoming msg", language: nil),
        "message_button_reply": message("flow:order:42"),
        "message_picture": message("caption", [.image(url: "https://dl-media.viber.example/x.jpg")]),
        "message_video": message(nil, [.video(url: "https://dl-media.viber.example/x.mp4")]),
        "message_file": message(
            nil, [.file(name: "bang-gia.pdf", size: 20111, url: "https://dl-media.viber.example/f")]),
        "message_contact": message("incoming msg", [.contact(name: "Alex", phone: "+12067799191")]),
        "message_url": message("incoming msg", [.link(title: nil, url: "http://foo.com/")]),
        "message_location": message("incoming msg", [.location(latitude: 1.2, longitude: -1.3)]),
        "message_sticker": message("incoming msg", [.sticker(id: "40133", url: nil)]),
        "conversation_started": [
            Meaning(
                contact: reader, time: 1_595_339_165_214,
                key: "conversation_started|5466358343372472277|\(reader)", displayName: "Georgy", language: "en-CA",
                kind: .conversationStarted(context: nil))
        ],
        "subscribed": [
            Meaning(
                contact: "01234567890A=", time: 1_457_764_197_627, displayName: "John McClane", language: "en",
                kind: .followed)
        ],
        "unsubscribed": [Meaning(contact: reader, time: 1_595_347_885_535, kind: .unfollowed)],
        "delivered": [
            Meaning(
                contact: reader, time: 1_595_324_677_891, key: "delivered|5466297578174182639|\(reader)",
                kind: .receipt(Receipt(status: .delivered, platformMessageIDs: ["5466297578174182639"])))
        ],
        "seen": [
            Meaning(
                contact: reader, time: 1_595_324_652_811, key: "seen|5466297467809468529|\(reader)",
                kind: .receipt(Receipt(status: .seen, platformMessageIDs: ["5466297467809468529"])))
        ],
        "webhook": [.dropped(.ignored(name: "webhook"))],
    ]

    @Test("every payload means what its row says")
    func meanings() throws {
        try compare(.viber, Self.table)
    }

    @Test(
        "what the payloads do not show",
        arguments: [
            (
                #"{"event":"failed","message_token":18446744073709551615,"user_id":"u","desc":"failure 84912345678"}"#,
                Event.Kind.receipt(
                    Receipt(
                        status: .failed, platformMessageIDs: ["18446744073709551615"], reason: "failed failure …"))
            ),
            (
                #"{"event":"conversation_started","message_token":1,"user":{"id":"u"},"context":"qr-7"}"#,
                .conversationStarted(context: "qr-7")
            ),
            (
                #"{"event":"message","message_token":"1","sender":{"id":"u"},"message":{"type":"sticker","sticker_id":46105}}"#,
                .message(
                    InboundMessage(platformMessageID: "1", text: nil, attachments: [.sticker(id: "46105", url: nil)]))
            ),
            (
                #"{"event":"message","message_token":1,"sender":{"id":"u"},"message":{"type":"location","location":{"lat":"10.5","lon":"106.5"}}}"#,
                .message(
                    InboundMessage(
                        platformMessageID: "1", text: nil,
                        attachments: [.location(latitude: 10.5, longitude: 106.5)]))
            ),
            (
                #"{"event":"message","message_token":1,"sender":{"id":"u"},"message":{"type":"hologram <x>"}}"#,
                .message(
                    InboundMessage(
                        platformMessageID: "1", text: nil, attachments: [.unsupported(name: "hologram__x_")]))
            ),
            (
                #"{"event":"message","message_token":1,"sender":{"id":"u","name":"Anh \ud83d"},"message":{"type":"text"}}"#,
                .message(
                    InboundMessage(platformMessageID: "1", text: nil, attachments: [.unsupported(name: "empty")]))
            ),
            (
                #"{"event":"seen","user_id":"u"}"#, .receipt(Receipt(status: .seen, platformMessageIDs: []))
            ),
        ])
    func others(body: String, kind: Event.Kind) throws {
        let event = try #require(AdapterCase.viber.adapter.normalise(Array(body.utf8)).first)
        #expect(event.identity.isKept)
        #expect(event.kind == kind)
    }

    @Test(
        "an event about nobody is not kept",
        arguments: ["message", "conversation_started", "subscribed", "unsubscribed", "delivered", "seen", "failed"])
    func nobody(name: String) throws {
        let body = #"{"event":"\#(name)","message_token":1,"sender":{},"user":null,"user_id":["u"]}"#
        let event = try #require(AdapterCase.viber.adapter.normalise(Array(body.utf8)).first)
        #expect(!event.identity.isKept)
        #expect(event.kind == .ignored(name: name))
    }

    @Test("without a token, time and content tell events apart")
    func withoutToken() throws {
        func key(_ time: Int, _ text: String) throws -> String {
            let body = """
                {"event":"message","timestamp":\(time),"sender":{"id":"u"},"message":{"type":"text","text":"\(text)"}}
                """
            return try #require(AdapterCase.viber.adapter.identify(Array(body.utf8)).first).key
        }
        #expect(try key(1, "a") == key(1, "a"))
        #expect(try key(1, "a") != key(2, "a"))
        #expect(try key(1, "a") != key(1, "b"))
    }
}
