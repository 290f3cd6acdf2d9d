/// A text as read: the words typed, the words meant, and the language.
final class Turn: Sendable {
    let text: RawText
    let language: String
    let words: [Word]
    /// Phrases of the rules that stand in it.
    let hits: [PhraseFinder.Hit]
    /// Those whose diacritics agree without taking any for a slip.
    let strictHits: [PhraseFinder.Hit]
    /// Which phrases `hits` may hold.
    let phrases: PhraseMarks
    /// Those that are its last words.
    let finals: [Int32]
    let places: PhraseTable

    fileprivate init(_ string: String, _ reader: TurnReader, language hint: String?) {
        text = TextReader.read(string, mostBytes: Matcher.longestText)
        let detected = Language.detect(text, hint: hint)
        language = detected == "und" ? hint ?? detected : detected
        words = reader.words.read(text, language: language)
        hits = Turn.hits(words, reader.phrases)
        strictHits = hits.contains(where: \.isLoose) ? hits.filter { !$0.isLoose } : hits
        phrases = PhraseMarks(hits)
        let end = words.count
        finals = hits.compactMap { $0.span.end == end ? $0.phrase : nil }
        places = reader.places
    }

    /// Phrases in the words as meant, and in the words as typed where a known word was taken for another: a danger sign
    /// must not be lost to a guess.
    private static func hits(_ words: [Word], _ phrases: PhraseFinder) -> [PhraseFinder.Hit] {
        let meant = phrases.find(words)
        guard words.contains(where: { $0.typedFold >= 0 }) else { return meant }
        var both = meant + phrases.find(words.map(\.typed))
        both.sort {
            ($0.phrase, $0.span.start, $0.span.end, $0.isLoose ? 1 : 0) < (
                $1.phrase, $1.span.start, $1.span.end, $1.isLoose ? 1 : 0
            )
        }
        var last: PhraseFinder.Hit?
        return both.filter { hit in
            defer { last = hit }
            return hit.phrase != last?.phrase || hit.span != last?.span
        }
    }

    /// The key without diacritics of a word as typed.
    func key(_ index: Int) -> UInt64 { text.words[Int(words[index].source)].key.folded }
    /// The key with diacritics of a word as typed.
    func fullKey(_ index: Int) -> UInt64 { text.words[Int(words[index].source)].key.full }
}

/// Reads texts: everything that does not depend on what they are then held against.
final class TurnReader: Sendable {
    let words: WordReader
    let phrases: PhraseFinder
    let places: PhraseTable

    init(words: WordReader, phrases: PhraseFinder, places: PhraseTable) {
        self.words = words
        self.phrases = phrases
        self.places = places
    }

    /// `language` is that of the conversation, used when the text alone does not tell.
    func read(_ text: String, language: String? = nil) -> Turn { Turn(text, self, language: language) }
}
