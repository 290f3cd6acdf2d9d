/// What `POST /{page}/messages` accepts.
/// https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages
struct FacebookSend: Sendable {
    static let textLimit = 2000
    static let metadataLimit = 1000
    static let quickReplyLimit = 13
    static let titleLimit = 20
    static let payloadLimit = 1000
    static let imagesLimit = 30
    static let window = 24 * Milliseconds.hour
    /// For answers written by a person.
    static let humanAgentWindow = 7 * Milliseconds.day

    enum Kind: Sendable, Equatable {
        case message
        /// typing_on, mark_seen ...: alone, never with a message.
        case action(String)
    }

    let person: String
    let kind: Kind
    var isHumanAgent = false
    var content = SentContent()
    var metadata: String?
    /// As the echo carries it.
    var template: JSON?
    var repliesTo: String?
    /// "pass" or "release".
    var threadControl: String?
    /// Counts against the lower rate for audio and video.
    var isMedia = false

    /// Checks a body whose access token has been taken out.
    init(_ body: JSON) throws(CallRefusal) {
        try Self.only(
            [
                "recipient", "messaging_type", "tag", "message", "sender_action", "payload", "reply_to",
                "thread_control", "notification_type", "persona_id",
            ], in: body, "body")
        try Self.only(["id"], in: body["recipient"], "recipient")
        guard let person = body["recipient"]["id"].string, !person.isEmpty else {
            throw Self.invalid("param recipient[id] must be a string")
        }
        self.person = person
        if let action = body["sender_action"].string {
            guard !body["message"].isPresent else { throw Self.invalid("sender_action must be sent alone") }
            guard ["typing_on", "typing_off", "mark_seen", "react", "unreact"].contains(action) else {
                throw Self.invalid("param sender_action must be one of its values")
            }
            guard !action.hasSuffix("react") || body["payload"]["message_id"].string != nil else {
                throw Self.invalid("a reaction needs payload.message_id")
            }
            kind = .action(action)
            return
        }
        kind = .message
        isHumanAgent = try Self.isHumanAgent(body)
        if body["reply_to"].isPresent {
            guard let mid = body["reply_to"]["mid"].string else { throw Self.invalid("reply_to.mid") }
            repliesTo = mid
        }
        if body["thread_control"].isPresent {
            try Self.only(["control_type", "app_id", "metadata"], in: body["thread_control"], "thread_control")
            guard let control = body["thread_control"]["control_type"].string, ["pass", "release"].contains(control)
            else { throw Self.invalid("thread_control.control_type") }
            threadControl = control
        }
        try read(body["message"])
    }

    /// An error of the Graph API.
    static func error(
        _ code: Int, _ subcode: Int? = nil, _ message: String, status: Int = 400, type: String = "OAuthException"
    ) -> CallRefusal {
        let details = JSON.object([]).with([
            ("message", .string(message)), ("type", .string(type)), ("code", .int(Int64(code))),
            ("error_subcode", subcode.map { .int(Int64($0)) }), ("fbtrace_id", "BLBz/WZt8dN"),
        ])
        return CallRefusal(
            status: status, body: ["error": details],
            reason: subcode.map { "\(code)/\($0)" } ?? String(code))
    }

    static func invalid(_ why: String) -> CallRefusal { error(100, nil, "(#100) Invalid parameter: " + why) }

    static func only(_ known: Set<String>, in object: JSON, _ name: String) throws(CallRefusal) {
        guard object.names != nil else { throw invalid("param " + name + " must be an object") }
        if let unknown = object.unknownMember(known) { throw invalid(name + " has an unknown member " + unknown) }
    }

    static func text(_ value: JSON, _ name: String, limit: Int) throws(CallRefusal) -> String {
        guard let text = value.string, !text.isEmpty else { throw invalid("param " + name + " must be a string") }
        guard text.platformLength <= limit else {
            throw invalid("Length of param \(name) must be less than or equal to \(limit)")
        }
        return text
    }

