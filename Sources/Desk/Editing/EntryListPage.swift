import HTTP
import Knowledge
import Messaging
import Storage

extension Page {
    /// The frame of a page for editors, with their style and script.
    func editorFrame(title: String, path: String, @HTMLBuilder _ content: () -> HTML) -> HTML {
        Layout(
            title: "\(title) – \(say(.desk))", language: visit.language, assets: desk.assets, path: path, visit: visit,
            isForEditors: true
        ).html(
            banners + content()
                + element("p", .id("connection"), .class("notice"), Attribute("role", "status"), .flag("hidden")) {
                    say(.liveOff)
                })
    }

    func entries(_ list: EntryList) -> HTML {
        editorFrame(title: say(.entries), path: "/desk/entries") {
            element("main", .id("main"), .class("editor")) {
                editorTabs("/desk/entries")
                element("div", .class("editor-head")) {
                    element("h1") { say(.entries) }
                    element("a", .class("button primary"), .href(path: "/desk/entries/new")) { say(.newEntry) }
                }
                doneNotice(["returned": .doneReturned])
                secondReaderLists(list)
                filters(list)
                if !list.newDrafts.isEmpty { newDrafts(list.newDrafts) }
                element("p", .class("quiet")) { say(.entriesFound, ["n": "\(list.rows.count)"]) }
                element("ul", .class("entry-list")) {
                    for row in list.rows { entryRow(row, list) }
                }
            }
        }
    }

    private func filters(_ list: EntryList) -> HTML {
        element("form", .class("entry-filters"), Attribute("method", "get"), Attribute("action", "/desk/entries")) {
            element(
                "input", .type("search"), .name("q"), .value(list.search), .label(say(.searchEntries)),
                Attribute("placeholder", say(.searchEntries)))
            element("select", .name("file"), .label(say(.allFiles))) {
                option("", say(.allFiles), list.file)
                for file in list.files { option(file, String(file.dropLast(".yaml".count)), list.file) }
            }
            element("select", .name("topic"), .label(say(.allTopics))) {
                option("", say(.allTopics), list.topic)
                for topic in list.topics {
                    option(topic.id, topic.title.text(for: visit.language.rawValue), list.topic)
                }
            }
            element("select", .name("show"), .label(say(.showEvery))) {
                option("all", say(.showEvery), list.show.rawValue)
                option("old", say(.showOld), list.show.rawValue)
                option("invalid", say(.showInvalid), list.show.rawValue)
                option("drafts", say(.showDrafts), list.show.rawValue)
            }
            element("button", .type("submit")) { say(.search) }
        }
    }

    private func newDrafts(_ drafts: [DraftRow]) -> HTML {
        element("ul", .class("entry-list")) {
            for draft in drafts {
                element("li") {
                    element("a", .href(path: Desk.path(ofEntry: draft.entry))) {
                        element("strong") { draft.entry }
                        element("span", .class("line marks")) { mark(say(.newIsDraft), "warn") }
                    }
                }
            }
        }
    }

    private func entryRow(_ row: EntryList.Row, _ list: EntryList) -> HTML {
        element("li") {
            element("a", .href(path: Desk.path(ofEntry: row.intent.id))) {
                element("strong") { row.intent.titles.text(for: visit.language.rawValue) }
                element("span", .class("line marks")) {
                    element("span", .class("quiet")) { row.intent.id }
                    entryMarks(row.intent, list.day)
                    for draft in row.draftOf where draft.waiting == nil {
                        mark(
                            draft.agent == visit.agent.id
                                ? say(.markDraft) : say(.markOther, ["name": draft.agentName]), "strong")
                    }
                    if row.draftOf.contains(where: { $0.waiting != nil }) { mark(say(.markWaiting), "warn") }
                    if list.unread.contains(where: { $0.entry == row.intent.id }) { mark(say(.unreadMark), "warn") }
                }
            }
        }
    }

    /// What is amber or expired about an entry.
    @HTMLBuilder
    func entryMarks(_ intent: Intent, _ day: Day?) -> HTML {
        if let day {
            if let from = intent.validity.from, day < from {
                mark(say(.markNotYet, ["day": from.written]), "warn")
            } else if let until = intent.validity.until, until < day {
                mark(say(.markExpired, ["day": until.written]), "warn")
            }
            switch intent.review(on: day) {
            case .fresh: HTML.empty
            case .due: mark(say(.markDue), "warn")
            case .overdue: mark(say(.markOverdue), "warn")
            }
        }
        if intent.answers == nil { mark(say(.markPerson)) }
        if intent.isConfidential { mark(say(.markConfidential)) }
    }

    /// What the last action came to, by `?done=`.
    @HTMLBuilder
    func doneNotice(_ notices: [String: EditorPhrase], _ values: [String: String] = [:]) -> HTML {
        if let done = visit.query("done"), let phrase = notices[done] {
            element("p", .class("notice good"), Attribute("role", "status")) { say(phrase, values) }
        }
    }
}

extension Desk {
    /// "New entry": its title and its file; the rest is written on the entry's own page.
    func newEntryForm(_ visit: Visit, _ editing: DeskEditing, message: String?, status: Int) -> Response {
        let page = Page(desk: self, visit: visit)
        let files = EntryList.files(editing.knowledge.current, folder: editing.workshop.folder)
        return .html(
            page.editorFrame(title: visit.say(.newEntry), path: "/desk/entries/new") {
                element("main", .id("main"), .class("card form")) {
                    element("a", .class("back"), .href(path: "/desk/entries")) { visit.say(.entries) }
                    element("h1") { visit.say(.newEntry) }
                    if let message { element("p", .class("notice bad"), Attribute("role", "alert")) { message } }
                    form(visit, to: "/desk/entries") {
                        element("label", Attribute("for", "title")) { visit.say(.newTitle) }
                        element(
                            "input", .id("title"), .name("title"), .value(visit.fields["title"]), .flag("required"),
                            .flag("autofocus"))
                        element("label", Attribute("for", "file")) { visit.say(.newFile) }
                        element("select", .id("file"), .name("file"), .flag("required")) {
                            page.option("", "", visit.fields["file"])
                            for file in files {
                                page.option(file, String(file.dropLast(".yaml".count)), visit.fields["file"])
                            }
                        }
                        element("label", Attribute("for", "code")) { visit.say(.newCode) }
                        element(
                            "input", .id("code"), .name("code"), .value(visit.fields["code"]),
                            Attribute("aria-describedby", "code-hint"), Attribute("autocapitalize", "none"))
                        element("p", .id("code-hint"), .class("quiet")) { visit.say(.newCodeHint) }
                        element("button", .type("submit"), .class("primary wide")) { visit.say(.newMake) }
                    }
                }
            }, status: status)
    }
}
