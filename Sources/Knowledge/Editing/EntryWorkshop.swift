public import Messaging

/// Why an entry cannot be worked on now.
public enum WorkshopError: Error, Sendable, Hashable {
    case folder(KnowledgeFilesError)
    case entry(EntryFileError)
}

/// The FAQ folder as editors work on it: one thing at a time, because reading all files as a set takes a core for a
/// moment.
public actor EntryWorkshop {
    /// An entry as its file has it now.
    public struct Opened: Sendable {
        public let draft: EntryDraft
        /// Relative to the folder.
        public let file: String
        /// Its lines, with what the head of the file adds: it has changed when these have.
        public let text: String
        /// Of the head of the file, empty when it does not say.
        public let fileDepartment: String
        public let fileConfirmed: String
    }

    /// Sets kept ready: the files as they are, and the draft last looked at.
    private static let keptSets = 2

    public nonisolated let folder: String
    private let read: @Sendable ([SourceFile]) -> Loaded
    /// What was read last, newest first: a draft is looked at several times before it is published.
    private var recent: [Loaded] = []
    /// What was said last of a draft, and of which files: it is asked for again when the draft is published.
    private var lastReport: (before: [SourceFile], after: [SourceFile], report: PublishReport)?

    /// `read`: files as a set, for the day and under the name that the service uses.
    public init(folder: String, read: @escaping @Sendable ([SourceFile]) -> Loaded) {
        self.folder = folder
        self.read = read
    }

    /// All files as they are on the disk.
    public func files() throws(WorkshopError) -> [SourceFile] {
        do {
            return try KnowledgeFiles.read(folder: folder)
        } catch {
            throw .folder(error)
        }
    }

    /// nil when no file holds an entry of this id. `path`: where it stood when the set in force was read; looked at first.
    public func open(_ id: String, likely path: String?) throws(WorkshopError) -> Opened? {
        var failure: EntryFileError?
        let files = try files()
        for file in files.filter({ $0.path == path }) + files where !Self.isRegister(file.name) {
            do {
                let entries = try EntryFile(file)
                guard let draft = entries.draft(id), let text = entries.text(id) else { continue }
                return Opened(
                    draft: draft, file: file.name,
                    text: "\(entries.department)\n\(entries.confirmed)\n\(text)",
                    fileDepartment: entries.department, fileConfirmed: entries.confirmed)
            } catch {
                failure = error
            }
        }
        if let failure { throw .entry(failure) }
        return nil
    }

    /// The set with `draft` in `file`: in the place of the entry of its id, or behind the others where `isNew`.
    public func propose(_ draft: EntryDraft, in file: String, isNew: Bool) throws(WorkshopError) -> Proposal {
        let files = try files()
        guard let source = files.first(where: { $0.name == file }) else { throw .entry(.missing) }
        let bytes: [UInt8]
        do {
            let entries = try EntryFile(source)
            bytes = isNew ? try entries.adding(draft) : try entries.replacing(with: draft)
        } catch {
            throw .entry(error)
        }
        let changed = files.map { old in
            old.name == file ? SourceFile(name: old.name, path: old.path, bytes: bytes) : old
        }
        return Proposal(draft: draft.cleaned(), file: source, bytes: bytes, loaded: load(changed))
    }

    /// Files as a set, not in force.
    public func load(_ files: [SourceFile]) -> Loaded {
        let loaded = recent.first { $0.files == files } ?? read(files)
        recent.removeAll { $0.files == files }
        recent.insert(loaded, at: 0)
        recent = Array(recent.prefix(Self.keptSets))
        return loaded
    }

    /// What an editor reads before publishing, against the files as they are.
    public func report(
        _ proposal: Proposal, today: Day, limits: [ChannelCapabilities], questions: [String] = []
    ) throws(WorkshopError) -> PublishReport {
        let files = try files()
        if let lastReport, lastReport.before == files, lastReport.after == proposal.loaded.files {
            return lastReport.report
        }
        let report = PublishReport(
            proposal, current: load(files), today: today, limits: limits, questions: questions)
        lastReport = (files, proposal.loaded.files, report)
        return report
    }

    /// Writes files, each in one go; nothing when one of them is not as it was when the change was made.
    public func write(_ files: [FileReplacement.File], mark: String) throws(FileReplacementError) {
        try FileReplacement(folder: folder, files: files).write(mark: mark)
    }

    /// Files that hold no entries.
    public static func isRegister(_ name: String) -> Bool {
        name == EmergencyWordingReader.file
            || [
                "settings.yaml", "topics.yaml", "phones.yaml", "places.yaml", "lexicon.yaml", "emergencies.yaml",
                "today.yaml",
            ].contains(name)
    }
}
