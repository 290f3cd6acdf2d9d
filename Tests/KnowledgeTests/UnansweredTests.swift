import Foundation
import Knowledge
import Messaging
import Testing

/// What editors are shown of questions that no entry answers.
@Suite struct UnansweredTests {
    private func asked(_ text: String, by contact: Int64, answered: Bool = false) -> UnansweredQuestions.Question {
        UnansweredQuestions.Question(text: PersonalData.masked(text), contact: contact, wasAnswered: answered)
    }

    private func unanswered(_ questions: [UnansweredQuestions.Question]) throws -> UnansweredQuestions {
        UnansweredQuestions(questions, in: try GoodSet.set())
    }

    /// The words of each group's wordings.
    private func texts(_ questions: [UnansweredQuestions.Question]) throws -> [[String]] {
        try unanswered(questions).groups.map { $0.wordings.map(\.text) }
    }

    static let oxygen = "bình oxy mượn chỗ nào cho ba em với"

    @Test func alikeQuestionsOfTwoPeopleAreOneGroupLargestFirst() throws {
        let found = try unanswered([
            asked("xin giấy phép shipper", by: 1), asked("xin giay phep shipper ạ", by: 2),
            asked("bình oxy mượn chỗ nào", by: 3), asked("dạ mượn bình oxy chỗ nào ạ", by: 4),
            asked("binh oxy muon cho nao", by: 5),
        ])
        #expect(found.groups.map(\.times) == [3, 2])
        #expect(found.groups.map(\.people) == [3, 2])
        // The same words once: with diacritics, and without the courtesy around them if more people wrote so.
        #expect(found.groups.first?.wordings.map(\.times) == [3])
        #expect(found.groups.first?.wordings.first?.text == "bình oxy mượn chỗ nào")
        #expect((found.total, found.unanswered, found.hidden) == (5, 5, 0))
    }

    /// R40: a wording is shown only when two different people wrote alike.
    @Test func whatOnePersonWroteIsNotShownHoweverOften() throws {
        let found = try unanswered([asked(Self.oxygen, by: 1), asked(Self.oxygen, by: 1), asked(Self.oxygen, by: 1)])
        #expect(found.groups.isEmpty)
        #expect((found.unanswered, found.hidden) == (3, 3))
    }

    /// A word that only one of them used may name somebody.
    @Test func aWordThatOnlyOnePersonUsedIsShownInNoWording() throws {
        let found = try unanswered([
            asked("bình oxy mượn chỗ nào vậy", by: 1), asked("bình oxy mượn chỗ nào", by: 2),
            asked("bình oxy mượn chỗ nào bảy tèo", by: 3),
        ])
        #expect(found.groups.flatMap(\.wordings).allSatisfy { !$0.text.contains("tèo") })
        #expect(found.groups.map(\.people) == [3])
    }

    @Test(arguments: [
        "bình oxy mượn chỗ nào, sdt 0909123456", "tôi tên Hoa, bình oxy mượn chỗ nào",
        "bình oxy mượn chỗ nào, nhà hẻm 12", "bình oxy mượn chỗ nào, a@b.vn",
    ]) func messagesWithPersonalDataAreDropped(_ text: String) throws {
        let found = try unanswered([asked(text, by: 1), asked(text, by: 2)])
        #expect(found.groups.isEmpty)
        #expect(found.hidden == 2)
    }

    @Test(arguments: [
        // Answered; an emergency; a wish for a person; a confidential matter; nothing.
        "xét nghiệm covid ở đâu", "ba em khó thở quá", "gặp người trực", "tôi muốn tố giác người ăn chặn tiền hỗ trợ",
        "...",
    ]) func isNoUnansweredQuestion(_ text: String) throws {
        let found = try unanswered([asked(text, by: 1), asked(text, by: 2)])
        #expect(found.unanswered == 0)
        #expect(found.groups.isEmpty)
    }

    @Test func whatWasAnsweredInItsConversationIsNotOpen() throws {
        let text = "vậy bao nhiêu một lần"
        #expect(try texts([asked(text, by: 1, answered: true), asked(text, by: 2, answered: true)]).isEmpty)
    }

