import Foundation
public import Knowledge
public import Messaging
public import Storage

/// What the desk needs to let editors change the FAQ files.
public struct DeskEditing: Sendable {
    let knowledge: KnowledgeInForce
    let workshop: EntryWorkshop
    let reload: @Sendable () -> Void

    /// `reload`: puts the files as they are now into force, or keeps the last good set.
    public init(knowledge: KnowledgeInForce, workshop: EntryWorkshop, reload: @escaping @Sendable () -> Void) {
        self.knowledge = knowledge
        self.workshop = workshop
        self.reload = reload
    }
}

/// The record of sets that were in force: what can be gone back to.
public struct PublishedSets: Sendable {
    private let store: Store

    public init(store: Store) { self.store = store }

    /// Notes a set that has just come into force, with what is different from the one before. `agent`: who published it;
    /// nil: the files were changed in the folder. The same set twice is one.
    public func note(
        _ loaded: Loaded, by agent: AgentID? = nil, reader: AgentID? = nil, restored: Int64? = nil, now: Instant
    ) async throws(StorageError) {
        guard let set = loaded.set else { return }
        var change = KnowledgeChange()
        if let last = try await store.published().first, last.hash != set.hash {
            let old = try await store.publishedFiles(of: last.id)
            change = KnowledgeChange(
                from: old.map { SourceFile(name: $0.name, bytes: $0.bytes) }, to: loaded.files)
        }
        try await store.notePublished(
            hash: set.hash, files: loaded.files.map { PublishedFile(name: $0.name, bytes: $0.bytes) },
            change: Self.encoded(change), by: agent, reader: reader, restored: restored, now: now)
    }

    static func change(of set: PublishedSet) -> KnowledgeChange {
        (try? JSONDecoder().decode(KnowledgeChange.self, from: Data(set.change))) ?? KnowledgeChange()
    }

    private static func encoded(_ change: KnowledgeChange) -> [UInt8] {
        (try? JSONEncoder().encode(change)).map { [UInt8]($0) } ?? []
    }
}
