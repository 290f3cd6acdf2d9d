import Crypto
import Messaging

/// One element of `messaging` or `standby`.
struct FacebookEvent {
    enum Kind {
        case message, echo, deleted, postback, referral, delivery, read, reaction, edit, threadPassed, threadTaken
        case standby, ignored, unknown
    }

    let kind: Kind
    /// The member that says what it is ("message", "read" ...), and its value.
    let name: String
    let value: JSONValue?
    let identity: EventIdentity

    private init(kind: Kind, name: String, value: JSONValue?, identity: EventIdentity) {
        self.kind = kind
        self.name = name
        self.value = value
        self.identity = identity
    }

    /// Something that is not for us.
    init(index: Int, nothing name: String?) {
        self.init(
            kind: .ignored, name: EventName.safe(name), value: nil,
            identity: EventIdentity(index: index, contact: nil, key: EventName.safe(name), time: nil, isKept: false))
    }

    init(index: Int, _ item: JSONValue, page: String?, _ settings: FacebookSettings) {
        var sender: String?
        var recipient: String?
        var timestamp: JSONValue?
        var content: (kind: Kind, name: String, value: JSONValue)?
        for (key, value) in item.members {
            if key.equals("sender") {
                sender = sender ?? value["id"]?.id
            } else if key.equals("recipient") {
                recipient = recipient ?? value["id"]?.id
            } else if key.equals("timestamp") {
                timestamp = timestamp ?? value
            } else if content == nil || content?.kind == .unknown {
                let name = key.string ?? ""
                // The first member that is known; else the last that is not.
                content = (value.kind == .object ? Self.kinds[name] ?? .unknown : .unknown, name, value)
            }
        }
        var (kind, name, value) = content.map { ($0.kind, $0.name, Optional($0.value)) } ?? (.unknown, "", nil)
        if kind == .message { kind = Self.messageKind(value, sender, settings) }
        let isOurs = page.map { $0 == settings.pageID } ?? [sender, recipient].contains(settings.pageID)
        let person = sender == settings.pageID || kind == .echo ? recipient : sender
        let isKept = isOurs && person != nil && kind != .ignored && kind != .unknown
        name = EventName.safe(name)
        let key =
            isKept ? Self.key(kind, name, value, "\(settings.pageID)|\(person ?? "")|\(timestamp?.id ?? "")") : name
        self.init(
            kind: kind, name: name, value: value,
            identity: EventIdentity(
                index: index, contact: isOurs ? person.map { ContactKey($0) } : nil, key: key, time: timestamp?.instant,
                isKept: isKept))
    }

    private static let kinds: [String: Kind] = [
        "message": .message, "postback": .postback, "referral": .referral, "delivery": .delivery, "read": .read,
        "reaction": .reaction, "message_edit": .edit, "pass_thread_control": .threadPassed,
        "take_thread_control": .threadTaken, "optin": .ignored, "response_feedback": .ignored,
        "messaging_feedback": .ignored, "request_thread_control": .ignored, "app_roles": .ignored,
        "policy_enforcement": .ignored, "account_linking": .ignored, "game_play": .ignored, "send_cart": .ignored,
    ]

    private static func messageKind(_ message: JSONValue?, _ sender: String?, _ settings: FacebookSettings) -> Kind {
        if message?["is_echo"]?.bool == true || sender == settings.pageID { return .echo }
        return message?["is_deleted"]?.bool == true && message?["mid"]?.id != nil ? .deleted : .message
    }

    /// Kind and `mid` where that can come only once; an edit also has its number. Else a hash of whose event it is, when
    /// it was and what it says.
    private static func key(_ kind: Kind, _ name: String, _ value: JSONValue?, _ circumstances: String) -> String {
        let mid = value?["mid"]?.id
        switch (kind, mid) {
        case (.message, let mid?), (.postback, let mid?): return "\(name)|\(mid)"
        case (.echo, let mid?): return "echo|\(mid)"
        case (.deleted, let mid?): return "deleted|\(mid)"
        case (.edit, let mid?): return "\(name)|\(mid)|\(value?["num_edit"]?.id ?? "")"
        default:
            let raw = value.map { Array($0.raw) } ?? []
            return "\(name)|\(Hex.encode(SHA256.hash(Array("\(circumstances)|\(name)|".utf8), raw)))"
        }
    }

    /// The event that says, before a standby message, that the thread is with people.
    var standbyMark: FacebookEvent {
        FacebookEvent(
            kind: .standby, name: "standby", value: nil,
            identity: EventIdentity(
                index: identity.index, contact: identity.contact, key: "standby|\(identity.key)", time: identity.time))
    }

    func moved(to index: Int) -> FacebookEvent {
        FacebookEvent(
            kind: kind, name: name, value: value,
            identity: EventIdentity(
                index: index, contact: identity.contact, key: identity.key, time: identity.time, isKept: identity.isKept
            ))
    }
}
