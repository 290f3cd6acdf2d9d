import HTTP
import Messaging
import Storage

extension Desk {
    /// Closes a ticket with one outcome of the list. The citizen is told in the agent's words, or in the outcome's own
    /// text, unless the agent says not to or the channel cannot be written to now.
    func close(_ visit: Visit, _ ticket: TicketRow) async throws(StorageError) -> Response {
        let draft = (field: "closing", text: visit.fields["closing"])
        guard let outcome = TicketOutcome(rawValue: visit.fields["outcome"]) else {
            return try await refuse(.unacceptable(visit.say(.outcomeMissing)), visit, ticket.id, draft)
        }
        guard let key = IdempotencyKey(visit.fields["key"]) else { return refuse(.unreadable, visit.guest) }
        guard draft.text.count <= DeskLimits.textCharacters else {
            return try await refuse(.unacceptable(visit.say(.textMissing)), visit, ticket.id, draft)
        }
        let text = TypedText(draft.text)?.text ?? closingText(outcome, ticket)
        let isTold =
            !visit.fields.isSet("silent") && !text.isEmpty
            && Page(desk: self, visit: visit).window(ticket).canSend
        let worked = try await store.close(
            ticket.id, by: visit.agent.id, outcome: outcome,
            telling: isTold ? OutboundMessage(purpose: .person, text: text) : nil, idempotencyKey: key.text,
            now: visit.now)
        guard worked == .done else { return try await conflict(visit, ticket.id, draft) }
        return finish(visit, ticket.id, .closed)
    }

    /// What the FAQ files say at this outcome, in the citizen's language.
    func closingText(_ outcome: TicketOutcome, _ ticket: TicketRow) -> String {
        knowledge.closingText(outcome, ticket.language ?? "vi", ticket.code)
    }
}
