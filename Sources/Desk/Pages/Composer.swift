import Crypto
import Messaging
import Storage

/// What can be done with a ticket: reply, note, close, give back, take.
extension Page {
    func composer(_ ticket: TicketRow, _ notice: TicketNotice) -> HTML {
        let isMine = ticket.state == .claimed && ticket.holder == visit.agent.id
        let window = window(ticket)
        return element(
            "section", .id("actions"), .class("actions"), .label(say(.actions)), Attribute("data-swap", "composer"),
            // What decides which forms stand here; the script leaves them alone, and what is typed, while it holds.
            Attribute(
                "data-state",
                "\(ticket.state.rawValue) \(ticket.holder?.description ?? "-") \(window.state.rawValue) "
                    + "\(ticket.priority.rawValue) \(ticket.isSilent(at: visit.now))"),
            Attribute("data-kept", say(.keptText))
        ) {
            if let draft = notice.draft, !(isMine && (draft.field == "note" || window.canSend)) { kept(draft.text) }
            switch ticket.state {
            case .waiting: claimForm(ticket)
            case .claimed where isMine:
                if window.canSend { replyForm(ticket, window, draft: draft("text", notice)) }
            case .claimed: element("p", .class("notice")) { say(.conflictHeld, ["name": ticket.holderName ?? "?"]) }
            case .closed: element("p", .class("quiet")) { say(.ticketClosed) }
            }
            element("div", .class("more")) {
                if isMine && window.canSend { cannedReplies(ticket) }
                noteForm(ticket, draft: draft("note", notice))
                judgeForm(ticket)
                if isMine {
                    closeForm(ticket, canTell: window.canSend, draft: draft("closing", notice))
                    form(visit, to: action(ticket, "release"), .class("release")) {
                        element("button", .type("submit"), .class("quiet")) { say(.release) }
                    }
                }
            }
        }
    }

    private func action(_ ticket: TicketRow, _ name: String) -> String { "/desk/tickets/\(ticket.id)/\(name)" }

    private func draft(_ field: String, _ notice: TicketNotice) -> String? {
        notice.draft.flatMap { $0.field == field ? $0.text : nil }
    }

    /// Text that could not be sent and has no form to stand in now.
    private func kept(_ text: String) -> HTML {
        element("div", .class("kept")) {
            element("label", Attribute("for", "kept")) { say(.keptText) }
            element("textarea", .id("kept"), .flag("readonly"), Attribute("rows", "4")) { text }
        }
    }

    private func claimForm(_ ticket: TicketRow) -> HTML {
        form(visit, to: action(ticket, "claim"), .class("claim"), Attribute("data-key", "c")) {
            element("p") { say(.claimToReply) }
            element("button", .type("submit"), .class("primary")) { say(.claim) }
        }
    }

    /// The key is made with the form: sent twice, it is one reply.
    private func replyForm(_ ticket: TicketRow, _ window: ReplyWindow, draft: String?) -> HTML {
        let capabilities = desk.capabilities[ticket.channel]
        return form(visit, to: action(ticket, "reply"), .class("reply"), Attribute("data-draft", "\(ticket.id)")) {
            element("input", .type("hidden"), .name("key"), .value(Hex.encode(desk.random.bytes(16))))
            element("label", Attribute("for", "reply")) { say(.reply) }
            element(
                "textarea", .id("reply"), .name("text"), Attribute("rows", "4"), .flag("required"),
                Attribute("data-key", "r"), Attribute("aria-describedby", "reply-hint"), Attribute("dir", "auto"),
                capabilities.map { Attribute("data-limit", "\($0.textLimit)") },
                capabilities.map { Attribute("data-unit", $0.textUnit.name) }
            ) { draft ?? "" }
            element("div", .class("line")) {
                element("span", .class("quiet"), .id("reply-hint")) {
                    say(.replyHint, ["channel": channelTitle(ticket.channel)])
                }
                element(
                    "output", .id("count"), Attribute("for", "reply"), .class("quiet"),
                    Attribute("data-one", Desk.partText(1, visit.language)))
                element("button", .type("submit"), .class("primary")) { say(.send) }
            }
        }
    }

