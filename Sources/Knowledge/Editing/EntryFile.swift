import YAML

/// Why an entry cannot be written into a file.
public enum EntryFileError: Error, Sendable, Hashable {
    /// The file has a mistake of its own, which must be mended in the file.
    case unreadable(Problem)
    /// No such entry in it, or none any more.
    case missing
    /// The id is taken in this file.
    case taken
    /// It is written so that the entry has no lines of its own (all in one line), or what would be written does not
    /// read as what was meant.
    case notEditable
}

/// One file of entries, to be changed an entry at a time; every other byte stays.
public struct EntryFile: Sendable {
    private let file: SourceFile
    private let source: SourceLines
    private let entries: [Node]
    /// What stands outside the list of entries: defaults of the file.
    private let head: [String: String]

    public init(_ file: SourceFile) throws(EntryFileError) {
        self.file = file
        do {
            source = try SourceLines(file.bytes, file: file.path)
            let root = try YAMLDocument.parse(file.bytes, file: file.path).root
            var problems = ProblemList(file: file.path)
            let map = root.isAbsent ? nil : root.mapping(&problems)
            entries = map?["intents"]?.items ?? []
            head = Dictionary(map?.pairs.map { ($0.key.typed, $0.value.typed) } ?? []) { first, _ in first }
        } catch {
            throw .unreadable(Problem(error))
        }
    }

    /// Ids in file order.
    public var ids: [String] { entries.map { EntryDraft($0).id } }

    public var drafts: [EntryDraft] { entries.map { EntryDraft($0) } }

    /// The department of entries that name none; empty when the file names none either.
    public var department: String { head["department"] ?? "" }

    /// The day on which the entries that say nothing were confirmed; empty when the file does not say.
    public var confirmed: String { head["confirmed"] ?? "" }

    public func draft(_ id: String) -> EntryDraft? { entry(id).map { EntryDraft($0) } }

    /// The lines of an entry as they stand in the file.
    public func text(_ id: String) -> String? {
        entry(id).map { range(of: $0).map(source.text).joined(separator: "\n") }
    }

    /// The key of an entry that a line of the file belongs to, such as `answer`; nil when it is no line of the entry.
    public func key(at line: Int, of id: String) -> String? {
        guard let entry = entry(id), range(of: entry).contains(line - 1), case .mapping(let pairs) = entry.value
        else { return nil }
        return pairs.last { $0.key.position.line <= line }?.key.scalar ?? "id"
    }

    /// The bytes of the file with the entry of this id as `draft` has it. They read as that entry and as all the others
    /// unchanged.
    public func replacing(with draft: EntryDraft) throws(EntryFileError) -> [UInt8] {
        guard let entry = entry(draft.id) else { throw .missing }
        let after = draft.cleaned()
        var written = source
        let edit = EntryEdit(source: source, before: EntryDraft(entry), after: after)
        if let changes = edit.changes(in: entry) {
            for change in changes.reversed() { written.replace(change.range, with: change.lines) }
        } else {
            written.replace(try ownLines(of: entry), with: lines(after, dash: dash(of: entry)))
        }
        return try proved(written.bytes, after)
    }

    /// The bytes of the file with a new entry behind the others.
    public func adding(_ draft: EntryDraft) throws(EntryFileError) -> [UInt8] {
        let draft = draft.cleaned()
        guard entry(draft.id) == nil else { throw .taken }
        guard let last = entries.last else { throw .notEditable }
        _ = try ownLines(of: last)
        var written = source
        written.replace(last.lastLine..<last.lastLine, with: [""] + lines(draft, dash: dash(of: last)))
        return try proved(written.bytes, draft)
    }

    // MARK: Lines

    private func entry(_ id: String) -> Node? { entries.first { EntryDraft($0).id == id } }

    private func range(of entry: Node) -> Range<Int> { (entry.position.line - 1)..<entry.lastLine }

    private func dash(of entry: Node) -> String { String(source.text(entry.position.line - 1).prefix { $0 == " " }) }

    /// The lines of an entry that begins with a dash of its own.
    private func ownLines(of entry: Node) throws(EntryFileError) -> Range<Int> {
        let range = range(of: entry)
        let line = source.text(range.lowerBound).drop { $0 == " " }
        let isShared = entries.contains { $0.position != entry.position && self.range(of: $0).overlaps(range) }
        guard line.hasPrefix("- "), !isShared else { throw .notEditable }
        return range
    }

    private func lines(_ draft: EntryDraft, dash: String) -> [String] {
        EntryKey.allCases.flatMap { $0.lines(draft) }.enumerated().map { index, line in
            line.isEmpty ? "" : dash + (index == 0 ? "- " : "  ") + line
        }
    }

    /// The bytes, once they have been read again and say what was meant.
    private func proved(_ bytes: [UInt8], _ draft: EntryDraft) throws(EntryFileError) -> [UInt8] {
        let again = try EntryFile(SourceFile(name: file.name, path: file.path, bytes: bytes))
        var expected = entries.map { EntryDraft($0) }
        if let index = expected.firstIndex(where: { $0.id == draft.id }) {
            expected[index] = draft
        } else {
            expected.append(draft)
        }
        guard again.entries.map({ EntryDraft($0) }) == expected, again.head == head else { throw .notEditable }
        return bytes
    }
}
