/// Mends words that are spelled like another word: "cao quyết áp", "đồng tiêm". Nothing is wrong with such a word alone;
/// that it stands beside neighbours it is never seen with, and that a word one edit away stands beside both, says so.
final class Mending: Sendable {
    let vocabulary: Vocabulary
    let slips: SlipIndex

    init(vocabulary: Vocabulary, slips: SlipIndex) {
        self.vocabulary = vocabulary
        self.slips = slips
    }

    /// Words of one message that are looked at: each costs a look at its neighbours, and a text of unknown words gains
    /// nothing by it.
    private static let mostWords = 24

    func mend(_ words: inout [Word], of text: RawText) {
        guard words.count >= 2 else { return }
        var left = Mending.mostWords
        for place in words.indices {
            let word = words[place]
            guard word.kind == .word, !word.isGuess, left > 0 else { continue }
            let previous = place > 0 ? words[place - 1].fold : -1
            let next = place + 1 < words.count ? words[place + 1].fold : -1
            if isKnown(previous, word.fold) || isKnown(word.fold, next) { continue }
            guard previous >= 0 || next >= 0 else { continue }
            left -= 1
            let letters = text.letters(of: text.words[Int(word.source)])
            if let fold = meant(letters, word, previous, next) {
                (words[place].typedFold, words[place].typedForm, words[place].wasExact) = (
                    word.fold, word.form, word.isExact
                )
                words[place].fold = fold
                words[place].form = -1
                words[place].isExact = false
                words[place].isGuess = true
            }
        }
    }

    private func isKnown(_ left: Int32, _ right: Int32) -> Bool {
        left >= 0 && right >= 0 && vocabulary.isPair(left, right)
    }

    private func meant(_ letters: ArraySlice<Letter>, _ word: Word, _ previous: Int32, _ next: Int32) -> Int32? {
        var best: Int32 = -1
        var bestWeight = 0
        // Who spells a known word with its marks means it, unless both sides say otherwise.
        let isSpelled = word.fold >= 0 && word.form >= 0 && word.isExact
        let needed = !isSpelled && (word.fold < 0 || previous < 0 || next < 0) ? 1 : 2
        func sides(_ fold: Int32) -> Int { (isKnown(previous, fold) ? 1 : 0) + (isKnown(fold, next) ? 1 : 0) }
        slips.neighbours(of: letters, where: { $0 != word.fold && sides($0) >= needed }) { fold in
            let weight = sides(fold) * 1000 + min(vocabulary.count(ofFold: fold), 999)
            if weight > bestWeight || (weight == bestWeight && fold < best) {
                best = fold
                bestWeight = weight
            }
        }
        return best < 0 ? nil : best
    }
}
