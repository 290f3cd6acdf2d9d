import Crypto
import Messaging

/// One webhook of Zalo, as identify and normalise both read it.
struct ZaloWebhook {
    let root: JSONValue
    let name: String
    let kind: ZaloEventKind
    let identity: EventIdentity

    init(_ root: JSONValue, settings: ZaloSettings) {
        self.root = root
        name = root["event_name"]?.string ?? ""
        let message = root["message"]
        // A receipt of a notification by telephone number (ZNS) has the number in place of an id; it concerns no
        // conversation.
        let isNotification = message?["tracking_id"] != nil || message?["delivery_time"] != nil
        let kind = isNotification ? ZaloEventKind.ignored : ZaloEventKind(name: name)
        let isOurs = Self.isOurs(root, kind, settings)
        let contact = isOurs ? Self.contact(root, kind) : nil
        self.kind = kind
        let isKept =
            switch kind {
            case .ignored, .unknown: false
            default: contact != nil
            }
        identity = EventIdentity(
            index: 0, contact: contact?.key, key: Self.key(root, name, kind, contact),
            time: root["timestamp"]?.instant, isKept: isKept)
    }

    private static func contact(_ root: JSONValue, _ kind: ZaloEventKind) -> ZaloContact? {
        let sender = root["sender"]?["id"]?.id
        let recipient = root["recipient"]?["id"]?.id
        let conversation = root["message"]?["conversation_id"]?.id
        return switch kind {
        case .message, .reaction, .contactDetails: ZaloContact(user: sender)
        case .anonymousMessage: ZaloContact(anonymous: sender, conversation: conversation)
        case .echo, .delivered, .seen: ZaloContact(user: recipient)
        case .anonymousEcho: ZaloContact(anonymous: recipient, conversation: conversation)
        case .followed, .unfollowed: ZaloContact(user: root["follower"]?["id"]?.id)
        case .chatOpened, .withdrawal: ZaloContact(user: root["user_id"]?.id)
        case .ignored, .unknown: nil
        }
    }

    /// Is it for our app and our OA? The signature has settled who sent it; an app may serve several OAs.
    private static func isOurs(_ root: JSONValue, _ kind: ZaloEventKind, _ settings: ZaloSettings) -> Bool {
        let oa = root["oa_id"]?.id ?? root[kind.isFromOA ? "sender" : "recipient"]?["id"]?.id
        return (root["app_id"]?.id ?? settings.appID) == settings.appID && (oa ?? settings.oaID) == settings.oaID
    }

    /// Name and `msg_id` where the event is about one message and can come once only for it, else name and a hash of what
    /// tells two such events apart. The same `msg_id` comes back in receipts, so the name is part of it.
    private static func key(
        _ root: JSONValue, _ name: String, _ kind: ZaloEventKind, _ contact: ZaloContact?
    ) -> String {
        let message = root["message"]
        let name = EventName.safe(name)
        switch kind {
        case .message, .anonymousMessage, .echo, .anonymousEcho, .delivered:
            if let id = message?["msg_id"]?.id { return "\(name)|\(id)" }
        default: break
        }
        let parts: [String] =
            [name, root["timestamp"]?.id ?? "", contact?.key.rawValue ?? "", message?["msg_id"]?.id ?? ""]
            + [message?["react_icon"]?.string ?? ""] + (message?.elements("msg_ids").compactMap(\.id) ?? [])
        return "\(name)|\(Hex.encode(SHA256.hash(Array(parts.joined(separator: "|").utf8))))"
    }
}
