import Messaging
import Storage

/// The conversation: what citizen, bot, people and the platform's own inbox wrote, notes and events.
extension Page {
    /// Each line has an id, so that the script touches only what changed; it grows at the end, which is read out.
    func thread(_ history: [HistoryLine], of ticket: TicketRow) -> HTML {
        element(
            "div", .id("log"), .class("thread"), Attribute("role", "log"), .label(say(.conversation)),
            Attribute("tabindex", "0")
        ) {
            element("ol", .id("thread"), Attribute("data-swap", "lines")) {
                if history.isEmpty { element("li", .id("none"), .class("quiet")) { say(.historyEmpty) } }
                for (index, line) in history.enumerated() {
                    let day = TimeText.day(line.time)
                    if index == 0 || TimeText.day(history[index - 1].time) != day {
                        element("li", .id("d\(day)-\(line.id)"), .class("day")) { time.dayTitle(line.time) }
                    }
                    self.line(line, of: ticket)
                }
            }
        }
    }

    private func line(_ line: HistoryLine, of ticket: TicketRow) -> HTML {
        if line.direction == .event {
            let text = HistoryText.text(line.body.text ?? "", by: line.agentName, visit.language)
            let alarms = line.body.text == "safety.undelivered"
            return element("li", .id("m\(line.id)"), .class("event", alarms ? "alarm" : nil)) {
                element("span") { text }
                clock(line)
            }
        }
        let author = author(line, of: ticket)
        return element("li", .id("m\(line.id)"), .class("message", kind(line))) {
            element("div", .class("head")) {
                element("strong") { element("bdi") { author } }
                clock(line)
                if line.isLate { mark(say(.late), "warn") }
                if line.body.earlier != nil { mark(say(.edited)) }
                if line.body.isWithdrawn == true { mark(say(.withdrawn), "warn") }
            }
            element("div", .class("bubble")) {
                if let text = line.body.text, !text.isEmpty { words(text, of: line, ticket) }
                earlier(line, of: ticket)
                attachments(line.body.attachments)
                buttons(line.body.buttons)
            }
            state(line)
        }
    }

    /// What was written, in its own direction; a screen reader is told its language where it is known.
    private func words(_ text: String, of line: HistoryLine, _ ticket: TicketRow) -> HTML {
        element(
            "p", .class("words"), Attribute("dir", "auto"),
            line.direction == .note ? nil : ticket.language.map { .lang($0) }
        ) { text }
    }

    /// What a changed message said before.
    @HTMLBuilder
    private func earlier(_ line: HistoryLine, of ticket: TicketRow) -> HTML {
        if let earlier = line.body.earlier, !earlier.isEmpty {
            element("details", .class("earlier")) {
                element("summary") { say(.earlierWords) }
                for text in earlier { words(text, of: line, ticket) }
            }
        }
    }

    private func clock(_ line: HistoryLine) -> HTML { element("time") { TimeText.clock(line.time) } }

    private func kind(_ line: HistoryLine) -> String {
        switch line.direction {
        case .citizen: "in"
        case .note: "note"
        case .out, .event: line.author == .safety ? "out safety" : line.author == .bot ? "out bot" : "out"
        }
    }

    private func author(_ line: HistoryLine, of ticket: TicketRow) -> String {
        if line.direction == .note { return say(.noteOf, ["name": line.agentName ?? say(.authorPerson)]) }
        switch line.author {
        case .citizen: return ticket.contactName ?? say(.citizen)
        case .bot: return say(.authorBot)
        case .safety: return say(.authorSafety)
        case .person: return line.agentName ?? say(.authorPerson)
        case .platformInbox: return say(.authorPlatform)
        }
    }

    @HTMLBuilder
    private func buttons(_ titles: [String]) -> HTML {
        if !titles.isEmpty {
            element("ul", .class("chips"), .label(say(.buttonsSent))) {
                for title in titles { element("li") { title } }
            }
        }
    }

    /// Where an answer of ours came from, and what became of it.
    @HTMLBuilder
    private func state(_ line: HistoryLine) -> HTML {
        if line.direction == .out {
            element("div", .class("foot", line.status == .failed ? "bad" : nil)) {
                for intent in line.intents {
                    element("span") {
                        say(.fromEntry, ["title": desk.knowledge.title(intent, visit.language.rawValue) ?? intent])
                    }
                }
                if let status = line.status { element("span", .class("status")) { self.status(status, line.reason) } }
            }
        }
    }

    private func status(_ status: SendStatus, _ reason: String?) -> String {
        switch status {
        case .queued: say(.statusQueued)
        case .sent: say(.statusSent)
        case .delivered: say(.statusDelivered)
        case .seen: say(.statusSeen)
        case .failed: say(.statusFailed, ["reason": reason ?? "?"])
        case .dropped: say(.statusDropped)
        }
    }

    @HTMLBuilder
    private func attachments(_ attachments: [Attachment]) -> HTML {
        if !attachments.isEmpty {
            element("ul", .class("attachments")) {
                for attachment in attachments { element("li") { self.attachment(attachment) } }
            }
        }
    }

    private func attachment(_ attachment: Attachment) -> HTML {
        switch attachment {
        case .image(let url): outside(say(.image), url)
        case .video(let url): outside(say(.video), url)
        case .audio(let url): outside(say(.audio), url)
        case .file(let name, _, let url): outside("\(say(.file)) \(name ?? "")", url)
        case .sticker: .text(say(.sticker))
        case .link(let title, let url): outside("\(say(.link)) \(title ?? url ?? "")", url)
        case .location(let latitude, let longitude): .text(say(.location, ["place": "\(latitude), \(longitude)"]))
        case .contact(let name, let phone):
            .text(say(.contactCard, ["who": [name, phone].compactMap(\.self).joined(separator: " ")]))
        case .unsupported: .text(say(.unsupported))
        }
    }

    /// A file at the platform: nothing of it is loaded here, and the platform is not told which page it was opened from.
    private func outside(_ title: String, _ url: String?) -> HTML {
        guard let href = url.flatMap({ Attribute.href(outside: $0) }) else { return element("bdi") { title } }
        return element(
            "a", href, Attribute("target", "_blank"), Attribute("rel", "noreferrer noopener"),
            Attribute("title", say(.opensOutside))
        ) { element("bdi") { title } }
    }
}
