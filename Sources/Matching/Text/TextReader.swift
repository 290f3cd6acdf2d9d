/// Cuts a text into words in one pass over its scalars.
struct TextReader {
    /// A word's letters after this many are dropped: the longest Vietnamese syllable has seven, the longest glued run worth
    /// taking apart about forty.
    static let longestWord = 48

    private var text = RawText()
    private var start = 0
    private var gap = RawWord.Gap.sentence
    /// A single separator that may join the word before to the next one.
    private var joiner = false
    private var hasNonDigit = false
    /// How often the last letter of the word stands at its end.
    private var run = 0
    private var lastBase: UInt8 = 0

    static func read(_ string: String, mostBytes: Int) -> RawText {
        var reader = TextReader()
        reader.text.letters.reserveCapacity(128)
        reader.text.words.reserveCapacity(20)
        var bytes = 0
        for scalar in string.unicodeScalars {
            bytes += scalar.value < 0x80 ? 1 : scalar.value < 0x800 ? 2 : scalar.value < 0x10000 ? 3 : 4
            if bytes > mostBytes { break }
            reader.take(scalar)
        }
        reader.endWord()
        return reader.text
    }

    private mutating func take(_ scalar: Unicode.Scalar) {
        // Most of what is typed: no need to look further.
        switch scalar.value {
        case 0x61...0x7A: return append(plain: UInt8(truncatingIfNeeded: scalar.value))
        case 0x41...0x5A: return append(plain: UInt8(truncatingIfNeeded: scalar.value | 0x20))
        case 0x20:
            endWord()
            joiner = false
            return
        default: break
        }
        switch Glyph(scalar) {
        case .letter(let letter):
            text.scripts.latin += letter.isDigit ? 0 : 1
            append(letter)
        case .tone(let tone): mark { $0.with(tone: tone) }
        case .shape(let shape): mark { $0.with(shape: shape) }
        case .ideograph:
            endWord()
            Scripts.count(scalar, in: &text.scripts)
            text.words.append(
                RawWord(
                    letters: text.letters.count..<text.letters.count, key: SpellingKey(ideograph: scalar),
                    kind: .ideograph, gap: gap))
            gap = .space
            joiner = false
        case .ignored: break
        case .separator: separate(scalar)
        }
    }

    /// A Latin letter without marks.
    private mutating func append(plain base: UInt8) {
        text.scripts.latin += 1
        append(Letter(base: base))
    }

    private mutating func append(_ letter: Letter) {
        run = letter.base == lastBase && !letter.isDigit ? run + 1 : 1
        lastBase = letter.base
        hasNonDigit = hasNonDigit || !letter.isDigit
        // "quáááá", "aloooo": the third and later of one letter are only emphasis.
        if run == 3 { text.letters.removeLast() }
        if run >= 3 {
            if letter.isMarked, let last = text.letters.last, !last.isMarked {
                text.letters[text.letters.count - 1] = letter
            }
            return
        }
        if text.letters.count - start < TextReader.longestWord { text.letters.append(letter) }
    }

    private mutating func mark(_ change: (Letter) -> Letter) {
        guard text.letters.count > start, let last = text.letters.last, !last.isDigit else { return }
        text.letters[text.letters.count - 1] = change(last)
    }

    private mutating func separate(_ scalar: Unicode.Scalar) {
        let isInside = text.letters.count > start
        switch scalar {
        case "'", "\u{2019}", "\u{2018}", "`": if isInside { return }  // don't, what's
        default: break
        }
        endWord()
        switch scalar {
        case "?", "\u{FF1F}":
            text.asks = true
            gap = .sentence
        case "\n", "\r", "!", ";", "\u{3002}", "\u{FF01}", "\u{2026}": gap = .sentence
        case "/", "-", ".", ",", ":", "\u{2013}", "\u{2011}", "\u{2010}":
            if isInside {
                joiner = true
                gap = scalar == "." ? .sentence : scalar == "," ? .comma : .space
            } else {
                joiner = false
                if scalar == "." { gap = .sentence } else if scalar == ",", gap != .sentence { gap = .comma }
            }
            return
        default: break
        }
        joiner = false
    }

    private mutating func endWord() {
        let end = text.letters.count
        guard end > start else { return }
        let range = start..<end
        text.words.append(
            RawWord(
                letters: range, key: SpellingKey(text.letters[range]), kind: hasNonDigit ? .word : .number,
                gap: joiner ? .joined : gap))
        start = end
        gap = .space
        joiner = false
        hasNonDigit = false
        run = 0
        lastBase = 0
    }
}
