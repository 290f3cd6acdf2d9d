/// The signs of emergencies, and what takes the alarm out of them: a near-miss, a negation, a question in general.
final class EmergencySigns: Sendable {
    private let ids: [String]
    private let red: RuleSet
    private let amber: RuleSet
    private let except: RuleSet
    private let phrasing = Phrasing()

    struct Finding: Sendable, Hashable {
        var level: Decision.Level
        /// The sign, as the pattern that found it, and what weakened it.
        var reason: Reason
    }

    /// A near-miss reaches this many words beyond itself: other signs further away still count.
    private static let reach = 6

    init(_ kinds: [EmergencyKind], reader: WordReader, book: inout PhraseBook) {
        ids = kinds.map(\.id)
        red = RuleSet(KnowledgeIndex.numbered(kinds.map(\.red)), reader: reader, book: &book)
        amber = RuleSet(KnowledgeIndex.numbered(kinds.map(\.amber)), reader: reader, book: &book)
        except = RuleSet(KnowledgeIndex.numbered(kinds.map(\.except)), reader: reader, book: &book)
    }

    var problems: [RuleProblem] { red.problems + amber.problems + except.problems }

    /// The gravest level found; kinds earlier in the settings win among equals.
    func find(_ turn: Turn) -> Finding? {
        // A spelling that is no word at all ("khó thỏ") is a slip of the diacritics: here it may be any of its kin.
        func run(_ set: RuleSet) -> RuleRun { RuleRun(set, turn, allowingSlips: true) }
        let redRun = run(red)
        let amberRun = run(amber)
        let redRules = redRun.candidates()
        let amberRules = amberRun.candidates()
        if redRules.isEmpty, amberRules.isEmpty { return nil }
        let exceptRun = run(except)
        let exceptions = hits(exceptRun, exceptRun.candidates())
        var weakened: Finding?
        for hit in hits(redRun, redRules) where !excepted(hit, exceptions) {
            if let cause = phrasing.weakens(hit.span, turn) {
                let kind = ids[hit.owner]
                weakened =
                    weakened
                    ?? Finding(
                        level: .amber(kind: kind), reason: .weakenedSign(kind: kind, pattern: hit.rule, by: cause))
            } else {
                let kind = ids[hit.owner]
                return Finding(level: .red(kind: kind), reason: .redSign(kind: kind, pattern: hit.rule))
            }
        }
        if let weakened { return weakened }
        for hit in hits(amberRun, amberRules) where !excepted(hit, exceptions) {
            let kind = ids[hit.owner]
            return Finding(level: .amber(kind: kind), reason: .amberSign(kind: kind, pattern: hit.rule))
        }
        return nil
    }

    private struct Hit {
        var owner: Int
        var span: Span
        var rule: String
    }

    private func hits(_ run: RuleRun, _ candidates: [Int32]) -> [Hit] {
        candidates.flatMap { number in
            let rule = run.set.rules[Int(number)]
            return run.spans(ofRule: number).map { Hit(owner: Int(rule.owner), span: $0, rule: rule.text) }
        }
    }

    private func excepted(_ hit: Hit, _ exceptions: [Hit]) -> Bool {
        exceptions.contains {
            $0.owner == hit.owner && $0.span.start - EmergencySigns.reach <= hit.span.end
                && hit.span.start <= $0.span.end + EmergencySigns.reach
        }
    }
}
