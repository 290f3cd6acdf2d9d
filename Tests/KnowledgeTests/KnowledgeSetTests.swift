import Knowledge
import Matching
import Messaging
import Testing

/// What a set answers, on which day, in which language.
@Suite struct KnowledgeSetTests {
    @Test func theGoodSetLoadsWithoutAWord() throws {
        let loaded = GoodSet.load(try GoodSet.files())
        #expect(loaded.problems.isEmpty, "\(loaded.problems)")
        let set = try #require(loaded.set)
        #expect(set.intents.map(\.id) == ["support.old", "support.denounce", "testing.where", "testing.price"])
        #expect(set.day.description == "2021-07-31")
    }

    @Test func theAnswerHasNumbersSourceAndSuggestions() throws {
        let answer = try #require(try GoodSet.set().answer(for: "testing.where", language: "vi"))
        #expect(
            answer.first == """
                Anh/chị gọi 0274.1022 trước khi đi.

                Khó thở: gọi 115.

                Theo Công văn 123/SYT, cập nhật 30/07/2021.
                """)
        #expect(answer.rest == nil)
        #expect(answer.language == "vi")
        #expect(!answer.isUnderReview)
        // support.old is no longer valid and is not offered.
        #expect(answer.suggestions.map(\.intent) == ["testing.price"])
        #expect(answer.suggestions.first?.title == "Giá xét nghiệm bao nhiêu tiền")
    }

    @Test(arguments: [("en", "en"), ("ko", "en"), ("zh-Hant", "en"), ("und", "vi"), ("vi", "vi")])
    func anotherLanguageGetsTheNearestThereIs(_ asked: String, _ given: String) throws {
        #expect(try GoodSet.set().answer(for: "testing.where", language: asked)?.language == given)
    }

    @Test func aForeignerGetsVietnameseWhereNothingElseIs() throws {
        #expect(try GoodSet.set().answer(for: "testing.price", language: "en")?.language == "vi")
    }

    @Test(arguments: ["support.denounce", "support.old", "no.such"]) func aPersonAnswers(_ id: String) throws {
        #expect(try GoodSet.set().answer(for: id, language: "vi") == nil)
    }

    @Test(arguments: [
        ("2021-07-30", Intent.Review.fresh), ("2021-08-09", .fresh), ("2021-08-10", .due), ("2021-08-19", .due),
        ("2021-08-20", .overdue),
    ]) func anOldConfirmationIsMarkedAndThenEscalates(_ day: String, _ review: Intent.Review) throws {
        let set = try GoodSet.set(day: day)
        let intent = try #require(set.intent("testing.where"))
        #expect(intent.review(on: set.day) == review)
        let answer = set.answer(for: "testing.where", language: "vi")
        #expect((answer == nil) == (review == .overdue))
        #expect(answer?.isUnderReview ?? true == (review != .fresh))
        #expect(answer?.text.contains("Đang được xác nhận lại.") ?? true == (review != .fresh))
    }

    @Test func outsideItsDaysAnEntryIsNeitherAnsweredNorMatched() throws {
        let before = try GoodSet.set(day: "2021-06-30")
        #expect(before.answer(for: "testing.where", language: "vi") == nil)
        #expect(!before.matcher.decide("xét nghiệm ở đâu").intents.contains("testing.where"))
        #expect(try GoodSet.set().matcher.decide("xét nghiệm ở đâu").intents == ["testing.where"])
        #expect(try GoodSet.set(day: "2020-12-31").answer(for: "support.old", language: "vi") != nil)
    }

    @Test func theDayIsTheGivenOneElseAsOfElseToday() throws {
        #expect(try GoodSet.set(day: "2021-08-05").day == Day("2021-08-05"))
        let files = try GoodSet.files(changing: "settings.yaml", "as_of: 2021-07-31\n", to: "")
        #expect(GoodSet.load(files).set?.day == GoodSet.today)
    }

    @Test func theHashChangesWithAnyByteOrName() throws {
        let files = try GoodSet.files()
        let first = GoodSet.load(files).set?.hash
        #expect(GoodSet.load(files.reversed()).set?.hash == first)
        let changed = try GoodSet.files(changing: "lexicon.yaml", "vi:", to: "vi: ")
        #expect(GoodSet.load(changed).set?.hash != first)
        let renamed = files.map { SourceFile(name: $0.name == "testing.yaml" ? "b.yaml" : $0.name, bytes: $0.bytes) }
        #expect(GoodSet.load(renamed).set?.hash != first)
    }

    @Test func titlesAndButtonsComeInTheCitizensLanguage() throws {
        let set = try GoodSet.set()
        #expect(set.title(of: "testing.where", language: "en") == "Where to get tested")
        #expect(set.button(of: "testing.where", language: "vi") == "Nơi xét nghiệm")
        // No English button: the English title says more to a foreigner than the Vietnamese button.
        #expect(set.button(of: "testing.where", language: "en") == "Where to get tested")
        #expect(set.title(of: "no.such", language: "vi") == "no.such")
    }

    @Test func departmentsFollowTheEntryItsFileOrTheFirst() throws {
        let set = try GoodSet.set()
        #expect(set.department(of: "support.old")?.id == DepartmentID("labour"))
        #expect(set.department(of: "testing.price")?.id == DepartmentID("health"))
        #expect(set.department(of: "support.denounce")?.id == DepartmentID("health"))
        #expect(set.department(of: nil)?.id == DepartmentID("health"))
    }

    @Test func emergencyTextsHaveTheirNumbersInEveryLanguage() throws {
        let set = try GoodSet.set()
        let text = try #require(set.emergencyText(kind: "medical", language: "vi"))
        #expect(text.text == "GỌI 115 NGAY.\nMáy bận: 0274.1022.")
        #expect(text.phones.map(\.digits) == ["115", "02741022"])
        #expect(text.ask.map(\.id) == ["phone"])
        let unknown = try #require(set.emergencyText(kind: "medical", language: "ko"))
        #expect(unknown.text.hasPrefix("115 · 0274.1022\n\nGỌI 115 NGAY.") && unknown.text.contains("CALL 115 NOW."))
        #expect(set.emergencyText(kind: "no-such", language: "vi") == nil)
        #expect(set.amberLine(language: "en") == "Trouble breathing: call 115 now.")
    }

    @Test func theMenuLeavesOutWhatIsNotInForce() throws {
        let set = try GoodSet.set()
        #expect(set.menu(language: "vi").map(\.title) == ["Nơi xét nghiệm", "Cấp cứu", "Gặp người trực"])
        let old = try #require(Day("2020-12-01"))
        #expect(set.menu(language: "en", on: old).map(\.title) == ["Old scheme", "Emergency", "A person"])
    }

    @Test(arguments: [("2021-07-27", false), ("2021-07-28", true), ("2021-08-01", true), ("2021-08-02", false)])
    func theNoticeOfTheDayStandsOnItsDays(_ day: String, _ stands: Bool) throws {
        let notice = try GoodSet.set().noticeOfTheDay(language: "vi", on: Day(day))
        #expect(notice == (stands ? "Từ 18 giờ không ra đường. Hỏi 0274.1022." : nil))
    }

    @Test func fixedTextsAreFilled() throws {
        let set = try GoodSet.set()
        let text = set.text(.escalated, "vi", filling: ["code": "1022-483-917"])
        #expect(text == "Đã ghi nhận, mã 1022-483-917. Gấp: 0274.1022.")
        #expect(set.settings.texts.text(.escalated, "ja", filling: [:]).hasPrefix("Noted, code {code}"))
        #expect(set.text(.closedSpam, "vi").isEmpty)
    }

    @Test func theSmallestEntryIsEnoughToMatch() throws {
        let loaded = GoodSet.load([GoodSet.entry()], purpose: .matching)
        #expect(loaded.set?.intents.count == 1, "\(loaded.problems)")
        #expect(loaded.set?.answer(for: "x", language: "vi")?.text == "Trả lời.")
        let english = "intents:\n  - id: x\n    title: {en: \"T\"}\n    examples: {en: [\"e\"]}\n    answer: none\n"
        let file = SourceFile(name: "x.yaml", bytes: Array(english.utf8))
        #expect(GoodSet.load([file], purpose: .matching).set != nil)
    }

    @Test func aLongAnswerIsCutWhereAReaderPauses() throws {
        func answer(_ text: String) throws -> RenderedAnswer {
            let set = GoodSet.load([GoodSet.entry(answer: "{vi: \"\(text)\"}")], purpose: .matching).set
            return try #require(set?.answer(for: "x", language: "vi"))
        }
        let sentence = "Anh/chị ở yên trong phòng và gọi trạm y tế phường để được hướng dẫn thêm."
        let paragraphs = try answer(
            [sentence, sentence].joined(separator: " ") + "\\n\\n" + String(repeating: sentence, count: 4))
        #expect(paragraphs.first == sentence + " " + sentence)
        let sentences = try answer(Array(repeating: sentence, count: 6).joined(separator: " "))
        #expect(sentences.first.count <= 320 && sentences.first.hasSuffix("thêm."))
        #expect(
            sentences.first + " " + (sentences.rest ?? "")
                == Array(repeating: sentence, count: 6).joined(separator: " "))
        let words = try answer(Array(repeating: "chữ", count: 200).joined(separator: " "))
        #expect(words.first.count <= 320 && words.first.hasSuffix("chữ"))
        let noSpace = try answer(String(repeating: "ế", count: 500))
        #expect(noSpace.first.count == 320 && noSpace.rest?.count == 180)
        #expect(try answer(String(repeating: "ế", count: 320)).rest == nil)
    }
}
