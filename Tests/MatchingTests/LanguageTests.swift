import Testing

@testable import Matching

@Suite("The language of a message")
struct LanguageTests {
    static let rows = Sample.rows("languages.tsv").filter { $0.count == 2 }

    @Test("at least 99 of 100 sentences are told right")
    func detection() {
        #expect(Self.rows.count >= 100)
        let wrong = Self.rows.filter { Language.detect(TextReader.read($0[1], mostBytes: 4096)) != $0[0] }
        #expect(wrong.count * 100 <= Self.rows.count, "\(wrong)")
    }

    @Test(
        "Chinese in both ways of writing, Korean and Japanese are never taken for each other",
        arguments: rows.filter { ["zh-Hans", "zh-Hant", "ko", "ja"].contains($0[0]) })
    func asian(_ row: [String]) {
        #expect(Language.detect(TextReader.read(row[1], mostBytes: 4096)) == row[0])
    }

    @Test("a text that tells nothing is in the language of the conversation")
    func hint() {
        #expect(Sample.decide("F0", Context(language: "en")).language == "en")
        #expect(Sample.decide("xét nghiệm ở đâu", Context(language: "en")).language == "vi")
    }

    @Test(
        "Chinese, Korean and Japanese are never answered by accident",
        arguments: rows.filter { ["zh-Hans", "zh-Hant", "ko", "ja"].contains($0[0]) }.map { $0[1] })
    func foreign(_ text: String) {
        #expect(Sample.decide(text).action == .escalate)
    }

    @Test("an entry without an answer in the language asked goes to a person")
    func noAnswerInLanguage() {
        let decision = Sample.decide("hết sữa cho con nhỏ")
        #expect(decision.action == .answer)
        let entry = Entry(
            id: "x", topics: [], titles: ["vi": "Chỗ gửi xe"], examples: ["en": ["where can i park my motorbike"]],
            answeredLanguages: ["vi"])
        let matcher = Matcher(KnowledgeBase(entries: [entry] + Sample.entries))
        let english = matcher.decide("where can i park my motorbike")
        #expect(english.action == .escalate)
        #expect(english.intents == ["x"])
        #expect(matcher.decide("Chỗ gửi xe").action == .answer)
    }
}
