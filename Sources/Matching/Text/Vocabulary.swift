/// The words that the knowledge base uses. Whatever a citizen types is read towards these words or left unknown.
struct Vocabulary: Sendable {
    /// A spelling without diacritics.
    struct Fold: Sendable {
        /// Its spellings with diacritics, as numbers of `forms`.
        var forms: [Int32]
        /// Lower-case ASCII; empty for a letter of another script.
        var spelling: [UInt8]
        var count: Int
    }

    /// A spelling with diacritics (which may be none).
    struct Form: Sendable {
        var fold: Int32
        var letters: [Letter]
        var isMarked: Bool
        var count: Int
        /// Seen where its writer used diacritics elsewhere, or wrote English: it is meant as it stands.
        var isDeliberate = false
    }

    private(set) var folds: [Fold] = []
    private(set) var forms: [Form] = []
    private var foldTable = KeyTable(minimumCapacity: 1024)
    private var formTable = KeyTable(minimumCapacity: 1024)
    /// Pairs of words seen side by side, without diacritics.
    private var pairTable = KeyTable(minimumCapacity: 4096)

    func fold(_ key: UInt64) -> Int32 { foldTable[key] }
    func form(_ key: UInt64) -> Int32 { formTable[key] }
    func isPair(_ left: Int32, _ right: Int32) -> Bool { pairTable[Vocabulary.pairKey(left, right)] > 0 }

    func count(ofFold fold: Int32) -> Int { fold < 0 ? 0 : folds[Int(fold)].count }

    static func pairKey(_ left: Int32, _ right: Int32) -> UInt64 {
        SpellingKey.finish(UInt64(UInt32(bitPattern: left)) << 32 | UInt64(UInt32(bitPattern: right)) &+ 0x9E37_79B9)
    }

    /// Takes the words of a text in; `counts` is false for texts that are looked for rather than written by people.
    mutating func learn(_ text: RawText, counts: Bool = true) {
        var previous: Int32 = -1
        let isDeliberate = text.words.contains { $0.key.isMarked } || Language.detect(text) == "en"
        for word in text.words {
            let form = insert(word.key, letters: Array(text.letters(of: word)))
            let fold = forms[Int(form)].fold
            if isDeliberate { forms[Int(form)].isDeliberate = true }
            if counts {
                forms[Int(form)].count += 1
                folds[Int(fold)].count += 1
                if previous >= 0, word.gap == .space || word.gap == .joined {
                    pairTable.set(Vocabulary.pairKey(previous, fold), 1)
                }
            }
            previous = fold
        }
    }

    private mutating func insert(_ key: SpellingKey, letters: [Letter]) -> Int32 {
        let known = formTable[key.full]
        if known >= 0 { return known }
        var fold = foldTable[key.folded]
        if fold < 0 {
            fold = Int32(folds.count)
            folds.append(Fold(forms: [], spelling: letters.map(\.base), count: 0))
            foldTable.set(key.folded, fold)
        }
        let form = Int32(forms.count)
        forms.append(Form(fold: fold, letters: letters, isMarked: key.isMarked, count: 0))
        folds[Int(fold)].forms.append(form)
        formTable.set(key.full, form)
        return form
    }

    /// The known form that a half-marked spelling can only mean: "đươc" has no tone although its ending asks for one, and
    /// "dược" may lack its stroke. -1 if the spelling is complete as it is and merely another word.
    func completion(of letters: some BidirectionalCollection<Letter>, fold: Int32) -> Int32 {
        let tone = letters.map(\.tone).max() ?? 0
        let stops: [UInt8] = [0x63, 0x68, 0x70, 0x74]  // c ch p t
        let lacksTone =
            tone == 0 && letters.last.map { stops.contains($0.base) } ?? false
            && !letters.suffix(2).map(\.base).elementsEqual([0x6E, 0x68])
        var best: Int32 = -1
        for form in folds[Int(fold)].forms where forms[Int(form)].letters.count == letters.count {
            let whole = forms[Int(form)]
            let completes = zip(letters, whole.letters).allSatisfy { typed, meant in
                typed.base == meant.base && (typed.shape == meant.shape || (typed.base == 0x64 && typed.shape == 0))
            }
            guard completes, lacksTone || tone == whole.letters.map(\.tone).max() ?? 0 else { continue }
            if best < 0 || whole.count > forms[Int(best)].count { best = form }
        }
        return best
    }

    /// Whether the knowledge base means a word when it writes it without diacritics, and not a marked one half typed.
    func isPlainWord(_ fold: Int32) -> Bool {
        let known = folds[Int(fold)].forms
        return known.contains { !forms[Int($0)].isMarked && forms[Int($0)].isDeliberate }
            || known.allSatisfy { !forms[Int($0)].isMarked }
    }

    /// The word as an editor would write it, for reasons.
    func spelling(form: Int32) -> String { Vocabulary.spell(forms[Int(form)].letters) }

    /// The commonest spelling of a fold.
    func spelling(fold: Int32) -> String {
        var best: Int32 = -1
        for form in folds[Int(fold)].forms where best < 0 || forms[Int(form)].count > forms[Int(best)].count {
            best = form
        }
        return best < 0 ? "" : spelling(form: best)
    }

    static func spell(_ letters: some Sequence<Letter>) -> String {
        var scalars = String.UnicodeScalarView()
        let tones: [Unicode.Scalar?] = [nil, "\u{301}", "\u{300}", "\u{309}", "\u{323}"]
        for letter in letters {
            if letter.base == 0x64, letter.shape == Letter.Shape.stroke {
                scalars.append("đ")
            } else {
                scalars.append(Unicode.Scalar(letter.base))
            }
            if letter.shape == Letter.Shape.circumflex { scalars.append("\u{302}") }
            if letter.shape == Letter.Shape.horn { scalars.append(letter.base == 0x61 ? "\u{306}" : "\u{31B}") }
            if letter.tone < tones.count, let tone = tones[Int(letter.tone)] { scalars.append(tone) }
        }
        return String(scalars)
    }
}
