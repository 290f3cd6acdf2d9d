/// Finds the words of the vocabulary one edit away: a letter changed, lost, doubled, or two swapped.
struct SlipIndex: Sendable {
    /// From a spelling with one letter taken out to the first of a chain of words.
    private var heads = KeyTable(minimumCapacity: 1024)
    private var exact = KeyTable(minimumCapacity: 1024)
    private var links: [(fold: Int32, next: Int32)] = []
    /// Shorter words have too many neighbours, longer ones are rarely typed.
    private static let lengths = 3...14

    init(_ vocabulary: Vocabulary) {
        for (fold, entry) in vocabulary.folds.enumerated() where SlipIndex.lengths.contains(entry.spelling.count) {
            guard entry.count > 0, entry.spelling.allSatisfy({ $0 >= 0x61 }) else { continue }
            exact.set(SlipIndex.hash(entry.spelling, skipping: -1), Int32(fold))
            for place in entry.spelling.indices where place == 0 || entry.spelling[place] != entry.spelling[place - 1] {
                let key = SlipIndex.hash(entry.spelling, skipping: place)
                links.append((Int32(fold), heads[key]))
                heads.set(key, Int32(links.count - 1))
            }
        }
    }

    /// Calls back with each word one edit away, in an order that is the same on every machine.
    func neighbours(of spelling: [UInt8], _ found: (Int32) -> Void, vocabulary: Vocabulary) {
        guard spelling.count >= 3, spelling.count <= 15 else { return }
        chain(heads[SlipIndex.hash(spelling, skipping: -1)], spelling, vocabulary, found)
        for place in spelling.indices where place == 0 || spelling[place] != spelling[place - 1] {
            let key = SlipIndex.hash(spelling, skipping: place)
            if exact[key] >= 0 { found(exact[key]) }
            chain(heads[key], spelling, vocabulary, found)
        }
    }

    private func chain(_ head: Int32, _ spelling: [UInt8], _ vocabulary: Vocabulary, _ found: (Int32) -> Void) {
        var link = head
        var steps = 0
        while link >= 0, steps < 64 {
            let (fold, next) = links[Int(link)]
            if SlipIndex.isOneEdit(spelling, vocabulary.folds[Int(fold)].spelling) { found(fold) }
            link = next
            steps += 1
        }
    }

    static func isOneEdit(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        if abs(left.count - right.count) > 1 || left == right { return false }
        var start = 0
        while start < left.count, start < right.count, left[start] == right[start] { start += 1 }
        var ends = (left.count, right.count)
        while ends.0 > start, ends.1 > start, left[ends.0 - 1] == right[ends.1 - 1] { ends = (ends.0 - 1, ends.1 - 1) }
        let middle = (ends.0 - start, ends.1 - start)
        if middle.0 <= 1, middle.1 <= 1 { return true }
        return middle == (2, 2) && left[start] == right[start + 1] && left[start + 1] == right[start]
    }

    private static func hash(_ spelling: [UInt8], skipping: Int) -> UInt64 {
        var hash: UInt64 = 0x1234_5678_9ABC_DEF1
        for (index, byte) in spelling.enumerated() where index != skipping {
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
        }
        return SpellingKey.finish(hash)
    }
}
