import Matching
public import Messaging

/// What citizens asked and no entry answers, grouped by likeness, largest group first: what editors write next. Pure and
/// in bounded work: the same questions and set give the same groups.
///
/// No wording is shown that could point to one person: messages with personal data are dropped, and every word of a
/// wording must have been used by two different people (docs/privacy.md).
public struct UnansweredQuestions: Sendable {
    /// A citizen's turn.
    public struct Question: Sendable {
        public let text: MaskedText
        /// Tells people apart.
        public let contact: Int64
        /// It was answered at the time, perhaps with the help of what was said before it.
        public let wasAnswered: Bool

        public init(text: MaskedText, contact: Int64, wasAnswered: Bool) {
            self.text = text
            self.contact = contact
            self.wasAnswered = wasAnswered
        }
    }

    /// A way the question was put.
    public struct Wording: Sendable, Hashable {
        public let text: String
        public let times: Int
        public let language: String
    }

    /// Questions that are alike.
    public struct Group: Sendable, Hashable {
        /// How often it was asked, and by how many people.
        public let times: Int
        public let people: Int
        /// The most frequent first, at most `mostWordings`.
        public let wordings: [Wording]
        /// The entries that come nearest, best first; no confidential ones.
        public let candidates: [String]
    }

    /// Characters of a question that another may ask in the same words.
    static let longestText = 300
    static let mostWordings = 5
    public static let mostGroups = 60
    /// Two of three words are not enough, four of five are.
    static let alike = 0.7
    static let fewestPeople = 2

    public let groups: [Group]
    /// Turns looked at, and how many of them no entry answers.
    public let total: Int
    public let unanswered: Int
    /// Unanswered ones that are not shown, to protect who asked.
    public let hidden: Int

    public init(_ questions: [Question], in set: KnowledgeSet) {
        let open = questions.filter { !$0.wasAnswered }.compactMap { Asked($0, set) }
        let tellable = open.filter { $0.question.text.found.isEmpty && !$0.tokens.ids.isEmpty }
        let common = Self.commonWords(tellable)
        let groups = Self.grouped(tellable).compactMap { Self.group($0, common, set) }
            .sorted { ($1.times, $1.people, $0.wordings[0].text) < ($0.times, $0.people, $1.wordings[0].text) }
        self.groups = Array(groups.prefix(Self.mostGroups))
        total = questions.count
        unanswered = open.count
        hidden = open.count - self.groups.reduce(0) { $0 + $1.times }
    }

    /// An unanswered question as the matcher reads it.
    private struct Asked {
        let question: Question
        let text: String
        let tokens: TextTokens
        let decision: Decision

        /// nil: answered by now, an emergency, a confidential matter, a wish for a person, or no question at all.
        init?(_ question: Question, _ set: KnowledgeSet) {
            let text = question.text.text.split(whereSeparator: \.isNewline).joined(separator: " ")
            guard text.count <= longestText else { return nil }
            let decision = set.matcher.decide(text)
            guard decision.action == .clarify || decision.action == .escalate, !set.isConfidential(decision) else {
                return nil
            }
            if case .red = decision.level { return nil }
            if let speech = decision.speech, speech != .abuse { return nil }
            // A person answers this on purpose.
            if decision.explanation.contains(where: { if case .alwaysAPerson = $0 { true } else { false } }) {
                return nil
            }
            self.question = question
            self.text = text
            self.decision = decision
            tokens = set.matcher.tokens(of: text)
        }
    }

    /// Words used by two people at least.
    private static func commonWords(_ asked: [Asked]) -> Set<UInt64> {
        var first: [UInt64: Int64] = [:]
        var common: Set<UInt64> = []
        for item in asked {
            for word in item.tokens.ids {
                guard let other = first.updateValue(item.question.contact, forKey: word) else { continue }
                if other != item.question.contact { common.insert(word) }
            }
        }
        return common
    }

    /// Each joins the group whose first wording it is most like; the commonest wordings found the groups.
    private static func grouped(_ asked: [Asked]) -> [[Asked]] {
        var byWords = Dictionary(grouping: asked, by: \.tokens)
        let order = byWords.keys.sorted {
            (byWords[$1]?.count ?? 0, $0.ids.count, $0.ids.description)
                < (byWords[$0]?.count ?? 0, $1.ids.count, $1.ids.description)
        }
        var leaders: [TextTokens] = []
        var groups: [[Asked]] = []
        var groupsByWord: [UInt64: [Int]] = [:]
        for tokens in order {
            let items = byWords.removeValue(forKey: tokens) ?? []
            let near = Set(tokens.ids.flatMap { groupsByWord[$0] ?? [] }).sorted()
            let likeness = near.map { ($0, leaders[$0].likeness(tokens)) }
            let best = likeness.max { ($0.1, $1.0) < ($1.1, $0.0) }
            if let best, best.1 >= alike {
                groups[best.0] += items
            } else {
                for word in tokens.ids { groupsByWord[word, default: []].append(groups.count) }
                leaders.append(tokens)
                groups.append(items)
            }
        }
        return groups
    }

    private static func group(_ asked: [Asked], _ common: Set<UInt64>, _ set: KnowledgeSet) -> Group? {
        let people = Set(asked.map(\.question.contact)).count
        guard people >= fewestPeople else { return nil }
        let tellable = asked.filter { common.isSuperset(of: $0.tokens.ids) }
        let wordings = Dictionary(grouping: tellable, by: \.tokens).values.compactMap(wording)
            .sorted { ($1.times, $0.text) < ($0.times, $1.text) }.prefix(mostWordings)
        guard let first = wordings.first else { return nil }
        let decision = set.matcher.decide(first.text)
        let candidates = decision.candidates.map(\.intent).filter { !(set.intent($0)?.isConfidential ?? true) }
        return Group(times: asked.count, people: people, wordings: Array(wordings), candidates: candidates)
    }

    /// The same words, once: as most people wrote them, with diacritics rather than without, and without courtesy.
    private static func wording(_ asked: [Asked]) -> Wording? {
        let byText = Dictionary(grouping: asked, by: \.text)
        let texts = byText.keys.sorted { left, right in
            let (more, fewer) = (byText[left]?.count ?? 0, byText[right]?.count ?? 0)
            guard more == fewer else { return more > fewer }
            let (isMarked, other) = (left.utf8.count > left.count, right.utf8.count > right.count)
            return isMarked == other ? (left.count, left) < (right.count, right) : isMarked
        }
        guard let text = texts.first, let decision = byText[text]?.first?.decision else { return nil }
        return Wording(text: text, times: asked.count, language: decision.language)
    }
}
