/// Finds the longest of many phrases at a place of a text.
struct PhraseTable: Sendable {
    struct Phrase: Sendable {
        var words: [Word]
        var value: Int32
        /// The next phrase with the same words without diacritics.
        var next: Int32
    }

    private var table = KeyTable()
    private var phrases: [Phrase] = []
    /// By word: the longest phrase that begins with it.
    private var longestFrom: [UInt8] = []
    /// Longer ones are cut short at load: nobody writes a synonym of nine words.
    static let mostWords = 8

    var isEmpty: Bool { phrases.isEmpty }

    mutating func insert(_ words: [Word], value: Int32) {
        guard !words.isEmpty, words.count <= PhraseTable.mostWords, words.allSatisfy({ $0.fold >= 0 }) else { return }
        let key = words.reduce(PhraseTable.seed) { PhraseTable.mix($0, $1.fold) }
        phrases.append(Phrase(words: words, value: value, next: table[PhraseTable.finish(key)]))
        table.set(PhraseTable.finish(key), Int32(phrases.count - 1))
        let first = Int(words[0].fold)
        while longestFrom.count <= first { longestFrom.append(0) }
        longestFrom[first] = max(longestFrom[first], UInt8(words.count))
    }

    /// The longest phrase that begins at `start`: how many words it takes and its value.
    func match(_ words: [Word], at start: Int) -> (count: Int, value: Int32)? {
        let first = Int(words[start].fold)
        guard first >= 0, first < longestFrom.count, longestFrom[first] > 0 else { return nil }
        var key = PhraseTable.seed
        var best: (Int, Int32)?
        for length in 1...Int(longestFrom[first]) {
            guard start + length <= words.count, words[start + length - 1].fold >= 0 else { break }
            key = PhraseTable.mix(key, words[start + length - 1].fold)
            var candidate = table[PhraseTable.finish(key)]
            while candidate >= 0 {
                let phrase = phrases[Int(candidate)]
                let agrees = (0..<length).allSatisfy {
                    words[start + $0].agrees(fold: phrase.words[$0].fold, form: phrase.words[$0].form)
                }
                if agrees {
                    best = (length, phrase.value)
                    break
                }
                candidate = phrase.next
            }
        }
        return best.map { (count: $0.0, value: $0.1) }
    }

    private static let seed: UInt64 = 0x51_7C_C1_B7_27_22_0A_95
    private static func mix(_ key: UInt64, _ fold: Int32) -> UInt64 {
        (key ^ UInt64(UInt32(bitPattern: fold) &+ 1)) &* 0x9E37_79B9_7F4A_7C15 ^ (key >> 29)
    }
    private static func finish(_ key: UInt64) -> UInt64 { SpellingKey.finish(key) }
}
