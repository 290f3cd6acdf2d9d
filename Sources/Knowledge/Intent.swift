public import Matching
public import Messaging

/// One FAQ entry as its editor wrote it.
public struct Intent: Sendable, Hashable {
    public let id: String
    let departmentReference: Reference?
    /// Ids of topics.
    public let topics: [Reference]
    public let titles: Localized
    /// At most `TextLimits.button` characters each; where one is missing the title serves.
    public let buttons: Localized
    public let examples: [Wording]
    public let rules: [Pattern]
    public let exceptions: [Pattern]
    /// Nil = `answer: none`, always a person.
    public let answers: Localized?
    /// Entries offered as buttons below the answer.
    public let suggest: [Reference]
    /// Facts asked for when this escalates: ids of intake kinds.
    public let ask: [Reference]
    public let priority: Entry.Priority
    /// Named officers only: never routed by topic, absent from search, export and public figures.
    public let isConfidential: Bool
    public let escalation: Entry.Escalation
    public let source: Source?
    public let owner: String?
    /// When somebody last confirmed the answer; else the day the source was issued or the entry became valid.
    public let confirmed: Day?
    /// Whether that day stands in the entry itself, and not at the head of its file.
    public let isConfirmedItself: Bool
    public let validity: Validity
    /// How old a confirmation may be before the answer is marked; past twice that a person answers.
    public let reviewDays: Int?
    /// The answer changes from day to day.
    public let isVolatile: Bool
    public let tests: [EntryTest]
    public let place: FilePlace

    /// Where tickets of this entry go; nil = the first department of the settings.
    public var department: DepartmentID? { departmentReference.map { DepartmentID($0.id) } }

    /// What the answer rests on.
    public struct Source: Sendable, Hashable {
        public let title: String
        public let issued: Day?
    }

    /// A text that must, or must not, find this entry.
    public struct EntryTest: Sendable, Hashable {
        public let wording: Wording
        public let isCounterExample: Bool
    }

    /// How fresh the answer is on a day.
    public enum Review: Sendable, Hashable { case fresh, due, overdue }

    public func review(on day: Day) -> Review {
        guard let reviewDays, let since = confirmedSince else { return .fresh }
        let age = day.number - since.number
        return age <= reviewDays ? .fresh : age <= 2 * reviewDays ? .due : .overdue
    }

    /// The day from which the age of the answer is reckoned.
    public var confirmedSince: Day? {
        confirmed ?? [source?.issued, validity.from].compactMap { $0 }.max()
    }

    /// The last day on which the answer is fresh; nil when it need not be confirmed.
    public var confirmBy: Day? {
        guard answers != nil, let reviewDays else { return nil }
        return confirmedSince?.adding(days: reviewDays)
    }

    /// Whether a machine may answer it on a day, and leave it at that.
    public func isAnswered(on day: Day) -> Bool { escalation != .always && hasText(on: day) }

    /// Whether it has a text that may be sent on a day. One that always goes to a person may have one too: what happens
    /// now, while the ticket waits.
    public func hasText(on day: Day) -> Bool {
        answers != nil && validity.contains(day) && review(on: day) != .overdue
    }
}
