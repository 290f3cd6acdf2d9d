/// Kinds of speech by the patterns of settings.yaml.
final class SpeechPatterns: Sendable {
    /// Kinds in the order in which they win over each other.
    static let kinds: [(id: String, speech: Decision.Speech)] = [
        ("data_request", .dataRequest), ("wants_person", .wantsPerson), ("asks_state", .asksState),
        ("rejects", .rejects),
        ("confirms", .confirms), ("thanks", .thanks), ("farewell", .farewell), ("greeting", .greeting),
        ("laughter", .laughter), ("abuse", .abuse),
    ]

    let rules: RuleSet

    struct Finding: Sendable {
        var speech: Decision.Speech
        var rule: String
        var span: Span
        /// The words that the rule speaks of: what else stands in the span is not covered by it.
        var words: Set<Int32>
    }

    init(_ patterns: [String: [String]], reader: WordReader, book: inout PhraseBook) {
        rules = RuleSet(
            SpeechPatterns.kinds.enumerated().flatMap { number, kind in
                (patterns[kind.id] ?? []).map { (owner: Int32(number), pattern: $0) }
            }, reader: reader, book: &book)
    }

    /// Everything said, in the order of `kinds`.
    func find(_ turn: Turn) -> [Finding] {
        let run = RuleRun(rules, turn)
        return run.candidates().flatMap { number in
            let rule = rules.rules[Int(number)]
            return run.spans(ofRule: number).map {
                Finding(
                    speech: SpeechPatterns.kinds[Int(rule.owner)].speech, rule: rule.text, span: $0, words: rule.words)
            }
        }
    }
}
