/// What is different between two sets of files, as an editor names it: entries and, where no entry explains it, files.
public struct KnowledgeChange: Sendable, Hashable, Codable {
    public struct Entry: Sendable, Hashable, Codable {
        public let id: String
        /// By language.
        public let titles: [String: String]
    }

    public var added: [Entry] = []
    public var changed: [Entry] = []
    public var removed: [Entry] = []
    /// Names of files that changed otherwise: settings, telephone numbers, comments, a file that cannot be read.
    public var files: [String] = []

    public init() {}

    public init(from old: [SourceFile], to new: [SourceFile]) {
        let before = Dictionary(old.map { ($0.name, $0) }) { first, _ in first }
        let after = Dictionary(new.map { ($0.name, $0) }) { first, _ in first }
        for name in Set(before.keys).union(after.keys).sorted() where before[name]?.bytes != after[name]?.bytes {
            let isExplained = compare(Self.entries(before[name]), Self.entries(after[name]))
            if !isExplained { files.append(name) }
        }
        // An entry that moved to another file was neither removed nor added.
        let moved = Set(added.map(\.id)).intersection(removed.map(\.id))
        added.removeAll { moved.contains($0.id) }
        removed.removeAll { moved.contains($0.id) }
    }

    public var isEmpty: Bool { added.isEmpty && changed.isEmpty && removed.isEmpty && files.isEmpty }

    /// Whether there is any difference between the entries of a file.
    private mutating func compare(_ old: [EntryDraft], _ new: [EntryDraft]) -> Bool {
        let before = Dictionary(old.map { ($0.id, $0) }) { first, _ in first }
        let ids = Set(new.map(\.id))
        let gone = old.filter { !ids.contains($0.id) }
        let fresh = new.filter { before[$0.id] == nil }
        let other = new.filter { before[$0.id] != nil && before[$0.id] != $0 }
        removed += gone.map(Entry.init)
        added += fresh.map(Entry.init)
        changed += other.map(Entry.init)
        return !(gone.isEmpty && fresh.isEmpty && other.isEmpty)
    }

    private static func entries(_ file: SourceFile?) -> [EntryDraft] {
        guard let file, let read = try? EntryFile(file) else { return [] }
        return read.drafts
    }
}

extension KnowledgeChange.Entry {
    fileprivate init(_ draft: EntryDraft) { self.init(id: draft.id, titles: draft.titles) }
}
