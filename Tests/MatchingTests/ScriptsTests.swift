import Testing

@testable import Matching

@Suite("Ways of writing Chinese characters")
struct ScriptsTests {
    private static let none = ("-" as Unicode.Scalar).value

    @Test("each row has three characters, and no two rows share one")
    func rows() {
        var seen: Set<UInt32> = []
        for row in Scripts.rows {
            let text = String(String.UnicodeScalarView(row.compactMap(Unicode.Scalar.init)))
            #expect(row.count == 3, "\(text)")
            #expect(row[0] != row[1] || row[0] == Self.none, "alike in both: \(text)")
            let characters = Set(row).subtracting([Self.none])
            #expect(seen.isDisjoint(with: characters), "stands in another row: \(text)")
            seen.formUnion(characters)
        }
        #expect(Scripts.rows.count >= 400)
    }

    @Test("what only one way of writing has stands in one column")
    func columnsOfTheirOwn() {
        func column(_ place: Int) -> Set<UInt32> { Set(Scripts.rows.map { $0[place] }).subtracting([Self.none]) }
        let onlyJapanese = column(2).subtracting(column(0)).subtracting(column(1))
        #expect(column(0).isDisjoint(with: column(1)))
        #expect(onlyJapanese.isSuperset(of: "発検広沢浜関応対働込図単売読気楽薬経験".unicodeScalars.map(\.value)))
    }

    @Test(
        "what is written alike in two ways is in the language of the conversation",
        arguments: [
            ("自殺", "ja", "ja"), ("自殺", "zh-Hant", "zh-Hant"), ("你好", "zh-Hant", "zh-Hant"),
            ("你好", "zh-Hans", "zh-Hans"),
            ("医院", "ja", "ja"), ("医院", "ko", "zh-Hans"), ("我們", "ja", "zh-Hant"), ("我们", "zh-Hant", "zh-Hans"),
            ("発熱", "zh-Hant", "ja"),
        ])
    func hint(text: String, conversation: String, language: String) {
        #expect(Language.detect(TextReader.read(text, mostBytes: 256), hint: conversation) == language)
    }

    @Test("a word is two characters side by side, not across kana")
    func words() {
        let counts = TextReader.read("工場", mostBytes: 64).scripts
        #expect(counts.japanese == counts.traditional + 1)
        let apart = TextReader.read("工の場", mostBytes: 64).scripts
        #expect(apart.japanese == apart.traditional)
    }
}
