/// Which changes a second person must read: those of entries with a topic that states health or law
/// (`second_reader: true` in topics.yaml).
public enum SecondReading {
    /// An entry that must be read, and how it stood before; nil: there was none.
    public struct Needed: Sendable, Hashable {
        public let id: String
        public let before: EntryDraft?
    }

    /// The entries that are different in `new`, in the order of files. Neither taking the topic away nor taking its mark
    /// away makes a change free; an entry that was only confirmed says what it said.
    public static func needed(from old: Loaded, to new: Loaded) -> [Needed] {
        let marked = Set((old.contents.topics + new.contents.topics).filter(\.needsSecondReader).map(\.id))
        guard !marked.isEmpty else { return [] }
        let before = changedDrafts(old.files, besides: new.files)
        let after = changedDrafts(new.files, besides: old.files)
        let gone = before.filter { draft in !after.contains { $0.id == draft.id } }
        let removed = gone.filter { isMarked($0, marked) }.map { Needed(id: $0.id, before: $0) }
        return after.compactMap { draft in
            let earlier = before.first { $0.id == draft.id }
            guard isMarked(draft, marked) || earlier.map({ isMarked($0, marked) }) == true,
                !isOnlyConfirmed(earlier, draft)
            else { return nil }
            return Needed(id: draft.id, before: earlier)
        } + removed
    }

    /// An entry as it stands in files that were read.
    public static func draft(_ id: String, in loaded: Loaded) -> EntryDraft? {
        guard let path = loaded.contents.intents.first(where: { $0.id == id })?.place.file,
            let file = loaded.files.first(where: { $0.path == path })
        else { return nil }
        return (try? EntryFile(file))?.draft(id)
    }

    private static func isMarked(_ draft: EntryDraft, _ marked: Set<String>) -> Bool {
        draft.topics.contains { marked.contains($0) }
    }

    private static func isOnlyConfirmed(_ old: EntryDraft?, _ new: EntryDraft) -> Bool {
        guard var old else { return false }
        old.confirmed = new.confirmed
        return old == new
    }

    /// The entries of files that the other list does not hold as they are.
    private static func changedDrafts(_ files: [SourceFile], besides others: [SourceFile]) -> [EntryDraft] {
        let known = Dictionary(others.map { ($0.name, $0.bytes) }) { first, _ in first }
        return files.filter { known[$0.name] != $0.bytes && !EntryWorkshop.isRegister($0.name) }
            .flatMap { (try? EntryFile($0))?.drafts ?? [] }
    }
}
