extension Bubble {
    /// As the page reads it.
    var json: JSON {
        JSON.object([]).with([
            ("id", .string(id)), ("author", .string("\(author)")), ("at", .int(at)),
            ("sender", senderName.map { .string($0) }), ("text", .string(text)),
            ("attachments", attachments.isEmpty ? nil : .array(attachments.map(\.json))),
            ("buttons", buttons.isEmpty ? nil : .array(buttons.map(\.json))), ("mark", .string("\(mark)")),
        ])
    }
}

extension Bubble.Attachment {
    var json: JSON {
        switch self {
        case .image(let url): ["kind": "image", "url": .string(url)]
        case .audio(let url): ["kind": "audio", "url": .string(url)]
        case .video(let url): ["kind": "video", "url": .string(url)]
        case .file(let name): ["kind": "file", "name": .string(name)]
        case .sticker(let id): ["kind": "sticker", "name": .string(id)]
        case .location(let latitude, let longitude):
            ["kind": "location", "name": .string("\(latitude), \(longitude)")]
        case .contact(let name, let phone): ["kind": "contact", "name": .string(name + " " + phone)]
        case .link(let url): ["kind": "link", "url": .string(url)]
        }
    }
}

extension PhoneButton {
    var json: JSON {
        let (kind, value): (String, String?) =
            switch action {
            case .reply: ("reply", nil)
            case .open(let url): ("open", url)
            case .call(let number): ("call", number)
            case .message(let number): ("message", number)
            case .sharePhone: ("sharePhone", nil)
            case .shareLocation: ("shareLocation", nil)
            case .form: ("form", nil)
            case .none: ("none", nil)
            }
        return JSON.object([]).with([
            ("title", .string(title)), ("kind", .string(kind)), ("value", value.map { .string($0) }),
            ("place", .string(place.rawValue)), ("columns", .int(Int64(columns))),
        ])
    }
}
