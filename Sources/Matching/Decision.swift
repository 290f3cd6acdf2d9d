/// What to do with a turn, and why. A value: the same text, context and knowledge give the same decision everywhere.
public struct Decision: Sendable, Hashable {
    public enum Action: String, Sendable, Hashable { case answer, clarify, escalate, silent }

    public enum Level: Sendable, Hashable {
        case none
        /// A safety line stands before the ordinary answer; `kind` is the emergency's id.
        case amber(kind: String)
        /// The fixed text, at once, and a ticket at the head of the queue.
        case red(kind: String)
    }

    /// What the turn is besides, or instead of, a question. A question, report or emergency inside it wins.
    public enum Speech: String, Sendable, Hashable {
        case greeting, thanks, farewell, laughter, abuse, forwarded
        /// "gặp người trực", "0", "alo co ai ko": a person is wanted.
        case wantsPerson
        /// "sao rồi": how is my matter going?
        case asksState
        /// "không phải", "no": the last answer was not it.
        case rejects
        case confirms
        /// "xóa thông tin của tôi", "DU LIEU": a data-subject request.
        case dataRequest
        /// Nothing that could be read: no letters or digits, a single emoji.
        case empty
    }

    public let action: Action
    /// For answer: the entries to answer with, in the order asked, at most three. For escalate: the entry whose topic
    /// and intake the ticket gets, if one is clear enough to route by. For clarify: the entries to offer.
    public let intents: [String]
    /// The chance that answering with `intents` is right, 0 to 1 in steps of 1e-6; comparable between messages.
    public let score: Double
    /// "vi", "en", "zh-Hant", "zh-Hans", "ko", "ja" or "und".
    public let language: String
    public let level: Level
    public let speech: Speech?
    /// Set when the text is just a choice from the last list: 1 for the first (see `Context.offered`).
    public let choice: Int?
    public let priority: Entry.Priority
    /// Ranked, best first, at most five, even when the decision is to escalate.
    public let candidates: [Candidate]
    /// How it came about, in the order of the steps.
    public let explanation: [Reason]
    /// The same in English, for programs that read lines.
    public var reasons: [String] { explanation.map(\.description) }

    public init(
        action: Action, intents: [String], score: Double, language: String, level: Level = .none,
        speech: Speech? = nil, choice: Int? = nil, priority: Entry.Priority = .normal, candidates: [Candidate] = [],
        explanation: [Reason] = []
    ) {
        self.action = action
        self.intents = intents
        self.score = score
        self.language = language
        self.level = level
        self.speech = speech
        self.choice = choice
        self.priority = priority
        self.candidates = candidates
        self.explanation = explanation
    }
}

public struct Candidate: Sendable, Hashable {
    public let intent: String
    public let topics: [String]
    public let score: Double

    public init(intent: String, topics: [String], score: Double) {
        self.intent = intent
        self.topics = topics
        self.score = score
    }
}

/// What the conversation adds to the text.
public struct Context: Sendable, Hashable {
    /// The entry that was last answered, and whether the citizen has since said no to it.
    public let lastAnswered: String?
    /// Entries already answered or rejected in this matter: not offered again.
    public let rejected: [String]
    /// Entries of the list last offered (within 30 minutes), in the order shown; "1" chooses the first.
    public let offered: [String]
    /// The last decision was to ask back: never twice in a row.
    public let justClarified: Bool
    /// The language of the conversation so far, used when the text alone does not tell.
    public let language: String?

    public init(
        lastAnswered: String? = nil, rejected: [String] = [], offered: [String] = [], justClarified: Bool = false,
        language: String? = nil
    ) {
        self.lastAnswered = lastAnswered
        self.rejected = rejected
        self.offered = offered
        self.justClarified = justClarified
        self.language = language
    }
}
