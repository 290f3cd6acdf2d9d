import HTTP
import Messaging
import Storage

/// What a page about a ticket says besides the ticket: what came of the last action, and text that was not sent.
struct TicketNotice: Sendable {
    var message: String?
    var isBad = false
    /// What the agent typed into the field of this name, when it was not taken.
    var draft: (field: String, text: String)?
}

extension Desk {
    func ticketPage(_ visit: Visit, _ ticket: TicketRow) async throws(StorageError) -> Response {
        // A browser that reads ahead is nobody looking.
        let isPrefetch = visit.request.headers["sec-purpose"]?.contains("prefetch") == true
        if !isPrefetch { try await markSeen(ticket, visit) }
        let done = visit.query("done").flatMap(Done.init)
        let message = done.map { visit.say($0.phrase, ["code": ticket.code]) }
        return try await ticketPage(visit, ticket.id, TicketNotice(message: message), status: 200)
    }

    /// The ticket as it is now, whatever it was when the request came.
    func ticketPage(
        _ visit: Visit, _ id: TicketID, _ notice: TicketNotice, status: Int
    ) async throws(StorageError) -> Response {
        let scope = Policy.scope(of: visit.agent)
        guard let ticket = try await store.ticket(id, scope) else { return refuse(.notFound, visit.guest) }
        let queue = try await queue(visit)
        let history = try await store.history(of: ticket.conversation, scope)
        let others = try await store.tickets(of: ticket.conversation, scope).filter { $0.id != id }
        let page = Page(desk: self, visit: visit)
        return .html(
            page.frame(title: page.queueTitle(queue), path: "/desk/tickets/\(id)") {
                page.alarm(queue)
                element("div", .class("columns")) {
                    page.list(queue, selected: id)
                    element(
                        "main", .id("main"), .class("ticket"), Attribute("tabindex", "-1"),
                        Attribute("data-ticket", "\(id)"), Attribute("data-conversation", "\(ticket.conversation)")
                    ) {
                        page.heading(ticket)
                        if let message = notice.message {
                            element(
                                "p", .class("notice", notice.isBad ? "bad" : "good"), .id("done"),
                                Attribute("role", notice.isBad ? "alert" : "status")
                            ) { message }
                        }
                        page.thread(history, of: ticket)
                        page.composer(ticket, notice)
                    }
                    page.facts(ticket, others)
                }
            }, status: status)
    }

    /// The parts of a ticket's page, for the script to swap.
    func ticketFragment(_ visit: Visit, _ ticket: TicketRow) async throws(StorageError) -> Response {
        let scope = Policy.scope(of: visit.agent)
        let history = try await store.history(of: ticket.conversation, scope)
        let others = try await store.tickets(of: ticket.conversation, scope).filter { $0.id != ticket.id }
        let page = Page(desk: self, visit: visit)
        return .html(
            page.heading(ticket) + page.thread(history, of: ticket) + page.composer(ticket, TicketNotice())
                + page.facts(ticket, others))
    }
}

/// What an action came to, as the next page says it.
enum Done: String, Sendable {
    case sent, noted, claimed, released, closed, logged
    case markedFalse = "marked-false"
    case unmarkedFalse = "unmarked-false"

    var phrase: Phrase {
        switch self {
        case .sent: .doneSent
        case .noted: .doneNoted
        case .claimed: .doneClaimed
        case .released: .doneReleased
        case .closed: .doneClosed
        case .logged: .doneLogged
        case .markedFalse: .doneMarkedFalse
        case .unmarkedFalse: .doneUnmarkedFalse
        }
    }
}

extension Page {
    func heading(_ ticket: TicketRow) -> HTML {
        element("header", .id("heading"), .class("heading"), .flag("data-swap")) {
            element("a", .class("back"), .href(path: backPath)) { say(.backToQueue) }
            element("h1") { who(ticket) }
            element("p", .class("line marks")) {
                priorityMark(ticket)
                mark(channelTitle(ticket.channel))
                element("span") { matter(ticket) }
                if ticket.isConfidential { mark(say(.confidential), "strong") }
                if ticket.isSilent(at: visit.now) { mark(say(.silent), "warn") }
                if waits(ticket), let since = ticket.lastInbound {
                    mark("\(say(.citizenWaits)) \(time.age(since))", "waits")
                }
                element("span", .class("quiet")) { ticket.state == .closed ? say(.conflictClosed) : holder(ticket) }
            }
            if ticket.state != .closed, ticket.textUnsent != nil { unsent(ticket) }
            if ticket.state != .closed, let text = window(ticket).long {
                element("p", .class("window", window(ticket).canSend ? nil : "warn")) { text }
            }
        }
    }

    private var backPath: String {
        let filter = QueueFilter(query: visit.query("show"))
        return filter == .all ? "/desk" : "/desk?show=\(filter.rawValue)"
    }

    /// What is known of the ticket, and what is still missing.
    func facts(_ ticket: TicketRow, _ others: [TicketRow]) -> HTML {
        element(
            "aside", .id("facts"), .class("facts"), .label(say(.facts)), .flag("data-swap"), Attribute("tabindex", "0")
        ) {
            element("h2") { say(.facts) }
            element("dl") {
                for name in factNames(ticket) {
                    pair(
                        desk.knowledge.intakeTitle(name, visit.language.rawValue), ticket.facts.values[name],
                        isMissing: true)
                }
                pair(say(.code), ticket.code)
                pair(say(.channel), channelTitle(ticket.channel))
                pair(say(.department), departmentTitle(ticket.department))
                pair(say(.matter), matter(ticket))
                pair(say(.priority), say(Phrase(ticket.priority)))
                if let language = ticket.language { pair(say(.languageSpoken), languageName(language)) }
                pair(say(.openedAt), time.short(ticket.opened))
                pair(say(.seenAt), ticket.seen.map { time.short($0) } ?? say(.notSeen))
                if let closed = ticket.closed { pair(say(.closedAt), time.short(closed)) }
                if let outcome = ticket.outcome { pair(say(.outcome), say(Phrase(outcome))) }
            }
            if !others.isEmpty {
                element("h2") { say(.otherTickets) }
                element("ul", .class("others")) {
                    for other in others {
                        element("li") {
                            element("a", .href(path: path(other.id))) { other.code }
                            element("span", .class("quiet")) { matter(other) }
                        }
                    }
                }
            }
        }
    }

    /// Facts that were given and facts that are asked for: how to reach the person first.
    private func factNames(_ ticket: TicketRow) -> [String] {
        let names = Set(ticket.facts.values.keys).union(ticket.missing)
        let first = ["phone", "place"].filter(names.contains)
        return first + names.subtracting(first).sorted()
    }

    @HTMLBuilder
    private func pair(_ title: String, _ value: String?, isMissing: Bool = false) -> HTML {
        element("dt") { title }
        if let value {
            element("dd") { element("bdi") { value } }
        } else if isMissing {
            element("dd", .class("missing")) { say(.notGiven) }
        }
    }
}
