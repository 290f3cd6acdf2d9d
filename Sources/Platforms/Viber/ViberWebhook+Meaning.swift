import Messaging

extension ViberWebhook {
    /// What the event means; a field that is missing or of the wrong type leaves a gap and nothing worse.
    var meaning: Event.Kind {
        let safeName = EventName.safe(name)
        // The probe of `set_webhook`.
        if name == "webhook" { return .ignored(name: safeName) }
        let token = root["message_token"]?.id
        let isAboutSomeone = identity.isKept
        switch name {
        case "message" where isAboutSomeone: return .message(inbound(token))
        case "conversation_started" where isAboutSomeone:
            return .conversationStarted(context: root["context"]?.text)
        case "subscribed" where isAboutSomeone: return .followed
        case "unsubscribed" where isAboutSomeone: return .unfollowed
        // `delivered` also comes for messages of the person: its token is then none of ours.
        case "delivered" where isAboutSomeone: return receipt(.delivered, token)
        case "seen" where isAboutSomeone: return receipt(.seen, token)
        case "failed" where isAboutSomeone: return receipt(.failed, token)
        case "message", "conversation_started", "subscribed", "unsubscribed", "delivered", "seen", "failed":
            return .ignored(name: safeName)
        default: return .unknown(name: safeName)
        }
    }

    private func receipt(_ status: Receipt.Status, _ token: String?) -> Event.Kind {
        let words = status == .failed ? root["desc"]?.text : nil
        return .receipt(
            Receipt(
                status: status, platformMessageIDs: token.map { [$0] } ?? [],
                reason: words.map { FailureReason.of("failed", $0) }))
    }

    /// A tap on a keyboard's button is a message whose text is the button's payload; nothing tells it from typed text.
    private func inbound(_ token: String?) -> InboundMessage {
        let message = root["message"]
        let text = message?["text"]?.text
        var attachments = message.flatMap(attachment).map { [$0] } ?? []
        if text == nil, attachments.isEmpty { attachments = [.unsupported(name: "empty")] }
        return InboundMessage(platformMessageID: token, text: text, attachments: attachments)
    }

    private func attachment(_ message: JSONValue) -> Attachment? {
        let url = message["media"]?.text
        let type = message["type"]?.string ?? ""
        switch type {
        case "text": return nil
        case "picture": return .image(url: url)
        case "video": return .video(url: url)
        case "file": return .file(name: message["file_name"]?.text, size: message["size"]?.integer, url: url)
        case "sticker": return .sticker(id: message["sticker_id"]?.id, url: nil)
        case "url": return .link(title: nil, url: url)
        case "contact":
            let card = message["contact"]
            return .contact(name: card?["name"]?.text, phone: card?["phone_number"]?.id)
        case "location":
            let place = message["location"]
            return .location(latitude: place?["lat"]?.double, longitude: place?["lon"]?.double)
        default: return .unsupported(name: EventName.safe(type))
        }
    }
}