    /// Works without the script as a search that leads back to this page.
    private func cannedReplies(_ ticket: TicketRow) -> HTML {
        let search = visit.query("q")
        return element("details", .class("canned"), search == nil ? nil : .flag("open")) {
            element("summary") { say(.cannedReplies) }
            element(
                "form", Attribute("method", "get"), Attribute("action", "/desk/tickets/\(ticket.id)"),
                Attribute("role", "search"), Attribute("data-language", ticket.language ?? "vi")
            ) {
                element("label", Attribute("for", "q")) { say(.searchAnswers) }
                element("div", .class("line")) {
                    element("input", .id("q"), .name("q"), .type("search"), .value(search ?? ""))
                    element("button", .type("submit")) { say(.search) }
                }
            }
            element("div", .id("answers"), Attribute("aria-live", "polite")) {
                if let search { answers(search, language: ticket.language ?? "vi") }
            }
        }
    }

    func answers(_ search: String, language: String) -> HTML {
        let found = desk.knowledge.answers(search, language).filter { !$0.text.isEmpty }
        guard !found.isEmpty else { return element("p", .class("quiet")) { say(.nothingFound) } }
        return element("ul", .class("answers")) {
            for answer in found.prefix(DeskLimits.answersShown) {
                element("li") {
                    element("strong") { answer.title }
                    element("p", .class("words"), .lang(language)) { answer.text }
                    element("button", .type("button"), .class("scripted"), Attribute("data-insert", answer.text)) {
                        say(.insert)
                    }
                }
            }
        }
    }

    private func noteForm(_ ticket: TicketRow, draft: String?) -> HTML {
        element("details", .class("note"), draft == nil ? nil : .flag("open")) {
            element("summary") { say(.note) }
            form(visit, to: action(ticket, "note")) {
                element("label", Attribute("for", "note")) { say(.noteHint) }
                element(
                    "textarea", .id("note"), .name("note"), Attribute("rows", "3"), .flag("required"),
                    Attribute("data-key", "n"), Attribute("dir", "auto")
                ) { draft ?? "" }
                element("button", .type("submit")) { say(.saveNote) }
            }
        }
    }

    /// One key marks an emergency as none, and the same key takes it back.
    @HTMLBuilder
    private func judgeForm(_ ticket: TicketRow) -> HTML {
        if ticket.priority == .emergency, ticket.state != .closed {
            let isSilent = ticket.isSilent(at: visit.now)
            form(visit, to: action(ticket, isSilent ? "real-alarm" : "false-alarm"), Attribute("data-key", "x")) {
                element("button", .type("submit"), .class("quiet"), Attribute("title", say(.falseAlarmHint))) {
                    say(isSilent ? .falseAlarmUndo : .falseAlarm)
                }
            }
        }
    }

    private func closeForm(_ ticket: TicketRow, canTell: Bool, draft: String?) -> HTML {
        element("details", .class("close"), draft == nil ? nil : .flag("open")) {
            element("summary") { say(.close) }
            form(visit, to: action(ticket, "close")) {
                element("input", .type("hidden"), .name("key"), .value(Hex.encode(desk.random.bytes(16))))
                element("label", Attribute("for", "outcome")) { say(.outcome) }
                element("select", .id("outcome"), .name("outcome"), .flag("required")) {
                    element("option", .value("")) { say(.chooseOutcome) }
                    for outcome in TicketOutcome.allCases {
                        element(
                            "option", .value(outcome.rawValue),
                            Attribute("data-text", desk.closingText(outcome, ticket))
                        ) { say(Phrase(outcome)) }
                    }
                }
                if canTell {
                    element("label", Attribute("for", "closing")) { say(.closingWords) }
                    element(
                        "textarea", .id("closing"), .name("closing"), Attribute("rows", "3"),
                        Attribute("dir", "auto"), Attribute("aria-describedby", "closing-hint")
                    ) { draft ?? "" }
                    element("p", .class("quiet"), .id("closing-hint")) { say(.closingHint) }
                    element("label", .class("check")) {
                        element("input", .type("checkbox"), .name("silent"), .value("1"))
                        say(.closeSilently)
                    }
                } else {
                    element("p", .class("quiet")) { say(.closingUnsent) }
                }
                element("button", .type("submit"), .class("primary")) { say(.closeTicket) }
            }
        }
    }
}

extension ChannelCapabilities.TextUnit {
    /// The word that the script counts by.
    var name: String {
        switch self {
        case .utf16: "utf16"
        case .unicodeScalars: "scalars"
        case .utf8: "utf8"
        }
    }
}
