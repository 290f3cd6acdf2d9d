import HTTP
import Messaging
import Storage

extension Desk {
    /// A person's reply, put into the outbox. The form's key makes a double click one message; what cannot be sent stays
    /// on the screen.
    func reply(_ visit: Visit, _ ticket: TicketRow) async throws(StorageError) -> Response {
        let draft = (field: "text", text: visit.fields["text"])
        guard let text = TypedText(visit.fields["text"]) else {
            return try await refuse(.unacceptable(visit.say(.textMissing)), visit, ticket.id, draft)
        }
        guard let key = IdempotencyKey(visit.fields["key"]) else { return refuse(.unreadable, visit.guest) }
        let window = Page(desk: self, visit: visit).window(ticket)
        guard window.canSend else {
            return try await refuse(.conflict(window.long ?? visit.say(.windowClosed)), visit, ticket.id, draft)
        }
        let worked = try await store.reply(
            to: ticket.id, by: visit.agent.id, message: OutboundMessage(purpose: .person, text: text.text),
            idempotencyKey: key.text, now: visit.now)
        guard worked == .done else { return try await conflict(visit, ticket.id, draft) }
        return finish(visit, ticket.id, .sent)
    }

    /// How many messages a text becomes on the ticket's channel, as it is typed.
    func countParts(_ visit: Visit, _ ticket: TicketRow) async throws(StorageError) -> Response {
        let text = TypedText(visit.fields["text"])?.text ?? ""
        let count = text.isEmpty ? 0 : capabilities[ticket.channel]?.split(text).count ?? 1
        return .json(PartCount(parts: count, text: Self.partText(count, visit.language)))
    }

    private struct PartCount: Encodable {
        let parts: Int
        let text: String
    }

    static func partText(_ count: Int, _ language: Language) -> String {
        count == 1 ? Phrase.partsOne.text(language) : Phrase.partsMany.text(language, ["n": "\(count)"])
    }
}
