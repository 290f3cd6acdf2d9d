/// A message as `EmergencyLikeness` sees it: its words, their spellings with diacritics, and pairs of neighbours, as keys.
struct EmergencyWords {
    private let words: [Word]
    private let text: RawText

    init(_ words: [Word], of text: RawText) {
        self.words = words
        self.text = text
    }

    /// The same for messages that differ in nothing but diacritics.
    var wholeKey: UInt64 {
        words.indices.reduce(1) { SpellingKey.finish($0 &* EmergencyWords.spread ^ plainKey($1)) }
    }

    var distinctKeys: [UInt64] {
        var last: UInt64 = 0
        return keys().map(\.key).sorted().filter { key in
            defer { last = key }
            return key != last
        }
    }

    /// In the order of the words, with the words each stands for; one that is said twice comes twice.
    func keys() -> [(key: UInt64, words: Range<Int>)] {
        var found: [(key: UInt64, words: Range<Int>)] = []
        found.reserveCapacity(words.count * 3)
        var previous: UInt64 = 0
        for (place, word) in words.enumerated() {
            let plain = plainKey(place)
            found.append((plain, place..<(place + 1)))
            if word.isExact {
                let full =
                    word.form < 0
                    ? text.words[Int(word.source)].key.full
                    : SpellingKey.finish(UInt64(UInt32(bitPattern: word.form)) | EmergencyWords.forms)
                found.append((full, place..<(place + 1)))
            }
            if place > 0 {
                found.append((SpellingKey.finish(previous &* EmergencyWords.spread ^ plain), (place - 1)..<(place + 1)))
            }
            previous = plain
        }
        return found
    }

    /// A word without its diacritics; one that the vocabulary does not know by its letters.
    private func plainKey(_ place: Int) -> UInt64 {
        let fold = words[place].fold
        if fold < 0 { return text.words[Int(words[place].source)].key.folded }
        return SpellingKey.finish(UInt64(UInt32(bitPattern: fold)) | EmergencyWords.folds)
    }

    // Numbers of words and of spellings begin alike: these keep their keys apart.
    private static let folds: UInt64 = 1 << 40
    private static let forms: UInt64 = 1 << 41
    private static let spread: UInt64 = 0x9E37_79B9_7F4A_7C15
}
