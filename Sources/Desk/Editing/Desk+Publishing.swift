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

    /// Writes the file, puts it into force, and notes who did it. Only what the editor has looked at is published.
    func publish(
        _ visit: Visit, _ editing: DeskEditing, _ work: EntryWork
    ) async throws(StorageError) -> Response {
        if work.hasConflict { return try await conflictPage(visit, editing, work) }
        let review: PublishReview
        switch try await self.review(visit, editing, work) {
        case .failure(let refusal): return refuse(refusal, visit.guest)
        case .success(let found): review = found
        }
        guard !review.report.isBlocked, visit.fields["seen"] == review.seen else {
            let message = review.report.isBlocked ? nil : visit.say(.seenOld)
            return .html(Page(desk: self, visit: visit).publish(work, review, message: message), status: 409)
        }
        // What was saved in the folder in the last second is a set of its own: an undo must not take it back too.
        try await PublishedSets(store: store).note(review.before, now: visit.now)
        let proposal = review.proposal
        let file = FileReplacement.File(name: proposal.file.name, old: proposal.file.bytes, new: proposal.bytes)
        if let refusal = await write([file], visit, editing) { return refuse(refusal, visit.guest) }
        editing.reload()
        try await PublishedSets(store: store).note(proposal.loaded, by: visit.agent.id, now: visit.now)
        try await store.dropDraft(of: work.id, by: visit.agent.id)
        try await store.audit(agent: visit.agent.id, action: "publish", object: work.id, now: visit.now)
        logger.notice("an entry was published", .id("entry", work.id), .id("agent", visit.agent.id))
        return .redirect(to: Self.path(ofEntry: work.id, "?done=published"))
    }

    private func review(
        _ visit: Visit, _ editing: DeskEditing, _ work: EntryWork
    ) async throws(StorageError) -> Result<PublishReview, Refusal> {
        let since = visit.now.adding(seconds: -DeskLimits.comparedDays * 24 * 3600)
        let questions = try await store.recentQuestions(since: since).map(\.text.text)
        do throws(WorkshopError) {
            let proposal = try await editing.workshop.propose(work.draft, in: work.file, isNew: work.isNew)
            let report = try await editing.workshop.report(
                proposal, today: Day(visit.now), limits: platforms, questions: questions)
            let before = await editing.workshop.load(try await editing.workshop.files())
            return .success(PublishReview(proposal: proposal, report: report, before: before))
        } catch {
            return .failure(.conflict(words(error, visit)))
        }
    }

    /// nil: written. A file that was changed in the folder meanwhile is left as it is.
    private func write(
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

    // MARK: Earlier sets

    func publishedPage(_ visit: Visit, _ editing: DeskEditing) async throws(StorageError) -> Response {
        .html(Page(desk: self, visit: visit).published(try await store.published()))
    }

    /// Brings the files of an earlier set back; `from` is the set that the editor saw in force.
    func restore(_ visit: Visit, _ editing: DeskEditing) async throws(StorageError) -> Response {
        let disk: [SourceFile]
        do throws(WorkshopError) {
            disk = try await editing.workshop.files()
        } catch {
            return refuse(.conflict(words(error, visit)), visit.guest)
        }
        // What was saved in the folder in the last second is a newer set than the editor saw.
        try await PublishedSets(store: store).note(await editing.workshop.load(disk), now: visit.now)
        let sets = try await store.published()
        guard let id = visit.request.parameters["id"].flatMap({ Int64($0) }),
            let wanted = sets.first(where: { $0.id == id }), let last = sets.first
        else { return refuse(.notFound, visit.guest) }
        guard "\(last.id)" == visit.fields["from"] else {
            return refuse(.conflict(visit.say(.restoreStale)), visit.guest)
        }
        let old = try await store.publishedFiles(of: last.id)
        let new = try await store.publishedFiles(of: wanted.id)
        let replacement = Self.replacement(old, new)
        let loaded = await editing.workshop.load(
            Self.files(disk, after: replacement, folder: editing.workshop.folder))
        guard loaded.set != nil else {
            let problem = loaded.problems.first { $0.severity == .error }?.rendered(in: visit.language.rawValue)
            return refuse(.conflict(visit.say(.restoreBroken, ["problem": problem ?? ""])), visit.guest)
        }
        if let refusal = await write(replacement, visit, editing) {
            return refuse(refusal, visit.guest)
        }
        editing.reload()
        try await PublishedSets(store: store).note(loaded, by: visit.agent.id, restored: id, now: visit.now)
        try await store.audit(agent: visit.agent.id, action: "restore", object: "published \(id)", now: visit.now)
        logger.notice("an earlier set of FAQ files was restored", .id("set", id), .id("agent", visit.agent.id))
        return .redirect(to: "/desk/published?done=restored")
    }

    /// The files as they would be.
    private static func files(
        _ disk: [SourceFile], after replacement: [FileReplacement.File], folder: String
    ) -> [SourceFile] {
        let names = Set(replacement.map(\.name))
        return disk.filter { !names.contains($0.name) }
            + replacement.compactMap { file in
                file.new.map { SourceFile(name: file.name, path: "\(folder)/\(file.name)", bytes: $0) }
            }
    }

    private static func replacement(_ old: [PublishedFile], _ new: [PublishedFile]) -> [FileReplacement.File] {
        let before = Dictionary(old.map { ($0.name, $0.bytes) }) { first, _ in first }
        let after = Dictionary(new.map { ($0.name, $0.bytes) }) { first, _ in first }
        return Set(before.keys).union(after.keys).sorted().filter { before[$0] != after[$0] }.map {
            FileReplacement.File(name: $0, old: before[$0], new: after[$0])
        }
    }
}

/// What an editor looks at before publishing.
struct PublishReview: Sendable {
    let proposal: Proposal
    let report: PublishReport
    /// The files as they are.
    let before: Loaded

    /// Names all that was looked at: the draft and every file.
    var seen: String { proposal.loaded.set?.hash ?? "" }
}
