import Messaging

extension ZaloWebhook {
    /// What the event means; a field that is missing or of the wrong type leaves a gap and nothing worse.
    var meaning: Event.Kind {
        let message = root["message"]
        let messageID = message?["msg_id"]?.id
        let safeName = EventName.safe(name)
        if kind == .unknown { return .unknown(name: safeName) }
        guard identity.isKept else { return .ignored(name: safeName) }
        switch kind {
        case .message, .anonymousMessage: return .message(inbound(message, messageID))
        case .echo, .anonymousEcho:
            // Only what a person typed in Zalo's own inbox names the person.
            if root["sender"]?["admin_id"]?.id != nil {
                return .staffEcho(platformMessageID: messageID, text: message?["text"]?.text)
            }
            return .appEcho(platformMessageID: messageID, tag: nil)
        case .delivered:
            return .receipt(Receipt(status: .delivered, platformMessageIDs: messageID.map { [$0] } ?? []))
        case .seen:
            let ids = message?.elements("msg_ids").compactMap(\.id) ?? []
            let all = ids.isEmpty ? messageID.map { [$0] } ?? [] : ids
            return .receipt(Receipt(status: .seen, platformMessageIDs: all))
        case .reaction:
            let icon = message?["react_icon"]?.text
            return .reaction(emoji: icon, onPlatformMessageID: messageID, removed: icon == "/-remove")
        case .chatOpened: return .conversationStarted(context: nil)
        case .followed: return .followed
        case .unfollowed: return .unfollowed
        case .contactDetails: return .contactDetails(contactDetails)
        case .withdrawal: return .withdrawal
        case .ignored, .unknown: return .ignored(name: safeName)
        }
    }

    private func inbound(_ message: JSONValue?, _ id: String?) -> InboundMessage {
        let text = message?["text"]?.text
        var attachments = message?.elements("attachments").map(attachment) ?? []
        if text == nil, attachments.isEmpty { attachments = [.unsupported(name: EventName.safe(name))] }
        return InboundMessage(
            platformMessageID: id, text: text, attachments: attachments,
            quotedPlatformMessageID: message?["quote_msg_id"]?.id)
    }

    private func attachment(_ value: JSONValue) -> Attachment {
        let payload = value["payload"]
        let url = payload?["url"]?.text
        let type = value["type"]?.string ?? ""
        switch type {
        case "image", "gif": return .image(url: url)
        case "video": return .video(url: url)
        case "audio", "voice": return .audio(url: url)
        case "sticker": return .sticker(id: payload?["id"]?.id, url: url)
        case "file": return .file(name: payload?["name"]?.text, size: payload?["size"]?.integer, url: url)
        case "link": return link(payload, url)
        case "location":
            let place = payload?["coordinates"]
            return .location(latitude: place?["latitude"]?.double, longitude: place?["longitude"]?.double)
        default: return .unsupported(name: EventName.safe(type))
        }
    }

    /// A business card comes as a link whose description is JSON in a string: `{"phone": "...", "qrCodeUrl": "..."}`.
    private func link(_ payload: JSONValue?, _ url: String?) -> Attachment {
        let description = payload?["description"]?.text
        if let description, description.hasPrefix("{"), let card = try? JSONDocument(Array(description.utf8)).root,
            let phone = card["phone"]?.id
        {
            return .contact(name: payload?["title"]?.text ?? card["name"]?.text, phone: phone)
        }
        return .link(title: description ?? payload?["title"]?.text, url: url)
    }

    /// Zalo's form, in its newer shape (`full_address`) and its older one.
    private var contactDetails: ContactDetails {
        let info = root["info"]
        let full = info?["full_address"]
        let names =
            full == nil ? ["address", "ward", "district", "city"] : ["user_address", "user_ward", "user_city"]
        let address = names.compactMap { (full ?? info)?[$0]?.text }.joined(separator: ", ")
        return ContactDetails(
            name: info?["name"]?.text, phone: info?["phone"]?.id, address: address.isEmpty ? nil : address)
    }
}
