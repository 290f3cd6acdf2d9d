/// How much of an English word is kept: "vaccines", "vaccinated" and "vaccination" become one, after M. F. Porter, "An
/// algorithm for suffix stripping" (1980), with every step reduced to cutting letters off. No Vietnamese syllable of more
/// than four letters ends like an English one, so words without diacritics can all pass through here.
enum EnglishStem {
    /// Letters that an English ending can end with: s d g n e r y l t c m.
    private static let lastLetters: UInt32 = "sdgnerylctm".utf8.reduce(0) { $0 | 1 << (UInt32($1) - 0x61) }

    /// Endings that need one syllable before them, and those that need two; the longest first.
    private static let endings: [(text: StaticString, syllables: Int)] = [
        ("ization", 1), ("isation", 1), ("ational", 1), ("fulness", 1), ("ousness", 1), ("iveness", 1), ("ability", 1),
        ("ibility", 1), ("alism", 1), ("ality", 1), ("ivity", 1), ("ation", 1), ("ating", 1), ("ement", 2),
        ("ently", 1),
        ("ator", 1), ("ated", 1), ("able", 2), ("ible", 2), ("ance", 2), ("ence", 2), ("ment", 2), ("ness", 1),
        ("ical", 1), ("ally", 1), ("less", 1), ("ful", 1), ("ate", 2), ("ant", 2), ("ism", 2), ("ity", 2), ("ous", 2),
        ("ive", 2), ("ize", 2), ("ise", 2), ("ing", 1), ("ion", 2), ("ed", 1), ("er", 2), ("ly", 1), ("al", 2),
        ("ic", 2),
    ]

    /// The same by their last letter: most words are held against two or three.
    private static let endingsByLetter: [[(text: StaticString, syllables: Int)]] = (0x61...0x7A).map { letter in
        endings.filter { ending in
            ending.text.withUTF8Buffer { $0.last.map(Int.init) == letter }
        }
    }

    /// The number of leading letters that make the stem.
    static func length(_ letters: some RandomAccessCollection<Letter>) -> Int {
        let count = letters.count
        guard count >= 4, let last = letters.last, last.base >= 0x61, lastLetters >> UInt32(last.base - 0x61) & 1 == 1
        else { return count }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count) { bytes in
            for (place, letter) in letters.enumerated() {
                if letter.isDigit { return count }
                bytes[place] = letter.base
            }
            var word = Word(bytes: bytes, end: count)
            return word.stemmed()
        }
    }

    private struct Word {
        let bytes: UnsafeMutableBufferPointer<UInt8>
        var end: Int

        func ends(_ suffix: StaticString) -> Bool {
            let length = suffix.utf8CodeUnitCount
            guard end > length else { return false }
            return suffix.withUTF8Buffer { suffix in
                (0..<length).allSatisfy { bytes[end - length + $0] == suffix[$0] }
            }
        }

        /// Vowels followed by consonants among the first `length` letters, at most 2.
        func syllables(_ length: Int) -> Int {
            var found = 0
            for place in 1..<max(length, 1)
            where Letter.isVowel(bytes[place - 1]) && !Letter.isVowel(bytes[place]) {
                found += 1
                if found == 2 { break }
            }
            return found
        }

        mutating func stemmed() -> Int {
            if ends("ies") || ends("ied") {
                end -= 3
                return max(end, 3)
            }
            if ends("s"), !ends("ss"), !ends("us"), !ends("is") {
                end -= ends("sses") || ends("ches") || ends("shes") || ends("xes") || ends("zes") ? 2 : 1
            }
            for _ in 0..<2 {
                guard end >= 5, let ending = endingsByLetter[Int(bytes[end - 1]) - 0x61].first(where: { ends($0.text) })
                else { break }
                let stem = end - ending.text.utf8CodeUnitCount
                guard stem >= 3, syllables(stem) >= ending.syllables else { break }
                end = stem
                undouble()
            }
            if end >= 5, bytes[end - 1] == 0x65 || bytes[end - 1] == 0x79 { end -= 1 }
            return end
        }

        /// "stopped" and "stop", but not "calling" and "cal".
        private mutating func undouble() {
            guard end >= 4, bytes[end - 1] == bytes[end - 2], !Letter.isVowel(bytes[end - 1]),
                bytes[end - 1] != 0x6C, bytes[end - 1] != 0x73
            else { return }
            end -= 1
        }
    }
}
