/// A text as read: the words typed, the words meant, and the language.
final class Turn: Sendable {
    let text: RawText
    let language: String
    let words: [Word]
    /// Phrases of the rules that stand in it.
    let hits: [PhraseFinder.Hit]
    /// Those whose diacritics agree without taking any for a slip.
    let strictHits: [PhraseFinder.Hit]
    let places: PhraseTable
    /// The same text with no word read as another because of its neighbours; nil where none was. Danger is looked for in
    /// what was written: mending may hide a sign ("chết" read as "hết") or make one.
    let unmended: Turn?

    fileprivate init(_ string: String, _ reader: TurnReader, language hint: String?, mends: Bool = true) {
        text = TextReader.read(string, mostBytes: Matcher.longestText)
        let detected = Language.detect(text)
        language = detected == "und" ? hint ?? detected : detected
        words = reader.words.read(text, language: language, mends: mends)
        hits = reader.phrases.find(words)
        strictHits = hits.contains(where: \.isLoose) ? hits.filter { !$0.isLoose } : hits
        places = reader.places
        unmended =
            words.contains(where: \.isMended) ? Turn(string, reader, language: hint, mends: false) : nil
    }

    /// The key without diacritics of a word as typed.
    func key(_ index: Int) -> UInt64 { text.words[Int(words[index].source)].key.folded }
    /// The key with diacritics of a word as typed.
    func fullKey(_ index: Int) -> UInt64 { text.words[Int(words[index].source)].key.full }
}

/// Reads texts: everything that does not depend on what they are then held against.
struct TurnReader: Sendable {
    let words: WordReader
    let phrases: PhraseFinder
    let places: PhraseTable

    /// `language` is that of the conversation, used when the text alone does not tell.
    func read(_ text: String, language: String? = nil) -> Turn { Turn(text, self, language: language) }
}
