public import Messaging

/// Everything that one step of the answering loop changes in one conversation, settled in one transaction.
public struct Outcome: Sendable {
    public let conversation: ConversationID
    /// The generation it was decided under; when a takeover has come between, nothing is settled.
    public let generation: Int64
    public let now: Instant
    /// Inbox rows that are done with it.
    public var events: [InboxID] = []
    public var inbound: [InboundEntry] = []
    /// Messages that the citizen changed or took back at the platform: what was written stays, marked.
    public var revisions: [Revision] = []
    /// A line of history for the desk ("followed", "left"), not from the citizen's hand.
    public var history: [String] = []
    /// The turn is decided: what was undecided no longer is.
    public var decidesTurn = false
    /// The turn stays open until then.
    public var turnDue: Instant?
    public var memory: ConversationMemory?
    public var language: String?
    /// Sent in this order. `{code}` in a text becomes the ticket's code.
    public var outbound: [OutboundEntry] = []
    public var ticket: TicketStep?
    public var requests: [RequestEntry] = []
    public var sendsSafety = false
    /// A person answered in the platform's own inbox: the conversation is with people until then.
    public var peopleUntil: Instant?
    public var receipts: [Receipt] = []
    public var echoes: [Echo] = []
    public var contactName: String?
    public var contactPhone: String?
    /// The citizen left (true) or came back (false).
    public var unreachable: Bool?
    /// The message's own time: one that is older than the newest so far is late.
    public var eventTime: Instant?
    /// The last answered matter was turned down or asked again: the request's row says so.
    public var asksAgain = false

    public init(conversation: ConversationID, generation: Int64, now: Instant) {
        self.conversation = conversation
        self.generation = generation
        self.now = now
    }
}

/// A message from the citizen, or from a person in the platform's own inbox.
public struct InboundEntry: Sendable {
    public let body: MessageBody
    public let platformMessageID: String?
    public let time: Instant
    public let author: HistoryLine.Author
    /// Belongs to the open turn and is not yet decided.
    public let isUndecided: Bool
    public let isLate: Bool

    public init(
        body: MessageBody, platformMessageID: String?, time: Instant, author: HistoryLine.Author = .citizen,
        isUndecided: Bool, isLate: Bool = false
    ) {
        self.body = body
        self.platformMessageID = platformMessageID
        self.time = time
        self.author = author
        self.isUndecided = isUndecided
        self.isLate = isLate
    }
}

/// What the citizen did at the platform to a message of theirs.
public struct Revision: Sendable {
    public let platformMessageID: String
    /// The new words; nil: the message was withdrawn.
    public let text: String?
    public let time: Instant

    public init(platformMessageID: String, text: String?, time: Instant) {
        self.platformMessageID = platformMessageID
        self.text = text
        self.time = time
    }
}

/// A message to the citizen.
public struct OutboundEntry: Sendable {
    public var message: OutboundMessage
    /// FAQ entries it answers with.
    public let intents: [String]
    /// Set when the message is the notice: its version is recorded for the contact.
    public let noticeVersion: String?

    public init(_ message: OutboundMessage, intents: [String] = [], noticeVersion: String? = nil) {
        self.message = message
        self.intents = intents
        self.noticeVersion = noticeVersion
    }
}

/// What happens to a ticket in the step.
public enum TicketStep: Sendable {
    case open(NewTicket)
    /// The turn belongs to an open ticket: facts are filled in, the priority may only rise. `about` is what a ticket
    /// without an entry turns out to be about; one that has an entry keeps it.
    case join(
        TicketID, raisedTo: TicketPriority?, facts: TicketFacts, missing: [String]?, about: TicketSubject? = nil)
    /// The citizen wrote again within the time a closed matter can be taken up. `isRed`: it is an emergency.
    case reopen(TicketID, facts: TicketFacts = TicketFacts(), isRed: Bool = false)
}

/// The entry that a ticket is about, and what follows from it.
public struct TicketSubject: Sendable {
    public let intent: String
    public let topic: String?
    public let kind: RequestKind
    public let department: DepartmentID

    public init(intent: String, topic: String?, kind: RequestKind, department: DepartmentID) {
        self.intent = intent
        self.topic = topic
        self.kind = kind
        self.department = department
    }
}

public struct NewTicket: Sendable {
    /// Codes to try, in order; the first that is free is the ticket's.
    public let codes: [String]
    public let department: DepartmentID
    public let priority: TicketPriority
    public let kind: RequestKind
    public let isConfidential: Bool
    public let intent: String?
    public let topic: String?
    public let language: String?
    public let facts: TicketFacts
    public let missing: [String]
    /// Random id of its row in `facts`.
    public let factID: [UInt8]

    public init(
        codes: [String], department: DepartmentID, priority: TicketPriority, kind: RequestKind,
        isConfidential: Bool = false, intent: String?, topic: String?, language: String?, facts: TicketFacts,
        missing: [String], factID: [UInt8]
    ) {
        self.codes = codes
        self.department = department
        self.priority = priority
        self.kind = kind
        self.isConfidential = isConfidential
        self.intent = intent
        self.topic = topic
        self.language = language
        self.facts = facts
        self.missing = missing
        self.factID = factID
    }
}

/// A request that the bot answers: counted once a matter within seven days.
public struct RequestEntry: Sendable {
    public let factID: [UInt8]
    public let kind: RequestKind
    /// The FAQ entry; what makes it the same matter.
    public let matter: String
    public let topic: String?
    public let department: DepartmentID?

    public init(factID: [UInt8], kind: RequestKind, matter: String, topic: String?, department: DepartmentID?) {
        self.factID = factID
        self.kind = kind
        self.matter = matter
        self.topic = topic
        self.department = department
    }
}

/// One of our own messages that the platform reported back.
public struct Echo: Sendable {
    public let platformMessageID: String?
    public let tag: String?

    public init(platformMessageID: String?, tag: String?) {
        self.platformMessageID = platformMessageID
        self.tag = tag
    }
}

/// Whether an outcome was settled.
public enum Settled: Sendable, Hashable {
    case done(ticket: TicketID?)
    /// Another hand changed the conversation meanwhile: decide again.
    case stale
}
