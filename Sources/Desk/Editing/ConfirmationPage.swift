import Knowledge

extension Page {
    /// Who must confirm what this week.
    func confirmations(_ list: Confirmations?, _ set: KnowledgeSet?) -> HTML {
        editorFrame(title: say(.confirmTitle), path: "/desk/confirmations") {
            element("main", .id("main"), .class("editor")) {
                editorTabs("/desk/confirmations")
                if let id = visit.query("entry") {
                    let title = set?.title(of: id, language: visit.language.rawValue) ?? id
                    doneNotice(["confirmed": .doneConfirmed], ["title": title])
                }
                element("h1") { say(.confirmTitle) }
                if let list, let set {
                    element("p", .class("quiet")) {
                        say(.confirmHint, ["day": set.day.written, "n": "\(DeskLimits.confirmedDays)"])
                    }
                    if list.groups.isEmpty { element("p", .class("fine")) { say(.confirmNone) } }
                    for group in list.groups { confirmationGroup(group, set) }
                    element("p", .class("quiet")) {
                        say(.confirmOthers, ["undated": "\(list.undated)", "ended": "\(list.ended)"])
                    }
                } else {
                    noSet
                }
            }
        }
    }

    private func confirmationGroup(_ group: Confirmations.Group, _ set: KnowledgeSet) -> HTML {
        element("section", .class("dues")) {
            element("h2") { "\(group.owner ?? say(.ownerNobody)) (\(group.dues.count))" }
            element("ul", .class("entry-list")) { for due in group.dues { confirmation(due, set) } }
        }
    }

    private func confirmation(_ due: Confirmations.Due, _ set: KnowledgeSet) -> HTML {
        let intent = due.intent
        let language = visit.language.rawValue
        return element("li", .class("due")) {
            element("div", .class("line")) {
                element("a", .href(path: Desk.path(ofEntry: intent.id))) {
                    element("strong") { intent.titles.text(for: language) }
                }
                mark(dueWords(due), due.daysLeft < 0 ? "danger" : "warn")
                entryMarks(intent, set.day)
            }
            element("p", .class("quiet")) { lastConfirmed(intent) }
            if let answers = intent.answers {
                element("details") {
                    element("summary") { say(.fieldAnswer) }
                    for answer in answers.wordings {
                        if answers.wordings.count > 1 { element("h3") { languageName(answer.language) } }
                        element("p", .class("answer-text"), .lang(answer.language)) { set.fill(answer.text) }
                    }
                }
            }
            if due.isConfirmation, due.isDone {
                element("p", .class("fine")) { say(.confirmedToday) }
            } else if due.isConfirmation {
                form(visit, to: Desk.path(ofEntry: intent.id, "/confirm"), .class("steps")) {
                    element("input", .type("hidden"), .name("seen"), .value(Desk.confirmedText(intent)))
                    button(say(.confirmToday))
                    element("a", .href(path: Desk.path(ofEntry: intent.id))) { say(.confirmChange) }
                }
            } else {
                element("p") { element("a", .href(path: Desk.path(ofEntry: intent.id))) { say(.confirmExtend) } }
            }
        }
    }

    private func dueWords(_ due: Confirmations.Due) -> String {
        let values = ["day": due.day.written, "n": "\(abs(due.daysLeft))"]
        switch due.daysLeft {
        case ..<0: return say(.dueLate, values)
        case 0: return say(.dueToday, values)
        default: return say(.dueSoon, values)
        }
    }

    /// "Last confirmed 31/07/2021 · Source: ..."
    private func lastConfirmed(_ intent: Intent) -> String {
        let day = intent.confirmedSince.map { "\(say(.confirmed)): \($0.written)" }
        let source = intent.source.map { source in
            source.title + (source.issued.map { ", \($0.written)" } ?? "")
        }
        return [intent.id, day, source].compactMap { $0 }.joined(separator: " · ")
    }
}
