import Crypto
import Foundation
import HTTP
import Knowledge
import Messaging
import Storage

/// An entry as one editor finds it: in its file, and in the draft they have written.
struct EntryWork: Sendable {
    /// What is kept of a draft.
    struct Kept: Sendable, Codable {
        var entry: EntryDraft
        /// The file it stands in, or is to stand in.
        var file: String
        /// The entry as it stood in the file when the draft was begun, and the mark of its lines; nil: a new entry.
        var base: EntryDraft?
        var baseMark: String
    }

    let id: String
    /// nil: no file holds it.
    let opened: EntryWorkshop.Opened?
    /// nil: nothing written.
    private(set) var kept: Kept?
    private(set) var saved: Instant?
    /// Whose draft it is.
    let writer: AgentID
    /// nil: they have no draft of it.
    let writerName: String?
    /// Since when the draft waits for a second person; nil: it is being written.
    private(set) var waiting: Instant?
    /// The word with which a second person gave the draft back.
    private(set) var returned: KeptDraft.Returned?
    /// Who else has a draft of it.
    let others: [DraftRow]
    /// What came into force without a second person and nobody has read yet.
    let unread: [LoneChange]

    /// As the form shows it.
    var draft: EntryDraft { kept?.entry ?? opened?.draft ?? EntryDraft(id: id) }

    var file: String { opened?.file ?? kept?.file ?? "" }

    /// Stands in no file yet, or no more.
    var isNew: Bool { opened == nil }

    var isChanged: Bool { kept.map { $0.entry.cleaned() != opened?.draft } ?? false }

    /// The entry in the file is not what the draft was begun from, and not what the draft says either.
    var hasConflict: Bool {
        guard let kept, isChanged else { return false }
        return kept.baseMark != mark
    }

    /// Changes with the entry's lines and with what the head of its file says; empty where there is no entry.
    var mark: String { opened.map { Hex.encode(SHA256.hash(Array($0.text.utf8))) } ?? "" }

    /// The same with a draft that has just been kept.
    func with(_ kept: Kept, saved: Instant) -> EntryWork {
        var work = self
        work.kept = kept
        work.saved = saved
        work.waiting = nil
        return work
    }

    /// `entry` as a draft of this work. `seenMark`: of the lines that the form was made from.
    func keeping(_ entry: EntryDraft, seenMark: String) -> Kept {
        if var kept {
            kept.entry = entry
            return kept
        }
        return Kept(entry: entry, file: file, base: seenMark == mark ? opened?.draft : nil, baseMark: seenMark)
    }

    /// The draft on top of what the file says now: fields that the editor changed stay as they are in the draft.
    var merged: Kept {
        let mine = draft
        guard let opened else { return Kept(entry: mine, file: file, base: nil, baseMark: "") }
        let entry = kept?.base.map { mine.keeping(changesFrom: $0, over: opened.draft) } ?? mine
        return Kept(entry: entry, file: opened.file, base: opened.draft, baseMark: mark)
    }
}

extension Desk {
    typealias EditingHandler = @Sendable (Visit, DeskEditing) async throws(StorageError) -> Response
    typealias EntryHandler = @Sendable (Visit, DeskEditing, EntryWork) async throws(StorageError) -> Response

    /// A page for editors.
    func forEditors(as audience: Audience = .page, _ handler: @escaping EditingHandler) -> HTTP.Routes.Handler {
        guarded(.editAnswers, as: audience) { visit throws(StorageError) in
            guard let editing else { return refuse(.notFound, visit.guest) }
            return try await handler(visit, editing)
        }
    }

    /// A page about one entry, in a file or only in the editor's draft. `orGone`: about one that is unread and was taken
    /// away, too.
    func onEntry(
        as audience: Audience = .page, orGone: Bool = false, _ handler: @escaping EntryHandler
    ) -> HTTP.Routes.Handler {
        forEditors(as: audience) { visit, editing throws(StorageError) in
            switch try await work(on: visit.request.parameters["id"] ?? "", of: visit.agent.id, visit, editing) {
            case .failure(let refusal): return refuse(refusal, visit.guest)
            case .success(let work):
                guard work.opened != nil || work.kept != nil || (orGone && !work.unread.isEmpty) else {
                    return refuse(.notFound, visit.guest)
                }
                return try await handler(visit, editing, work)
            }
        }
    }

    /// A page about somebody else's draft that waits for a second person. Nobody is the second person for their own.
    func onWaitingDraft(_ handler: @escaping EntryHandler) -> HTTP.Routes.Handler {
        forEditors { visit, editing throws(StorageError) in
            guard let writer = visit.request.parameters["writer"].flatMap({ Int64($0) }).map({ AgentID($0) }),
                Policy.mayRead(visit.agent, changeBy: writer)
            else { return refuse(.notFound, visit.guest) }
            switch try await work(on: visit.request.parameters["id"] ?? "", of: writer, visit, editing) {
            case .failure(let refusal): return refuse(refusal, visit.guest)
            case .success(let work):
                guard work.waiting != nil, work.kept != nil else {
                    return refuse(.conflict(visit.say(.waitsNoMore)), visit.guest)
                }
                return try await handler(visit, editing, work)
            }
        }
    }

    private func work(
        on id: String, of writer: AgentID, _ visit: Visit, _ editing: DeskEditing
    ) async throws(StorageError) -> Result<EntryWork, Refusal> {
        let opened: EntryWorkshop.Opened?
        do throws(WorkshopError) {
            opened = try await editing.workshop.open(id, likely: editing.knowledge.current?.intent(id)?.place.file)
        } catch {
            return .failure(.conflict(words(error, visit)))
        }
        let found = try await store.draft(of: id, by: writer)
        let kept = found.flatMap { try? JSONDecoder().decode(EntryWork.Kept.self, from: Data($0.body)) }
        let drafts = try await store.drafts().filter { $0.entry == id }
        return .success(
            EntryWork(
                id: id, opened: opened, kept: kept, saved: found?.saved, writer: writer,
                writerName: drafts.first { $0.agent == writer }?.agentName, waiting: found?.waiting,
                returned: found?.returned, others: drafts.filter { $0.agent != writer },
                unread: try await store.unreadChanges().filter { $0.entry == id }))
    }

    /// Keeps a draft; false when the editor has too many.
    func keep(_ kept: EntryWork.Kept, _ visit: Visit) async throws(StorageError) -> Bool {
        guard let body = try? JSONEncoder().encode(kept) else { return false }
        return try await store.keepDraft([UInt8](body), of: kept.entry.id, by: visit.agent.id, now: visit.now)
    }

    /// Why the folder or the file cannot be worked on, and what to do.
    func words(_ error: WorkshopError, _ visit: Visit) -> String {
        switch error {
        case .folder(let problem): visit.say(.folderUnreadable, ["reason": problem.description])
        case .entry(.unreadable(let problem)):
            visit.say(.fileUnreadable, ["problem": problem.rendered(in: visit.language.rawValue)])
        case .entry(.notEditable): visit.say(.notEditable)
        case .entry(.missing): visit.say(.conflictGone)
        case .entry(.taken): visit.say(.newTaken, ["id": ""])
        }
    }

    static func path(ofEntry id: String, _ rest: String = "") -> String { "/desk/entries/\(id)\(rest)" }

    /// Where a second person reads a draft that waits.
    static func path(ofDraft id: String, by writer: AgentID, _ rest: String = "") -> String {
        path(ofEntry: id, "/drafts/\(writer.rawValue)\(rest)")
    }
}
