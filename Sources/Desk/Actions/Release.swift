import HTTP
import Messaging
import Storage

extension Desk {
    /// Gives a ticket back to the queue, at its old place.
    func release(_ visit: Visit, _ ticket: TicketRow) async throws(StorageError) -> Response {
        let worked = try await store.release(ticket.id, by: visit.agent.id, now: visit.now)
        guard worked == .done else { return try await conflict(visit, ticket.id) }
        return finish(visit, ticket.id, .released)
    }
}
