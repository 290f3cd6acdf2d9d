/// Finds the words of the vocabulary one edit away: a letter changed, lost, doubled, or two swapped.
struct SlipIndex: Sendable {
    /// From a spelling with one letter taken out to the first of a chain of words.
    private var heads = KeyTable(minimumCapacity: 1024)
    private var exact = KeyTable(minimumCapacity: 1024)
    private var links: [(fold: Int32, next: Int32)] = []
    private let spellings: Lists<UInt8>
    /// Shorter words have too many neighbours, longer ones are rarely typed.
    private static let lengths = 3...14

    init(_ vocabulary: Vocabulary) {
        spellings = Lists(vocabulary.folds.map(\.spelling))
        for (fold, entry) in vocabulary.folds.enumerated() where SlipIndex.lengths.contains(entry.spelling.count) {
            guard entry.count > 0, entry.spelling.allSatisfy({ $0 >= 0x61 }) else { continue }
            entry.spelling.withUnsafeBufferPointer { spelling in
                exact.set(SlipIndex.hash(spelling, skipping: -1), Int32(fold))
                for place in spelling.indices where place == 0 || spelling[place] != spelling[place - 1] {
                    let key = SlipIndex.hash(spelling, skipping: place)
                    links.append((Int32(fold), heads[key]))
                    heads.set(key, Int32(links.count - 1))
                }
            }
        }
    }

    /// Calls back with each word one edit away, in an order that is the same on every machine. `isWanted` is asked
    /// first, where that is cheaper than comparing letters.
    func neighbours(
        of letters: ArraySlice<Letter>, where isWanted: (Int32) -> Bool = { _ in true }, _ found: (Int32) -> Void
    ) {
        guard (3...15).contains(letters.count) else { return }
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: letters.count) { buffer in
            for (place, letter) in letters.enumerated() { buffer[place] = letter.base }
            let spelling = UnsafeBufferPointer(buffer)
            chain(heads[SlipIndex.hash(spelling, skipping: -1)], spelling, isWanted, found)
            for place in spelling.indices where place == 0 || spelling[place] != spelling[place - 1] {
                let key = SlipIndex.hash(spelling, skipping: place)
                let shorter = exact[key]
                if shorter >= 0, isWanted(shorter) { found(shorter) }
                chain(heads[key], spelling, isWanted, found)
            }
        }
    }

    private func chain(
        _ head: Int32, _ spelling: UnsafeBufferPointer<UInt8>, _ isWanted: (Int32) -> Bool, _ found: (Int32) -> Void
    ) {
        var link = head
        var steps = 0
        while link >= 0, steps < 64 {
            let (fold, next) = links[Int(link)]
            if isWanted(fold), isOneEdit(spelling, fold) { found(fold) }
            link = next
            steps += 1
        }
    }

    private func isOneEdit(_ left: UnsafeBufferPointer<UInt8>, _ fold: Int32) -> Bool {
        let right = spellings.range(Int(fold))
        if abs(left.count - right.count) > 1 { return false }
        func letter(_ place: Int) -> UInt8 { spellings[place: right.lowerBound + place] }
        var start = 0
        while start < left.count, start < right.count, left[start] == letter(start) { start += 1 }
        var ends = (left.count, right.count)
        while ends.0 > start, ends.1 > start, left[ends.0 - 1] == letter(ends.1 - 1) { ends = (ends.0 - 1, ends.1 - 1) }
        let middle = (ends.0 - start, ends.1 - start)
        if middle.0 <= 1, middle.1 <= 1 { return middle != (0, 0) }
        return middle == (2, 2) && left[start] == letter(start + 1) && left[start + 1] == letter(start)
    }

    private static func hash(_ spelling: UnsafeBufferPointer<UInt8>, skipping: Int) -> UInt64 {
        var hash: UInt64 = 0x1234_5678_9ABC_DEF1
        for (index, byte) in spelling.enumerated() where index != skipping {
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
        }
        return SpellingKey.finish(hash)
    }
}
