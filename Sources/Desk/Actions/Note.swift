import HTTP
import Messaging
import Storage

extension Desk {
    /// A note among agents; whoever sees the ticket may write one.
    func note(_ visit: Visit, _ ticket: TicketRow) async throws(StorageError) -> Response {
        guard let text = TypedText(visit.fields["note"]) else {
            let draft = (field: "note", text: visit.fields["note"])
            return try await refuse(.unacceptable(visit.say(.textMissing)), visit, ticket.id, draft)
        }
        let worked = try await store.note(on: ticket.id, by: visit.agent.id, text: text.text, now: visit.now)
        guard worked == .done else { return try await conflict(visit, ticket.id) }
        return finish(visit, ticket.id, .noted)
    }
}
