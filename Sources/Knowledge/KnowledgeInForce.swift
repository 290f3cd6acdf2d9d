import Synchronization

/// The set of FAQ files that answers are given from now, and what is wrong with newer files, if anything. A wrong file
/// never takes a working service down: the last good set stays in force.
public final class KnowledgeInForce: Sendable {
    private struct State {
        var set: KnowledgeSet?
        var problems: [Problem] = []
    }
    private let state = Mutex(State())

    public init(_ set: KnowledgeSet? = nil, problems: [Problem] = []) {
        state.withLock { $0 = State(set: set, problems: problems) }
    }

    /// nil: no set has ever been usable; the last-resort text of the configuration is all there is.
    public var current: KnowledgeSet? { state.withLock { $0.set } }

    /// What keeps the files as they are now from being in force, or what `check` says of them.
    public var problems: [Problem] { state.withLock { $0.problems } }

    /// Puts a set into force, whole; nil keeps the one there is and only notes the problems.
    public func publish(_ set: KnowledgeSet?, problems: [Problem]) {
        state.withLock { state in
            if let set { state.set = set }
            state.problems = problems
        }
    }
}
