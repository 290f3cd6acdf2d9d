/// A knowledge base compiled: everything a decision needs, in numbers. Immutable, so any number of tasks may share it.
final class KnowledgeIndex: Sendable {
    let entries: [Entry]
    /// From an entry's id to its number.
    let numbers: [String: Int32]
    let thresholds: Thresholds
    let turns: TurnReader
    let space: FeatureSpace
    let examples: ExampleIndex
    let confidence: Confidence
    let rules: RuleSet
    let exceptions: RuleSet
    let emergencies: EmergencyAlarm
    let speech: SpeechPatterns
    /// Words and synonym groups as an editor would write them, by feature, for reasons.
    let names: [String]
    /// The examples as written, title first, for reasons.
    let exampleTexts: [[String]]
    let problems: [RuleProblem]

    init(_ knowledge: KnowledgeBase, tuning: Tuning = .standard) {
        // Entries in the order of their ids: ties break by number, whatever the order of the files.
        let entries = knowledge.entries.sorted { $0.id < $1.id }
        self.entries = entries
        numbers = Dictionary(entries.enumerated().map { ($1.id, Int32($0)) }, uniquingKeysWith: { first, _ in first })
        thresholds = knowledge.thresholds
        exampleTexts = entries.map(KnowledgeIndex.texts)

        let reader = WordReader(
            vocabulary: KnowledgeIndex.vocabulary(knowledge, exampleTexts), lexicon: knowledge.lexicon)
        let space = FeatureSpace(reader: reader, lexicon: knowledge.lexicon)
        let exampleTokens = exampleTexts.map { $0.map { KnowledgeIndex.exampleTokens($0, reader, space) } }
        examples = ExampleIndex(
            examples: exampleTokens,
            answers: entries.map { entry in
                entry.answers.sorted { $0.key < $1.key }
                    .flatMap { KnowledgeIndex.exampleTokens($0.value, reader, space, mostBytes: 4096) }
            },
            space: space, tuning: tuning)
        self.space = examples.space
        names = space.names(reader.vocabulary)
        confidence = Confidence(trying: exampleTokens, examples: examples)

        var places = PhraseTable()
        for (number, place) in knowledge.lexicon.places.enumerated() {
            let text = TextReader.read(place, mostBytes: 256)
            places.insert(reader.read(text, language: "vi", guesses: false), value: Int32(number))
        }
        var book = PhraseBook()
        rules = RuleSet(KnowledgeIndex.numbered(entries.map(\.rules)), reader: reader, book: &book)
        exceptions = RuleSet(KnowledgeIndex.numbered(entries.map(\.exceptions)), reader: reader, book: &book)
        let signs = EmergencySigns(knowledge.emergencies, reader: reader, book: &book)
        speech = SpeechPatterns(knowledge.speech, reader: reader, book: &book)
        turns = TurnReader(words: reader, phrases: PhraseFinder(book), places: places)
        emergencies = EmergencyAlarm(
            signs: signs,
            likeness: EmergencyLikeness(
                knowledge.emergencyExamples, others: KnowledgeIndex.some(exampleTexts), reader: reader))
        problems = rules.problems + exceptions.problems + signs.problems + speech.rules.problems
    }

    static func numbered(_ patterns: [[String]]) -> [(owner: Int32, pattern: String)] {
        patterns.enumerated().flatMap { owner, patterns in patterns.map { (owner: Int32(owner), pattern: $0) } }
    }

    /// Examples of entries against which those of emergencies are weighed: enough to know how people ask, few enough that
    /// loading stays quick.
    private static let mostOthers = 6_000

    /// Chosen by their letters and not by their place: one that an editor adds must not exchange all the others.
    private static func some(_ exampleTexts: [[String]]) -> [String] {
        let step = UInt64(exampleTexts.reduce(0) { $0 + $1.count } / mostOthers + 1)
        return exampleTexts.joined().filter { text in
            SpellingKey.finish(text.utf8.reduce(1) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }) % step == 0
        }
    }

    /// Titles and examples, Vietnamese first, each once.
    private static func texts(_ entry: Entry) -> [String] {
        let languages = Set(entry.titles.keys).union(entry.examples.keys).sorted {
            $0 == "vi" ? $1 != "vi" : $1 != "vi" && $0 < $1
        }
        var texts: [String] = []
        for language in languages {
            let title = entry.titles[language].map { [$0] } ?? []
            for text in title + (entry.examples[language] ?? []) where !texts.contains(text) { texts.append(text) }
        }
        return texts
    }

    private static func vocabulary(_ knowledge: KnowledgeBase, _ exampleTexts: [[String]]) -> Vocabulary {
        var vocabulary = Vocabulary()
        func learn(_ text: String, counts: Bool = true) {
            vocabulary.learn(TextReader.read(text, mostBytes: Matcher.longestText), counts: counts)
        }
        exampleTexts.joined().forEach { learn($0) }
        for kind in knowledge.emergencies {
            for pattern in kind.red + kind.amber { PatternReader.phrases(of: pattern).forEach { learn($0) } }
            kind.except.flatMap(PatternReader.phrases).forEach { learn($0, counts: false) }
        }
        for entry in knowledge.entries {
            entry.rules.flatMap(PatternReader.phrases).forEach { learn($0) }
            entry.exceptions.flatMap(PatternReader.phrases).forEach { learn($0, counts: false) }
            entry.answers.sorted { $0.key < $1.key }.forEach { learn($0.value, counts: false) }
        }
        for (_, patterns) in knowledge.speech.sorted(by: { $0.key < $1.key }) {
            patterns.flatMap(PatternReader.phrases).forEach { learn($0) }
        }
        for (_, groups) in knowledge.lexicon.synonyms.sorted(by: { $0.key < $1.key }) {
            groups.joined().forEach { learn($0) }
        }
        for (_, table) in knowledge.lexicon.abbreviations.sorted(by: { $0.key < $1.key }) {
            table.sorted { $0.key < $1.key }.forEach { learn($0.value) }
        }
        knowledge.lexicon.places.forEach { learn($0) }
        return vocabulary
    }

    /// A text that an editor wrote: it is taken as it stands.
    static func exampleTokens(
        _ text: String, _ reader: WordReader, _ space: FeatureSpace, mostBytes: Int = Matcher.longestText
    ) -> [FeatureSpace.Token] {
        let text = TextReader.read(text, mostBytes: mostBytes)
        return space.tokens(restored(reader.read(text, language: Language.detect(text), guesses: false)))
    }

    /// An example that an editor wrote without diacritics agrees with every spelling.
    private static func restored(_ words: [Word]) -> [Word] {
        guard !words.contains(where: \.isExact) else { return words }
        return words.map { word in
            var word = word
            word.form = -1
            return word
        }
    }
}
