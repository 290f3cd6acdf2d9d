/// Collects the phrases of all rules for `PhraseFinder`.
struct PhraseBook: Sendable {
    /// A word of a rule: its numbers in the vocabulary.
    struct Term: BitwiseCopyable, Sendable, Hashable {
        let fold: Int32
        let form: Int32
    }

    private(set) var phrases: [[Term]] = []
    private var numbers: [[Term]: Int32] = [:]
    /// From a state and a word to the next state.
    fileprivate var steps = KeyTable(minimumCapacity: 1024)
    private var stateCount: Int32 = 1
    /// By word: the state that a phrase beginning with it leads to, or -1.
    fileprivate var firstSteps: [Int32] = []
    /// By state: the phrases that end there.
    fileprivate var ends: [[Int32]] = [[]]

    mutating func insert(_ terms: [Term]) -> Int32 {
        if let known = numbers[terms] { return known }
        let number = Int32(phrases.count)
        numbers[terms] = number
        phrases.append(terms)
        var state: Int32 = 0
        for term in terms {
            let key = Vocabulary.pairKey(state, term.fold)
            var next = steps[key]
            if next < 0 {
                next = stateCount
                stateCount += 1
                ends.append([])
                steps.set(key, next)
                if state == 0 { begin(term.fold, next) }
            }
            state = next
        }
        ends[Int(state)].append(number)
        return number
    }

    private mutating func begin(_ fold: Int32, _ state: Int32) {
        guard fold >= 0 else { return }
        while firstSteps.count <= Int(fold) { firstSteps.append(-1) }
        firstSteps[Int(fold)] = state
    }
}

/// All phrases of all rules in one automaton: a message is walked through it once, whatever the number of rules.
struct PhraseFinder: Sendable {
    /// A phrase found in a message.
    struct Hit: BitwiseCopyable, Sendable, Hashable {
        var phrase: Int32
        var span: Span
        /// It agrees only if spellings that are no words are taken as slips of their diacritics.
        var isLoose: Bool
    }

    private let phrases: Lists<PhraseBook.Term>
    private let steps: KeyTable
    private let firstSteps: Column<Int32>
    private let ends: Lists<Int32>

    init(_ book: PhraseBook) {
        phrases = Lists(book.phrases)
        steps = book.steps
        firstSteps = Column(book.firstSteps)
        ends = Lists(book.ends)
    }

    /// Every phrase that stands in the words, sorted by phrase and place.
    func find(_ words: [Word]) -> [Hit] {
        var hits: [Hit] = []
        hits.reserveCapacity(words.count * 2)
        for start in words.indices {
            let fold = Int(words[start].fold)
            guard fold >= 0, fold < firstSteps.count else { continue }
            var state = firstSteps[fold]
            var place = start
            while state >= 0 {
                place += 1
                for phrase in ends.list(Int(state)) {
                    guard let isLoose = agrees(phrase, words, start) else { continue }
                    hits.append(Hit(phrase: phrase, span: Span(start: start, end: place), isLoose: isLoose))
                }
                guard place < words.count, words[place].fold >= 0 else { break }
                state = steps[Vocabulary.pairKey(state, words[place].fold)]
            }
        }
        if hits.count > 1 { hits.sort { ($0.phrase, $0.span.start) < ($1.phrase, $1.span.start) } }
        return hits
    }

    /// Nil: the diacritics do not agree.
    private func agrees(_ phrase: Int32, _ words: [Word], _ start: Int) -> Bool? {
        var isLoose = false
        for (offset, term) in phrases.list(Int(phrase)).enumerated() {
            let word = words[start + offset]
            if !word.isExact || word.form == term.form || term.form < 0 { continue }
            if word.form >= 0 { return nil }
            isLoose = true
        }
        return isLoose
    }
}

/// Tells for most phrases that do not stand in a text that they do not, whatever the number of phrases.
struct PhraseMarks: Sendable {
    private var bits = SIMD8<UInt64>.zero

    init(_ hits: [PhraseFinder.Hit]) {
        for hit in hits { bits[Int(hit.phrase >> 6 & 7)] |= 1 << UInt64(hit.phrase & 63) }
    }

    func mayHold(_ phrase: Int32) -> Bool { bits[Int(phrase >> 6 & 7)] & 1 << UInt64(phrase & 63) != 0 }
}
