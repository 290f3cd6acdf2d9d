import YAML

/// Files to a set that can be put in force. Pure: the same files and days give the same result.
public enum Loader {
    /// What the set is for.
    public enum Purpose: Sendable, Hashable {
        /// To answer citizens: settings.yaml with all its texts is required.
        case service
        /// To decide and not to answer: entries alone will do.
        case matching
    }

    /// Reads `files`. The day for validity is `day`, else `as_of` of settings.yaml, else `today` (the wall clock's day,
    /// in Viet Nam). `hash` makes the set's name from the bytes of all files (SHA-256 in hexadecimal).
    public static func load(
        _ files: [SourceFile], day: Day?, today: Day, purpose: Purpose = .service, hash: ([UInt8]) -> String
    ) -> Loaded {
        let files = files.sorted { $0.name < $1.name }
        var reader = FileReader(purpose: purpose)
        reader.read(files)
        let problems = reader.problems + LinkCheck(contents: reader.contents, isWhole: reader.isWhole).problems()
        let day = day ?? reader.contents.settings.asOf ?? today
        guard !problems.contains(where: { $0.severity == .error }) else {
            return Loaded(set: nil, problems: ordered(problems), files: files, contents: reader.contents, day: day)
        }
        let name = hash(files.flatMap { Array("\($0.name)\u{0}\($0.bytes.count)\u{0}".utf8) + $0.bytes })
        let set = KnowledgeSet(contents: reader.contents, day: day, hash: name)
        return Loaded(set: set, problems: ordered(problems), files: files, contents: reader.contents, day: day)
    }

    /// By place, each once: a default of a file is read once an entry.
    static func ordered(_ problems: [Problem]) -> [Problem] {
        var seen: Set<Problem> = []
        let unique = problems.filter { seen.insert($0).inserted }
        return unique.enumerated()
            .sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }
            .map(\.element)
    }
}

/// What loading gave: a set unless there is an error, and what there is to say about the files.
public struct Loaded: Sendable {
    public let set: KnowledgeSet?
    /// By place. `Check` adds what is merely unwise.
    public let problems: [Problem]
    /// What was read.
    public let files: [SourceFile]
    /// What could be read, for `Check` to look at even when it cannot be published.
    let contents: Contents
    let day: Day
}

/// Gives each file to its reader; settings first, since they say which language is required.
private struct FileReader {
    let purpose: Loader.Purpose
    private(set) var contents = Contents()
    private(set) var problems: [Problem] = []
    /// Every file could be read as YAML, so that a missing id is not just in a broken file.
    private(set) var isWhole = true

    init(purpose: Loader.Purpose) { self.purpose = purpose }

    mutating func read(_ files: [SourceFile]) {
        let settings = files.first { $0.name == "settings.yaml" }
        if let settings { read(settings, required: "vi") }
        if purpose == .service { reportMissing(["settings.yaml", "topics.yaml", "phones.yaml"], in: files) }
        let required = settings == nil && purpose == .matching ? nil : contents.settings.languages.first ?? "vi"
        for file in files where file.name != "settings.yaml" { read(file, required: required) }
    }

    private mutating func reportMissing(_ names: [String], in files: [SourceFile]) {
        for name in names where !files.contains(where: { $0.name == name }) {
            problems.append(
                Problem(
                    .error, FilePlace(file: name, line: 1, column: 1), vi: "thiếu tệp này",
                    en: "this file is missing"))
        }
    }

    private mutating func read(_ file: SourceFile, required: String?) {
        if file.name == EmergencyWordingReader.file {
            contents.emergencyWordings = EmergencyWordingReader.read(file, &problems)
            return
        }
        let document: YAMLDocument
        do {
            document = try YAMLDocument.parse(file.bytes, file: file.path)
        } catch {
            problems.append(Problem(error))
            isWhole = false
            return
        }
        var reading = Reading(required: required, problems: document.problems)
        switch file.name {
        case "settings.yaml":
            var reader = SettingsReader(reading: reading)
            if let settings = reader.settings(document.root) { contents.settings = settings }
            reading = reader.reading
        case "topics.yaml": contents.topics = reading.topics(document.root)
        case "phones.yaml": contents.phones = reading.phones(document.root)
        case "places.yaml": contents.places = reading.places(document.root)
        case "lexicon.yaml": contents.lexicon = reading.lexicon(document.root)
        case "emergencies.yaml":
            (contents.emergencyExamples, contents.exampleKinds) = reading.emergencyExamples(document.root)
        case "today.yaml": contents.today = reading.today(document.root)
        default:
            var reader = IntentReader(reading: reading)
            contents.intents += reader.intents(document.root)
            reading = reader.reading
        }
        problems += reading.problems.all.map(Problem.init)
    }
}
