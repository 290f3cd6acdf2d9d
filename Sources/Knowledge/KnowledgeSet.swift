public import Matching

/// Everything the FAQ files say, checked, for one day: an immutable value that any number of tasks may share.
public struct KnowledgeSet: Sendable {
    let contents: Contents
    /// The day that validity, reviews and notices are reckoned by.
    public let day: Day
    /// Names this version of the files in logs and reasons.
    public let hash: String
    /// Built from the entries in force on `day`.
    public let matcher: Matcher
    private let indexByID: [String: Int]

    init(contents: Contents, day: Day, hash: String) {
        self.contents = contents
        self.day = day
        self.hash = hash
        indexByID = Dictionary(
            contents.intents.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
        matcher = Matcher(contents.knowledgeBase(on: day))
    }

    /// In order of files and in file order, in force or not.
    public var intents: [Intent] { contents.intents }
    public var settings: Settings { contents.settings }
    public var topics: [Topic] { contents.topics }
    public var phones: [Phone] { contents.phones }
    public var places: [Place] { contents.places }
    public var today: Today { contents.today }

    /// What `matcher` was built from: for tools that measure it.
    public var knowledge: KnowledgeBase { contents.knowledgeBase(on: day) }

    public func intent(_ id: String) -> Intent? { indexByID[id].map { contents.intents[$0] } }

    public func phone(_ id: String) -> Phone? { contents.phones.first { $0.id == id } }

    public func intakeKind(_ id: String) -> IntakeKind? { contents.settings.intake.first { $0.id == id } }

    /// The department of an entry, else the first one.
    public func department(of intentID: String?) -> Department? {
        let id = intentID.flatMap { intent($0)?.department }
        return contents.settings.departments.first { $0.id == id } ?? contents.settings.departments.first
    }

    /// The title of an entry for someone who writes `language`; the id when there is no such entry.
    public func title(of intentID: String, language: String) -> String {
        intent(intentID)?.titles.text(for: language) ?? intentID
    }

    /// What stands on the button that leads to an entry.
    public func button(of intentID: String, language: String) -> String {
        guard let intent = intent(intentID) else { return intentID }
        return intent.buttons[language] ?? intent.titles[language] ?? intent.buttons.best(for: language)?.text
            ?? intent.titles.text(for: language)
    }

    /// A fixed text for someone who writes `language`, with telephone numbers and `values` filled in.
    public func text(_ key: TextKey, _ language: String, filling values: [String: String] = [:]) -> String {
        fill(settings.texts[key, language], values)
    }

    /// `{phone:ID}` becomes the number; `{name}` one of `values`.
    public func fill(_ text: String, _ values: [String: String] = [:]) -> String {
        Placeholders.fill(text) { name in
            values[name] ?? Placeholders.phone(name).flatMap { phone($0)?.number }
        }
    }
}

extension Contents {
    /// What the matcher decides from on a day: entries that are valid, of which those without an answer, or with one
    /// that nobody has confirmed for too long, lead to a person.
    func knowledgeBase(on day: Day) -> KnowledgeBase {
        let entries = intents.filter { $0.validity.contains(day) }.map { intent in
            let answers = intent.isAnswered(on: day) ? intent.answers : nil
            return Entry(
                id: intent.id, topics: intent.topics.map(\.id), titles: intent.titles.byLanguage,
                examples: Dictionary(grouping: intent.examples, by: \.language).mapValues { $0.map(\.text) },
                rules: intent.rules.map(\.text), exceptions: intent.exceptions.map(\.text), priority: intent.priority,
                escalation: intent.escalation, answeredLanguages: answers?.languages ?? [],
                answers: intent.answers?.byLanguage ?? [:])
        }
        let kinds = settings.emergencies.kinds.map { kind in
            EmergencyKind(
                id: kind.id, red: kind.red.map(\.text), amber: kind.amber.map(\.text),
                except: kind.except.map(\.text))
        }
        let names = places.filter { $0.validity.contains(day) }.flatMap { [$0.name] + $0.aliases }
        let words = Lexicon(abbreviations: lexicon.abbreviations, synonyms: lexicon.synonyms, places: names)
        let speech = settings.speech.map { ($0.kind, $0.patterns.map(\.text)) }
        return KnowledgeBase(
            entries: entries, emergencies: kinds, emergencyExamples: emergencyExamples, lexicon: words,
            thresholds: settings.thresholds,
            speech: Dictionary(speech, uniquingKeysWith: +))
    }
}

extension Localized {
    fileprivate var byLanguage: [String: String] {
        Dictionary(wordings.map { ($0.language, $0.text) }, uniquingKeysWith: { first, _ in first })
    }
}
