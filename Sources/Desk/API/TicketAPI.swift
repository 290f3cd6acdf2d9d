import HTTP
import Messaging
import Storage

/// `/api/v1`: the same tickets, rights and actions for other programs. A program signs in like a browser, asks for the
/// session's token and sends it as `X-CSRF-Token` with every POST.
extension Desk {
    func describeSession(_ visit: Visit) async throws(StorageError) -> Response {
        .json(
            SessionBody(
                login: visit.agent.login, role: visit.agent.role.rawValue,
                department: visit.agent.department?.rawValue, csrfToken: visit.formToken))
    }

    /// `?show=all|waiting|mine|closed`.
    func listTickets(_ visit: Visit) async throws(StorageError) -> Response {
        .json(try await queue(visit).shown.map { TicketBody($0, history: nil) })
    }

    func describeTicket(_ visit: Visit, _ ticket: TicketRow) async throws(StorageError) -> Response {
        let history = try await store.history(of: ticket.conversation, Policy.scope(of: visit.agent))
        return .json(TicketBody(ticket, history: history))
    }

    /// Canned replies for the page's search.
    func answersFragment(_ visit: Visit) async throws(StorageError) -> Response {
        let language = visit.query("language") ?? "vi"
        return .html(Page(desk: self, visit: visit).answers(visit.query("q") ?? "", language: language))
    }
}

private struct SessionBody: Encodable {
    let login: String
    let role: String
    let department: String?
    let csrfToken: String
}

/// A ticket as programs see it; times are milliseconds since 1970.
private struct TicketBody: Encodable {
    struct Line: Encodable {
        let id: Int64
        let direction, author: String
        let agent, text: String?
        let time: Int64
        let status: String?
    }
    let id: Int64
    let code, channel, department: String
    let priority: Int
    let kind, state: String
    let confidential: Bool
    let contact, intent, language: String?
    let facts: [String: String]
    let missing: [String]
    let opened: Int64
    let seen: Int64?
    let holder: String?
    let closed: Int64?
    let outcome: String?
    let waiting: Bool
    let history: [Line]?

    init(_ ticket: TicketRow, history: [HistoryLine]?) {
        id = ticket.id.rawValue
        code = ticket.code
        channel = ticket.channel.rawValue
        department = ticket.department.rawValue
        priority = ticket.priority.rawValue
        kind = ticket.kind.rawValue
        state = ticket.state.rawValue
        confidential = ticket.isConfidential
        contact = ticket.contactName
        intent = ticket.intent
        language = ticket.language
        facts = ticket.facts.values
        missing = ticket.missing
        opened = ticket.opened.milliseconds
        seen = ticket.seen?.milliseconds
        holder = ticket.holderName
        closed = ticket.closed?.milliseconds
        outcome = ticket.outcome?.rawValue
        waiting = ticket.citizenWaits
        self.history = history?.map {
            Line(
                id: $0.id.rawValue, direction: $0.direction.rawValue, author: $0.author.rawValue, agent: $0.agentName,
                text: $0.body.text, time: $0.time.milliseconds, status: $0.status?.rawValue)
        }
    }
}
