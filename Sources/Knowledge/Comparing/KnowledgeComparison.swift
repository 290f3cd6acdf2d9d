public import Matching

/// Which of a list of questions two sets decide differently: what an editor reads before publishing. Pure: the same sets
/// and questions give the same comparison.
public struct KnowledgeComparison: Sendable, Hashable {
    /// What a set does with a question.
    public struct Verdict: Sendable, Hashable {
        public let action: Decision.Action
        public let intents: [String]
        public let level: Decision.Level

        init(_ decision: Decision) {
            action = decision.action
            // Where a ticket is routed is no matter of what the citizen reads.
            intents = decision.action == .answer || decision.action == .clarify ? decision.intents : []
            level = decision.level
        }
    }

    /// One question that is decided differently.
    public struct Change: Sendable, Hashable {
        public let question: String
        public let old: Verdict
        public let new: Verdict
    }

    /// Questions compared.
    public let total: Int
    /// In the order of the questions, each wording as often as it was asked. What either set takes for a confidential
    /// matter is not among them.
    public let changes: [Change]
    /// Changed questions about confidential matters, which are counted and not shown.
    public let confidential: Int
    /// The changes by what they come to: emergencies first, then the largest group.
    public let groups: [Group]
    private let titles: [String: Localized]

    /// Decides each question alone, without a conversation, in both sets.
    public init(from old: KnowledgeSet, to new: KnowledgeSet, questions: [String]) {
        var known: [String: Found] = [:]
        var changes: [Change] = []
        var confidential = 0
        for question in questions {
            let found = known[question] ?? Found(question, old, new)
            known[question] = found
            guard let change = found.change else { continue }
            if found.isConfidential { confidential += 1 } else { changes.append(change) }
        }
        total = questions.count
        self.changes = changes
        self.confidential = confidential
        titles = Dictionary(
            (new.intents + old.intents).map { ($0.id, $0.titles) }, uniquingKeysWith: { newer, _ in newer })
        groups = Group.of(changes)
    }

    /// A comparison of one wording.
    private struct Found {
        var change: Change?
        var isConfidential = false

        init(_ question: String, _ old: KnowledgeSet, _ new: KnowledgeSet) {
            let before = old.matcher.decide(question)
            let after = new.matcher.decide(question)
            let (oldVerdict, newVerdict) = (Verdict(before), Verdict(after))
            guard oldVerdict != newVerdict else { return }
            change = Change(question: question, old: oldVerdict, new: newVerdict)
            isConfidential = old.isConfidential(before) || new.isConfidential(after)
        }
    }

    /// The title of an entry of either set for someone who writes `language`; the newer one where both have it.
    func title(_ intent: String, _ language: String) -> String { titles[intent]?.text(for: language) ?? intent }
}

extension KnowledgeSet {
    /// Whether a decision may be about a confidential entry: chosen, offered, or the first that came to mind with half
    /// the chance that it takes to ask back.
    public func isConfidential(_ decision: Decision) -> Bool {
        let likely = decision.candidates.prefix(1).filter { $0.score >= settings.thresholds.clarify / 2 }
        return (decision.intents + likely.map(\.intent)).contains { intent($0)?.isConfidential ?? false }
    }
}
