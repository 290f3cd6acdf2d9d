public import Messaging

extension FacebookAdapter {
    /// Pictures first, then the text in parts. With the last part: calls and links as a button template (its text may have
    /// 640 characters, so a longer last part is cut once more), answers and the telephone number as quick replies. `tag` is
    /// Facebook's `metadata`, which the echo brings back, with `-1`, `-2` ... for the parts.
    ///
    /// Everything is a RESPONSE, people's replies too: the form for after the first 24 hours is `asHumanAgent`'s.
    public func render(_ message: OutboundMessage, to recipient: ContactKey, tag: String) -> [PlatformCall] {
        let fitted = FittedMessage(message, titleLimit: Self.titleLimit, keeps: Self.keeps)
        let template = fitted.buttons.compactMap(Self.templateButton)
        let replies = fitted.buttons.compactMap(Self.quickReply)
        var texts = capabilities.split(fitted.text)
        if !template.isEmpty, let last = texts.popLast() {
            texts += capabilities.split(last, limit: Self.templateTextLimit)
        }
        var contents = Self.images(message.images)
        for (index, text) in texts.enumerated() {
            let isLast = index == texts.count - 1
            let hasTemplate = isLast && !template.isEmpty
            contents.append(
                Content(
                    text: hasTemplate ? nil : .string(text),
                    attachment: hasTemplate ? Self.template(text, template) : nil,
                    quickReplies: isLast && !replies.isEmpty ? .array(replies) : nil))
        }
        return contents.enumerated().map { index, content in
            let body: JSONText = [
                "recipient": ["id": .string(recipient.rawValue)], "messaging_type": "RESPONSE",
                "message": content.json(metadata: "\(tag)-\(index + 1)"),
            ]
            return call("messages", query: "", body: body.bytes)
        }
    }

    /// What differs between the calls of one message.
    private struct Content {
        var text: JSONText?
        var attachment: JSONText?
        var attachments: JSONText?
        var quickReplies: JSONText?

        func json(metadata: String) -> JSONText {
            .members([
                "text": text, "attachment": attachment, "attachments": attachments, "quick_replies": quickReplies,
                "metadata": .string(metadata),
            ])
        }
    }

    func call(_ edge: String, query: String, body: [UInt8]) -> PlatformCall {
        PlatformCall(
            method: "POST", url: "\(settings.api)/\(settings.graphVersion)/\(settings.pageID)/\(edge)\(query)",
            headers: ["Content-Type": "application/json"], body: body, credential: .query(name: "access_token"))
    }

    /// The same call as a reply of a person that goes out between 24 hours and 7 days after the citizen's last message:
    /// MESSAGE_TAG with HUMAN_AGENT. Facebook allows it for what a person wrote and for nothing else, and not within the
    /// first 24 hours. A call of another kind comes back as it is.
    public func asHumanAgent(_ call: PlatformCall) -> PlatformCall {
        guard let root = (try? JSONDocument(call.body))?.root, root["messaging_type"] != nil else { return call }
        let members = root.members.flatMap { key, value -> [(name: String, value: JSONText)] in
            key.equals("messaging_type")
                ? [("messaging_type", "MESSAGE_TAG"), ("tag", "HUMAN_AGENT")]
                : key.equals("tag") ? [] : [(key.string ?? "", Self.copy(value))]
        }
        return PlatformCall(
            method: call.method, url: call.url, headers: call.headers, body: JSONText.object(members).bytes,
            credential: call.credential)
    }

    public func outsideWindow(_ call: PlatformCall) -> PlatformCall? { asHumanAgent(call) }

    private static func copy(_ value: JSONValue) -> JSONText {
        value.kind == .string ? .string(value.string ?? "") : .raw(value.raw)
    }

    // MARK: Pictures and buttons

    /// Most pictures in one call.
    private static let imageLimit = 30

    private static func images(_ images: [OutboundImage]) -> [Content] {
        if images.count == 1, let image = images.first {
            return [Content(attachment: Self.image(image.source, isReusable: true))]
        }
        return stride(from: 0, to: images.count, by: imageLimit).map { start in
            let some = images[start..<min(start + imageLimit, images.count)]
            return Content(attachments: .array(some.map { Self.image($0.source, isReusable: false) }))
        }
    }

    private static func image(_ source: OutboundImage.Source, isReusable: Bool) -> JSONText {
        switch source {
        case .url(let url):
            ["type": "image", "payload": .members(["url": .string(url), "is_reusable": isReusable ? true : nil])]
        case .uploaded(let id): ["type": "image", "payload": ["attachment_id": .string(id)]]
        }
    }

    private static let templateButtonLimit = 3
    private static let payloadLimit = 1000

    private static func keeps(_ button: Button, beside kept: [Button]) -> Bool {
        let inTemplate = kept.filter { templateButton($0) != nil }.count
        return switch button.action {
        case .reply(let payload): payload.utf16.count <= payloadLimit && kept.count - inTemplate < quickReplyLimit
        case .sharePhone: kept.count - inTemplate < quickReplyLimit && !kept.contains { $0.action == .sharePhone }
        case .call, .open: templateButton(button) != nil && inTemplate < templateButtonLimit
        case .shareLocation: false
        }
    }

    private static func template(_ text: String, _ buttons: [JSONText]) -> JSONText {
        [
            "type": "template",
            "payload": ["template_type": "button", "text": .string(text), "buttons": .array(buttons)],
        ]
    }

    /// A call button wants `+` and the country's code, which short numbers (115, 1022) do not have: those stay text, where
    /// a telephone makes them something to tap.
    private static func templateButton(_ button: Button) -> JSONText? {
        switch button.action {
        case .open(let url): ["type": "web_url", "title": .string(button.title), "url": .string(url)]
        case .call(let number):
            PhoneNumber.international(number).map {
                ["type": "phone_number", "title": .string(button.title), "payload": .string($0)]
            }
        case .reply, .sharePhone, .shareLocation: nil
        }
    }

    private static func quickReply(_ button: Button) -> JSONText? {
        switch button.action {
        case .reply(let payload):
            ["content_type": "text", "title": .string(button.title), "payload": .string(payload)]
        case .sharePhone: ["content_type": "user_phone_number"]
        case .call, .open, .shareLocation: nil
        }
    }
}
