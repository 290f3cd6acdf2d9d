import Messaging

/// One webhook body of Facebook, as identify and normalise both read it: all events of all entries, in order.
///
/// A message or postback in `standby` means that another app or a person's inbox holds the thread. Our words say that with
/// two events: first the thread is with people, then the message; so it is kept and the bot is silent.
struct FacebookWebhook {
    private(set) var events: [FacebookEvent] = []
    private let settings: FacebookSettings

    init(_ root: JSONValue, settings: FacebookSettings) {
        self.settings = settings
        guard root["object"]?.equals("page") == true else {
            add(FacebookEvent(index: 0, nothing: root["object"]?.string))
            return
        }
        for entry in root.elements("entry") {
            let page = entry["id"]?.id
            for item in entry.elements("messaging") { add(item, page: page, isStandby: false) }
            for item in entry.elements("standby") { add(item, page: page, isStandby: true) }
            // The Page's feed, when someone has subscribed to it.
            if entry["changes"] != nil { add(FacebookEvent(index: events.count, nothing: "changes")) }
        }
    }

    private mutating func add(_ item: JSONValue, page: String?, isStandby: Bool) {
        guard item.kind == .object else { return }
        let event = FacebookEvent(index: events.count, item, page: page, settings)
        if isStandby, event.identity.isKept, event.kind == .message || event.kind == .postback {
            add(event.standbyMark)
            add(event.moved(to: events.count))
        } else {
            add(event)
        }
    }

    private mutating func add(_ event: FacebookEvent) { events.append(event) }
}
