import Matching
public import Messaging

/// What an editor reads before an entry is published, and whether it may be.
public struct PublishReport: Sendable {
    /// Something the check says, and the field of the entry it is about (a key of the file, such as `answer`); nil: about
    /// something else.
    public struct Finding: Sendable, Hashable {
        public let problem: Problem
        public let key: String?
    }

    /// Errors first. Of what is not about the entry only what the change brings about, and every error.
    public let findings: [Finding]
    /// Tests that are wrong with the change and were not before, those that were right and new ones; and those that were
    /// wrong already but did not give a wrong answer. One that was as wrong before does not hold a correction up.
    public let failures: [TestReport.Case]
    /// Wordings that were an emergency, or led to an entry of emergencies, and do not any more: of the committed list
    /// (emergency-tests.tsv), of all entries and their tests.
    public let missedEmergencies: [String]

    /// What citizens wrote of late and would be decided differently; nil when either set cannot be used.
    public let comparison: KnowledgeComparison?
    /// Wordings and tests of other entries that would be decided differently; nil when either set cannot be used.
    public let others: KnowledgeComparison?

    /// An error, a failed test or a missed emergency keeps the entry from being published.
    public var isBlocked: Bool {
        !failures.isEmpty || !missedEmergencies.isEmpty || findings.contains { $0.problem.severity == .error }
            || comparison?.groups.contains { $0.kind == .lessUrgent } == true
    }

    /// `current`: the files as they are. `today`: the wall clock's day. `questions`: what citizens wrote of late.
    public init(
        _ proposal: Proposal, current: Loaded, today: Day, limits: [ChannelCapabilities], questions: [String] = []
    ) {
        findings = Self.findings(proposal, current: current, today: today, limits: limits)
        guard let old = current.set, let new = proposal.loaded.set else {
            failures = []
            missedEmergencies = []
            comparison = nil
            others = nil
            return
        }
        // The same to the matcher: a date or a name was written, and nothing is decided differently.
        let isSame = old.knowledge == new.knowledge
        failures = Self.newFailures(from: old, to: new, of: isSame ? proposal.draft.id : nil)
        missedEmergencies = isSame ? [] : Self.missed(from: old, to: new)
        comparison = KnowledgeComparison(from: old, to: isSame ? old : new, questions: questions)
        others = KnowledgeComparison(
            from: old, to: isSame ? old : new,
            questions: isSame ? [] : Self.wordings(of: old, besides: proposal.draft.id))
    }

    /// `id`: of one entry alone.
    private static func newFailures(
        from old: KnowledgeSet, to new: KnowledgeSet, of id: String?
    ) -> [TestReport.Case] {
        let failed = EntryTests.run(old, of: id).failures
        let wrongBefore = Set(failed.map(key))
        let wronglyAnswered = Set(failed.filter(\.isWrongAnswer).map(key))
        return EntryTests.run(new, of: id).failures.filter {
            !wrongBefore.contains(key($0)) || ($0.isWrongAnswer && !wronglyAnswered.contains(key($0)))
        }
    }

    /// Of the entries in force, each once.
    private static func wordings(of set: KnowledgeSet, besides id: String) -> [String] {
        var seen: Set<String> = []
        return set.intents.filter { $0.id != id && $0.validity.contains(set.day) }.flatMap { intent in
            (intent.examples + intent.tests.filter { !$0.isCounterExample }.map(\.wording)).map(\.text)
        }.filter { seen.insert($0).inserted }
    }

    private static func findings(
        _ proposal: Proposal, current: Loaded, today: Day, limits: [ChannelCapabilities]
    ) -> [Finding] {
        let known = Set(Check.report(current, today: today, limits: limits).problems.map(\.vi))
        return Check.report(proposal.loaded, today: today, limits: limits).problems
            .map(proposal.finding)
            .filter { finding in
                switch finding.problem.severity {
                case .error: true
                case .warning: finding.key != nil || !known.contains(finding.problem.vi)
                case .note: false
                }
            }
            .sorted { $0.problem.severity == .error && $1.problem.severity != .error }
    }

    private static func key(_ test: TestReport.Case) -> [String] {
        [test.intent, test.wording.text, "\(test.isCounterExample)"]
    }

    /// Red in one set and not in the other; and of the entries of emergencies every wording, because none of them may be lost
    /// to another entry. The safety line is no promise: what a message reads like moves with every example.
    private static func missed(from old: KnowledgeSet, to new: KnowledgeSet) -> [String] {
        let urgent = old.intents.filter { $0.priority == .emergency && new.intent($0.id) != nil }
        let wordings = urgent.flatMap { intent in
            (intent.examples + intent.tests.filter { !$0.isCounterExample }.map(\.wording)).map { ($0.text, intent.id) }
        }
        let lost = wordings.filter { text, id in
            let kept = new.intent(id)
            let isStillThere = kept?.examples.contains { $0.text == text } ?? false
            return isStillThere && old.matcher.decide(text).intents.contains(id)
                && !new.matcher.decide(text).intents.contains(id)
        }.map(\.0)
        let committed = old.emergencyWordings.filter(\.isRed).map(\.text)
        let calmed = (committed + self.wordings(of: old, besides: "")).filter {
            old.matcher.emergencyLevel($0).isRed && !new.matcher.emergencyLevel($0).isRed
        }
        var seen: Set<String> = []
        return (lost + calmed).filter { seen.insert($0).inserted }
    }
}
