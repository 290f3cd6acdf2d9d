/// Button and generic templates.
/// https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages/template/button
enum FacebookTemplate {
    static let textLimit = 640
    static let buttonLimit = 3
    static let elementLimit = 10
    static let elementTextLimit = 80

    static func read(_ payload: JSON, into content: inout SentContent) throws(CallRefusal) {
        switch payload["template_type"].string {
        case "button":
            try FacebookSend.only(["template_type", "text", "buttons", "sharable"], in: payload, "payload")
            content.text = try FacebookSend.text(payload["text"], "payload[text]", limit: textLimit)
            content.buttons = try buttons(payload["buttons"])
        case "generic":
            try FacebookSend.only(
                ["template_type", "elements", "sharable", "image_aspect_ratio"], in: payload, "payload")
            guard let elements = payload["elements"].array, (1...elementLimit).contains(elements.count) else {
                throw FacebookSend.invalid("payload[elements] must have 1 to 10 elements")
            }
            for element in elements { try read(element: element, into: &content) }
        default: throw FacebookSend.invalid("payload[template_type]")
        }
    }

    private static func read(element: JSON, into content: inout SentContent) throws(CallRefusal) {
        try FacebookSend.only(
            ["title", "subtitle", "image_url", "default_action", "buttons"], in: element, "element")
        var lines = [try FacebookSend.text(element["title"], "element[title]", limit: elementTextLimit)]
        if element["subtitle"].isPresent {
            lines.append(try FacebookSend.text(element["subtitle"], "element[subtitle]", limit: elementTextLimit))
        }
        content.text = ([content.text].filter { !$0.isEmpty } + lines).joined(separator: "\n")
        if let image = element["image_url"].string { content.attachments.append(.image(url: image)) }
        if element["buttons"].isPresent { content.buttons += try buttons(element["buttons"]) }
    }

    private static func buttons(_ buttons: JSON) throws(CallRefusal) -> [PhoneButton] {
        guard let buttons = buttons.array, (1...buttonLimit).contains(buttons.count) else {
            throw FacebookSend.invalid("buttons must have 1 to 3 elements")
        }
        var read: [PhoneButton] = []
        for button in buttons { read.append(try self.button(button)) }
        return read
    }

    private static func button(_ button: JSON) throws(CallRefusal) -> PhoneButton {
        try FacebookSend.only(
            [
                "type", "title", "payload", "url", "webview_height_ratio", "messenger_extensions", "fallback_url",
                "webview_share_button",
            ], in: button, "button")
        let title = try FacebookSend.text(button["title"], "button[title]", limit: FacebookSend.titleLimit)
        switch button["type"].string {
        case "postback":
            let payload = try FacebookSend.text(
                button["payload"], "button[payload]", limit: FacebookSend.payloadLimit)
            return PhoneButton(title: title, action: .reply(payload: payload), place: .bubble)
        case "web_url":
            guard let url = button["url"].string, url.isWebAddress else { throw FacebookSend.invalid("button[url]") }
            return PhoneButton(title: title, action: .open(url: url), place: .bubble)
        case "phone_number":
            guard let number = button["payload"].string, number.hasPrefix("+"), number.utf8.count > 1 else {
                throw FacebookSend.invalid("button[payload] must be a number with + and country code")
            }
            return PhoneButton(title: title, action: .call(number: number), place: .bubble)
        default: throw FacebookSend.invalid("button[type]")
        }
    }
}
