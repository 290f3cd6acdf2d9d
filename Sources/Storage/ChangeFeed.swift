public import Messaging
import Synchronization

/// Something that was committed: what kind of thing, and which. It carries no content; who listens reads again.
public enum Change: Sendable, Hashable {
    /// Events wait to be answered.
    case inbox
    /// Messages wait to be sent.
    case outbox
    case conversation(ConversationID)
    case ticket(TicketID)
    /// A ticket that must sound on every desk.
    case redTicket(TicketID)
    /// Emergencies have waited too long for a person's eyes: every desk is to call.
    case overdueReds
    /// The knowledge in force, or why a newer one is not.
    case knowledge
}

/// Tells listeners of changes. A listener that lags loses the oldest: it must treat any change as "look again".
public final class ChangeFeed: Sendable {
    /// A desk that is 256 changes behind reads everything anew anyway.
    static let bufferedChanges = 256

    private struct State {
        var next = 0
        var listeners: [Int: AsyncStream<Change>.Continuation] = [:]
        var isFinished = false
    }
    private let state = Mutex(State())

    /// A new listener; it ends when the caller stops iterating or the store closes.
    public func listen() -> AsyncStream<Change> {
        AsyncStream(bufferingPolicy: .bufferingNewest(Self.bufferedChanges)) { continuation in
            let number: Int? = state.withLock { state in
                guard !state.isFinished else { return nil }
                state.next += 1
                state.listeners[state.next] = continuation
                return state.next
            }
            guard let number else { return continuation.finish() }
            continuation.onTermination = { [weak self] _ in
                self?.state.withLock { _ = $0.listeners.removeValue(forKey: number) }
            }
        }
    }

    /// Tells every listener. Called after the commit.
    public func publish(_ changes: some Sequence<Change>) {
        let listeners = state.withLock { Array($0.listeners.values) }
        for change in changes {
            for listener in listeners { listener.yield(change) }
        }
    }

    func finish() {
        let listeners = state.withLock { state in
            state.isFinished = true
            defer { state.listeners = [:] }
            return Array(state.listeners.values)
        }
        for listener in listeners { listener.finish() }
    }
}
