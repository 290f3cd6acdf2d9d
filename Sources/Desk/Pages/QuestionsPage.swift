import HTTP
import Knowledge
import Messaging
import Storage

extension Desk {
    /// What citizens asked in the last days and no entry answers, for those who write the entries.
    func unansweredPage(_ visit: Visit) async throws(StorageError) -> Response {
        let page = Page(desk: self, visit: visit)
        guard let set = knowledge.set() else { return page.sheet(.unansweredTitle) { page.noSet } }
        let since = visit.now.adding(seconds: -DeskLimits.questionDays * 24 * 3600)
        let questions = try await store.recentQuestions(since: since).map {
            UnansweredQuestions.Question(
                text: $0.text, contact: $0.conversation.rawValue, wasAnswered: $0.wasAnswered)
        }
        let found = UnansweredQuestions(questions, in: set)
        return page.sheet(.unansweredTitle) {
            element("p") {
                visit.say(
                    .unansweredCount,
                    [
                        "days": "\(DeskLimits.questionDays)", "unanswered": "\(found.unanswered)",
                        "total": "\(found.total)",
                    ])
            }
            if found.hidden > 0 {
                element("p", .class("quiet")) { visit.say(.unansweredHidden, ["n": "\(found.hidden)"]) }
            }
            if found.groups.isEmpty { element("p", .class("notice")) { visit.say(.unansweredNone) } }
            for group in found.groups { page.group(group, set) }
        }
    }
}

extension Page {
    /// A page of the editors' tools, with the way from one to the other.
    func sheet(
        _ title: Phrase, path: String = "/desk/questions", status: Int = 200, @HTMLBuilder _ content: () -> HTML
    ) -> Response {
        let content = content()
        return .html(
            frame(title: "\(say(title)) – \(say(.desk))", path: path) {
                element("main", .id("main"), .class("sheet")) {
                    editorTabs(path)
                    element("h1") { say(title) }
                    content
                }
            }, status: status)
    }

    var noSet: HTML { element("p", .class("notice bad"), Attribute("role", "alert")) { say(.noSet) } }

    /// The way from one of the editors' tools to the other.
    func editorTabs(_ current: String) -> HTML {
        element("nav", .class("tabs"), .label(say(.entries))) {
            tab("/desk/entries", say(.entries), current)
            tab("/desk/questions", say(.unansweredTitle), current)
            tab("/desk/questions/try", say(.trialTitle), current)
            tab("/desk/confirmations", say(.confirmTab), current)
            tab("/desk/published", say(.publishedSets), current)
        }
    }

    private func tab(_ path: String, _ title: String, _ current: String) -> HTML {
        element("a", .href(path: path), path == current ? Attribute("aria-current", "page") : nil) { title }
    }

    /// Alike questions with the entries that come nearest; what is ticked goes to the one that is chosen.
    fileprivate func group(_ group: UnansweredQuestions.Group, _ set: KnowledgeSet) -> HTML {
        let candidates = group.candidates.prefix(DeskLimits.candidatesShown)
        return form(visit, to: "/desk/questions/example", .class("group")) {
            element("h2") { say(.groupSize, ["n": "\(group.times)", "people": "\(group.people)"]) }
            for (number, wording) in group.wordings.enumerated() {
                element("label", .class("check")) {
                    element(
                        "input", .type("checkbox"), .name(ExampleFields.wording(number)), .value(wording.text),
                        .flag("checked"))
                    element("bdi") { wording.text }
                    if wording.times > 1 { element("span", .class("quiet")) { "×\(wording.times)" } }
                }
            }
            element("div", .class("choices")) {
                element("span", .class("quiet")) { say(.addTo) }
                for id in candidates {
                    element("button", .type("submit"), .name("entry"), .value(id)) {
                        set.title(of: id, language: visit.language.rawValue)
                    }
                }
                element("button", .type("submit"), .name("entry"), .value("")) { say(.otherEntry) }
            }
        }
    }
}
