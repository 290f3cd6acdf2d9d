/// The FAQ files with one entry as an editor wants it: read as a whole, not in force. To try it, to see what it does, and
/// to publish it.
public struct Proposal: Sendable {
    public let draft: EntryDraft
    /// The file as it is on the disk, and as it would be.
    public let file: SourceFile
    public let bytes: [UInt8]
    /// The whole set with the change; its set is nil when there are errors.
    public let loaded: Loaded

    /// A problem of the set with the field of the entry that it is about, if it is.
    public func finding(_ problem: Problem) -> PublishReport.Finding {
        let isHere = problem.place.file == file.path
        return PublishReport.Finding(
            problem: problem, key: isHere ? written?.key(at: problem.place.line, of: draft.id) : nil)
    }

    private let written: EntryFile?

    init(draft: EntryDraft, file: SourceFile, bytes: [UInt8], loaded: Loaded) {
        self.draft = draft
        self.file = file
        self.bytes = bytes
        self.loaded = loaded
        written = try? EntryFile(SourceFile(name: file.name, path: file.path, bytes: bytes))
    }
}
