/// The two keys of a spelling: with and without diacritics. Words are compared by these 64-bit keys and never by text.
///
/// The tone belongs to the whole syllable, so "hòa" and "hoà" are one word; so are "bác sĩ" and "bác sỹ". English words
/// lose their endings. A stray collision of keys would only make two words look alike, never break anything.
struct SpellingKey: Hashable, Sendable {
    /// Without diacritics.
    let folded: UInt64
    /// With them.
    let full: UInt64
    let isMarked: Bool

    init(_ letters: some RandomAccessCollection<Letter>) {
        var folded: UInt64 = 0xCBF2_9CE4_8422_2325
        var full = folded
        var tone = Letter.Tone.none
        var isMarked = false
        var previous: UInt8 = 0
        var remaining = letters.count
        for letter in letters { isMarked = isMarked || letter.isMarked }
        if !isMarked { remaining = EnglishStem.length(letters) }
        let last = remaining - 1
        for (index, letter) in letters.enumerated() where index <= last {
            var base = letter.base
            if base == 0x79, index == last, index > 0, SpellingKey.takesEither(previous, index) { base = 0x69 }
            folded = SpellingKey.mix(folded, UInt64(base))
            full = SpellingKey.mix(full, UInt64(base) | UInt64(letter.shape) << 8)
            if letter.tone != Letter.Tone.none { tone = letter.tone }
            previous = letter.base
        }
        self.folded = SpellingKey.finish(folded)
        self.full = SpellingKey.finish(SpellingKey.mix(full, UInt64(tone) << 12 | 0x8000))
        self.isMarked = isMarked
    }

    /// A letter of another script.
    init(ideograph: Unicode.Scalar) {
        folded = SpellingKey.finish(SpellingKey.mix(0xCBF2_9CE4_8422_2325, UInt64(ideograph.value) | 1 << 32))
        full = folded
        isMarked = false
    }

    /// "lý" and "lí", "mỹ" and "mĩ", "bác sỹ" and "bác sĩ" are the same word.
    private static func takesEither(_ previous: UInt8, _ index: Int) -> Bool {
        switch previous {
        case 0x68, 0x6B, 0x6C, 0x6D, 0x73, 0x74: index <= 2  // h k l m s t
        default: false
        }
    }

    private static func mix(_ hash: UInt64, _ value: UInt64) -> UInt64 { (hash ^ value) &* 0x0000_0100_0000_01B3 }

    static func finish(_ hash: UInt64) -> UInt64 {
        var value = hash
        value = (value ^ (value >> 33)) &* 0xFF51_AFD7_ED55_8CCD
        value = (value ^ (value >> 29)) &* 0xC4CE_B9FE_1A85_EC53
        value ^= value >> 32
        return value == 0 ? 1 : value
    }
}
