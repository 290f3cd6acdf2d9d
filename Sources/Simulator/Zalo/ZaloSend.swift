/// What `POST /v3.0/oa/message/cs` accepts. (docs.zaloplatforms.com; limits: zalo-php-sdk, ChatbotX)
struct ZaloSend: Sendable {
    static let textLimit = 2000
    static let buttonLimit = 5
    static let buttonTitleLimit = 100
    static let queryPayloadLimit = 1000
    static let freeWindow = 48 * Milliseconds.hour
    static let window = 7 * Milliseconds.day

    let person: String
    let content: SentContent
    /// The event that echoes it.
    let echo: String

    /// Checks a body; the refusal is -201 with what is wrong.
    init(_ body: JSON) throws(CallRefusal) {
        try Self.only(["recipient", "message"], in: body, "body")
        try Self.only(["user_id"], in: body["recipient"], "recipient")
        guard let person = body["recipient"]["user_id"].string, !person.isEmpty else {
            throw Self.invalid("recipient.user_id must be a string")
        }
        let message = body["message"]
        try Self.only(["text", "attachment", "quote_message_id"], in: message, "message")
        if message["quote_message_id"].isPresent, message["quote_message_id"].string == nil {
            throw Self.invalid("message.quote_message_id must be a string")
        }
        var content = SentContent()
        if message["text"].isPresent {
            guard let text = message["text"].string, !text.isEmpty else {
                throw Self.invalid("message.text must be a string that is not empty")
            }
            guard text.platformLength <= Self.textLimit else { throw Self.invalid("message.text is over 2000") }
            content.text = text
        }
        self.person = person
        guard message["attachment"].isPresent else {
            guard !content.text.isEmpty else { throw Self.invalid("message is empty") }
            self.content = content
            echo = "oa_send_text"
            return
        }
        echo = try Self.readAttachment(message["attachment"], into: &content)
        self.content = content
    }

    /// An error of the OA API: HTTP 200 and a code that is not 0.
    static func error(_ code: Int, _ message: String? = nil) -> CallRefusal {
        let message =
            message ?? [
                -32: "Rate limit exceeded", -200: "Send message failed", -213: "User has not followed OA",
                -216: "Access token is invalid", -217: "User has blocked invitation from OA",
                -220: "access_token is expired",
                -230: "User has not interacted with the OA in the past 7 days",
                -232: "User interaction has expired",
                -240: "MessageV2 API has been shut down, please switch to MessageV3",
            ][code] ?? "Error"
        return CallRefusal(
            status: 200, body: ["error": .int(Int64(code)), "message": .string(message)], reason: String(code))
    }

    static func invalid(_ why: String) -> CallRefusal { error(-201, "Parameter is invalid: " + why) }

    private static func only(_ known: Set<String>, in object: JSON, _ name: String) throws(CallRefusal) {
        guard object.names != nil else { throw invalid(name + " must be an object") }
        if let unknown = object.unknownMember(known) { throw invalid(name + " has an unknown member " + unknown) }
    }

    private static func readAttachment(_ attachment: JSON, into content: inout SentContent) throws(CallRefusal)
        -> String
    {
        try only(["type", "payload"], in: attachment, "attachment")
        let payload = attachment["payload"]
        switch attachment["type"].string {
        case "file":
            try only(["token"], in: payload, "payload")
            guard let token = payload["token"].string, !token.isEmpty else { throw invalid("payload.token") }
            content.attachments = [.file(name: token)]
            return "oa_send_file"
        case "template":
            switch payload["template_type"].string {
            case "media": return try readMedia(payload, into: &content)
            case "request_user_info":
                try readForm(payload, into: &content)
                return "oa_send_template"
            case nil where !payload["template_type"].isPresent, "button":
                try readButtons(payload, into: &content)
                return "oa_send_template"
            default: throw invalid("payload.template_type")
            }
        default: throw invalid("attachment.type")
        }
    }

