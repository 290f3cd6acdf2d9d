/// Undoes Telex and VNI keys left raw because no input method was on: "tieem vawcs xin", "tie6m va8c1 xin". Whether the
/// outcome is a word is the caller's to say: the vocabulary is the guard.
enum Telex {
    /// The letters meant, or nil if nothing in the word is a Telex key.
    static func undo(_ typed: ArraySlice<Letter>) -> [Letter]? {
        guard typed.count >= 2, !typed.contains(where: { $0.isMarked || $0.isDigit }) else { return nil }
        var letters: [Letter] = []
        var changed = false
        for key in typed {
            if let tone = tone(key.base), let place = letters.lastIndex(where: \.isVowel),
                !letters.contains(where: { $0.tone != 0 })
            {
                letters[place] = letters[place].with(tone: tone)
                changed = true
            } else if !shape(key.base, &letters) {
                letters.append(key)
            } else {
                changed = true
            }
        }
        return changed ? letters : nil
    }

    private static func tone(_ base: UInt8) -> UInt8? {
        switch base {
        case 0x73: Letter.Tone.acute  // s
        case 0x66: Letter.Tone.grave  // f
        case 0x72, 0x78: Letter.Tone.hook  // r x
        case 0x6A: Letter.Tone.dot  // j
        default: nil
        }
    }

    private static func shape(_ base: UInt8, _ letters: inout [Letter]) -> Bool {
        switch base {
        case 0x61, 0x65, 0x6F:  // aa ee oo, also typed at the end: "tieme"
            guard let place = letters.lastIndex(where: { $0.base == base && $0.shape == 0 }),
                letters[place...].dropFirst().allSatisfy({ !$0.isVowel })
            else { return false }
            letters[place] = letters[place].with(shape: Letter.Shape.circumflex)
            return true
        case 0x64:  // dd
            guard let first = letters.first, first.base == 0x64, first.shape == 0,
                letters.count == 1 || letters.contains(where: \.isVowel)
            else { return false }
            letters[0] = first.with(shape: Letter.Shape.stroke)
            return true
        case 0x77: return horn(&letters)
        default: return false
        }
    }

    /// w after a, o, u; after "uo" it means both.
    private static func horn(_ letters: inout [Letter]) -> Bool {
        guard let place = letters.lastIndex(where: { $0.base == 0x61 || $0.base == 0x6F || $0.base == 0x75 }),
            letters[place].shape != Letter.Shape.horn
        else {
            return false
        }
        letters[place] = letters[place].with(shape: Letter.Shape.horn)
        if letters[place].base == 0x6F, place > 0, letters[place - 1].base == 0x75 {
            letters[place - 1] = letters[place - 1].with(shape: Letter.Shape.horn)
        }
        return true
    }

    /// The letters meant by VNI digits, or nil if there are none after a letter.
    static func undoDigits(_ typed: ArraySlice<Letter>) -> [Letter]? {
        var letters: [Letter] = []
        var changed = false
        for key in typed {
            guard key.isDigit else {
                letters.append(key)
                continue
            }
            guard let place = digit(key.base - 0x30, &letters) else { return nil }
            changed = changed || place
        }
        return changed ? letters : nil
    }

    /// Nil: the digit is not a mark here.
    private static func digit(_ digit: UInt8, _ letters: inout [Letter]) -> Bool? {
        func change(_ bases: [UInt8], _ shape: UInt8) -> Bool? {
            guard let place = letters.lastIndex(where: { bases.contains($0.base) && $0.shape != shape }) else {
                return nil
            }
            letters[place] = letters[place].with(shape: shape)
            if shape == Letter.Shape.horn, letters[place].base == 0x6F, place > 0, letters[place - 1].base == 0x75 {
                letters[place - 1] = letters[place - 1].with(shape: shape)
            }
            return true
        }
        switch digit {
        case 1...5:
            let tones = [Letter.Tone.acute, Letter.Tone.grave, Letter.Tone.hook, Letter.Tone.hook, Letter.Tone.dot]
            guard let place = letters.lastIndex(where: \.isVowel) else { return nil }
            letters[place] = letters[place].with(tone: tones[Int(digit) - 1])
            return true
        case 6: return change([0x61, 0x65, 0x6F], Letter.Shape.circumflex)
        case 7: return change([0x6F, 0x75], Letter.Shape.horn)
        case 8: return change([0x61], Letter.Shape.horn)
        case 9: return change([0x64], Letter.Shape.stroke)
        default: return nil
        }
    }
}
