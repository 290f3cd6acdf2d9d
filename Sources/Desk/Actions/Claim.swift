import HTTP
import Messaging
import Storage

extension Desk {
    /// Takes a waiting ticket. Two who try at once: one gets it, the other is shown who holds it. Taking it again when
    /// one holds it already is no conflict: a double click.
    func claim(_ visit: Visit, _ ticket: TicketRow) async throws(StorageError) -> Response {
        let worked = try await store.claim(ticket.id, by: visit.agent.id, now: visit.now)
        if worked == .conflict, ticket.holder != visit.agent.id { return try await conflict(visit, ticket.id) }
        // After the claim, so that the line which tells the citizen is not dropped as a text from before it.
        try await markSeen(ticket, visit)
        return finish(visit, ticket.id, .claimed)
    }
}
