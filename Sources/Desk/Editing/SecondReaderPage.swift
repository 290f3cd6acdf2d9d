import Knowledge
import Messaging
import Storage

extension Page {
    /// A draft that waits, for the second person: what the writer saw, and two ways on. Without a review it can only be
    /// given back.
    func waiting(_ work: EntryWork, _ review: PublishReview?, message: String?) -> HTML {
        let path = Desk.path(ofDraft: work.id, by: work.writer)
        let title = work.draft.titles[visit.language.rawValue] ?? work.draft.titles["vi"] ?? work.id
        return editorFrame(title: say(.readTitle), path: path) {
            element("main", .id("main"), .class("editor")) {
                element("a", .class("back"), .href(path: "/desk/entries")) { say(.entries) }
                element("h1") { say(.readTitle) }
                element("p") { element("strong") { title } }
                element("p", .class("quiet")) { "\(work.id) · \(work.file)" }
                if let waiting = work.waiting {
                    element("p", .class("quiet")) {
                        "\(say(.waitsOf, ["name": work.writerName ?? ""])). "
                            + say(.waitsSince, ["time": time.exact(waiting)])
                    }
                }
                if let message { element("p", .class("notice bad"), Attribute("role", "alert")) { message } }
                if let review {
                    changes(work, review)
                    if let set = review.proposal.loaded.set {
                        element("h2") { say(.picture) }
                        pictures(of: work.draft, in: set)
                    }
                    if review.report.isBlocked {
                        element("p", .class("notice bad"), Attribute("role", "alert")) { say(.blocked) }
                    } else {
                        form(visit, to: path + "/publish", .class("steps")) {
                            element("input", .type("hidden"), .name("seen"), .value(review.seen))
                            button(say(.publishRead), isPrimary: true)
                            element("span", .class("quiet")) { say(.publishHint) }
                        }
                    }
                }
                element("details", .class("part"), .flag("open", if: review == nil)) {
                    element("summary") { say(.giveBack) }
                    form(visit, to: path + "/return") {
                        area("word", say(.giveBackWord), visit.fields["word"], say(.giveBackHint))
                        button(say(.giveBack))
                    }
                }
            }
        }
    }

    /// What came into force and was read by its writer alone, as it is now beside what it was.
    func unread(_ work: EntryWork, message: String? = nil) -> HTML {
        let path = Desk.path(ofEntry: work.id, "/unread")
        let theirs = work.unread.filter { Policy.mayRead(visit.agent, changeBy: $0.agent) }
        let shown = theirs.isEmpty ? work.unread : theirs
        return editorFrame(title: say(.unreadTitle), path: path) {
            element("main", .id("main"), .class("editor")) {
                element("a", .class("back"), .href(path: Desk.path(ofEntry: work.id))) { say(.backToEntry) }
                element("h1") { say(.unreadTitle) }
                element("p", .class("quiet")) { work.id }
                if let message { element("p", .class("notice bad"), Attribute("role", "alert")) { message } }
                if let first = shown.first {
                    for change in shown { element("p") { loneChange(change) } }
                    comparison(
                        SecondReaders.before(first) ?? EntryDraft(id: work.id),
                        work.opened?.draft ?? EntryDraft(id: work.id),
                        say(.columnBefore), say(.setInForce))
                    if let last = theirs.last {
                        form(visit, to: path, .class("steps")) {
                            element("input", .type("hidden"), .name("mark"), .value(work.mark))
                            element("input", .type("hidden"), .name("last"), .value("\(last.id)"))
                            button(say(.markRead), isPrimary: true)
                            element("a", .class("button"), .href(path: Desk.path(ofEntry: work.id))) { say(.correctIt) }
                        }
                    } else {
                        element("p", .class("notice")) { say(.unreadOwn) }
                    }
                } else {
                    element("p", .class("notice good")) { say(.unreadNone) }
                }
            }
        }
    }

    private func loneChange(_ change: LoneChange) -> String {
        let values = ["time": time.exact(change.at), "name": change.agentName]
        let who = say(.unreadSince, values)
        return change.reason.map { "\(who) \(say(.unreadReason, ["reason": $0]))" } ?? who
    }

    // MARK: In the list and in the form

    /// What waits for a second person, and what none has read yet.
    @HTMLBuilder
    func secondReaderLists(_ list: EntryList) -> HTML {
        if !list.waiting.isEmpty {
            element("h2") { say(.waitingTitle) }
            element("ul", .class("entry-list")) {
                for draft in list.waiting {
                    let isOwn = draft.agent == visit.agent.id
                    entryLine(
                        isOwn
                            ? Desk.path(ofEntry: draft.entry) : Desk.path(ofDraft: draft.entry, by: draft.agent),
                        list.title(draft.entry, visit.language.rawValue),
                        say(isOwn ? .waitsOwn : .waitsOf, ["name": draft.agentName]))
                }
            }
        }
        if !list.unread.isEmpty {
            element("h2") { say(.unreadTitle) }
            element("ul", .class("entry-list")) {
                for change in list.unread {
                    entryLine(
                        Desk.path(ofEntry: change.entry, "/unread"), list.title(change.entry, visit.language.rawValue),
                        say(.unreadSince, ["time": time.exact(change.at), "name": change.agentName]))
                }
            }
        }
    }

    private func entryLine(_ path: String, _ title: String, _ marked: String) -> HTML {
        element("li") {
            element("a", .href(path: path)) {
                element("strong") { title }
                element("span", .class("line marks")) { mark(marked, "warn") }
            }
        }
    }

    /// Where the draft, or what is in force, stands with the second person.
    @HTMLBuilder
    func secondReaderNotices(_ work: EntryWork) -> HTML {
        if let returned = work.returned, work.waiting == nil {
            element("div", .class("notice bad"), Attribute("role", "status")) {
                element("p") { say(.returnedBy, ["name": returned.name]) }
                element("p", .class("said")) { returned.word }
            }
        }
        if let waiting = work.waiting {
            element("p", .class("notice warn"), Attribute("role", "status")) {
                say(.waitsSince, ["time": time.exact(waiting)]) + " " + say(.waitsUntouched)
            }
        }
        if !work.unread.isEmpty {
            element("div", .class("notice warn")) {
                element("p") { say(.unreadMark) }
                element("a", .class("button"), .href(path: Desk.path(ofEntry: work.id, "/unread"))) { say(.unreadSee) }
            }
        }
        for draft in work.others {
            element("p", .class("notice warn")) {
                if draft.waiting == nil {
                    say(.markOther, ["name": draft.agentName])
                } else {
                    element("a", .href(path: Desk.path(ofDraft: work.id, by: draft.agent))) {
                        say(.waitsOf, ["name": draft.agentName])
                    }
                }
            }
        }
    }
}
