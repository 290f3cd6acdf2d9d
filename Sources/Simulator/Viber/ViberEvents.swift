/// The callbacks of one Viber bot. https://developers.viber.com/docs/api/rest-bot-api/#callbacks
struct ViberEvents: Sendable {
    let channel: String

    /// A person's message; `trackingData` is that of the bot's last message.
    func message(
        _ message: CitizenMessage, token: String, from person: SimulatedPerson, trackingData: String?, silent: Bool,
        at: Int64
    ) -> PlatformEvent {
        let members: [(name: String, value: JSON?)] =
            switch message {
            case .text(let text): [("type", "text"), ("text", .string(text))]
            case .image(let url):
                [
                    ("type", "picture"), ("media", .string(url)), ("thumbnail", .string(url)),
                    ("file_name", "photo.jpg"), ("size", 53_111),
                ]
            // Viber has no voice type of its own for bots: a voice message comes as a file.
            case .voice(let url):
                [("type", "file"), ("media", .string(url)), ("file_name", "voice.m4a"), ("size", 20_111)]
            case .video(let url):
                [
                    ("type", "video"), ("media", .string(url)), ("thumbnail", .string(url)), ("size", 10_000),
                    ("duration", 10), ("file_name", "video.mp4"),
                ]
            case .file(let url, let name, let size):
                [
                    ("type", "file"), ("media", .string(url)), ("file_name", .string(name)),
                    ("size", .int(Int64(size))),
                ]
            // In real callbacks the id is a number.
            case .sticker(let id): [("type", "sticker"), ("sticker_id", Int64(id).map { .int($0) } ?? .string(id))]
            case .location(let latitude, let longitude):
                [("type", "location"), ("location", ["lat": .number(latitude), "lon": .number(longitude)])]
            case .contact(let name, let phone):
                [("type", "contact"), ("contact", ["name": .string(name), "phone_number": .string("+" + phone)])]
            }
        var event = event(
            "message", person.id, token, at,
            [
                ("sender", user(person)),
                ("message", JSON.object([]).with(members + [("tracking_data", trackingData.map { .string($0) })])),
                ("silent", .bool(silent)),
            ])
        event.bubble = token
        return event
    }

    /// The person opened the chat; the answer's body may be a welcome message.
    func conversationStarted(
        _ person: SimulatedPerson, token: String, context: String?, subscribed: Bool, at: Int64
    ) -> PlatformEvent {
        event(
            "conversation_started", person.id, token, at,
            [
                ("type", "open"), ("context", context.map { .string($0) }), ("user", user(person)),
                ("subscribed", .bool(subscribed)),
            ])
    }

    func subscribed(_ person: SimulatedPerson, token: String, at: Int64) -> PlatformEvent {
        event("subscribed", person.id, token, at, [("user", user(person))])
    }

    /// Has `user_id` where `subscribed` has `user`.
    func unsubscribed(_ person: String, token: String, at: Int64) -> PlatformEvent {
        event("unsubscribed", person, token, at, [("user_id", .string(person))])
    }

    /// "delivered", "seen" or "failed", with the token of the message it is about.
    func receipt(_ kind: String, _ token: String, _ person: String, reason: String? = nil, at: Int64) -> PlatformEvent {
        event(kind, person, token, at, [("user_id", .string(person)), ("desc", reason.map { .string($0) })])
    }

    /// What set_webhook posts at once; it must get 200.
    func probe(token: String, at: Int64) -> PlatformEvent { event("webhook", "", token, at, []) }

    private func user(_ person: SimulatedPerson) -> JSON {
        [
            "id": .string(person.id), "name": .string(person.name),
            "avatar": "https://media-direct.cdn.viber.example/download_photo?dlid=x&fltp=jpg&imsz=0000",
            "language": .string(person.language), "country": "VN", "api_version": .int(Int64(ViberSend.apiVersion)),
        ]
    }

    private func event(
        _ kind: String, _ person: String, _ token: String, _ at: Int64, _ members: [(name: String, value: JSON?)]
    ) -> PlatformEvent {
        let body = JSON.object([]).with(
            [
                ("event", .string(kind)), ("timestamp", .int(at)), ("chat_hostname", "SN-CHAT-05_"),
                ("message_token", .int(Int64(token) ?? 0)),
            ] + members)
        return PlatformEvent(channel: channel, person: person, kind: kind, at: at, body: body)
    }
}
