/// One letter of a word: its ASCII base, and apart from it the shape (â ă đ) and the tone (á à ả ã ạ) it carries.
///
/// Comparing bases compares without diacritics; comparing whole letters compares with them. The hook and the tilde are
/// one tone here: southern speech does not tell them apart and people write "hổ trợ" for "hỗ trợ" every day.
struct Letter: Hashable, Sendable {
    let bits: UInt16

    init(base: UInt8, shape: UInt8 = Shape.none, tone: UInt8 = Tone.none) {
        bits = UInt16(base) | UInt16(shape) << 8 | UInt16(tone) << 12
    }

    /// Lower-case ASCII, or a digit.
    var base: UInt8 { UInt8(truncatingIfNeeded: bits) }
    var shape: UInt8 { UInt8(truncatingIfNeeded: bits >> 8) & 0xF }
    var tone: UInt8 { UInt8(truncatingIfNeeded: bits >> 12) }
    var isMarked: Bool { bits > 0xFF }
    var isDigit: Bool { base < 0x3A }
    var isVowel: Bool { Letter.isVowel(base) }

    func with(shape: UInt8) -> Letter { Letter(base: base, shape: shape, tone: tone) }
    func with(tone: UInt8) -> Letter { Letter(base: base, shape: shape, tone: tone) }

    static func isVowel(_ base: UInt8) -> Bool {
        switch base {
        case 0x61, 0x65, 0x69, 0x6F, 0x75, 0x79: true  // a e i o u y
        default: false
        }
    }

    enum Shape {
        static let none: UInt8 = 0
        static let circumflex: UInt8 = 1
        /// The breve of ă and the horn of ơ and ư: one key (w) in Telex.
        static let horn: UInt8 = 2
        static let stroke: UInt8 = 3
    }

    enum Tone {
        static let none: UInt8 = 0
        static let acute: UInt8 = 1
        static let grave: UInt8 = 2
        static let hook: UInt8 = 3
        static let dot: UInt8 = 4
    }
}

/// What a Unicode scalar is to the reader.
enum Glyph: Equatable {
    case letter(Letter)
    /// A combining tone or shape, written after its letter (decomposed text).
    case tone(UInt8)
    case shape(UInt8)
    /// A letter of a script without an ASCII base: each is a word of its own.
    case ideograph
    /// Zero-width and direction marks, variation selectors, other combining marks: as if not there.
    case ignored
    case separator
}

extension Glyph {
    init(_ scalar: Unicode.Scalar) {
        let value = scalar.value
        switch value {
        case 0..<0x80: self = Glyph.ascii(UInt8(value))
        case 0xC0..<0x250, 0x1E00..<0x1F00:
            let letter = GlyphTable.shared[value]
            self = letter.bits == 0 ? .separator : .letter(letter)
        case 0x300..<0x370: self = Glyph.combining(value)
        case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A: self = Glyph.ascii(UInt8(value - 0xFEE0))
        case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF: self = .ignored
        case 0x2000...0x2BFF, 0x3000...0x3004, 0x3008...0x3020, 0xD800...0xF8FF, 0xFF00...0xFF65, 0x1F000...0x1FAFF:
            self = .separator
        default:
            switch scalar.properties.generalCategory {
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .letterNumber:
                self = .ideograph
            case .nonspacingMark, .enclosingMark, .format: self = .ignored
            default: self = .separator
            }
        }
    }

    private static func ascii(_ byte: UInt8) -> Glyph {
        switch byte {
        case 0x30...0x39, 0x61...0x7A: .letter(Letter(base: byte))
        case 0x41...0x5A: .letter(Letter(base: byte | 0x20))
        default: .separator
        }
    }

    private static func combining(_ value: UInt32) -> Glyph {
        switch value {
        case 0x300, 0x340: .tone(Letter.Tone.grave)
        case 0x301, 0x341: .tone(Letter.Tone.acute)
        case 0x303, 0x309: .tone(Letter.Tone.hook)
        case 0x323: .tone(Letter.Tone.dot)
        case 0x302: .shape(Letter.Shape.circumflex)
        case 0x306, 0x31B: .shape(Letter.Shape.horn)
        default: .ignored
        }
    }
}

/// Latin letters outside ASCII, by scalar value: small enough to write down, and checked in a test against Unicode.
struct GlyphTable: Sendable {
    static let shared = GlyphTable()

    /// U+00C0 to U+024F, then U+1E00 to U+1EFF.
    private let letters: [Letter]

    subscript(value: UInt32) -> Letter { letters[Int(value < 0x250 ? value - 0xC0 : value - 0x1E00 + 0x190)] }

    private init() {
        var letters = GlyphTable.bases.utf8.map { Letter(base: $0) }
        letters = letters.map { $0.base == 0x2E ? Letter(base: 0) : $0 }
        for row in GlyphTable.vietnamese {
            let scalars = Array(row.unicodeScalars)
            for (index, scalar) in scalars.enumerated() where scalar.value >= 0xC0 {
                let place = Int(scalar.value < 0x250 ? scalar.value - 0xC0 : scalar.value - 0x1E00 + 0x190)
                let tones = [
                    0, Letter.Tone.grave, Letter.Tone.hook, Letter.Tone.hook, Letter.Tone.acute, Letter.Tone.dot,
                ]
                letters[place] = Letter(
                    base: letters[place].base,
                    shape: GlyphTable.shape(of: scalars[index % 6 == 0 ? index : index / 6 * 6]),
                    tone: tones[index % 6])
            }
        }
        self.letters = letters
    }

    private static func shape(of scalar: Unicode.Scalar) -> UInt8 {
        switch scalar {
        case "ă", "Ă", "ơ", "Ơ", "ư", "Ư": Letter.Shape.horn
        case "â", "Â", "ê", "Ê", "ô", "Ô": Letter.Shape.circumflex
        case "đ", "Đ": Letter.Shape.stroke
        default: Letter.Shape.none
        }
    }

    /// Each vowel without tone, then with grave, hook, tilde, acute, dot.
    private static let vietnamese = [
        "aàảãáạăằẳẵắặâầẩẫấậ", "eèẻẽéẹêềểễếệ", "iìỉĩíị", "oòỏõóọôồổỗốộơờởỡớợ", "uùủũúụưừửữứự", "yỳỷỹýỵ", "đ",
        "AÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬ", "EÈẺẼÉẸÊỀỂỄẾỆ", "IÌỈĨÍỊ", "OÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢ", "UÙỦŨÚỤƯỪỬỮỨỰ", "YỲỶỸÝỴ", "Đ",
    ]

    /// The ASCII base of each letter; a dot where there is none.
    private static let bases =
        "aaaaaaaceeeeiiiidnooooo.ouuuuytsaaaaaaaceeeeiiiidnooooo.ouuuuytyaaaaaaccccccccddddeeeeeeeeeegggg"
        + "gggghhhhiiiiiiiiii..jjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"
        + "................................oo.............uu............................aaiioouuuuuuuuuu.aaaa....gg"
        + "kkoooo..j...gg..nnaa....aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy............................"
        + "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrr"
        + "ssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy.s..s.aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
        + "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......"
}
