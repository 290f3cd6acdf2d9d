import HTTP
import Knowledge
import Messaging
import Storage
import Telemetry

/// Earlier sets, and the way back to them.
extension Desk {
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
        // A wrong answer is taken back at once; what a second person should have read is marked.
        let before = await editing.workshop.load(disk)
        let needed = SecondReading.needed(from: before, to: loaded)
        let unread = try await store.unreadChanges()
        try await noteAlone(SecondReaders.notTakenBack(needed, unread, in: loaded), nil, visit)
        if let refusal = await write(replacement, visit, editing) {
            try await forgetTakenBack(in: before, visit)
            return refuse(refusal, visit.guest)
        }
        editing.reload()
        try await PublishedSets(store: store).note(loaded, by: visit.agent.id, restored: id, now: visit.now)
        try await forgetTakenBack(in: loaded, visit)
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