    /// Since 27 April 2026 HUMAN_AGENT is the only tag left.
    private static func isHumanAgent(_ body: JSON) throws(CallRefusal) -> Bool {
        switch body["messaging_type"].isPresent ? body["messaging_type"].string : "RESPONSE" {
        case "RESPONSE", "UPDATE":
            guard !body["tag"].isPresent else { throw invalid("a tag needs messaging_type MESSAGE_TAG") }
            return false
        case "MESSAGE_TAG":
            switch body["tag"].string {
            case "HUMAN_AGENT": return true
            case "CONFIRMED_EVENT_UPDATE", "ACCOUNT_UPDATE", "POST_PURCHASE_UPDATE":
                throw error(100, 1_893_061, "(#100) This message tag has been deprecated.")
            default: throw invalid("param tag must be one of its values")
            }
        default: throw invalid("param messaging_type must be one of its values")
        }
    }

    private mutating func read(_ message: JSON) throws(CallRefusal) {
        try Self.only(
            ["text", "attachment", "attachments", "quick_replies", "metadata", "sticker_id"], in: message, "message")
        let bodies = ["text", "attachment", "attachments", "sticker_id"].filter { message[$0].isPresent }
        guard bodies.count == 1, let form = bodies.first else {
            throw Self.invalid("message must have one of text, attachment, attachments or sticker_id")
        }
        if message["metadata"].isPresent {
            metadata = try Self.text(message["metadata"], "message[metadata]", limit: Self.metadataLimit - 1)
        }
        switch form {
        case "text": content.text = try Self.text(message["text"], "message[text]", limit: Self.textLimit)
        case "sticker_id":
            guard let id = message["sticker_id"].int.map({ String($0) }) ?? message["sticker_id"].string else {
                throw Self.invalid("message[sticker_id]")
            }
            content.attachments = [.sticker(id: id)]
        case "attachments":
            guard let items = message["attachments"].array, (1...Self.imagesLimit).contains(items.count),
                items.allSatisfy({ $0["type"].string == "image" })
            else { throw Self.invalid("message[attachments] must be 1 to 30 images") }
            for item in items { content.attachments.append(try media(item, "image")) }
        default:
            let attachment = message["attachment"]
            try Self.only(["type", "payload"], in: attachment, "attachment")
            switch attachment["type"].string {
            case "template":
                template = attachment["payload"]
                try FacebookTemplate.read(attachment["payload"], into: &content)
            case let type? where ["image", "audio", "video", "file"].contains(type):
                isMedia = type == "audio" || type == "video"
                content.attachments = [try media(attachment, type)]
            default: throw Self.invalid("message[attachment][type]")
            }
        }
        if message["quick_replies"].isPresent { try readQuickReplies(message["quick_replies"]) }
    }

    private func media(_ item: JSON, _ type: String) throws(CallRefusal) -> Bubble.Attachment {
        try Self.only(["url", "attachment_id", "is_reusable"], in: item["payload"], "payload")
        let url = item["payload"]["url"].string
        guard (url == nil) != (item["payload"]["attachment_id"].string == nil), url?.isWebAddress ?? true else {
            throw Self.invalid("payload needs a url or an attachment_id")
        }
        switch type {
        case "image": return .image(url: url ?? "")
        case "audio": return .audio(url: url ?? "")
        case "video": return .video(url: url ?? "")
        default: return .file(name: url ?? "")
        }
    }

    private mutating func readQuickReplies(_ replies: JSON) throws(CallRefusal) {
        guard let replies = replies.array, (1...Self.quickReplyLimit).contains(replies.count) else {
            throw Self.invalid("message[quick_replies] must have 1 to 13 elements")
        }
        for reply in replies {
            try Self.only(["content_type", "title", "payload", "image_url"], in: reply, "quick_reply")
            switch reply["content_type"].string {
            case "text":
                let title = try Self.text(reply["title"], "quick_replies[title]", limit: Self.titleLimit)
                let payload = try Self.text(reply["payload"], "quick_replies[payload]", limit: Self.payloadLimit)
                content.buttons.append(PhoneButton(title: title, action: .reply(payload: payload), place: .quickReply))
            case "user_phone_number":
                content.buttons.append(
                    PhoneButton(title: "Gửi số điện thoại", action: .sharePhone, place: .quickReply))
            case "user_email":
                content.buttons.append(PhoneButton(title: "Gửi e-mail", action: .none, place: .quickReply))
            default: throw Self.invalid("quick_replies[content_type]")
            }
        }
    }
}
