public import Messaging

extension ViberAdapter {
    /// Pictures first, then the text in parts, the keyboard with the last (it disappears with the next message). `tag` is
    /// Viber's `tracking_data`, with `-1`, `-2` ... for the parts. Pictures known only by an upload's id are left out:
    /// Viber has no uploads.
    public func render(_ message: OutboundMessage, to recipient: ContactKey, tag: String) -> [PlatformCall] {
        let contents = message.images.compactMap { Self.picture($0.source) } + texts(message)
        return contents.enumerated().map { index, content in
            let body = body(
                content, of: message, receiver: .string(recipient.rawValue), tracking: "\(tag)-\(index + 1)")
            return call("/pa/send_message", body: body)
        }
    }

    /// The one message that may go into the answer to `conversation_started`: no receiver, one part.
    func welcome(_ message: OutboundMessage) -> [UInt8]? {
        let parts = texts(message)
        guard let first = parts.first else { return nil }
        let content = Content(type: "text", text: first.text, media: nil, keyboard: parts.last?.keyboard)
        return body(content, of: message, receiver: nil, tracking: "welcome").bytes
    }

    /// What differs between the calls of one message.
    private struct Content {
        let type: String
        let text: String
        let media: String?
        let keyboard: JSONText?
    }

    private func body(
        _ content: Content, of message: OutboundMessage, receiver: JSONText?, tracking: String
    ) -> JSONText {
        // Buttons that share something need clients of API version 3.
        let shares = message.buttons.contains { $0.action == .sharePhone || $0.action == .shareLocation }
        let name = FittedMessage.shortened(message.senderName ?? settings.name, to: Self.nameLimit)
        return .members([
            "receiver": receiver, "min_api_version": content.keyboard != nil && shares ? 3 : 1,
            "sender": ["name": .string(name)], "tracking_data": .string(tracking), "type": .string(content.type),
            "text": .string(content.text), "media": content.media.map { .string($0) }, "keyboard": content.keyboard,
        ])
    }

    private static let nameLimit = 28

    private static func picture(_ source: OutboundImage.Source) -> Content? {
        guard case .url(let url) = source else { return nil }
        return Content(type: "picture", text: "", media: url, keyboard: nil)
    }

    func call(_ path: String, body: JSONText) -> PlatformCall {
        PlatformCall(
            method: "POST", url: settings.api + path, headers: ["Content-Type": "application/json"], body: body.bytes,
            credential: .header(name: "X-Viber-Auth-Token"))
    }

    // MARK: Text and keyboard

    /// A request may have 30 KB of JSON. A third is kept for keyboard, ids and names; a text of signs that JSON writes with
    /// six bytes is cut into smaller parts.
    private static let textByteLimit = 20_000
    private static let keyboardByteLimit = 8_000

    private func texts(_ message: OutboundMessage) -> [Content] {
        let fitted = FittedMessage(message, titleLimit: Self.titleLimit, keeps: keeps)
        var limit = capabilities.textLimit
        var parts = capabilities.split(fitted.text)
        while limit > 1000, parts.contains(where: { JSONText.string($0).bytes.count > Self.textByteLimit }) {
            limit /= 2
            parts = capabilities.split(fitted.text, limit: limit)
        }
        return parts.enumerated().map { index, text in
            let hasKeyboard = index == parts.count - 1 && !fitted.buttons.isEmpty
            return Content(
                type: "text", text: text, media: nil, keyboard: hasKeyboard ? Self.keyboard(fitted.buttons) : nil)
        }
    }

    private func keeps(_ button: Button, beside kept: [Button]) -> Bool {
        if case .call = button.action { return false }
        return kept.count < capabilities.buttonLimit
            && Self.keyboard(kept + [button]).bytes.count <= Self.keyboardByteLimit
    }

    private static func keyboard(_ buttons: [Button]) -> JSONText {
        let widths = columns(buttons)
        let rows = zip(buttons, widths).map { button, width in
            let (type, body) = action(button.action)
            return [
                "Columns": .integer(width), "Rows": 1, "ActionType": .string(type), "ActionBody": .string(body),
                "Text": .string(escaped(button.title)),
            ] as JSONText
        }
        return ["Type": "keyboard", "DefaultHeight": false, "Buttons": .array(rows)]
    }

    /// Six columns make a row; two short titles that follow each other share one.
    private static func columns(_ buttons: [Button]) -> [Int] {
        var widths: [Int] = []
        while widths.count < buttons.count {
            let pair = buttons[widths.count...].prefix(2)
            let isShared = pair.count == 2 && pair.allSatisfy { $0.title.count <= Self.shortTitle }
            widths += isShared ? [3, 3] : [6]
        }
        return widths
    }

    /// What half a row shows on a small telephone.
    private static let shortTitle = 15

    private static func action(_ action: Button.Action) -> (type: String, body: String) {
        switch action {
        case .reply(let payload): ("reply", payload)
        case .open(let url): ("open-url", url)
        case .sharePhone: ("share-phone", "share")
        case .shareLocation: ("location-picker", "location")
        case .call: ("none", "none")
        }
    }

    /// Titles are a subset of HTML.
    private static func escaped(_ title: String) -> String {
        title.reduce(into: "") { result, character in
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            default: result.append(character)
            }
        }
    }
}