    @Test func aNovelIsNoQuestionOthersAskToo() throws {
        let text = String(repeating: "bình oxy mượn chỗ nào ", count: 40)
        #expect(try unanswered([asked(text, by: 1), asked(text, by: 2)]).unanswered == 0)
    }

    @Test func theOrderOfTheQuestionsChangesNothing() throws {
        let questions = [
            asked("xin giấy phép shipper", by: 1), asked("giay phep shipper xin sao", by: 2),
            asked("bình oxy mượn chỗ nào", by: 3), asked("mượn bình oxy chỗ nào ạ", by: 4),
            asked("bình oxy mượn ở chỗ nào", by: 5), asked("xin giấy phép shipper", by: 6),
        ]
        #expect(try unanswered(questions).groups == unanswered(questions.reversed()).groups)
    }

    @Test func theMatchersCandidatesAreOfferedAndConfidentialEntriesAreNot() throws {
        let found = try unanswered([asked("xét nghiệm tiền mặt", by: 1), asked("xet nghiem tien mat", by: 2)])
        let group = try #require(found.groups.first)
        #expect(group.candidates.contains("testing.price"))
        #expect(!group.candidates.contains("support.denounce"))
    }

    /// All with a word in common and hardly two alike: each is compared with every group.
    @Test(.timeLimit(.minutes(1))) func manyGroupsAreFoundInBoundedTime() throws {
        // No word of the set, nor two of them glued together.
        let letters = Array("bcdfghjklmnpqrstvwxz")
        func word(_ number: Int) -> String {
            "qz\(letters[number / 400])\(letters[number / 20 % 20])\(letters[number % 20])w"
        }
        let questions = (0..<400).map { number in
            asked("oxy \((0..<12).map { word(number % 150 * 4 + $0) }.joined(separator: " "))", by: Int64(number))
        }
        let found = try unanswered(questions)
        #expect(found.unanswered == 400)
        #expect(found.groups.count > 20)
        #expect(found.groups.allSatisfy { $0.times >= $0.people && $0.people >= 2 })
    }

    // MARK: The lines to paste

    @Test func theLinesStandAsTheFilesExamplesDo() throws {
        let set = try GoodSet.set()
        let blocks = try #require(
            set.exampleLines([("vi", "test chỗ nào vậy"), ("en", "where to \"swab\"")], for: "testing.where"))
        #expect(blocks.map(\.language) == ["vi", "en"])
        #expect(blocks[0].lines == ["        - \"test chỗ nào vậy\""])
        #expect(blocks[1].lines == ["        - 'where to \"swab\"'"])
        #expect(blocks.allSatisfy { !$0.beginsLanguage && $0.after.file == "testing.yaml" })
    }

    @Test func pastedIntoTheFileTheyAreItsExamples() throws {
        let blocks = try #require(
            try GoodSet.set().exampleLines([("und", "gia test: bao nhieu # hả \"bác\"")], for: "testing.price"))
        let block = try #require(blocks.first)
        let files = try GoodSet.files().map { file in
            guard file.name == block.after.file else { return file }
            var lines = String(decoding: file.bytes, as: UTF8.self).components(separatedBy: "\n")
            lines.insert(contentsOf: block.lines, at: block.after.line)
            return SourceFile(name: file.name, bytes: Array(lines.joined(separator: "\n").utf8))
        }
        let loaded = GoodSet.load(files)
        let intent = try #require(loaded.set?.intent("testing.price"), "\(loaded.problems)")
        #expect(intent.examples.last?.text == "gia test: bao nhieu # hả \"bác\"")
    }

    @Test func aLanguageWithoutExamplesGetsItsKeyToo() throws {
        let block = try #require(
            try GoodSet.set().exampleLines([("en", "price of a test")], for: "testing.price")?.first)
        #expect(block.beginsLanguage)
        #expect(block.lines == ["      en:", "        - \"price of a test\""])
    }

    @Test func whatIsAnExampleAlreadyIsLeftOutAndAnUnknownEntryHasNoLines() throws {
        let set = try GoodSet.set()
        #expect(set.exampleLines([("vi", "Xét nghiệm covid ở đâu")], for: "testing.where") == [])
        #expect(set.exampleLines([("vi", "x")], for: "no.such") == nil)
    }
}
