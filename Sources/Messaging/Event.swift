/// What dedupe and order need of an event, read before anything else is: one a row of the inbox.
public struct EventIdentity: Sendable, Hashable {
    /// Place of the event in its webhook body, from 0; `normalise` gives the event of the same index.
    public let index: Int
    /// The person whose conversation it belongs to; nil when it concerns none (a probe, another page's event).
    public let contact: ContactKey?
    /// What makes it the same event when the platform repeats it: kind and platform id, for example
    /// `user_send_text|a1b2`; never changes between redeliveries.
    public let key: String
    /// The event's own time, when it has one.
    public let time: Instant?
    /// False for what is acknowledged and counted but not kept: an unknown event, another page or OA.
    public let isKept: Bool

    public init(index: Int, contact: ContactKey?, key: String, time: Instant?, isKept: Bool = true) {
        self.index = index
        self.contact = contact
        self.key = key
        self.time = time
        self.isKept = isKept
    }
}

/// What a webhook means, in our words.
public struct Event: Sendable, Hashable {
    public let identity: EventIdentity
    /// The name the platform shows for the person, when the event carries one.
    public let displayName: String?
    /// BCP 47 language the platform reports for the person, when the event carries one.
    public let language: String?
    public let kind: Kind

    public init(identity: EventIdentity, displayName: String? = nil, language: String? = nil, kind: Kind) {
        self.identity = identity
        self.displayName = displayName
        self.language = language
        self.kind = kind
    }

    public enum Kind: Sendable, Hashable {
        /// The citizen wrote, spoke, sent a picture, a place, a contact card, or tapped a quick reply.
        case message(InboundMessage)
        /// The citizen tapped a button or a menu entry. `payload` is what we (or the page's settings) put behind it;
        /// a citizen can type the same text, so it grants nothing by itself.
        case postback(title: String?, payload: String?)
        /// What became of something we sent.
        case receipt(Receipt)
        /// The citizen opened the chat and has written nothing yet. `context` is a deep link's parameter.
        case conversationStarted(context: String?)
        case followed
        case unfollowed
        /// A person answered in the platform's own inbox: the conversation is with people from now on.
        case staffEcho(platformMessageID: String?, text: String?)
        /// Our own message comes back; settles a send of unknown outcome. `tag` is what `render` put in.
        case appEcho(platformMessageID: String?, tag: String?)
        case reaction(emoji: String?, onPlatformMessageID: String?, removed: Bool)
        case edited(platformMessageID: String, text: String)
        case deleted(platformMessageID: String)
        /// The citizen withdrew consent on the platform: a data-subject request.
        case withdrawal
        /// The citizen filled the platform's own form of contact details.
        case contactDetails(ContactDetails)
        /// The platform moved the thread: `toPeople` is true when a person's inbox holds it now.
        case threadControl(toPeople: Bool)
        /// Understood and of no consequence; `name` is the platform's word for it, safe to log.
        case ignored(name: String)
        /// Not understood; acknowledged and counted. `name` is safe to log (letters, digits, `_`, at most 64).
        case unknown(name: String)
    }
}

/// One inbound text and what hangs on it.
public struct InboundMessage: Sendable, Hashable, Codable {
    /// The platform's id of the message; receipts, quotes and withdrawals refer to it.
    public let platformMessageID: String?
    public let text: String?
    public let attachments: [Attachment]
    /// The payload of the quick reply that was tapped; see `Event.Kind.postback` on trust.
    public let quickReplyPayload: String?
    public let quotedPlatformMessageID: String?

    public init(
        platformMessageID: String?, text: String?, attachments: [Attachment] = [], quickReplyPayload: String? = nil,
        quotedPlatformMessageID: String? = nil
    ) {
        self.platformMessageID = platformMessageID
        self.text = text
        self.attachments = attachments
        self.quickReplyPayload = quickReplyPayload
        self.quotedPlatformMessageID = quotedPlatformMessageID
    }
}

/// Something other than text in an inbound message. URLs are the platform's and expire; they are never opened here.
public enum Attachment: Sendable, Hashable, Codable {
    case image(url: String?)
    case video(url: String?)
    case audio(url: String?)
    case file(name: String?, size: Int64?, url: String?)
    case sticker(id: String?, url: String?)
    case link(title: String?, url: String?)
    case location(latitude: Double, longitude: Double)
    case contact(name: String?, phone: String?)
    /// A kind this version does not know; `name` is safe to log.
    case unsupported(name: String)
}

/// Contact details given through the platform's own form.
public struct ContactDetails: Sendable, Hashable, Codable {
    public let name: String?
    public let phone: String?
    public let address: String?

    public init(name: String?, phone: String?, address: String?) {
        self.name = name
        self.phone = phone
        self.address = address
    }
}

/// What became of messages we sent. Status only moves forward: sent, delivered, seen.
public struct Receipt: Sendable, Hashable {
    public enum Status: String, Sendable, Hashable, Codable { case delivered, seen, failed }
    public let status: Status
    /// The messages it speaks of; empty when only `upTo` is given.
    public let platformMessageIDs: [String]
    /// A watermark: everything we sent up to this time.
    public let upTo: Instant?
    /// The platform's words on a failure, for the operator.
    public let reason: String?

    public init(status: Status, platformMessageIDs: [String], upTo: Instant? = nil, reason: String? = nil) {
        self.status = status
        self.platformMessageIDs = platformMessageIDs
        self.upTo = upTo
        self.reason = reason
    }
}
