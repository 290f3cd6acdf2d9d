/// From words as typed to words of the vocabulary: abbreviations, raw Telex and VNI keys, lost spaces and slips undone.
final class WordReader: Sendable {
    let vocabulary: Vocabulary
    private let slips: SlipIndex
    /// Abbreviations by language, from the keys with diacritics of one to three words.
    private let abbreviations: [String: KeyTable]
    private let expansions: [[Word]]
    private let mending: Mending
    private static let longestAbbreviation = 3
    /// What a known pair with a neighbour weighs for a guess, against the word's own frequency (at most 50).
    private static let pairWeight = 200

    init(vocabulary: Vocabulary, lexicon: Lexicon) {
        self.vocabulary = vocabulary
        slips = SlipIndex(vocabulary)
        mending = Mending(vocabulary: vocabulary, slips: slips)
        var abbreviations: [String: KeyTable] = [:]
        var expansions: [[Word]] = []
        for (language, table) in lexicon.abbreviations.sorted(by: { $0.key < $1.key }) {
            var keys = KeyTable(minimumCapacity: table.count)
            for (from, to) in table.sorted(by: { $0.key < $1.key }) {
                let short = TextReader.read(from, mostBytes: 256)
                guard !short.words.isEmpty, short.words.count <= WordReader.longestAbbreviation else { continue }
                let long = TextReader.read(to, mostBytes: 256)
                keys.set(WordReader.key(short.words[...]), Int32(expansions.count))
                expansions.append(long.words.map { WordReader.plainWord($0, source: 0, vocabulary) })
            }
            abbreviations[language] = keys
        }
        self.abbreviations = abbreviations
        self.expansions = expansions
    }

    private static func key(_ words: ArraySlice<RawWord>) -> UInt64 {
        SpellingKey.finish(words.reduce(UInt64(words.count)) { ($0 ^ $1.key.full) &* 0x9E37_79B9_7F4A_7C15 })
    }

    /// A word looked up and nothing else: for rules, expansions and examples.
    func plainWord(_ raw: RawWord, source: Int) -> Word { WordReader.plainWord(raw, source: source, vocabulary) }

    private static func plainWord(_ raw: RawWord, source: Int, _ vocabulary: Vocabulary) -> Word {
        let fold = vocabulary.fold(raw.key.folded)
        let form = vocabulary.form(raw.key.full)
        return Word(
            fold: fold, form: form, isExact: raw.key.isMarked, kind: raw.kind, gap: raw.gap, source: Int32(source))
    }

    /// The words of a text. `guesses` is false for texts that editors wrote: they are taken as they stand.
    func read(_ text: RawText, language: String, guesses: Bool = true) -> [Word] {
        var words: [Word] = []
        words.reserveCapacity(text.words.count + 8)
        let table = language == "en" ? abbreviations["en"] : abbreviations["vi"]
        var index = 0
        while index < text.words.count {
            if let table, let (count, expansion) = expand(text, at: index, table) {
                for (place, word) in expansions[expansion].enumerated() {
                    var word = word
                    word.source = Int32(index)
                    word.isExpanded = true
                    if place == 0 { word.gap = text.words[index].gap }
                    words.append(word)
                }
                index += count
                continue
            }
            let raw = text.words[index]
            var word = plainWord(raw, source: index)
            if word.fold < 0, raw.kind == .word, guesses {
                undo(raw, text.letters(of: raw), index, next: nextFold(text, index), into: &words)
            } else {
                if guesses, language != "en", let meant = telexBehindEnding(raw, text.letters(of: raw), word) {
                    word = meant
                } else if word.fold >= 0, word.form < 0, raw.key.isMarked {
                    word.form = vocabulary.completion(of: text.letters(of: raw), fold: word.fold)
                }
                words.append(word)
            }
            index += 1
        }
        if guesses { mending.mend(&words, of: text) }
        settleDiacritics(&words)
        return words
    }

    private func expand(_ text: RawText, at index: Int, _ table: KeyTable) -> (Int, Int)? {
        var best: (Int, Int)?
        for count in 1...WordReader.longestAbbreviation where index + count <= text.words.count {
            let found = table[WordReader.key(text.words[index..<(index + count)])]
            if found >= 0 { best = (count, Int(found)) }
        }
        return best
    }

    private func nextFold(_ text: RawText, _ index: Int) -> Int32 {
        index + 1 < text.words.count ? vocabulary.fold(text.words[index + 1].key.folded) : -1
    }

    /// Where nearly every word that can carry diacritics does, a word without them means just that.
    private func settleDiacritics(_ words: inout [Word]) {
        var marked = 0
        var missing = 0
        for word in words where word.fold >= 0 && word.kind == .word {
            if word.isExpanded { continue }
            if word.isExact { marked += 1 } else if !vocabulary.isPlainWord(word.fold) { missing += 1 }
        }
        guard marked >= 2, missing * 5 <= marked else { return }
        for index in words.indices where words[index].fold >= 0 && !words[index].isExact && !words[index].isGuess {
            if vocabulary.isPlainWord(words[index].fold) { words[index].isExact = true }
        }
    }

