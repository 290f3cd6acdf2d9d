import Messaging
import Storage

/// What every page for one visit draws with: words, names of things, marks.
struct Page: Sendable {
    let desk: Desk
    let visit: Visit

    var time: TimeText { visit.time }

    func say(_ phrase: Phrase, _ values: [String: String] = [:]) -> String { visit.say(phrase, values) }

    func frame(title: String, path: String, @HTMLBuilder _ content: () -> HTML) -> HTML {
        Layout(title: title, language: visit.language, assets: desk.assets, path: path, visit: visit)
            .html(
                banners + content()
                    + element(
                        "p", .id("connection"), .class("notice"), Attribute("role", "status"), .flag("hidden")
                    ) { say(.liveOff) })
    }

    /// What everybody at the desk should know about the FAQ files.
    var banners: HTML {
        let problems = desk.knowledge.problems()
        let asOf = desk.knowledge.asOf()
        return element("section", .id("banners"), .label(say(.notices)), .flag("data-swap")) {
            if !problems.isEmpty {
                element("details", .class("notice warn")) {
                    element("summary") { say(.filesWrong) }
                    element("ul") {
                        for problem in problems.prefix(20) { element("li") { element("code") { problem } } }
                    }
                }
            }
            if let asOf { element("p", .class("notice")) { say(.asOf, ["day": asOf]) } }
        }
    }

    func path(_ ticket: TicketID, _ filter: QueueFilter? = nil) -> String {
        let filter = filter ?? QueueFilter(query: visit.query("show"))
        return "/desk/tickets/\(ticket)" + (filter == .all ? "" : "?show=\(filter.rawValue)")
    }

    // MARK: Names

    /// The name the platform shows, in the direction it is written in; a caller's, or the channel's word for one.
    func who(_ ticket: TicketRow) -> HTML {
        element("bdi") { ticket.contactName ?? ticket.facts.values["phone"] ?? say(.citizen) }
    }

    func matter(_ ticket: TicketRow) -> String {
        ticket.intent.map { desk.knowledge.title($0, visit.language.rawValue) ?? $0 } ?? say(Phrase(ticket.kind))
    }

    func departmentTitle(_ id: DepartmentID) -> String {
        let title = desk.knowledge.departments().first { $0.id == id }?.title
        return title?[visit.language.rawValue] ?? title?["vi"] ?? id.rawValue
    }

    func channelTitle(_ id: ChannelID) -> String {
        guard let platform = desk.capabilities[id]?.platform ?? Platform(rawValue: id.rawValue) else {
            return id.rawValue
        }
        let several = desk.capabilities.values.count { $0.platform == platform } > 1
        let name =
            switch platform {
            case .zalo: "Zalo"
            case .viber: "Viber"
            case .facebook: "Facebook"
            case .phone: say(.byPhone)
            }
        return several ? "\(name) \(id.rawValue)" : name
    }

    func missing(_ ticket: TicketRow) -> String {
        let names = ticket.missing.map { desk.knowledge.intakeTitle($0, visit.language.rawValue) }
        return say(.missing, ["list": names.joined(separator: ", ")])
    }

    /// A language by its own name; a code we have no name for stands as it is.
    func languageName(_ code: String) -> String {
        let names = ["vi": "Tiếng Việt", "en": "English", "zh": "中文", "ko": "한국어", "ja": "日本語"]
        return names[String(code.prefix(2))] ?? code
    }

    func holder(_ ticket: TicketRow) -> String {
        if ticket.holder == visit.agent.id { return say(.heldByYou) }
        return ticket.holderName.map { say(.holder, ["name": $0]) } ?? say(.nobody)
    }

    /// A caller waits for nothing on this screen.
    func waits(_ ticket: TicketRow) -> Bool {
        ticket.citizenWaits && ticket.state != .closed && ticket.channel.rawValue != Platform.phone.rawValue
    }

    func window(_ ticket: TicketRow) -> ReplyWindow {
        ReplyWindow(ticket, desk.capabilities[ticket.channel], time)
    }

    /// A choice of a `select`.
    func option(_ value: String, _ title: String, _ chosen: String) -> HTML {
        element("option", .value(value), .flag("selected", if: value == chosen)) { title }
    }

    // MARK: Marks

    func mark(_ text: String, _ kind: String? = nil) -> HTML {
        element("span", .class("mark", kind)) { text }
    }

    @HTMLBuilder
    func priorityMark(_ ticket: TicketRow) -> HTML {
        if ticket.priority != .normal {
            mark(say(Phrase(ticket.priority)), ticket.priority == .emergency ? "danger" : "urgent")
        }
    }
}
