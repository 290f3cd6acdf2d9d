public import Matching
public import Messaging

/// Intents/settings.yaml.
public struct Settings: Sendable, Hashable {
    /// The day the files describe; nil = today.
    public let asOf: Day?
    let asOfPlace: FilePlace?
    /// The first is required of every text.
    public let languages: [String]
    public let thresholds: Thresholds
    public let departments: [Department]
    public let notice: Notice?
    public let greeting: Localized
    public let texts: Texts
    public let intake: [IntakeKind]
    public let speech: [SpeechPatterns]
    public let emergencies: Emergencies

    /// For matching alone, where no text is sent.
    static let none = Settings(
        asOf: nil, asOfPlace: nil, languages: [], thresholds: Thresholds(), departments: [], notice: nil,
        greeting: Localized([]),
        texts: Texts(texts: [:]), intake: [], speech: [], emergencies: .none)
}

/// A functional sector to which tickets go.
public struct Department: Sendable, Hashable {
    public let id: DepartmentID
    public let title: Localized
}

/// Who answers, what for, how long it is kept, how to have it erased. `version` is recorded with each contact.
public struct Notice: Sendable, Hashable {
    public let version: String
    public let text: Localized
}

/// A fact that entries may ask for when they escalate.
public struct IntakeKind: Sendable, Hashable {
    /// A one-tap button where the platform has one.
    public enum Share: String, Sendable, Hashable, CaseIterable { case phone, location, none }
    /// How it is recognised in what the citizen writes next.
    public enum Recognise: String, Sendable, Hashable, CaseIterable { case phone, place, people, date, text }

    public let id: String
    /// A short noun phrase, put into one numbered list.
    public let question: Localized
    /// What stands on the one-tap button; without one of its own, the question.
    public let button: Localized?
    public let share: Share
    public let recognise: Recognise
    public let isSensitive: Bool
}

/// The patterns of one kind of speech (greeting, thanks, ...).
public struct SpeechPatterns: Sendable, Hashable {
    public let kind: String
    public let patterns: [Pattern]

    static let kinds = [
        "greeting", "thanks", "farewell", "laughter", "abuse", "wants_person", "asks_state", "rejects", "confirms",
        "data_request",
    ]
}

/// The emergency part of the settings.
public struct Emergencies: Sendable, Hashable {
    /// The line before an ordinary answer when a sign is amber.
    public let amberLine: Localized
    /// The button that makes an amber one red.
    public let dangerButton: Localized
    /// The kind that the button, and the menu's emergency, stand for; the first unless the file names one.
    public let dangerKind: String?
    /// Phrases that must not stand in the texts of these kinds.
    public let never: [String]
    public let kinds: [Kind]
    /// The line that gives `{numbers}` by place; nil where no kind has any.
    public let fallbackLine: Localized?
    /// Who is telephoned when nobody has opened a red ticket in time, in this order; the head of shift first.
    public let callList: [CallListEntry]

    static let none = Emergencies(
        amberLine: Localized([]), dangerButton: Localized([]), dangerKind: nil, never: [], kinds: [],
        fallbackLine: nil, callList: [])

    /// One person, or one post, of the call list.
    public struct CallListEntry: Sendable, Hashable {
        public let title: Localized
        public let phone: Reference
    }

    /// One kind of emergency and its fixed text.
    public struct Kind: Sendable, Hashable {
        public let id: String
        public let title: Localized
        /// Ids of phones; the first is the call button. Those that serve one district or ward are fall-backs for people
        /// there.
        public let numbers: [Reference]
        /// Its text goes with the call button and nothing else: no list of numbers, no one tap.
        public let isCallOnly: Bool
        public let red: [Pattern]
        public let amber: [Pattern]
        public let except: [Pattern]
        public let ask: [Reference]
        public let text: Localized
        public let approver: String?
        public let date: Day?
        public let place: FilePlace
    }
}
