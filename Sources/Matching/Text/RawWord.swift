/// A word as typed, before anything is undone: letters in the text's buffer, and what stood before it.
struct RawWord: Sendable {
    /// Range in `RawText.letters`; empty for an ideograph.
    var letters: Range<Int>
    var key: SpellingKey
    var kind: Kind
    /// What stands between the word before and this one.
    var gap: Gap

    enum Kind: UInt8, Sendable { case word, number, ideograph }
    enum Gap: UInt8, Sendable {
        case space
        /// Nothing but one of / - . , between two digits or letters: "31/7", "covid-19".
        case joined
        case comma
        /// A full stop, a question mark, a line end.
        case sentence
    }
}

/// A text cut into words. Reading stops at a number of bytes; what comes after is not seen.
struct RawText: Sendable {
    var letters: [Letter] = []
    var words: [RawWord] = []
    /// Letters by script, to tell the language.
    var scripts = ScriptCounts()
    /// A question mark stands in it.
    var asks = false

    struct ScriptCounts: Hashable, Sendable {
        var latin = 0
        var han = 0
        var kana = 0
        var hangul = 0
        var other = 0
        /// Chinese characters by the way of writing that they tell of; one may tell of two.
        var traditional = 0
        var simplified = 0
        var japanese = 0
        /// The Chinese character before, 0 if none.
        var lastHan: UInt32 = 0
    }

    func letters(of word: RawWord) -> ArraySlice<Letter> { letters[word.letters] }
}
