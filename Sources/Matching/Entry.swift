/// What the matcher needs of one FAQ entry. Everything else about it (answers, sources, dates) is Knowledge's.
public struct Entry: Sendable, Hashable {
    public enum Escalation: String, Sendable, Hashable { case never, onRequest = "on-request", always }
    public enum Priority: String, Sendable, Hashable, Comparable {
        case normal, urgent, emergency
        public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
        private var rank: Int { self == .normal ? 0 : self == .urgent ? 1 : 2 }
    }

    public let id: String
    public let topics: [String]
    /// Texts by language code ("vi", "en", ...).
    public let titles: [String: String]
    public let examples: [String: [String]]
    /// Sure hits, in the rule grammar of Intents/README.md.
    public let rules: [String]
    /// Patterns in the same grammar that keep this entry from being chosen.
    public let exceptions: [String]
    public let priority: Priority
    public let escalation: Escalation
    /// Languages in which the entry has an answer; empty: always a person.
    public let answeredLanguages: [String]
    /// The answers by language, as weak evidence of what the entry is about; may be left out.
    public let answers: [String: String]

    public init(
        id: String, topics: [String], titles: [String: String], examples: [String: [String]], rules: [String] = [],
        exceptions: [String] = [], priority: Priority = .normal, escalation: Escalation = .onRequest,
        answeredLanguages: [String], answers: [String: String] = [:]
    ) {
        self.id = id
        self.topics = topics
        self.titles = titles
        self.examples = examples
        self.rules = rules
        self.exceptions = exceptions
        self.priority = priority
        self.escalation = escalation
        self.answeredLanguages = answeredLanguages
        self.answers = answers
    }
}

/// One kind of emergency and the signs that show it (Intents/settings.yaml, `emergencies:`).
public struct EmergencyKind: Sendable, Hashable {
    public let id: String
    /// Patterns (rule grammar) that make a message red.
    public let red: [String]
    /// Patterns that make it amber.
    public let amber: [String]
    /// Patterns that keep this kind from being recognised (harmless near-misses).
    public let except: [String]

    public init(id: String, red: [String], amber: [String], except: [String]) {
        self.id = id
        self.red = red
        self.amber = amber
        self.except = except
    }
}

/// Messages as people write them when a life is in danger, and harmless ones that sound alike (Intents/emergencies.yaml).
public struct EmergencyExamples: Sendable, Hashable {
    /// By the id of their kind.
    public let danger: [String: [String]]
    public let harmless: [String]

    public init(danger: [String: [String]] = [:], harmless: [String] = []) {
        self.danger = danger
        self.harmless = harmless
    }
}

/// Synonyms and abbreviations (Intents/lexicon.yaml).
public struct Lexicon: Sendable, Hashable {
    /// What people type -> what it stands for, by language: `"vi": ["ko": "không"]`.
    public let abbreviations: [String: [String: String]]
    /// Groups of words that mean the same for matching, by language.
    public let synonyms: [String: [[String]]]
    /// Names that rules may use as `<place>`: districts and wards with their other spellings.
    public let places: [String]

    public init(
        abbreviations: [String: [String: String]] = [:], synonyms: [String: [[String]]] = [:], places: [String] = []
    ) {
        self.abbreviations = abbreviations
        self.synonyms = synonyms
        self.places = places
    }
}

/// What the matcher decides from: entries in force on a day, and the words around them.
public struct KnowledgeBase: Sendable, Hashable {
    public let entries: [Entry]
    public let emergencies: [EmergencyKind]
    public let emergencyExamples: EmergencyExamples
    public let lexicon: Lexicon
    public let thresholds: Thresholds
    /// Patterns (rule grammar) by kind of speech (Intents/settings.yaml, `speech:`): greeting, thanks, farewell,
    /// laughter, abuse, wants_person, asks_state, rejects, confirms, data_request. A kind that is missing is never seen.
    public let speech: [String: [String]]

    public init(
        entries: [Entry], emergencies: [EmergencyKind] = [], emergencyExamples: EmergencyExamples = EmergencyExamples(),
        lexicon: Lexicon = Lexicon(), thresholds: Thresholds = Thresholds(), speech: [String: [String]] = [:]
    ) {
        self.entries = entries
        self.emergencies = emergencies
        self.emergencyExamples = emergencyExamples
        self.lexicon = lexicon
        self.thresholds = thresholds
        self.speech = speech
    }
}

/// Scores are the chance, 0 to 1, that answering is right.
public struct Thresholds: Sendable, Hashable {
    /// At least this: answer.
    public let answer: Double
    /// At least this: ask back with up to three titles; below it: a person.
    public let clarify: Double

    public init(answer: Double = 0.80, clarify: Double = 0.35) {
        self.answer = answer
        self.clarify = clarify
    }
}
