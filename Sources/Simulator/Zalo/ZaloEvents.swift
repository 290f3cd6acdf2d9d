import Foundation

/// The webhook bodies of one Zalo OA (docs.zaloplatforms.com, webhook page). All ids and the timestamp are strings.
struct ZaloEvents: Sendable {
    let channel: String
    let appID: String
    let oaID: String

    /// A person's message.
    func message(_ message: CitizenMessage, id: String, from person: String, at: Int64) -> PlatformEvent {
        var name = "user_send_text"
        var content: JSON = ["msg_id": .string(id)]
        func attach(_ type: String, _ payload: JSON) {
            content = content.with([("attachments", [["payload": payload, "type": .string(type)]])])
        }
        switch message {
        case .text(let text):
            content = ["text": .string(text), "msg_id": .string(id)]
        case .image(let url):
            name = "user_send_image"
            attach("image", ["thumbnail": .string(url), "url": .string(url)])
        case .voice(let url):
            name = "user_send_audio"
            attach("audio", ["url": .string(url)])
        case .video(let url):
            name = "user_send_video"
            attach("video", ["thumbnail": .string(url), "description": "", "url": .string(url)])
        case .file(let url, let fileName, let size):
            name = "user_send_file"
            attach(
                "file",
                [
                    "size": .string(String(size)), "name": .string(fileName),
                    "checksum": "d41d8cd98f00b204e9800998ecf8427e",
                    "type": .string(fileName.split(separator: ".").last.map(String.init) ?? ""), "url": .string(url),
                ])
        case .sticker(let sticker):
            name = "user_send_sticker"
            attach("sticker", ["id": .string(sticker), "url": "https://f1.example.zdn.vn/sticker.webp"])
        case .location(let latitude, let longitude):
            name = "user_send_location"
            content = ["text": "", "msg_id": .string(id)]
            attach(
                "location",
                ["coordinates": ["latitude": .string("\(latitude)"), "longitude": .string("\(longitude)")]])
        case .contact(_, let phone):
            // A business card is a link whose description is a JSON text (chatwoot business_card_service).
            name = "user_send_business_card"
            let card: JSON = ["phone": .string(phone), "qrCodeUrl": "https://qr.example.zdn.vn/1"]
            attach(
                "link",
                [
                    "thumbnail": "https://f1.example.zdn.vn/t.jpg",
                    "description": .string(String(decoding: card.bytes(), as: UTF8.self)),
                    "url": "https://zalo.example.vn/1",
                ])
        }
        var event = fromPerson(name, person, at, [("message", content)])
        event.bubble = id
        return event
    }

    /// The echo of what the OA sent; `admin` only when a person typed it at oa.zalo.me/chatv2.
    func echo(_ bubble: Bubble, kind: String, to person: String, admin: String?, at: Int64) -> PlatformEvent {
        var content = JSON.object([]).with([
            ("text", bubble.text.isEmpty ? nil : .string(bubble.text)), ("msg_id", .string(bubble.id)),
        ])
        if kind == "oa_send_image" || kind == "oa_send_gif", case .image(let url)? = bubble.attachments.first {
            content = content.with([
                ("attachments", [["payload": ["thumbnail": .string(url), "url": .string(url)], "type": "image"]])
            ])
        }
        let sender = JSON.object([]).with([("id", .string(oaID)), ("admin_id", admin.map { .string($0) })])
        return event(
            kind, person, at,
            [
                ("sender", sender), ("recipient", ["id": .string(person)]), ("message", content),
                ("user_id_by_app", .string(byApp(person))),
            ])
    }

    func received(_ id: String, by person: String, at: Int64) -> PlatformEvent {
        fromOA("user_received_message", person, at, ["msg_id": .string(id)])
    }

    func seen(_ ids: [String], by person: String, at: Int64) -> PlatformEvent {
        fromOA("user_seen_message", person, at, ["msg_ids": .array(ids.map { .string($0) })])
    }

    /// follow and unfollow have neither sender nor recipient.
    func follow(_ isFollowing: Bool, _ person: String, at: Int64) -> PlatformEvent {
        event(
            isFollowing ? "follow" : "unfollow", person, at,
            [
                ("oa_id", .string(oaID)), ("follower", ["id": .string(person)]),
                ("user_id_by_app", .string(byApp(person))), ("source", "oa_profile"),
            ])
    }

    func clickedChat(_ person: String, at: Int64) -> PlatformEvent { aboutPerson("user_click_chatnow", person, at) }

    /// The person wants the data deleted.
    func withdrew(_ person: String, at: Int64) -> PlatformEvent { aboutPerson("user_withdraw", person, at) }

    func reacted(_ icon: String, to id: String, by person: String, at: Int64) -> PlatformEvent {
        fromPerson(
            "user_reacted_message", person, at, [("message", ["msg_id": .string(id), "react_icon": .string(icon)])])
    }

    func submittedInfo(_ person: SimulatedPerson, at: Int64) -> PlatformEvent {
        fromPerson(
            "user_submit_info", person.id, at,
            [
                (
                    "info",
                    [
                        "name": .string(person.name), "phone": .string(person.phone), "user_dob": "01/01/1990",
                        "gender": "female",
                        "full_address": [
                            "user_city": "Bình Dương", "user_ward": "Phường Phú Tân",
                            "user_address": "Hẻm 12 đường DX 001",
                        ],
                    ]
                )
            ])
    }

    /// The person's id in the app's own id space.
    func byApp(_ person: String) -> String { "55" + person.suffix(16) }

    private func fromPerson(
        _ name: String, _ person: String, _ at: Int64, _ members: [(name: String, value: JSON?)]
    ) -> PlatformEvent {
        event(
            name, person, at,
            [
                ("sender", ["id": .string(person)]), ("user_id_by_app", .string(byApp(person))),
                ("recipient", ["id": .string(oaID)]),
            ] + members)
    }

    private func fromOA(_ name: String, _ person: String, _ at: Int64, _ message: JSON) -> PlatformEvent {
        event(
            name, person, at,
            [
                ("sender", ["id": .string(oaID)]), ("recipient", ["id": .string(person)]),
                ("user_id_by_app", .string(byApp(person))), ("message", message),
            ])
    }

    private func aboutPerson(_ name: String, _ person: String, _ at: Int64) -> PlatformEvent {
        event(
            name, person, at,
            [
                ("oa_id", .string(oaID)), ("user_id", .string(person)), ("user_id_by_app", .string(byApp(person))),
            ])
    }

    private func event(
        _ name: String, _ person: String, _ at: Int64, _ members: [(name: String, value: JSON?)]
    ) -> PlatformEvent {
        let body = JSON.object([]).with(
            [("app_id", .string(appID)), ("event_name", .string(name))] + members
                + [("timestamp", .string(String(at)))])
        return PlatformEvent(channel: channel, person: person, kind: name, at: at, body: body)
    }
}
