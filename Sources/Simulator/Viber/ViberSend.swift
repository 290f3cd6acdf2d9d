import Foundation

/// What `POST /pa/send_message` accepts. https://developers.viber.com/docs/api/rest-bot-api/#send-message
struct ViberSend: Sendable {
    static let bodyLimit = 30 * 1024
    static let textLimit = 7000
    static let pictureTextLimit = 512
    static let senderNameLimit = 28
    static let trackingDataLimit = 4000
    static let fileNameLimit = 256
    static let urlLimit = 2000
    static let videoSizes = 26 * 1024 * 1024
    static let fileSizes = 50 * 1024 * 1024
    static let videoSeconds = 180
    static let contactNameLimit = 28
    static let contactPhoneLimit = 18
    /// What the phones here support.
    static let apiVersion = 10

    /// nil in a welcome message.
    let person: String?
    let trackingData: String?
    var content: SentContent

    /// Checks a body; a welcome message has the same form without the receiver.
    init(_ body: JSON, isWelcome: Bool = false) throws(CallRefusal) {
        try Self.only(
            [
                "receiver", "min_api_version", "sender", "tracking_data", "type", "text", "media", "thumbnail", "size",
                "duration", "file_name", "location", "contact", "sticker_id", "keyboard", "rich_media", "alt_text",
            ], in: body, "body")
        person = body["receiver"].string
        if isWelcome {
            guard !body["receiver"].isPresent else { throw Self.error(3, "a welcome has no receiver") }
        } else {
            guard body["receiver"].isPresent else { throw Self.error(4, "receiver") }
            guard person?.isEmpty == false else { throw Self.error(3, "receiver") }
        }
        let version = try Self.version(body)
        trackingData = try Self.text("tracking_data", in: body, limit: Self.trackingDataLimit, required: false)
        content = SentContent()
        guard body["sender"].isPresent else { throw Self.error(4, "sender") }
        try Self.only(["name", "avatar"], in: body["sender"], "sender")
        content.senderName = try Self.text("name", in: body["sender"], limit: Self.senderNameLimit)
        guard body["type"].isPresent || body["keyboard"].isPresent else { throw Self.error(4, "type") }
        if body["type"].isPresent { try Self.readMessage(body, version: version, into: &content) }
        if body["keyboard"].isPresent {
            content.buttons += try ViberKeyboard.buttons(of: body["keyboard"], version: version)
        }
    }

    /// An error: HTTP 200 and a status that is not 0.
    static func error(_ status: Int, _ detail: String? = nil) -> CallRefusal {
        let names = [
            "ok", "invalidUrl", "invalidAuthToken", "badData", "missingData", "receiverNotRegistered",
            "receiverNotSubscribed", "publicAccountBlocked", "publicAccountNotFound", "publicAccountSuspended",
            "webhookNotSet", "receiverNoSuitableDevice", "tooManyRequests", "apiVersionNotSupported",
            "incompatibleWithVersion",
        ]
        let name = names.indices.contains(status) ? names[status] : "generalError"
        return CallRefusal(
            status: 200,
            body: [
                "status": .int(Int64(status)), "status_message": .string(name + (detail.map { ": " + $0 } ?? "")),
                "chat_hostname": "SN-CHAT-05_",
            ], reason: String(status))
    }

    static func only(_ known: Set<String>, in object: JSON, _ name: String) throws(CallRefusal) {
        guard object.names != nil else { throw error(3, name + " must be an object") }
        if let unknown = object.unknownMember(known) { throw error(3, "unknown member " + unknown) }
    }

    /// A text member; missing is 4 and anything wrong with it 3.
    @discardableResult
    static func text(
        _ name: String, in object: JSON, limit: Int, required: Bool = true
    ) throws(CallRefusal) -> String? {
        guard object.names?.contains(name) == true else {
            if required { throw error(4, name) }
            return nil
        }
        guard let text = object[name].string, !text.isEmpty, text.platformLength <= limit else {
            throw error(3, name)
        }
        return text
    }

    private static func version(_ body: JSON) throws(CallRefusal) -> Int {
        guard body["min_api_version"].isPresent else { return 1 }
        guard let version = body["min_api_version"].int, version >= 1 else { throw error(3, "min_api_version") }
        guard version <= apiVersion else { throw error(13) }
        return version
    }

    private static func readMessage(_ body: JSON, version: Int, into content: inout SentContent) throws(CallRefusal) {
        switch body["type"].string {
        case "text": content.text = try text("text", in: body, limit: textLimit) ?? ""
        case "picture":
            // A picture's text is required by the documentation but may be empty.
            if body["text"].string != "" {
                content.text = try text("text", in: body, limit: pictureTextLimit, required: false) ?? ""
            }
            content.attachments = [.image(url: try url("media", in: body))]
            if body["thumbnail"].isPresent { _ = try url("thumbnail", in: body) }
        case "video":
            try size(body, limit: videoSizes)
            if body["duration"].isPresent, !(0...videoSeconds).contains(body["duration"].int ?? -1) {
                throw error(3, "duration")
            }
            content.attachments = [.video(url: try url("media", in: body))]
        case "file":
            try size(body, limit: fileSizes)
            _ = try url("media", in: body)
            content.attachments = [.file(name: try text("file_name", in: body, limit: fileNameLimit) ?? "")]
        case "url": content.attachments = [.link(url: try url("media", in: body))]
        case "location": content.attachments = [try location(body["location"])]
        case "contact": content.attachments = [try contact(body["contact"])]
        case "sticker":
            guard body["sticker_id"].isPresent else { throw error(4, "sticker_id") }
            guard let id = body["sticker_id"].int else { throw error(3, "sticker_id") }
            content.attachments = [.sticker(id: String(id))]
        case "rich_media":
            guard version >= 7 else { throw error(14, "rich_media needs min_api_version 7") }
            content.buttons = try ViberKeyboard.carousel(of: body["rich_media"], version: version)
        default: throw error(3, "type")
        }
    }

    private static func url(_ name: String, in object: JSON) throws(CallRefusal) -> String {
        let url = try text(name, in: object, limit: urlLimit) ?? ""
        guard url.isWebAddress else { throw error(3, name) }
        return url
    }

    private static func size(_ body: JSON, limit: Int) throws(CallRefusal) {
        guard body["size"].isPresent else { throw error(4, "size") }
        guard let size = body["size"].int, (1...limit).contains(size) else { throw error(3, "size") }
    }

    /// Numbers and their texts are both seen in the documentation.
    private static func location(_ location: JSON) throws(CallRefusal) -> Bubble.Attachment {
        guard location.isPresent else { throw error(4, "location") }
        func degrees(_ value: JSON, _ limit: Double) -> Double? {
            (value.double ?? value.string.flatMap { Double($0) }).flatMap { abs($0) <= limit ? $0 : nil }
        }
        guard let latitude = degrees(location["lat"], 90), let longitude = degrees(location["lon"], 180) else {
            throw error(3, "location")
        }
        return .location(latitude: latitude, longitude: longitude)
    }

    private static func contact(_ contact: JSON) throws(CallRefusal) -> Bubble.Attachment {
        guard contact.isPresent else { throw error(4, "contact") }
        return .contact(
            name: try text("name", in: contact, limit: contactNameLimit) ?? "",
            phone: try text("phone_number", in: contact, limit: contactPhoneLimit) ?? "")
    }
}
