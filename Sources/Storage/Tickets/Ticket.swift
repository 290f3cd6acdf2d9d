public import Messaging

public enum TicketPriority: Int, Sendable, Hashable, Comparable, Codable {
    case normal = 0
    case urgent = 1
    case emergency = 2
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// What statistics call the kind of a request (docs/statistics.md).
public enum RequestKind: String, Sendable, Hashable, Codable, CaseIterable {
    case information, help, report, emergency
    case dataProtection = "data-protection"
    case other
}

/// How a ticket ended; one is obligatory at closing (docs/statistics.md).
public enum TicketOutcome: String, Sendable, Hashable, Codable, CaseIterable {
    case answered, helped
    case notEntitled = "not-entitled"
    case emergencyConfirmed = "emergency-confirmed"
    case duplicate, withdrawn
    case noReply = "no-reply"
    case unreachable
    case notOurTask = "not-our-task"
    case spam

    /// Whether somebody who closes with it has told the citizen, or done, something of substance (docs/statistics.md).
    var isSubstantive: Bool {
        switch self {
        case .answered, .helped, .notEntitled, .emergencyConfirmed, .notOurTask: true
        case .duplicate, .withdrawn, .noReply, .unreachable, .spam: false
        }
    }
}

public enum TicketState: String, Sendable, Hashable, Codable { case waiting, claimed, closed }

/// What was collected for a ticket, by intake id (`phone`, `place`, ...); sealed.
public struct TicketFacts: Sendable, Hashable, Codable {
    public var values: [String: String]
    /// The place recognised in them, by its id in Intents/places.yaml: a ward, or a district where no ward was named.
    /// Statistics count by it.
    public var ward: String?

    public init(_ values: [String: String] = [:], ward: String? = nil) {
        self.values = values
        self.ward = ward
    }

    /// These facts with newer ones in their place.
    func merging(_ newer: TicketFacts) -> TicketFacts {
        TicketFacts(values.merging(newer.values) { $1 }, ward: newer.ward ?? ward)
    }
}

/// A ticket as the desk's queue shows it.
public struct TicketRow: Sendable, Hashable {
    public let id: TicketID
    public let code: String
    public let conversation: ConversationID
    public let channel: ChannelID
    public let contactName: String?
    public let department: DepartmentID
    public let priority: TicketPriority
    public let kind: RequestKind
    public let state: TicketState
    public let isConfidential: Bool
    public let intent: String?
    public let language: String?
    public let facts: TicketFacts
    public let missing: [String]
    public let opened: Instant
    /// When a person first opened it.
    public let seen: Instant?
    public let holder: AgentID?
    public let holderName: String?
    public let closed: Instant?
    public let outcome: TicketOutcome?
    public let reopened: Int
    /// The citizen's last message, by our clock; windows count from here.
    public let lastInbound: Instant?
    /// The citizen wrote after the last reply of a person.
    public let citizenWaits: Bool
    /// The contact's telephone number, as far as they gave one.
    public let phone: String?
    /// When the emergency text was found not to have arrived, or perhaps not; nil once it has.
    public let textUnsent: Instant?
    /// A person has found an emergency of this contact to be none: further ones make no sound until then.
    public let silentUntil: Instant?

    /// An emergency that nobody has opened yet, and that is to sound.
    public func isUnseenRed(at now: Instant) -> Bool {
        priority == .emergency && state != .closed && seen == nil && !isSilent(at: now)
    }

    public func isSilent(at now: Instant) -> Bool { silentUntil.map { now < $0 } ?? false }
}

/// One line of a conversation's history.
public struct HistoryLine: Sendable, Hashable {
    public enum Direction: String, Sendable, Hashable { case citizen = "in", out, note, event }
    public enum Author: String, Sendable, Hashable {
        case citizen, bot, safety, person
        case platformInbox = "platform-inbox"
    }
    public let id: MessageID
    public let direction: Direction
    public let author: Author
    public let agentName: String?
    public let body: MessageBody
    public let time: Instant
    public let isLate: Bool
    public let status: SendStatus?
    public let reason: String?
    public let intents: [String]
}

/// What became of a message of ours. It only moves forward, but for the two ends `failed` and `dropped`.
public enum SendStatus: String, Sendable, Hashable { case queued, sent, delivered, seen, failed, dropped }

/// The words of a message and what hangs on it; sealed.
public struct MessageBody: Sendable, Hashable, Codable {
    public var text: String?
    public var attachments: [Attachment]
    /// Titles of the buttons that went with it.
    public var buttons: [String]
    /// What a message that the citizen has changed said before, oldest first.
    public var earlier: [String]?
    /// When the words it has now were written, if they are not the first.
    public var revisedAt: Instant?
    /// The citizen took the message back at the platform; it has been read here and stays.
    public var isWithdrawn: Bool?

    public init(text: String?, attachments: [Attachment] = [], buttons: [String] = []) {
        self.text = text
        self.attachments = attachments
        self.buttons = buttons
    }
}
