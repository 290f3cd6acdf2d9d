public import Messaging

extension ZaloAdapter {
    /// Pictures first, then the text in parts, buttons with the last; the form for contact details is a call of its own.
    /// Zalo has no field for `tag`: its echo is known by the message id.
    public func render(_ message: OutboundMessage, to recipient: ContactKey, tag: String) -> [PlatformCall] {
        let contact = ZaloContact(recipient)
        let fitted = FittedMessage(message, titleLimit: Self.titleLimit) { keeps($0, beside: $1, contact) }
        let buttons = fitted.buttons.compactMap(button)
        let texts = capabilities.split(fitted.text)

        var bodies = message.images.map { Self.media($0.source) }
        for (index, text) in texts.enumerated() {
            let hasButtons = index == texts.count - 1 && !buttons.isEmpty
            bodies.append(.members(["text": .string(text), "attachment": hasButtons ? attachment(buttons) : nil]))
        }
        if let title = fitted.buttons.first(where: { $0.action == .sharePhone })?.title, let info = settings.requestInfo
        {
            bodies.append(Self.request(info, title: title))
        }
        return bodies.map { call(to: contact, message: $0) }
    }

    private func keeps(_ button: Button, beside kept: [Button], _ contact: ZaloContact) -> Bool {
        // Nothing says that people without an account see buttons.
        guard settings.buttons != .text, case .user = contact else { return false }
        switch button.action {
        case .reply(let payload) where payload.utf16.count > Self.payloadLimit: return false
        case .call(let number) where PhoneNumber.dialled(number) == nil: return false
        case .reply, .call, .open: return kept.filter { $0.action != .sharePhone }.count < capabilities.buttonLimit
        case .sharePhone: return settings.requestInfo != nil && !kept.contains { $0.action == .sharePhone }
        case .shareLocation: return false
        }
    }

    private static let payloadLimit = 1000

    private func button(_ button: Button) -> JSONText? {
        let title = JSONText.string(button.title)
        return switch button.action {
        case .reply(let payload): ["title": title, "type": "oa.query.hide", "payload": .string(payload)]
        case .open(let url): ["title": title, "type": "oa.open.url", "payload": ["url": .string(url)]]
        case .call(let number):
            [
                "title": title, "type": "oa.open.phone",
                "payload": ["phone_code": .string(PhoneNumber.dialled(number) ?? number)],
            ]
        case .sharePhone, .shareLocation: nil
        }
    }

    private func attachment(_ buttons: [JSONText]) -> JSONText {
        let type: JSONText? = settings.buttons == .v2 ? "button" : nil
        return ["type": "template", "payload": .members(["template_type": type, "buttons": .array(buttons)])]
    }

    private static func media(_ source: OutboundImage.Source) -> JSONText {
        let element: JSONText =
            switch source {
            case .url(let url): ["media_type": "image", "url": .string(url)]
            case .uploaded(let id): ["media_type": "image", "attachment_id": .string(id)]
            }
        return ["attachment": ["type": "template", "payload": ["template_type": "media", "elements": [element]]]]
    }

    private static func request(_ info: ZaloSettings.RequestInfo, title: String) -> JSONText {
        let element: JSONText = [
            "title": .string(title), "subtitle": .string(info.subtitle), "image_url": .string(info.imageURL),
        ]
        return [
            "attachment": [
                "type": "template", "payload": ["template_type": "request_user_info", "elements": [element]],
            ]
        ]
    }

    /// People without an account are only reached by the older endpoint (zalo-java-sdk).
    private func call(to contact: ZaloContact, message: JSONText) -> PlatformCall {
        let (path, recipient): (String, JSONText) =
            switch contact {
            case .user(let id): ("/v3.0/oa/message/cs", ["user_id": .string(id)])
            case .anonymous(let id, let conversation):
                ("/v2.0/oa/message", ["anonymous_id": .string(id), "conversation_id": .string(conversation)])
            }
        return PlatformCall(
            method: "POST", url: settings.api + path, headers: ["Content-Type": "application/json"],
            body: (["recipient": recipient, "message": message] as JSONText).bytes,
            credential: .header(name: "access_token"))
    }
}
