/// Whether a run of letters can be a Vietnamese syllable, looking only at bases: about what language a word is in, and
/// whether an unknown word is a slip or merely a word that the knowledge base does not use.
enum Syllable {
    static func isPossible(_ letters: ArraySlice<Letter>) -> Bool {
        guard (1...7).contains(letters.count) else { return false }
        var rest = letters
        let onset = onsetLength(rest)
        rest = rest.dropFirst(onset)
        var nucleus: UInt32 = 0
        var vowels = 0
        while let letter = rest.first, letter.isVowel, vowels < 3 {
            nucleus = nucleus << 8 | UInt32(letter.base)
            rest = rest.dropFirst()
            vowels += 1
        }
        guard vowels > 0 || (onset == 2 && letters.first?.base == 0x67) else { return false }  // "gì"
        return (vowels == 0 || nuclei.contains(nucleus)) && codas.contains(pack(rest))
    }

    private static func onsetLength(_ letters: ArraySlice<Letter>) -> Int {
        if letters.count >= 3, onsets3.contains(pack(letters.prefix(3))) { return 3 }
        if letters.count >= 2, onsets2.contains(pack(letters.prefix(2))) {
            // "gi" and "qu" keep their vowel letter only before another vowel or at the end.
            return 2
        }
        guard let first = letters.first, !first.isVowel else { return 0 }
        return onsets1.contains(UInt32(first.base)) ? 1 : 0
    }

    private static func pack(_ letters: ArraySlice<Letter>) -> UInt32 {
        letters.reduce(0) { $0 << 8 | UInt32($1.base) }
    }

    private static func packed(_ words: String) -> [UInt32] {
        words.split(separator: " ").map { $0.utf8.reduce(0) { $0 << 8 | UInt32($1) } }
    }

    private static let onsets3 = packed("ngh")
    private static let onsets2 = packed("ng gh kh nh ph th tr ch qu")
    private static let onsets1 = packed("b c d g h k l m n p r s t v x")
    private static let codas: [UInt32] = [0] + packed("c ch m n ng nh p t")
    private static let nuclei = packed(
        "a e i o u y ai ao au ay eo eu ia ie iu oa oe oi ua ue ui uo uu uy ye yeu ieu oai oay oeo uay uoi uou uya uye uyu "
            + "iai iao iau iay ieu io iu iua ioi")
}
