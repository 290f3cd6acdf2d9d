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
    /// Stands for an abbreviation: nothing is known of how its writer uses diacritics.
    var isExpanded = false
    /// Undone by guess (a slip, glued words): weighs a little less.
    var isGuess = false
    /// The word was known as typed and taken for another by its neighbours: what it was known as, else -1.
    var typedFold: Int32 = -1
    var typedForm: Int32 = -1
    var wasExact = false

    /// The word as it was typed.
    var typed: Word {
        guard typedFold >= 0 else { return self }
        var word = self
        (word.fold, word.form, word.isExact, word.isGuess) = (typedFold, typedForm, wasExact, false)
        return word
    }

    /// A word in an example or rule: with diacritics it stands for itself.
    func agrees(fold otherFold: Int32, form otherForm: Int32) -> Bool {
        fold == otherFold && (!isExact || form == otherForm || otherForm < 0)
    }
}
