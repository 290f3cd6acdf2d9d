import Knowledge
import Storage

/// The entries in force that a search finds, with what an editor should know of each at a glance.
struct EntryList: Sendable {
    enum Show: String, CaseIterable { case all, old, invalid, drafts }

    struct Row: Sendable {
        let intent: Intent
        let file: String
        let draftOf: [DraftRow]
    }

    let search: String
    let file: String
    let topic: String
    let show: Show
    let rows: [Row]
    let files: [String]
    let topics: [Topic]
    /// Drafts of entries that stand in no file yet.
    let newDrafts: [DraftRow]
    /// Drafts that wait for a second person, those that wait longest first.
    let waiting: [DraftRow]
    /// What came into force and no second person has read: the latest change of each entry.
    let unread: [LoneChange]
    /// The day that validity is reckoned by.
    let day: Day?
    private let titles: KnowledgeSet?

    init(visit: Visit, set: KnowledgeSet?, folder: String, drafts: [DraftRow], unread: [LoneChange]) {
        search = visit.query("q") ?? ""
        file = visit.query("file") ?? ""
        topic = visit.query("topic") ?? ""
        show = visit.query("show").flatMap(Show.init) ?? .all
        files = Self.files(set, folder: folder)
        topics = set?.topics ?? []
        day = set?.day
        newDrafts = drafts.filter { set?.intent($0.entry) == nil && $0.agent == visit.agent.id }
        waiting = drafts.filter { $0.waiting != nil }.sorted { ($0.waiting ?? $0.saved) < ($1.waiting ?? $1.saved) }
        self.unread = unread.filter { change in !unread.contains { $0.entry == change.entry && $0.id > change.id } }
        titles = set
        let words = FoldedText.of(search).split(separator: " ")
        let (file, topic, show) = (file, topic, show)
        rows = (set?.intents ?? []).map { intent in
            Row(
                intent: intent, file: Self.name(intent.place.file, folder: folder),
                draftOf: drafts.filter { $0.entry == intent.id })
        }.filter { row in
            (file.isEmpty || row.file == file) && (topic.isEmpty || row.intent.topics.contains { $0.id == topic })
                && Self.shows(row, show, set) && Self.finds(words, row.intent)
        }
    }

    /// What an entry is called; its id where no file in force holds it.
    func title(_ id: String, _ language: String) -> String { titles?.title(of: id, language: language) ?? id }

    /// Files that hold entries, in order.
    static func files(_ set: KnowledgeSet?, folder: String) -> [String] {
        Set((set?.intents ?? []).map { name($0.place.file, folder: folder) }).sorted()
    }

    private static func name(_ path: String, folder: String) -> String {
        path.hasPrefix(folder + "/") ? String(path.dropFirst(folder.count + 1)) : path
    }

    private static func shows(_ row: Row, _ show: Show, _ set: KnowledgeSet?) -> Bool {
        guard let day = set?.day else { return false }
        switch show {
        case .all: return true
        case .old: return row.intent.review(on: day) != .fresh
        case .invalid: return !row.intent.validity.contains(day)
        case .drafts: return !row.draftOf.isEmpty
        }
    }

    private static func finds(_ words: [Substring], _ intent: Intent) -> Bool {
        guard !words.isEmpty else { return true }
        var texts = [intent.id] + intent.titles.texts + intent.examples.map(\.text)
        texts += intent.answers?.texts ?? []
        let text = FoldedText.of(texts.joined(separator: "\n"))
        return words.allSatisfy { text.contains($0) }
    }

    // MARK: Ids

    /// As the loader wants them: lower-case letters, digits, dots, dashes, underscores, at most 60.
    static func isID(_ text: String) -> Bool {
        (1...60).contains(text.utf8.count) && text.first != "." && text.first != "-" && !text.contains("..")
            && text.utf8.allSatisfy { byte in
                UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
                    || "._-".utf8.contains(byte)
            }
    }

    /// An id made from the title, such as `testing.gia-xet-nghiem`; with a number where that is taken.
    static func id(for title: String, file: String, in set: KnowledgeSet?) -> String {
        let stem = file.split(separator: "/").last?.split(separator: ".").first.map(String.init) ?? "entry"
        let words = FoldedText.of(title).split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        let base = String("\(FoldedText.of(stem)).\(words.joined(separator: "-"))".prefix(50))
        let number = (2...99).first { set?.intent("\(base)-\($0)") == nil } ?? 2
        return set?.intent(base) == nil ? base : "\(base)-\(number)"
    }
}
