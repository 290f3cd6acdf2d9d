import Messaging

/// How Zalo addresses a person: by id, or for someone without a Zalo account by an id that is only good together with the
/// conversation's.
enum ZaloContact: Hashable {
    case user(id: String)
    case anonymous(id: String, conversation: String)

    private static let anonymousPrefix = "anonymous:"

    var key: ContactKey {
        switch self {
        case .user(let id): ContactKey(id)
        case .anonymous(let id, let conversation): ContactKey("\(Self.anonymousPrefix)\(conversation):\(id)")
        }
    }

    init(_ key: ContactKey) {
        let parts = key.rawValue.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
        if key.rawValue.hasPrefix(Self.anonymousPrefix), parts.count == 3 {
            self = .anonymous(id: String(parts[2]), conversation: String(parts[1]))
        } else {
            self = .user(id: key.rawValue)
        }
    }

    init?(anonymous id: String?, conversation: String?) {
        guard let id else { return nil }
        self = .anonymous(id: id, conversation: conversation ?? "")
    }

    init?(user id: String?) {
        guard let id else { return nil }
        self = .user(id: id)
    }
}
