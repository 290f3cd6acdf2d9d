import HTTP
import Messaging
import Storage

extension Desk {
    /// An emergency was none: later ones of this contact stay red and are answered, but make no sound for a day.
    func markFalse(_ visit: Visit, _ ticket: TicketRow) async throws(StorageError) -> Response {
        try await judge(visit, ticket, isFalse: true)
    }

    /// Takes that back.
    func unmarkFalse(_ visit: Visit, _ ticket: TicketRow) async throws(StorageError) -> Response {
        try await judge(visit, ticket, isFalse: false)
    }

    private func judge(_ visit: Visit, _ ticket: TicketRow, isFalse: Bool) async throws(StorageError) -> Response {
        let worked = try await store.judgeRed(ticket.id, isFalse: isFalse, by: visit.agent.id, now: visit.now)
        guard worked == .done else { return try await conflict(visit, ticket.id) }
        return finish(visit, ticket.id, isFalse ? .markedFalse : .unmarkedFalse)
    }
}