    // MARK: Undoing

    private func undo(
        _ raw: RawWord, _ letters: ArraySlice<Letter>, _ source: Int, next: Int32, into words: inout [Word]
    ) {
        let unknown = Word(
            fold: -1, form: -1, isExact: raw.key.isMarked, kind: raw.kind, gap: raw.gap, source: Int32(source))
        if let keys = Telex.undo(letters) ?? Telex.undoDigits(letters), let word = known(keys, unknown) {
            words.append(word)
            return
        }
        if let single = withoutDoubles(letters), let word = known(single, unknown) {
            words.append(word)
            return
        }
        let previous = words.last?.fold ?? -1
        let isSyllable = Syllable.isPossible(letters)
        if letters.count >= 4, !isSyllable || letters.count > 7, let parts = split(letters, unknown) {
            words.append(contentsOf: parts)
            return
        }
        if let fold = slip(letters, previous: previous, next: next, least: isSyllable ? WordReader.pairWeight : 1) {
            var word = unknown
            word.fold = fold
            word.isExact = false
            word.isGuess = true
            words.append(word)
            return
        }
        words.append(unknown)
    }

    /// "khos" is khó in Telex keys, although taken for English it would lose its ending and be known as "kho".
    private func telexBehindEnding(_ raw: RawWord, _ letters: ArraySlice<Letter>, _ word: Word) -> Word? {
        guard word.fold >= 0, raw.kind == .word, !raw.key.isMarked,
            letters.count > vocabulary.folds[Int(word.fold)].spelling.count, let keys = Telex.undo(letters),
            let meant = known(keys, word), meant.isExact
        else { return nil }
        return meant
    }

    private func known(_ letters: [Letter], _ unknown: Word) -> Word? {
        let key = SpellingKey(letters)
        let fold = vocabulary.fold(key.folded)
        guard fold >= 0 else { return nil }
        var word = unknown
        word.fold = fold
        word.form = vocabulary.form(key.full)
        if word.form < 0, key.isMarked { word.form = vocabulary.completion(of: letters, fold: fold) }
        word.isExact = key.isMarked && word.form >= 0
        return word
    }

    private func withoutDoubles(_ letters: ArraySlice<Letter>) -> [Letter]? {
        var single: [Letter] = []
        for letter in letters {
            if let last = single.last, last.base == letter.base {
                if letter.isMarked { single[single.count - 1] = letter }
            } else {
                single.append(letter)
            }
        }
        return single.count < letters.count ? single : nil
    }

    /// A word one edit away that fits its neighbours. What could be a word of its own needs a neighbour's word for it.
    private func slip(_ letters: ArraySlice<Letter>, previous: Int32, next: Int32, least: Int) -> Int32? {
        var best: Int32 = -1
        var bestWeight = 0
        slips.neighbours(of: letters) { fold in
            let entry = vocabulary.folds[Int(fold)]
            var weight = min(entry.count, 50)
            if previous >= 0, vocabulary.isPair(previous, fold) { weight += WordReader.pairWeight }
            if next >= 0, vocabulary.isPair(fold, next) { weight += WordReader.pairWeight }
            if weight < WordReader.pairWeight, letters.count < 5 || letters.first?.base != entry.spelling[0] { return }
            if weight > bestWeight || (weight == bestWeight && fold < best) {
                best = fold
                bestWeight = weight
            }
        }
        return best < 0 || bestWeight < least ? nil : best
    }

    /// Takes glued words apart: every part a known word, as few parts as possible, known pairs preferred.
    private func split(_ letters: ArraySlice<Letter>, _ unknown: Word) -> [Word]? {
        struct Step { var cost = Int.max; var from = 0; var word: Word?; var paired = false }
        let base = letters.startIndex
        var steps = Array(repeating: Step(), count: letters.count + 1)
        steps[0].cost = 0
        for start in 0..<letters.count where steps[start].cost < Int.max {
            for end in (start + 1)...min(start + 12, letters.count) {
                let part = letters[(base + start)..<(base + end)]
                guard let word = known(Array(part), unknown),
                    !part.contains(where: \.isDigit) || part.allSatisfy(\.isDigit),
                    word.form >= 0 || !word.isExact
                else { continue }
                let paired = steps[start].word.map { vocabulary.isPair($0.fold, word.fold) } ?? false
                let cost = steps[start].cost + (paired ? 4 : 10) + (end - start == 1 ? 8 : 0)
                if cost < steps[end].cost { steps[end] = Step(cost: cost, from: start, word: word, paired: paired) }
            }
        }
        guard steps[letters.count].cost < Int.max else { return nil }
        var parts: [Word] = []
        var end = letters.count
        var paired = false
        while end > 0, var word = steps[end].word {
            word.isGuess = true
            if steps[end].from > 0 { word.gap = .space }
            paired = paired || steps[end].paired
            parts.append(word)
            end = steps[end].from
        }
        let isMarked = letters.contains(where: \.isMarked)
        return parts.count > 1 && (paired || isMarked || letters.contains(where: \.isDigit)) ? parts.reversed() : nil
    }
}
