import Foundation
import Testing

@testable import Matching

@Suite("Letters and keys")
struct LetterTests {
    @Test("every Latin letter has the base that Unicode's decomposition gives it")
    func basesAgreeWithUnicode() {
        for value in Array(UInt32(0xC0)..<0x250) + Array(UInt32(0x1E00)..<0x1F00) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let first = String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars.first
            guard let first, first.isASCII, first.properties.isAlphabetic else { continue }
            let expected = UInt8(truncatingIfNeeded: first.value) | 0x20
            guard case .letter(let letter) = Glyph(scalar) else {
                Issue.record("U+\(String(value, radix: 16)) is no letter")
                continue
            }
            #expect(letter.base == expected, "U+\(String(value, radix: 16))")
        }
    }

    @Test("composed and decomposed Vietnamese give the same keys, upper and lower case too")
    func compositionDoesNotMatter() {
        let vowels = "aăâeêioôơuưy"
        let tones = ["", "\u{300}", "\u{309}", "\u{303}", "\u{301}", "\u{323}"]
        for vowel in vowels {
            for tone in tones {
                let composed = (String(vowel) + tone).precomposedStringWithCanonicalMapping
                let decomposed = composed.decomposedStringWithCanonicalMapping
                #expect(keys("t" + composed) == keys("t" + decomposed), "\(composed)")
                #expect(keys("t" + composed) == keys("T" + composed.uppercased()), "\(composed)")
                #expect(keys("t" + composed).map(\.isMarked) == [composed.unicodeScalars.contains { !$0.isASCII }])
            }
        }
        #expect(keys("đ") == keys("Đ"))
        #expect(keys("đ") != keys("d"))
        #expect(keys("đ").map(\.folded) == keys("d").map(\.folded))
    }

    @Test(
        "spellings of one word share a key",
        arguments: [
            ("hoà", "hòa"), ("thuỷ", "thủy"), ("bác sỹ", "bác sĩ"), ("lý do", "lí do"), ("hỗ trợ", "hổ trợ"),
            ("ĐƯỢC", "được"),
            ("quááááá", "quá"), ("vaccines", "vaccine"), ("tested", "testing"), ("isolate", "isolation"),
            ("don’t", "dont"),
            ("ｔｅｓｔ", "test"), ("te\u{200B}st", "test"), ("co\u{AD}vid", "covid"),
        ])
    func sameKey(_ left: String, _ right: String) {
        #expect(keys(left).map(\.full) == keys(right).map(\.full))
    }

    @Test(
        "words that differ only in their diacritics differ in the full key alone",
        arguments: [("gần", "gan"), ("còn", "cồn"), ("tím", "tim"), ("thở", "thơ"), ("ngừa", "ngứa"), ("đau", "dau")])
    func fullKeyTellsApart(_ left: String, _ right: String) {
        #expect(keys(left).map(\.folded) == keys(right).map(\.folded))
        #expect(keys(left).map(\.full) != keys(right).map(\.full))
    }

    @Test(
        "words are cut where people cut them",
        arguments: [
            ("Covid-19", 2), ("31/7", 2), ("F0", 1), ("tôi... bị sốt", 3), ("你好", 2), ("🙂", 0), ("", 0), ("  ,.?!", 0),
            ("it's", 1), ("3 nguoi 1 be", 4),
        ])
    func words(_ text: String, _ count: Int) {
        #expect(TextReader.read(text, mostBytes: 1000).words.count == count)
    }

    @Test("reading stops at the limit")
    func readingStops() {
        #expect(TextReader.read(String(repeating: "a b ", count: 1000), mostBytes: 40).words.count == 20)
    }

    private func keys(_ text: String) -> [SpellingKey] { TextReader.read(text, mostBytes: 1000).words.map(\.key) }
}
