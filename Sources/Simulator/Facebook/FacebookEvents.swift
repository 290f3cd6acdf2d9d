/// The `messaging` items of one Facebook Page.
/// https://developers.facebook.com/documentation/business-messaging/messenger-platform/webhooks
struct FacebookEvents: Sendable {
    let channel: String
    let pageID: String
    let appID: String

    /// The app id of the Page's own inbox (conversation-routing page).
    static let inboxAppID = "263902037430900"
    /// From 30 August 2026 a sticker is an attachment type of its own (changelog of 1 June 2026).
    static let stickerTypeSince: Int64 = 1_788_048_000_000

    /// A person's message; `payload` is that of the quick reply which was tapped.
    func message(
        _ message: CitizenMessage, mid: String, from person: String, payload: String?, standby: Bool, at: Int64
    ) -> PlatformEvent {
        var content: [(name: String, value: JSON?)] = [("mid", .string(mid))]
        func attach(_ type: String, _ payload: JSON) {
            content.append(("attachments", [["type": .string(type), "payload": payload]]))
        }
        switch message {
        case .text(let text): content.append(("text", .string(text)))
        case .image(let url): attach("image", ["url": .string(url)])
        case .voice(let url): attach("audio", ["url": .string(url)])
        case .video(let url): attach("video", ["url": .string(url)])
        case .file(let url, _, _): attach("file", ["url": .string(url)])
        case .sticker(let id):
            let payload: JSON = [
                "sticker_id": Int64(id).map { .int($0) } ?? .string(id), "url": "https://scontent.xx.example/sticker",
            ]
            attach(at >= Self.stickerTypeSince ? "sticker" : "image", payload)
        case .location(let latitude, let longitude):
            attach("location", ["coordinates": ["lat": .number(latitude), "long": .number(longitude)]])
        case .contact(_, let phone):
            // Messenger has no contact message; a shared number is a quick reply's text.
            content.append(("text", .string("+" + phone)))
        }
        if let payload { content.append(("quick_reply", ["payload": .string(payload)])) }
        var event = fromPerson("messages", person, at, [("message", JSON.object([]).with(content))])
        event.isStandby = standby
        event.bubble = mid
        return event
    }

    /// A tap on a template's button or on Get Started. In standby it comes without the payload.
    func postback(
        title: String, payload: String, mid: String, from person: String, standby: Bool, at: Int64
    ) -> PlatformEvent {
        let content = JSON.object([]).with([
            ("mid", .string(mid)), ("title", .string(title)), ("payload", standby ? nil : .string(payload)),
        ])
        var event = fromPerson("messaging_postbacks", person, at, [("postback", content)])
        event.isStandby = standby
        return event
    }

    func reaction(_ emoji: String, to mid: String, by person: String, at: Int64) -> PlatformEvent {
        fromPerson(
            "message_reactions", person, at,
            [
                (
                    "reaction",
                    ["reaction": "like", "emoji": .string(emoji), "action": "react", "mid": .string(mid)]
                )
            ])
    }

    /// What the Page sent, through us or through another app; the Page is the sender.
    func echo(
        _ bubble: Bubble, to person: String, appID: String?, metadata: String?, template: JSON?, at: Int64
    ) -> PlatformEvent {
        let content = JSON.object([]).with([
            ("is_echo", true), ("app_id", appID.flatMap { Int64($0) }.map { .int($0) }),
            ("metadata", metadata.map { .string($0) }), ("mid", .string(bubble.id)),
            ("text", bubble.text.isEmpty || template != nil ? nil : .string(bubble.text)),
            ("attachments", attachments(bubble, template)),
        ])
        let body: JSON = [
            "sender": ["id": .string(pageID)], "recipient": ["id": .string(person)], "timestamp": .int(at),
            "message": content,
        ]
        return PlatformEvent(channel: channel, person: person, kind: "message_echoes", at: at, body: body)
    }

    func delivery(_ mids: [String], to person: String, at: Int64) -> PlatformEvent {
        fromPerson(
            "message_deliveries", person, at,
            [("delivery", ["mids": .array(mids.map { .string($0) }), "watermark": .int(at)])])
    }

    /// Everything sent up to `at` has been read.
    func read(by person: String, at: Int64) -> PlatformEvent {
        fromPerson("message_reads", person, at, [("read", ["watermark": .int(at)])])
    }

    /// "pass_thread_control" or "take_thread_control"; the documentation's samples write the new owner as a number in the
    /// one and as a text in the other.
    func threadControl(
        _ kind: String, from previous: String, to new: String, metadata: String, person: String, at: Int64
    ) -> PlatformEvent {
        fromPerson(
            "messaging_handovers", person, at,
            [
                (
                    kind,
                    [
                        "previous_owner_app_id": .string(previous),
                        "new_owner_app_id": kind.hasPrefix("pass") ? .int(Int64(new) ?? 0) : .string(new),
                        "metadata": .string(metadata),
                    ]
                )
            ])
    }

    private func attachments(_ bubble: Bubble, _ template: JSON?) -> JSON? {
        if let template { return [["type": "template", "payload": template]] }
        let items: [JSON] = bubble.attachments.compactMap { attachment in
            switch attachment {
            case .image(let url): ["type": "image", "payload": ["url": .string(url)]]
            case .audio(let url): ["type": "audio", "payload": ["url": .string(url)]]
            case .video(let url): ["type": "video", "payload": ["url": .string(url)]]
            case .file(let url): ["type": "file", "payload": ["url": .string(url)]]
            default: nil
            }
        }
        return items.isEmpty ? nil : .array(items)
    }

    private func fromPerson(
        _ kind: String, _ person: String, _ at: Int64, _ members: [(name: String, value: JSON?)]
    ) -> PlatformEvent {
        let body = JSON.object([]).with(
            [
                ("sender", ["id": .string(person)]), ("recipient", ["id": .string(pageID)]), ("timestamp", .int(at)),
            ] + members)
        return PlatformEvent(channel: channel, person: person, kind: kind, at: at, body: body)
    }
}
