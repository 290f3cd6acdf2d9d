import HTTP
import Knowledge
import Messaging
import Storage
import Telemetry

/// A second person reads what states health or law: before it comes into force or, where that could not wait, after.
extension Desk {
    /// The writer's draft waits from now on.
    func putForward(_ visit: Visit, _ work: EntryWork) async throws(StorageError) -> Response {
        guard let saved = work.saved,
            try await store.putForward(work.id, by: visit.agent.id, saved: saved, now: visit.now)
        else { return refuse(.conflict(visit.say(.seenOld)), visit.guest) }
        try await store.audit(agent: visit.agent.id, action: "ask-second-reader", object: work.id, now: visit.now)
        return .redirect(to: Self.path(ofEntry: work.id, "?done=waiting"))
    }

    /// What the writer saw before putting it forward.
    func waitingPage(
        _ visit: Visit, _ editing: DeskEditing, _ work: EntryWork
    ) async throws(StorageError) -> Response {
        let page = Page(desk: self, visit: visit)
        if work.hasConflict { return .html(page.waiting(work, nil, message: visit.say(.waitsChanged)), status: 409) }
        switch try await review(visit, editing, work) {
        case .failure(let refusal): return refuse(refusal, visit.guest)
        case .success(let review): return .html(page.waiting(work, review, message: nil))
        }
    }

    func publishAsReader(
        _ visit: Visit, _ editing: DeskEditing, _ work: EntryWork
    ) async throws(StorageError) -> Response {
        if work.hasConflict { return try await waitingPage(visit, editing, work) }
        let review: PublishReview
        switch try await self.review(visit, editing, work) {
        case .failure(let refusal): return refuse(refusal, visit.guest)
        case .success(let found): review = found
        }
        guard !review.report.isBlocked, visit.fields["seen"] == review.seen else {
            let message = review.report.isBlocked ? nil : visit.say(.seenOld)
            return .html(Page(desk: self, visit: visit).waiting(work, review, message: message), status: 409)
        }
        let publication = Publication(writer: work.writer, reader: visit.agent.id)
        if let refusal = try await bringIntoForce(review, publication, visit, editing) {
            return refuse(refusal, visit.guest)
        }
        // What the writer has written since stays a draft.
        try await store.dropDraft(of: work.id, by: work.writer, saved: work.saved)
        return .redirect(to: Self.path(ofEntry: work.id, "?done=published"))
    }

    func giveBack(
        _ visit: Visit, _ editing: DeskEditing, _ work: EntryWork
    ) async throws(StorageError) -> Response {
        guard let word = TypedText(visit.fields["word"], limit: DeskLimits.wordCharacters)?.text else {
            return refuse(.unacceptable(visit.say(.wordMissing)), visit.guest)
        }
        guard let waiting = work.waiting,
            try await store.giveBack(work.id, of: work.writer, waiting: waiting, word: word, by: visit.agent.id)
        else { return refuse(.conflict(visit.say(.waitsNoMore)), visit.guest) }
        try await store.audit(
            agent: visit.agent.id, action: "give-back", object: "\(work.id) written by agent \(work.writer)",
            now: visit.now)
        return .redirect(to: "/desk/entries?done=returned")
    }

    // MARK: After it came into force

    /// What came into force and only its writer has read.
    func unreadPage(
        _ visit: Visit, _ editing: DeskEditing, _ work: EntryWork
    ) async throws(StorageError) -> Response {
        .html(Page(desk: self, visit: visit).unread(work))
    }

    /// The visitor has read all that others changed alone, as it stood on the page.
    func markRead(
        _ visit: Visit, _ editing: DeskEditing, _ work: EntryWork
    ) async throws(StorageError) -> Response {
        guard !work.unread.isEmpty else { return refuse(.conflict(visit.say(.unreadNone)), visit.guest) }
        let theirs = work.unread.filter { Policy.mayRead(visit.agent, changeBy: $0.agent) }
        guard let last = theirs.last else { return refuse(.notFound, visit.guest) }
        guard visit.fields["mark"] == work.mark, visit.fields["last"] == "\(last.id)" else {
            return .html(Page(desk: self, visit: visit).unread(work, message: visit.say(.readOld)), status: 409)
        }
        try await store.markRead(theirs.map(\.id), by: visit.agent.id, now: visit.now)
        try await store.audit(agent: visit.agent.id, action: "read-second", object: work.id, now: visit.now)
        logger.notice("an entry was read by a second person", .id("entry", work.id), .id("agent", visit.agent.id))
        return .redirect(to: Self.path(ofEntry: work.id, "?done=read"))
    }
}
