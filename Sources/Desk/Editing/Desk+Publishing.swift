import Crypto
import HTTP
import Knowledge
import Messaging
import Storage
import Telemetry

/// From a draft to the set in force.
extension Desk {
    /// What publishing would do, and whether it may be done.
    func publishPage(
        _ visit: Visit, _ editing: DeskEditing, _ work: EntryWork
    ) async throws(StorageError) -> Response {
        if work.hasConflict { return try await conflictPage(visit, editing, work) }
        switch try await review(visit, editing, work) {
        case .failure(let refusal): return refuse(refusal, visit.guest)
        case .success(let review):
            return .html(Page(desk: self, visit: visit).publish(work, review, message: nil))
        }
    }

    /// Publishes the editor's own draft, or puts it before a second person. Only what the editor has looked at is
    /// published.
    func publish(
        _ visit: Visit, _ editing: DeskEditing, _ work: EntryWork
    ) async throws(StorageError) -> Response {
        if work.hasConflict { return try await conflictPage(visit, editing, work) }
        let review: PublishReview
        switch try await self.review(visit, editing, work) {
        case .failure(let refusal): return refuse(refusal, visit.guest)
        case .success(let found): review = found
        }
        func again(_ message: EditorPhrase?, _ status: Int) -> Response {
            .html(
                Page(desk: self, visit: visit).publish(work, review, message: message.map { visit.say($0) }),
                status: status)
        }
        guard !review.report.isBlocked else { return again(nil, 409) }
        guard visit.fields["seen"] == review.seen else { return again(.seenOld, 409) }
        if visit.fields["how"] == "ask" { return try await putForward(visit, work) }
        let reason = TypedText(visit.fields["reason"], limit: DeskLimits.wordCharacters)?.text
        let way = Policy.publishing(
            needsSecondReader: !review.needed.isEmpty, isNight: TimeText.isNight(visit.now), reason: reason)
        if way == .afterSecondReader { return again(.reasonMissing, 422) }
        let publication = Publication(writer: visit.agent.id, isAlone: way == .alone, reason: reason)
        if let refusal = try await bringIntoForce(review, publication, visit, editing) {
            return refuse(refusal, visit.guest)
        }
        try await store.dropDraft(of: work.id, by: visit.agent.id)
        return .redirect(to: Self.path(ofEntry: work.id, "?done=\(way == .alone ? "alone" : "published")"))
    }

    /// Writes the file, puts it into force, and notes who did it; nil: done.
    func bringIntoForce(
        _ review: PublishReview, _ publication: Publication, _ visit: Visit, _ editing: DeskEditing
    ) async throws(StorageError) -> Refusal? {
        // What was saved in the folder in the last second is a set of its own: an undo must not take it back too.
        try await PublishedSets(store: store).note(review.before, now: visit.now)
        // Before the file is written: a mark without a change goes by itself, a change without a mark would stay unread.
        if publication.isAlone { try await noteAlone(review.needed, publication.reason, visit) }
        let proposal = review.proposal
        let file = FileReplacement.File(name: proposal.file.name, old: proposal.file.bytes, new: proposal.bytes)
        if let refusal = await write([file], visit, editing) {
            try await forgetTakenBack(in: review.before, visit)
            return refusal
        }
        editing.reload()
        try await PublishedSets(store: store).note(
            proposal.loaded, by: publication.writer, reader: publication.reader, now: visit.now)
        try await forgetTakenBack(in: proposal.loaded, visit)
        let id = proposal.draft.id
        let by = publication.reader == nil ? "" : " written by agent \(publication.writer)"
        try await store.audit(
            agent: visit.agent.id, action: publication.isAlone ? "publish-alone" : publication.action, object: id + by,
            now: visit.now)
        logger.notice("an entry was published", .id("entry", id), .id("agent", visit.agent.id))
        return nil
    }

    func review(
        _ visit: Visit, _ editing: DeskEditing, _ work: EntryWork
    ) async throws(StorageError) -> Result<PublishReview, Refusal> {
        let since = visit.now.adding(seconds: -DeskLimits.comparedDays * 24 * 3600)
        let questions = try await store.recentQuestions(since: since).map(\.text.text)
        do throws(WorkshopError) {
            let proposal = try await editing.workshop.propose(work.draft, in: work.file, isNew: work.isNew)
            let report = try await editing.workshop.report(
                proposal, today: Day(visit.now), limits: platforms, questions: questions)
            let before = await editing.workshop.load(try await editing.workshop.files())
            let needed = SecondReading.needed(from: before, to: proposal.loaded)
            return .success(
                PublishReview(
                    proposal: proposal, report: report, before: before,
                    needed: SecondReaders.notTakenBack(needed, work.unread, in: proposal.loaded)))
        } catch {
            return .failure(.conflict(words(error, visit)))
        }
    }

    /// nil: written. A file that was changed in the folder meanwhile is left as it is.
    func write(
        _ files: [FileReplacement.File], _ visit: Visit, _ editing: DeskEditing
    ) async -> Refusal? {
        do throws(FileReplacementError) {
            try await editing.workshop.write(files, mark: Hex.encode(random.bytes(8)))
            return nil
        } catch {
            switch error {
            case .changed(let names):
                return .conflict(visit.say(.restoreChanged, ["list": names.joined(separator: ", ")]))
            case .unwritable(let path, let reason):
                logger.error("an FAQ file could not be written", .id("file", path), .reason(reason))
                return .conflict(visit.say(.notWritten, ["reason": reason]))
            }
        }
    }
}

/// What an editor looks at before publishing.
struct PublishReview: Sendable {
    let proposal: Proposal
    let report: PublishReport
    /// The files as they are.
    let before: Loaded
    /// What of it a second person must read; empty: it may be published at once.
    let needed: [SecondReading.Needed]

    /// Names all that was looked at: the draft and every file.
    var seen: String { proposal.loaded.set?.hash ?? "" }
}

/// Who brings a change into force.
struct Publication: Sendable {
    let writer: AgentID
    /// The second person, where one has read it.
    var reader: AgentID?
    /// Though a second person must read it.
    var isAlone = false
    /// Why it could not wait.
    var reason: String?
    /// What the audit calls it.
    var action = "publish"
}
