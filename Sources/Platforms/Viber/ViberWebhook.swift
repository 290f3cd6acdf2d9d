import Crypto
import Messaging

/// One webhook of Viber, as identify and normalise both read it.
struct ViberWebhook {
    let root: JSONValue
    let name: String
    /// The person it is about, with name and language, when the event shows more than an id.
    let person: JSONValue?
    let identity: EventIdentity

    init(_ root: JSONValue) {
        self.root = root
        name = root["event"]?.string ?? ""
        let isKnown: Bool
        switch name {
        case "message": (person, isKnown) = (root["sender"], true)
        case "conversation_started", "subscribed": (person, isKnown) = (root["user"], true)
        case "unsubscribed", "delivered", "seen", "failed": (person, isKnown) = (nil, true)
        default: (person, isKnown) = (nil, false)
        }
        let id = isKnown ? person?["id"]?.id ?? root["user_id"]?.id : nil
        identity = EventIdentity(
            index: 0, contact: id.map { ContactKey($0) }, key: Self.key(root, EventName.safe(name), id ?? ""),
            time: root["timestamp"]?.instant, isKept: id != nil)
    }

    /// A receipt carries the token of the message it is about, so event, token and person together tell events apart.
    private static func key(_ root: JSONValue, _ name: String, _ person: String) -> String {
        if let token = root["message_token"]?.id { return "\(name)|\(token)|\(person)" }
        let parts = "\(name)|\(root["timestamp"]?.id ?? "")|\(person)|"
        let content = root["message"].map { Array($0.raw) } ?? []
        return "\(name)|\(Hex.encode(SHA256.hash(Array(parts.utf8), content)))"
    }
}
