/// The signs of emergencies, and what takes the alarm out of them: a near-miss, a negation, a question in general.
struct EmergencySigns: Sendable {
    private let ids: [String]
    private let red: RuleSet
    private let amber: RuleSet
    private let except: RuleSet
    private let phrasing: Phrasing

    struct Finding: Sendable, Hashable {
        var level: Decision.Level
        /// The sign, as the pattern that found it, and what weakened it.
        var reason: String
    }

    /// A near-miss reaches this many words beyond itself: other signs further away still count.
    private static let reach = 6

    init(_ kinds: [EmergencyKind], reader: WordReader) {
        ids = kinds.map(\.id)
        red = RuleSet(KnowledgeIndex.numbered(kinds.map(\.red)), reader: reader)
        amber = RuleSet(KnowledgeIndex.numbered(kinds.map(\.amber)), reader: reader)
        except = RuleSet(KnowledgeIndex.numbered(kinds.map(\.except)), reader: reader)
        phrasing = Phrasing()
    }

    var problems: [RuleProblem] { red.problems + amber.problems + except.problems }

    /// The gravest level found; kinds earlier in the settings win among equals.
    func find(_ turn: Turn, places: PhraseTable) -> Finding? {
        // A spelling that is no word at all ("khó thỏ") is a slip of the diacritics: here it may be any of its kin.
        let words = turn.words.map { word in
            var word = word
            if word.form < 0 { word.isExact = false }
            return word
        }
        let run = RuleRun(text: turn.text, words: words, places: places)
        let redRules = red.candidates(words)
        let amberRules = amber.candidates(words)
        if redRules.isEmpty, amberRules.isEmpty { return nil }
        let exceptions = hits(except, except.candidates(words), run)
        var weakened: Finding?
        for hit in hits(red, redRules, run) where !excepted(hit, exceptions) {
            if let cause = phrasing.weakens(hit.span, turn) {
                weakened =
                    weakened
                    ?? Finding(
                        level: .amber(kind: ids[hit.owner]), reason: "emergency sign \(hit.rule), but \(cause): amber")
            } else {
                return Finding(level: .red(kind: ids[hit.owner]), reason: "emergency sign \(hit.rule): red")
            }
        }
        if let weakened { return weakened }
        for hit in hits(amber, amberRules, run) where !excepted(hit, exceptions) {
            return Finding(level: .amber(kind: ids[hit.owner]), reason: "warning sign \(hit.rule): amber")
        }
        return nil
    }

    private struct Hit {
        var owner: Int
        var span: Span
        var rule: String
    }

    private func hits(_ set: RuleSet, _ candidates: [Int32], _ run: RuleRun) -> [Hit] {
        candidates.flatMap { index in
            let rule = set.rules[Int(index)]
            return run.spans(rule).map { Hit(owner: Int(rule.owner), span: $0, rule: rule.text) }
        }
    }

    private func excepted(_ hit: Hit, _ exceptions: [Hit]) -> Bool {
        exceptions.contains {
            $0.owner == hit.owner && $0.span.start - EmergencySigns.reach <= hit.span.end
                && hit.span.start <= $0.span.end + EmergencySigns.reach
        }
    }
}
