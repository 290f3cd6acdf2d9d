/// Finds numbers, dates and telephone numbers in a text.
struct EntityReader {
    let text: RawText
    let words: [Word]

    func numbers() -> [Span] {
        runs { $0 == .number }.map { Span(start: $0.lowerBound, end: $0.upperBound) }
    }

    /// "31/7", "31-07-2021", "ngày 31 tháng 7": two or three numbers joined, the first a day and the second a month.
    func dates() -> [Span] {
        var found: [Span] = []
        for run in runs({ $0 == .number }) where (2...3).contains(run.count) {
            if let day = value(run.lowerBound), let month = value(run.lowerBound + 1), (1...31).contains(day),
                (1...12).contains(month)
            {
                found.append(Span(start: run.lowerBound, end: run.upperBound))
            }
        }
        for start in words.indices.dropLast() where spelled(start, "ngay") {
            guard let day = value(start + 1), (1...31).contains(day) else { continue }
            let hasMonth = start + 3 < words.count && spelled(start + 2, "thang") && value(start + 3) != nil
            found.append(Span(start: start, end: start + (hasMonth ? 4 : 2)))
        }
        return found
    }

    /// Nine to twelve digits in all that begin with 0 or 84, written together or in groups.
    func phones() -> [Span] {
        var found: [Span] = []
        var start = 0
        while start < words.count {
            var end = start
            var digits = 0
            while end < words.count, words[end].kind == .number, digits < 12,
                end == start || words[end].gap == .joined || words[end].gap == .space || words[end].gap == .sentence
            {
                digits += length(end)
                end += 1
            }
            if end > start, (9...12).contains(digits), let first = letters(start).first?.base,
                first == 0x30 || first == 0x38
            {
                found.append(Span(start: start, end: end))
            }
            start = max(end, start + 1)
        }
        return found
    }

    /// Numbers, each with the numbers joined to it.
    private func runs(_ fits: (RawWord.Kind) -> Bool) -> [Range<Int>] {
        var found: [Range<Int>] = []
        for (index, word) in words.enumerated() where fits(word.kind) {
            if word.gap == .joined, let last = found.last, last.upperBound == index {
                found[found.count - 1] = last.lowerBound..<(index + 1)
            } else {
                found.append(index..<(index + 1))
            }
        }
        return found
    }

    private func letters(_ index: Int) -> ArraySlice<Letter> {
        text.letters(of: text.words[Int(words[index].source)])
    }

    private func length(_ index: Int) -> Int { letters(index).count }

    private func value(_ index: Int) -> Int? {
        guard words[index].kind == .number, length(index) <= 4 else { return nil }
        return letters(index).reduce(0) { $0 * 10 + Int($1.base) - 0x30 }
    }

    private func spelled(_ index: Int, _ spelling: StaticString) -> Bool {
        let letters = letters(index)
        return letters.count == spelling.utf8CodeUnitCount
            && spelling.withUTF8Buffer { buffer in letters.map(\.base).elementsEqual(buffer) }
    }
}