    private static func readMedia(_ payload: JSON, into content: inout SentContent) throws(CallRefusal) -> String {
        try only(["template_type", "elements"], in: payload, "payload")
        guard let elements = payload["elements"].array, elements.count == 1, let element = elements.first else {
            throw invalid("payload.elements must have one element")
        }
        try only(["media_type", "url", "attachment_id", "width", "height"], in: element, "element")
        let url = element["url"].string
        let id = element["attachment_id"].string
        guard (url == nil) != (id == nil), url?.isWebAddress ?? true, id?.isEmpty != true else {
            throw invalid("element needs a url or an attachment_id")
        }
        switch element["media_type"].string {
        case "image":
            content.attachments = [.image(url: url ?? "")]
            return "oa_send_image"
        case "gif":
            guard element["width"].isPresent, element["height"].isPresent else {
                throw invalid("a gif needs width and height")
            }
            content.attachments = [.image(url: url ?? "")]
            return "oa_send_gif"
        case "sticker":
            guard let id else { throw invalid("a sticker needs an attachment_id") }
            content.attachments = [.sticker(id: id)]
            return "oa_send_sticker"
        default: throw invalid("element.media_type")
        }
    }

    private static func readForm(_ payload: JSON, into content: inout SentContent) throws(CallRefusal) {
        try only(["template_type", "elements"], in: payload, "payload")
        guard let elements = payload["elements"].array, elements.count == 1, let element = elements.first else {
            throw invalid("payload.elements must have one element")
        }
        try only(["title", "subtitle", "image_url"], in: element, "element")
        guard let title = element["title"].string, let subtitle = element["subtitle"].string,
            element["image_url"].string?.isWebAddress == true
        else { throw invalid("element needs title, subtitle and image_url") }
        content.text = [content.text, title, subtitle].filter { !$0.isEmpty }.joined(separator: "\n")
        content.buttons = [PhoneButton(title: "Cung cấp thông tin", action: .form, place: .bubble)]
    }

    private static func readButtons(_ payload: JSON, into content: inout SentContent) throws(CallRefusal) {
        try only(["template_type", "buttons"], in: payload, "payload")
        guard !content.text.isEmpty else { throw invalid("buttons need message.text") }
        guard let buttons = payload["buttons"].array, (1...buttonLimit).contains(buttons.count) else {
            throw invalid("payload.buttons must have 1 to 5 buttons")
        }
        for button in buttons { content.buttons.append(try readButton(button)) }
    }

    private static func readButton(_ button: JSON) throws(CallRefusal) -> PhoneButton {
        try only(["title", "type", "payload", "image_icon"], in: button, "button")
        guard let title = button["title"].string, !title.isEmpty, title.platformLength <= buttonTitleLimit else {
            throw invalid("button.title must have 1 to 100 characters")
        }
        let payload = button["payload"]
        switch button["type"].string {
        case let type? where type == "oa.query.show" || type == "oa.query.hide":
            guard let text = payload.string, !text.isEmpty, text.platformLength <= queryPayloadLimit else {
                throw invalid("a query's payload must be a text of 1 to 1000 characters")
            }
            return PhoneButton(
                title: title, action: .reply(payload: text), place: .bubble, showsTap: type == "oa.query.show")
        case "oa.open.url":
            guard let url = payload["url"].string, url.isWebAddress else { throw invalid("payload.url") }
            return PhoneButton(title: title, action: .open(url: url), place: .bubble)
        case "oa.open.phone":
            guard let number = payload["phone_code"].string, !number.isEmpty else { throw invalid("phone_code") }
            return PhoneButton(title: title, action: .call(number: number), place: .bubble)
        case "oa.open.sms":
            guard let number = payload["phone_code"].string, !number.isEmpty, payload["content"].string != nil else {
                throw invalid("an sms needs content and phone_code")
            }
            return PhoneButton(title: title, action: .message(number: number), place: .bubble)
        default: throw invalid("button.type")
        }
    }
}
