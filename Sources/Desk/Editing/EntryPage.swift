import Knowledge
import Messaging
import Storage

extension Page {
    /// One entry: the form, and beside it what citizens would see.
    func entry(_ work: EntryWork, _ trial: EntryTrial, sets: [PublishedSet]) -> HTML {
        let title = work.draft.titles[visit.language.rawValue] ?? work.draft.titles["vi"] ?? work.id
        return editorFrame(title: title, path: Desk.path(ofEntry: work.id)) {
            element("main", .id("main"), .class("editor")) {
                doneNotice([
                    "discarded": .doneDiscarded, "merged": .doneMerged, "waiting": .doneWaiting, "read": .doneRead,
                ])
                if ["published", "alone"].contains(visit.query("done")) { justPublished(sets) }
                if work.hasConflict { conflictNotice(work) }
                secondReaderNotices(work)
                element("a", .class("back"), .href(path: "/desk/entries")) { say(.entries) }
                element("div", .class("editor-head")) {
                    element("h1") { title }
                    if let intent = trial.set?.intent(work.id) { entryMarks(intent, trial.set?.day) }
                }
                element("p", .class("quiet")) {
                    work.id + " · " + work.file + since(work, sets)
                }
                element("div", .class("editing")) {
                    entryForm(work)
                    element("div", .class("side-column")) {
                        tryField(work, trial)
                        side(work, trial)
                    }
                }
            }
        }
    }

    /// " · in force since 16:42, published by Lan" of the last set that changed the entry.
    private func since(_ work: EntryWork, _ sets: [PublishedSet]) -> String {
        guard !work.isNew else { return "" }
        let set = sets.first { set in
            let change = PublishedSets.change(of: set)
            return (change.added + change.changed).contains { $0.id == work.id }
        }
        guard let set else { return "" }
        let at = time.exact(set.at)
        let reader = set.readerName.map { say(.readBy, ["name": $0]) } ?? ""
        return " · "
            + (set.agentName.map { say(.inForceBy, ["time": at, "name": $0]) } ?? say(.inForceByHand, ["time": at]))
            + reader
    }

    private func justPublished(_ sets: [PublishedSet]) -> HTML {
        element("div", .class("notice good"), Attribute("role", "status")) {
            element("p") { say(.donePublished) }
            if sets.count > 1 {
                form(visit, to: "/desk/published/\(sets[1].id)/restore") {
                    element("input", .type("hidden"), .name("from"), .value("\(sets[0].id)"))
                    element("button", .type("submit")) { say(.undo) }
                }
            }
        }
    }

    private func conflictNotice(_ work: EntryWork) -> HTML {
        element("div", .class("notice bad"), Attribute("role", "alert")) {
            element("p") { say(.twoTexts) + ". " + say(.twoTextsWhy) }
            element("a", .class("button"), .href(path: Desk.path(ofEntry: work.id, "/conflict"))) { say(.conflictSee) }
        }
    }

    /// Whether there is a draft, and that it is kept.
    func entryState(_ work: EntryWork) -> HTML {
        let text: String
        if let saved = work.saved, work.isChanged || work.isNew {
            text = say(.draftSaved, ["time": time.exact(saved)])
        } else {
            text = work.isNew ? say(.newIsDraft) : say(.noDraft)
        }
        return element("p", .id("state"), .class("state"), Attribute("role", "status"), .flag("data-swap")) { text }
    }

    // MARK: Two texts

    /// What is on the disk beside what the editor has.
    func conflict(_ work: EntryWork) -> HTML {
        editorFrame(title: say(.twoTexts), path: Desk.path(ofEntry: work.id, "/conflict")) {
            element("main", .id("main"), .class("editor")) {
                element("a", .class("back"), .href(path: Desk.path(ofEntry: work.id))) { say(.backToEntry) }
                element("h1") { say(.twoTexts) }
                element("p", .class("notice bad"), Attribute("role", "alert")) {
                    work.isNew && work.kept?.base != nil ? say(.conflictGone) : say(.twoTextsWhy)
                }
                comparison(
                    work.opened?.draft ?? EntryDraft(id: work.id), work.draft, say(.columnDisk), say(.columnMine))
                element("div", .class("steps")) {
                    form(visit, to: Desk.path(ofEntry: work.id, "/merge")) {
                        element("button", .type("submit"), .class("primary")) { say(.keepMine) }
                    }
                    form(visit, to: Desk.path(ofEntry: work.id, "/discard")) {
                        element("button", .type("submit")) { say(.takeTheirs) }
                    }
                }
            }
        }
    }

    /// The fields in which two drafts differ, side by side.
    func comparison(_ left: EntryDraft, _ right: EntryDraft, _ leftName: String, _ rightName: String) -> HTML {
        let old = EntryFields.values(left)
        let new = EntryFields.values(right)
        let names = old.map(\.name) + new.map(\.name).filter { name in !old.contains { $0.name == name } }
        let rows = names.compactMap { name -> (String, String, String)? in
            let before = old.first { $0.name == name }?.value ?? ""
            let after = new.first { $0.name == name }?.value ?? ""
            return before == after ? nil : (name, before, after)
        }
        guard !rows.isEmpty else { return element("p") { say(.nothingChanges) } }
        return element("table", .class("compare")) {
            element("thead") {
                element("tr") {
                    for head in [say(.columnField), leftName, rightName] {
                        element("th", Attribute("scope", "col")) { head }
                    }
                }
            }
            element("tbody") {
                for (name, before, after) in rows {
                    element("tr") {
                        element("th", Attribute("scope", "row")) { fieldTitle(name) }
                        element("td", Attribute("data-head", leftName)) { changedLines(before, than: after, "gone") }
                        element("td", Attribute("data-head", rightName)) { changedLines(after, than: before, "fresh") }
                    }
                }
            }
        }
    }

    /// A text with the lines marked that the other does not have.
    private func changedLines(_ text: String, than other: String, _ mark: String) -> HTML {
        let others = Set(other.split(separator: "\n"))
        return .join(
            text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
                element("span", .class("text-line", line.isEmpty || others.contains(line) ? nil : mark)) {
                    String(line)
                }
            })
    }
}

extension TimeText {
    /// "14:05:09", or on another day "14:05:09 23/07".
    func exact(_ instant: Instant) -> String {
        let seconds = (instant.milliseconds / 1000) % 60
        let short = short(instant)
        return short.prefix(5) + ":" + (seconds < 10 ? "0" : "") + "\(seconds)" + short.dropFirst(5)
    }
}
