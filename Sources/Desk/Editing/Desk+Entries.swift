import HTTP
import Knowledge
import Matching
import Messaging
import Storage

/// Looking for entries, writing drafts, trying them.
extension Desk {
    func entriesPage(_ visit: Visit, _ editing: DeskEditing) async throws(StorageError) -> Response {
        let drafts = try await store.drafts()
        let list = EntryList(
            visit: visit, set: editing.knowledge.current, folder: editing.workshop.folder, drafts: drafts,
            unread: try await store.unreadChanges())
        return .html(Page(desk: self, visit: visit).entries(list))
    }

    func newEntryPage(_ visit: Visit, _ editing: DeskEditing) async throws(StorageError) -> Response {
        newEntryForm(visit, editing, message: nil, status: 200)
    }

    /// A draft of an entry that stands in no file yet.
    func makeEntry(_ visit: Visit, _ editing: DeskEditing) async throws(StorageError) -> Response {
        let files = EntryList.files(editing.knowledge.current, folder: editing.workshop.folder)
        let file = visit.fields["file"]
        guard let title = TypedText(line: visit.fields["title"])?.text, files.contains(file) else {
            return newEntryForm(visit, editing, message: visit.say(.newWrong), status: 422)
        }
        let typed = visit.fields["code"].filter { !$0.isWhitespace }
        let id = typed.isEmpty ? EntryList.id(for: title, file: file, in: editing.knowledge.current) : typed
        let hasDraft = try await store.draft(of: id, by: visit.agent.id) != nil
        guard EntryList.isID(id), !hasDraft, editing.knowledge.current?.intent(id) == nil else {
            return newEntryForm(visit, editing, message: visit.say(.newTaken, ["id": id]), status: 422)
        }
        var entry = EntryDraft(id: id)
        entry.titles["vi"] = title
        let kept = EntryWork.Kept(entry: entry.cleaned(), file: file, base: nil, baseMark: "")
        guard try await keep(kept, visit) else {
            return newEntryForm(visit, editing, message: visit.say(.tooManyDrafts), status: 409)
        }
        return .redirect(to: Self.path(ofEntry: id))
    }

    func entryPage(
        _ visit: Visit, _ editing: DeskEditing, _ work: EntryWork
    ) async throws(StorageError) -> Response {
        try await show(work, trying: "", visit, editing)
    }

    private func show(
        _ work: EntryWork, trying question: String, _ visit: Visit, _ editing: DeskEditing
    ) async throws(StorageError) -> Response {
        let trial = await trial(of: work, question, visit, editing)
        let sets = try await store.published()
        return .html(Page(desk: self, visit: visit).entry(work, trial, sets: sets))
    }

    /// What stands in the form, kept; then on to what was asked for. The script gets the part of the page that follows
    /// the draft. A question that is tried is kept nowhere and stands in no address.
    func saveDraft(
        _ visit: Visit, _ editing: DeskEditing, _ work: EntryWork
    ) async throws(StorageError) -> Response {
        let set = editing.knowledge.current
        let entry = EntryFields.draft(
            visit.fields, onto: work.draft, topics: set?.topics.map(\.id) ?? [],
            ask: set?.settings.intake.map(\.id) ?? [])
        var work = work
        // A form sent as it was shown begins no draft, and takes none back that waits for a second person.
        let isSame =
            work.kept.map { $0.entry == entry }
            ?? (entry == work.opened?.draft && work.mark == visit.fields["mark"])
        if !isSame {
            let kept = work.keeping(entry, seenMark: visit.fields["mark"])
            guard try await keep(kept, visit) else {
                return refuse(.conflict(visit.say(.tooManyDrafts)), visit.guest)
            }
            work = work.with(kept, saved: visit.now)
        }
        let question = TypedText(visit.fields["try"])?.text ?? ""
        guard visit.guest.audience == .page else {
            let trial = await trial(of: work, question, visit, editing)
            let page = Page(desk: self, visit: visit)
            return .html(page.entryState(work) + page.side(work, trial))
        }
        switch visit.fields["then"] {
        case "publish": return .redirect(to: Self.path(ofEntry: work.id, "/publish"))
        case "try": return try await show(work, trying: question, visit, editing)
        default: return .redirect(to: Self.path(ofEntry: work.id))
        }
    }

    /// Wordings of citizens, chosen on the page of unanswered questions, as new wordings of a draft.
    func addWordings(
        _ visit: Visit, _ editing: DeskEditing, _ work: EntryWork
    ) async throws(StorageError) -> Response {
        var entry = work.draft
        for wording in ExampleFields(visit.fields).wordings {
            let language = editing.knowledge.current?.matcher.decide(wording).language ?? "vi"
            let isKnown = EntryFields.languages.contains(language)
            var wordings = entry.examples[isKnown ? language : "vi"] ?? []
            if !wordings.contains(wording) { wordings.append(wording) }
            entry.examples[isKnown ? language : "vi"] = wordings
        }
        guard try await keep(work.keeping(entry.cleaned(), seenMark: work.mark), visit) else {
            return refuse(.conflict(visit.say(.tooManyDrafts)), visit.guest)
        }
        return .redirect(to: Self.path(ofEntry: work.id))
    }

    func discardDraft(
        _ visit: Visit, _ editing: DeskEditing, _ work: EntryWork
    ) async throws(StorageError) -> Response {
        try await store.dropDraft(of: work.id, by: visit.agent.id)
        return .redirect(to: work.isNew ? "/desk/entries" : Self.path(ofEntry: work.id, "?done=discarded"))
    }

    /// Both texts of an entry that was changed elsewhere.
    func conflictPage(
        _ visit: Visit, _ editing: DeskEditing, _ work: EntryWork
    ) async throws(StorageError) -> Response {
        .html(Page(desk: self, visit: visit).conflict(work), status: work.hasConflict ? 409 : 200)
    }

    /// The editor's changes on top of what the file says now.
    func mergeDraft(
        _ visit: Visit, _ editing: DeskEditing, _ work: EntryWork
    ) async throws(StorageError) -> Response {
        guard try await keep(work.merged, visit) else {
            return refuse(.conflict(visit.say(.tooManyDrafts)), visit.guest)
        }
        return .redirect(to: Self.path(ofEntry: work.id, "?done=merged"))
    }

    /// The set with the draft, and what a question typed by the editor comes to in it.
    private func trial(
        of work: EntryWork, _ question: String, _ visit: Visit, _ editing: DeskEditing
    ) async -> EntryTrial {
        guard work.isChanged || work.isNew else {
            return EntryTrial(set: editing.knowledge.current, problems: [], question: question)
        }
        do throws(WorkshopError) {
            let proposal = try await editing.workshop.propose(work.draft, in: work.file, isNew: work.isNew)
            let errors = proposal.loaded.problems.filter { $0.severity == .error }
            return EntryTrial(
                set: proposal.loaded.set, problems: errors.map(proposal.finding),
                question: question)
        } catch {
            return EntryTrial(set: nil, problems: [], question: question, failure: words(error, visit))
        }
    }
}

/// A draft in a set of its own, to be looked at.
struct EntryTrial: Sendable {
    /// nil: the draft has mistakes.
    let set: KnowledgeSet?
    let problems: [PublishReport.Finding]
    /// Empty: none was typed.
    let question: String
    /// Why the draft cannot even be put into its file.
    var failure: String?
}
