public import Messaging

/// A conversation as the answering loop needs it to decide: who, in which state, and what was said before.
public struct Conversation: Sendable {
    public enum State: String, Sendable, Hashable {
        /// Nothing is open.
        case bot
        /// A ticket is open and nobody has claimed it: the bot goes on answering what it is sure of.
        case waiting
        /// A person has taken it: the bot is silent.
        case people
    }

    public let id: ConversationID
    public let channel: ChannelID
    public let contact: ContactKey
    public let state: State
    /// Raised by every takeover and every handing back; an outcome decided under another generation is not settled.
    public let generation: Int64
    public let language: String?
    /// When the citizen last wrote, by our clock; messaging windows count from here.
    public let lastInbound: Instant?
    /// The newest message's own time; an older one is late.
    public let lastEvent: Instant?
    public let turnStarted: Instant?
    public let turnDue: Instant?
    public let memory: ConversationMemory
    /// The version of the notice this contact has been given, and when.
    public let notice: (version: String, at: Instant)?
    /// Open tickets, oldest first.
    public let openTickets: [TicketSummary]
    /// The ticket closed last; writing again may open it again.
    public let lastClosed: ClosedTicket?
    /// The emergency closed last, whatever its outcome.
    public let lastClosedRed: ClosedTicket?
    /// What the citizen wrote in the turn that is not yet decided, oldest first.
    public let undecided: [UndecidedMessage]
}

public struct ClosedTicket: Sendable, Hashable {
    public let id: TicketID
    public let code: String
    public let intent: String?
    public let opened: Instant
    public let closed: Instant
}

/// One message of an open turn.
public struct UndecidedMessage: Sendable, Hashable {
    public let id: MessageID
    public let text: String
}

/// What the bot remembers of a conversation, sealed.
public struct ConversationMemory: Sendable, Hashable, Codable {
    /// The entry last answered with.
    public var lastAnswered: String?
    /// Entries answered or turned down in this matter.
    public var rejected: [String] = []
    /// Payloads of the buttons last shown, in their order, and until when "1" chooses the first.
    public var offered: [String] = []
    public var offeredUntil: Instant?
    public var justClarified = false
    /// The notice of the day that was shown last.
    public var noticeOfDay: String?
    /// The platform has shown the greeting by itself.
    public var welcomed = false
    /// When a text that a person will look at a voice message or picture last went out: an album is many messages.
    public var unreadableToldAt: Instant?
    /// When the fixed emergency text of each kind last went out.
    public var safetyTold: [String: Instant]?
    /// When the turns of the last minutes were decided, oldest first: more than a person writes are a flood.
    public var turns: [Instant]?
    /// The last automatic text that speaks of a ticket's state, so that "sao rồi" twice is not a flood.
    public var stateToldAt: Instant?

    public init() {}
}

/// An open ticket as the answering loop sees it.
public struct TicketSummary: Sendable, Hashable {
    public let id: TicketID
    public let code: String
    public let department: DepartmentID
    public let priority: TicketPriority
    public let kind: RequestKind
    public let isConfidential: Bool
    public let isClaimed: Bool
    public let intent: String?
    public let opened: Instant
    /// Facts still asked for, by the ids of Intents/settings.yaml `intake:`.
    public let missing: [String]
    public let facts: TicketFacts
}
