/// A text as read: the words typed, the words meant, and the language.
struct Turn: Sendable {
    let text: RawText
    let language: String
    let words: [Word]
    /// Phrases of the rules that stand in it.
    let hits: [PhraseBook.Hit]

    init(_ string: String, reader: WordReader, book: PhraseBook, language hint: String? = nil) {
        text = TextReader.read(string, mostBytes: Matcher.longestText)
        let detected = Language.detect(text)
        language = detected == "und" ? hint ?? detected : detected
        words = reader.read(text, language: language)
        hits = book.find(words)
    }

    /// The key without diacritics of a word as typed.
    func key(_ index: Int) -> UInt64 { text.words[Int(words[index].source)].key.folded }
    /// The key with diacritics of a word as typed.
    func fullKey(_ index: Int) -> UInt64 { text.words[Int(words[index].source)].key.full }
}
