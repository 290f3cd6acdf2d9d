/// Decides what to do with a text. Built once from a knowledge base; immutable, so any number of tasks may share it.
public struct Matcher: Sendable {
    /// Bytes of a text that are read: twice the longest message of any platform (Viber: 7,000 characters, most of them
    /// one byte). What comes after is not looked at, so no text takes more than bounded time.
    public static let longestText = 16_384

    let index: KnowledgeIndex

    /// Compiles the knowledge base. Rules that do not parse are reported by `problems` and left out.
    public init(_ knowledge: KnowledgeBase) {
        index = KnowledgeIndex(knowledge)
    }

    init(compiled: KnowledgeIndex) { index = compiled }

    /// Rules of the knowledge base that do not parse and are therefore not in force.
    public var problems: [RuleProblem] { index.problems }

    /// One turn, one decision; bounded time whatever the text (at most `Matcher.longestText` bytes are read).
    public func decide(_ text: String, context: Context = Context()) -> Decision {
        Judgement.decide(text, context: context, index: index)
    }

    /// The emergency check alone, run on every message in every state before anything else.
    public func emergencyLevel(_ text: String) -> Decision.Level {
        index.emergencies.find(index.turns.read(text))?.level ?? .none
    }
}
