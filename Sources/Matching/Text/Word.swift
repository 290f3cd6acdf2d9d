/// A word of a message after abbreviations, raw keys and slips were undone.
struct Word: Sendable, Hashable {
    /// Number of the spelling without diacritics in the vocabulary; -1: not a word of the knowledge base.
    var fold: Int32
    /// Number of the spelling with diacritics; -1: unknown, or left open.
    var form: Int32
    /// The diacritics count: only the same form agrees. False where none were typed.
    var isExact: Bool
    var kind: RawWord.Kind
    var gap: RawWord.Gap
    /// Index of the word as typed.
    var source: Int32
    /// Undone by guess (a slip, glued words): weighs a little less.
    var isGuess = false
    /// Read as another word because of its neighbours, although nothing is wrong with it alone.
    var isMended = false

    /// A word in an example or rule: with diacritics it stands for itself.
    func agrees(fold otherFold: Int32, form otherForm: Int32) -> Bool {
        fold == otherFold && (!isExact || form == otherForm || otherForm < 0)
    }
}
