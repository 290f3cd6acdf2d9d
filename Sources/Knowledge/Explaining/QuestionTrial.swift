public import Matching

/// One text tried out: what the matcher decides, why, and what the citizen would be sent, in an editor's words. It is the
/// first message of a new conversation; what an open ticket or an earlier answer would change is not in it.
public struct QuestionTrial: Sendable {
    /// A text for the citizen as one bubble, with what stands on its buttons.
    public struct Bubble: Sendable, Hashable {
        public let text: String
        public let buttons: [String]
        /// Sent only when the citizen taps "more".
        public let isBehindMore: Bool
    }

    /// An entry that was considered.
    public struct Candidate: Sendable, Hashable {
        public let intent: String
        public let title: String
        /// The chance, 0 to 1, that answering with it is right.
        public let score: Double
    }

    public let decision: Decision
    /// "Trả lời: “Nơi xét nghiệm”."
    public let verdict: String
    /// How grave, in words; nil when nothing points to danger.
    public let level: String?
    /// Why, in order; the last says how sure.
    public let reasons: [String]
    public let candidates: [Candidate]
    public let bubbles: [Bubble]

    /// Tries `text` on `set`, told in `language` (`vi` or English); the bubbles are in the citizen's own.
    public init(_ text: String, in set: KnowledgeSet, language: String) {
        decision = set.matcher.decide(text)
        let words = ReasonText(set: set, language: language, question: text)
        verdict = Self.verdict(decision, words)
        level =
            switch decision.level {
            case .none: nil
            case .amber(let kind): words.say("Đề phòng: \(words.kind(kind))", "Caution: \(words.kind(kind))")
            case .red(let kind): words.say("KHẨN CẤP: \(words.kind(kind))", "EMERGENCY: \(words.kind(kind))")
            }
        let sureness = Self.sureness(decision, set, words)
        reasons = decision.explanation.map(words.text) + sureness
        candidates = decision.candidates.map {
            Candidate(intent: $0.intent, title: set.title(of: $0.intent, language: language), score: $0.score)
        }
        bubbles = Reply(set: set, decision: decision).bubbles()
    }

    private static func verdict(_ decision: Decision, _ words: ReasonText) -> String {
        let titles = decision.intents.map { "“\(words.set.title(of: $0, language: words.language))”" }
        let list = titles.joined(separator: ", ")
        switch decision.action {
        case .answer: return words.say("Trả lời: \(list)", "Answer: \(list)")
        case .clarify: return words.say("Hỏi lại: \(list)", "Ask back: \(list)")
        case .escalate where list.isEmpty: return words.say("Chuyển người trực", "To a person")
        case .escalate: return words.say("Chuyển người trực, về việc \(list)", "To a person, about \(list)")
        case .silent: return words.say("Không phải câu hỏi", "Not a question")
        }
    }

    /// How sure, beside what is asked for; nothing where no score decided.
    private static func sureness(_ decision: Decision, _ set: KnowledgeSet, _ words: ReasonText) -> [String] {
        guard !decision.candidates.isEmpty, decision.score > 0 else { return [] }
        let thresholds = set.settings.thresholds
        let (sure, answer, clarify) = (
            Reason.percent(decision.score), Reason.percent(thresholds.answer), Reason.percent(thresholds.clarify)
        )
        return [
            words.say(
                "Chắc \(sure). Từ \(answer) trở lên thì trả lời; từ \(clarify) thì hỏi lại; dưới nữa thì chuyển người trực.",
                "\(sure) sure. From \(answer) on it answers; from \(clarify) on it asks back; below that a person.")
        ]
    }
}
