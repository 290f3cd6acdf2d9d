/// One message as the phone shows it.
public struct Bubble: Sendable, Equatable {
    public enum Author: Sendable, Equatable {
        case person
        /// The bot or a desk agent, through the platform's API.
        case account
        /// Somebody who typed it in the platform's own inbox.
        case staff
    }

    /// What the sender of a message can see of it. It only moves forward, except to `failed`, which ends it.
    public enum Mark: Int, Sendable, Comparable {
        /// Not taken by the platform's webhook: the citizen's own message is on its way.
        case sending, sent, delivered, seen, failed

        public static func < (one: Mark, other: Mark) -> Bool { one.rawValue < other.rawValue }
    }

    public enum Attachment: Sendable, Equatable {
        case image(url: String)
        case audio(url: String)
        case video(url: String)
        case file(name: String)
        case sticker(id: String)
        case location(latitude: Double, longitude: Double)
        case contact(name: String, phone: String)
        case link(url: String)
    }

    /// The platform's message id (Viber: message_token in decimal digits).
    public let id: String
    public let author: Author
    /// Milliseconds since 1970.
    public let at: Int64
    /// The name above the bubble where the platform lets the sender choose one (Viber).
    public var senderName: String?
    public var text: String
    public var attachments: [Attachment] = []
    public var buttons: [PhoneButton] = []
    public var mark: Mark
}

/// Something to tap under a bubble, or in the keyboard below the chat.
public struct PhoneButton: Sendable, Equatable {
    public enum Action: Sendable, Equatable {
        /// Sends the payload back to the account.
        case reply(payload: String)
        case open(url: String)
        case call(number: String)
        case message(number: String)
        case sharePhone
        case shareLocation
        /// Zalo's form for name, phone and address.
        case form
        case none
    }
    public enum Place: String, Sendable {
        case bubble
        /// Facebook's quick replies: gone when the next message comes.
        case quickReply
        /// Viber's keyboard: gone when the next message has none.
        case keyboard
    }

    public let title: String
    public let action: Action
    public let place: Place
    /// Sixths of the width, 1 to 6 (Viber); 6 elsewhere.
    public var columns = 6
    /// Whether the tap shows as the citizen's own words.
    public var showsTap = true
}
