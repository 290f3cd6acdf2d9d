public import Knowledge
public import Messaging
public import Storage

/// What the desk needs of the FAQ files in force, as functions, because the set may be replaced at any time.
public struct DeskKnowledge: Sendable {
    /// A unit that tickets are given to.
    public struct Department: Sendable, Hashable {
        public let id: DepartmentID
        /// By language; `vi` is always there.
        public let title: [String: String]

        public init(id: DepartmentID, title: [String: String]) {
            self.id = id
            self.title = title
        }
    }

    /// An FAQ entry as a canned reply, and as what a call can be about.
    public struct Answer: Sendable, Hashable {
        public let id: String
        public let title: String
        /// Empty when the entry always goes to a person.
        public let text: String
        /// The first of its topics, for statistics.
        public let topic: String?

        public init(id: String, title: String, text: String, topic: String?) {
            self.id = id
            self.title = title
            self.text = text
            self.topic = topic
        }
    }

    /// The departments, in the order of the files; the first is the default.
    public let departments: @Sendable () -> [Department]
    /// What the citizen is told when a ticket closes: outcome, language, ticket code. Empty: nothing.
    public let closingText: @Sendable (TicketOutcome, String, String) -> String
    /// What the citizen is told when a person has opened an emergency: language, ticket code.
    public let claimedText: @Sendable (String, String) -> String
    /// Whom to call, in this order, when nobody opens an emergency: name or post, and number; in a language.
    public let callList: @Sendable (String) -> [(title: String, number: String)]
    /// The title of an entry or of an emergency's kind: id, language.
    public let title: @Sendable (String, String) -> String?
    /// Entries whose title fits the search text, best first, in a language; all of them, by title, for an empty text.
    /// Confidential entries are not among them.
    public let answers: @Sendable (String, String) -> [Answer]
    /// The ward or district that the words for a place name, by its id in the files; for statistics.
    public let ward: @Sendable (String) -> String?
    /// What a fact asked for is called: intake id, language.
    public let intakeTitle: @Sendable (String, String) -> String
    /// Why the newest files are not in force; empty when they are.
    public let problems: @Sendable () -> [String]
    /// The fixed day that validity is reckoned by (`as_of:`), when one is set.
    public let asOf: @Sendable () -> String?
    /// The set in force, for the editors' pages; nil when there is none.
    public let set: @Sendable () -> KnowledgeSet?

    public init(
        departments: @escaping @Sendable () -> [Department],
        closingText: @escaping @Sendable (TicketOutcome, String, String) -> String,
        claimedText: @escaping @Sendable (String, String) -> String,
        callList: @escaping @Sendable (String) -> [(title: String, number: String)],
        title: @escaping @Sendable (String, String) -> String?,
        answers: @escaping @Sendable (String, String) -> [Answer],
        ward: @escaping @Sendable (String) -> String?,
        intakeTitle: @escaping @Sendable (String, String) -> String,
        problems: @escaping @Sendable () -> [String], asOf: @escaping @Sendable () -> String?,
        set: @escaping @Sendable () -> KnowledgeSet?
    ) {
        self.departments = departments
        self.closingText = closingText
        self.claimedText = claimedText
        self.callList = callList
        self.title = title
        self.answers = answers
        self.ward = ward
        self.intakeTitle = intakeTitle
        self.problems = problems
        self.asOf = asOf
        self.set = set
    }
}
