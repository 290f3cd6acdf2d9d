import Messaging

extension FacebookEvent {
    /// What the event means; a field that is missing or of the wrong type leaves a gap and nothing worse.
    func meaning(_ settings: FacebookSettings) -> Event.Kind {
        if kind == .unknown { return .unknown(name: name) }
        guard identity.isKept else { return .ignored(name: name) }
        let mid = value?["mid"]?.id
        switch kind {
        case .message: return .message(inbound(mid))
        case .echo:
            // Any other app id, or none, is a person in the Page's inbox or another app: not us.
            if value?["app_id"]?.id == settings.appID {
                return .appEcho(platformMessageID: mid, tag: value?["metadata"]?.text)
            }
            return .staffEcho(platformMessageID: mid, text: value?["text"]?.text)
        case .deleted: return mid.map { .deleted(platformMessageID: $0) } ?? .ignored(name: name)
        case .edit:
            guard let mid, let text = value?["text"]?.text else { return .ignored(name: name) }
            return .edited(platformMessageID: mid, text: text)
        case .postback: return .postback(title: value?["title"]?.text, payload: value?["payload"]?.text)
        case .referral: return .conversationStarted(context: value?["ref"]?.text)
        case .delivery, .read:
            return .receipt(
                Receipt(
                    status: kind == .read ? .seen : .delivered,
                    platformMessageIDs: value?.elements("mids").compactMap(\.id) ?? [],
                    upTo: value?["watermark"]?.instant))
        case .reaction:
            return .reaction(
                emoji: value?["emoji"]?.text, onPlatformMessageID: mid,
                removed: value?["action"]?.equals("unreact") == true)
        case .threadPassed, .threadTaken:
            // Whoever holds it and is not our app speaks for people.
            let owner = value?["new_owner_app_id"]?.id
            return .threadControl(toPeople: owner.map { $0 != settings.appID } ?? (kind == .threadTaken))
        case .standby: return .threadControl(toPeople: true)
        case .ignored, .unknown: return .ignored(name: name)
        }
    }

    private func inbound(_ mid: String?) -> InboundMessage {
        let text = value?["text"]?.text
        var attachments = value?.elements("attachments").map(attachment) ?? []
        if attachments.isEmpty, let sticker = value?["sticker_id"]?.id {
            attachments = [.sticker(id: sticker, url: nil)]
        }
        if text == nil, attachments.isEmpty { attachments = [.unsupported(name: "empty")] }
        return InboundMessage(
            platformMessageID: mid, text: text, attachments: attachments,
            quickReplyPayload: value?["quick_reply"]?["payload"]?.text,
            quotedPlatformMessageID: value?["reply_to"]?["mid"]?.id)
    }

    private func attachment(_ value: JSONValue) -> Attachment {
        let payload = value["payload"]
        let url = payload?["url"]?.text ?? value["url"]?.text
        let type = value["type"]?.string ?? ""
        // Until August 2026 stickers come as images with an id; so does the thumb of the Like button.
        if let sticker = payload?["sticker_id"]?.id, type == "image" || type == "sticker" {
            return .sticker(id: sticker, url: url)
        }
        switch type {
        case "image": return .image(url: url)
        case "video": return .video(url: url)
        case "audio": return .audio(url: url)
        case "file": return .file(name: payload?["name"]?.text, size: payload?["size"]?.integer, url: url)
        case "sticker": return .sticker(id: nil, url: url)
        case "fallback", "reel", "ig_reel", "post", "ig_post", "share":
            return .link(title: payload?["title"]?.text ?? value["title"]?.text, url: url)
        case "location":
            let place = payload?["coordinates"]
            return .location(latitude: place?["lat"]?.double, longitude: place?["long"]?.double)
        default: return .unsupported(name: EventName.safe(type))
        }
    }
}
