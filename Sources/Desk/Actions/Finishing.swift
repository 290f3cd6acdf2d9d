import Crypto
import HTTP
import Messaging
import Storage

/// The browser's own name for one intention: 16 bytes made with the form.
struct IdempotencyKey: Sendable, Hashable {
    let bytes: [UInt8]

    init?(_ hex: String) {
        guard let bytes = Hex.decode(hex), bytes.count == 16 else { return nil }
        self.bytes = bytes
    }

    var text: String { Hex.encode(bytes) }
}

/// How actions answer: a page is sent back to the ticket, a program gets a word.
extension Desk {
    func finish(_ visit: Visit, _ id: TicketID, _ done: Done) -> Response {
        guard visit.guest.audience == .page else { return .json(["result": done.rawValue]) }
        return .redirect(to: "/desk/tickets/\(id)?done=\(done.rawValue)")
    }

    /// The ticket has changed hands or state meanwhile: says how it is now, and keeps what was typed.
    func conflict(
        _ visit: Visit, _ id: TicketID, _ draft: (field: String, text: String)? = nil
    ) async throws(StorageError) -> Response {
        guard let ticket = try await store.ticket(id, Policy.scope(of: visit.agent)) else {
            return refuse(.notFound, visit.guest)
        }
        var text =
            switch ticket.state {
            case .closed: visit.say(.conflictClosed)
            case .waiting: visit.say(.conflictFree)
            case .claimed: visit.say(.conflictHeld, ["name": ticket.holderName ?? "?"])
            }
        if draft?.text.isEmpty == false { text += " " + visit.say(.conflictKept) }
        return try await refuse(.conflict(text), visit, id, draft)
    }

    /// The ticket's page with what is wrong, and what was typed still in it.
    func refuse(
        _ refusal: Refusal, _ visit: Visit, _ id: TicketID, _ draft: (field: String, text: String)?
    ) async throws(StorageError) -> Response {
        guard visit.guest.audience == .page else { return refuse(refusal, visit.guest) }
        let draft = draft?.text.isEmpty == false ? draft : nil
        let notice = TicketNotice(message: refusal.text(visit.language), isBad: true, draft: draft)
        return try await ticketPage(visit, id, notice, status: refusal.status)
    }
}
