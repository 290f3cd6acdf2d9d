import HTTP
import Messaging
import Storage

/// What the list of tickets shows to one agent.
struct Queue: Sendable {
    let filter: QueueFilter
    /// All open tickets the agent may see, in the order of work.
    let open: [TicketRow]
    /// What the filter leaves.
    let shown: [TicketRow]

    /// Emergencies that the agent may see and nobody has opened yet: they sound.
    let unseenReds: [TicketRow]
    /// How many there are in all departments, and how many of those have waited so long that somebody must be called.
    let redsEverywhere: Int
    let overdue: Int

    func count(_ filter: QueueFilter, _ agent: Agent) -> Int { open.count { filter.shows($0, to: agent) } }
}

extension Desk {
    func queue(_ visit: Visit) async throws(StorageError) -> Queue {
        let filter = QueueFilter(query: visit.query("show"))
        let scope = Policy.scope(of: visit.agent)
        let open = try await store.queue(scope)
        let rows = filter == .closed ? try await store.queue(scope, closed: true) : open
        let reds = try await store.unseenReds(since: visit.now, now: visit.now)
        let overdue = try await store.unseenReds(
            since: visit.now.adding(seconds: -RedLimits.unseenSeconds), now: visit.now)
        return Queue(
            filter: filter, open: open, shown: rows.filter { filter.shows($0, to: visit.agent) },
            unseenReds: open.filter { $0.isUnseenRed(at: visit.now) }, redsEverywhere: reds.count,
            overdue: overdue.count)
    }

    /// What somebody who signs in sees first: the tickets, or for an editor the entries.
    func frontPage(_ visit: Visit) async throws(StorageError) -> Response {
        guard Policy.allows(visit.agent, .work) else { return .redirect(to: "/desk/entries") }
        return try await queuePage(visit)
    }

    private func queuePage(_ visit: Visit) async throws(StorageError) -> Response {
        let page = Page(desk: self, visit: visit)
        let queue = try await queue(visit)
        return .html(
            page.frame(title: page.queueTitle(queue), path: "/desk?show=\(queue.filter.rawValue)") {
                page.alarm(queue)
                element("div", .class("columns no-ticket")) {
                    element("main", .id("main"), .class("list")) {
                        element("h1", .class("unseen")) { visit.say(.queue) }
                        page.list(queue, selected: nil)
                    }
                    element("aside", .class("ticket empty"), .label(visit.say(.conversation))) {
                        visit.say(.chooseTicket)
                    }
                }
            })
    }

    /// The parts of a page that show the queue, for the script to swap.
    func queueFragment(_ visit: Visit) async throws(StorageError) -> Response {
        let page = Page(desk: self, visit: visit)
        let queue = try await queue(visit)
        let selected = visit.query("ticket").flatMap { Int64($0) }.map { TicketID($0) }
        return .html(page.banners + page.alarm(queue) + page.list(queue, selected: selected))
    }
}

extension Page {
    /// "(2 ‼ 5) Phiếu": unseen emergencies, then how many wait for somebody.
    func queueTitle(_ queue: Queue) -> String {
        let reds = queue.redsEverywhere
        let waiting = queue.count(.waiting, visit.agent)
        let counts = reds > 0 ? "(‼\(reds) · \(waiting)) " : waiting > 0 ? "(\(waiting)) " : ""
        return "\(counts)\(say(.queue)) – \(say(.desk))"
    }

    func list(_ queue: Queue, selected: TicketID?) -> HTML {
        element(
            "nav", .id("queue"), .class("queue"), .label(say(.queue)), .flag("data-swap"),
            Attribute("data-title", queueTitle(queue)), Attribute("data-show", queue.filter.rawValue)
        ) {
            filters(queue)
            if queue.shown.isEmpty { element("p", .class("quiet none")) { say(.queueEmpty) } }
            element("ul", .class("rows")) {
                for ticket in queue.shown { row(ticket, isSelected: ticket.id == selected, filter: queue.filter) }
            }
            element("p", .class("quiet keys")) { say(.keys) }
        }
    }

    private func filters(_ queue: Queue) -> HTML {
        element("ul", .class("filters")) {
            for filter in QueueFilter.allCases {
                element("li") {
                    element(
                        "a", .href(path: "/desk?show=\(filter.rawValue)"),
                        filter == queue.filter ? Attribute("aria-current", "true") : nil
                    ) {
                        say(filter.phrase)
                        if filter != .closed {
                            element("span", .class("count")) { "\(queue.count(filter, visit.agent))" }
                        }
                    }
                }
            }
        }
    }

    private func row(_ ticket: TicketRow, isSelected: Bool, filter: QueueFilter) -> HTML {
        element("li", .class("row", ticket.priority == .emergency && ticket.state != .closed ? "red" : nil)) {
            element(
                "a", .href(path: path(ticket.id, filter)), Attribute("data-ticket", "\(ticket.id)"),
                isSelected ? Attribute("aria-current", "page") : nil
            ) {
                element("span", .class("line")) {
                    priorityMark(ticket)
                    element("span", .class("who")) { who(ticket) }
                    element("time", .class("age")) { time.age(ticket.closed ?? ticket.opened) }
                }
                element("span", .class("line what")) {
                    element("span") { matter(ticket) }
                    element("span", .class("quiet")) { departmentTitle(ticket.department) }
                }
                element("span", .class("line marks")) {
                    marks(ticket)
                }
            }
        }
    }

    @HTMLBuilder
    private func marks(_ ticket: TicketRow) -> HTML {
        mark(channelTitle(ticket.channel))
        if ticket.isConfidential { mark(say(.confidential), "strong") }
        if ticket.state == .closed {
            if let outcome = ticket.outcome { mark(say(Phrase(outcome))) }
        } else {
            if waits(ticket), let since = ticket.lastInbound {
                mark("\(say(.citizenWaits)) \(time.age(since))", "waits")
            }
            if !ticket.missing.isEmpty { mark(missing(ticket), "warn") }
            if let window = window(ticket).short { mark(window, "warn") }
            if ticket.holder != nil { mark(holder(ticket)) }
        }
        if ticket.reopened > 0 { mark(say(.reopenedTimes, ["n": "\(ticket.reopened)"])) }
        element("span", .class("code")) { ticket.code }
    }
}
