import Messaging
import Storage

/// What every page says above everything else: that somebody is in danger and no person has looked.
extension Page {
    /// Empty while there is nothing to say; the script sounds as long as there is. Every desk sees that somebody is in
    /// danger, and only those who may see the ticket which it is.
    func alarm(_ queue: Queue) -> HTML {
        element(
            "div", .id("alarm"), Attribute("role", "alert"), Attribute("data-reds", "\(queue.redsEverywhere)"),
            Attribute("data-overdue", "\(queue.overdue)"), .flag("data-swap")
        ) {
            if queue.redsEverywhere > 0 {
                element("p", .class("notice red")) {
                    element("strong") { say(.redWaits, ["n": "\(queue.redsEverywhere)"]) }
                    if let first = queue.unseenReds.first {
                        element("a", .class("button danger"), .href(path: path(first.id))) { say(.openIt) }
                    } else {
                        element("span") { say(.redElsewhere) }
                    }
                    element("span", .class("sound")) { say(.soundOff) }
                }
            }
            for ticket in queue.unseenReds where ticket.textUnsent != nil { unsent(ticket) }
            if queue.overdue > 0 { callList(queue) }
        }
    }

    /// The emergency text has not reached the citizen: the number to call them by, if they gave one.
    func unsent(_ ticket: TicketRow) -> HTML {
        element("p", .class("notice red")) {
            element("strong") { say(.redUnsent, ["code": ticket.code]) }
            if let phone = ticket.facts.values["phone"] ?? ticket.phone {
                element("a", .class("button danger"), .href(call: phone)) { say(.callCitizen, ["number": phone]) }
            } else {
                element("span") { say(.noNumber) }
            }
        }
    }

    /// Shown on every desk, whatever its department: it names whom to call and nothing of the ticket.
    private func callList(_ queue: Queue) -> HTML {
        element("div", .class("notice red calls")) {
            element("strong") { say(.redOverdue, ["n": "\(queue.overdue)"]) }
            element("ol") {
                for entry in desk.knowledge.callList(visit.language.rawValue) {
                    element("li") {
                        element("span") { entry.title }
                        element("a", .class("button danger"), .href(call: entry.number)) { entry.number }
                    }
                }
            }
        }
    }
}
