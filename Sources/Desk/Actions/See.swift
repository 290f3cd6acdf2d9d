import HTTP
import Messaging
import Storage

extension Desk {
    /// Our script says that a ticket which is on the screen has become red: somebody is looking at it.
    func see(_ visit: Visit, _ ticket: TicketRow) async throws(StorageError) -> Response {
        try await markSeen(ticket, visit)
        return .json(["result": "done"])
    }

    /// A person has opened the ticket; the first time, the citizen of an emergency is told so. The text is the bot's,
    /// not the person's: nobody has replied yet.
    func markSeen(_ ticket: TicketRow, _ visit: Visit) async throws(StorageError) {
        guard ticket.seen == nil, ticket.state != .closed else { return }
        let text = knowledge.claimedText(ticket.language ?? "vi", ticket.code)
        let canTell = Page(desk: self, visit: visit).window(ticket).canSend && !text.isEmpty
        let message = canTell ? OutboundMessage(purpose: .bot, text: text) : nil
        _ = try await store.see(ticket.id, by: visit.agent.id, telling: message, now: visit.now)
    }
}
