import HTTP
import Messaging
import Storage
import TestSupport
import Testing

@testable import Desk

/// The pages of those who write the FAQ.
struct QuestionPageTests {
    private func supervisor(_ console: Console) async throws -> Browser {
        try await console.browser(console.agent("s", .supervisor))
    }

    // MARK: Unanswered

    @Test func whatTwoPeopleAskedIsShownWithTheNearestEntries() async throws {
        let console = try Console()
        for contact in ["a", "b"] { try await console.turn(contact, "xét nghiệm tiền mặt") }
        let page = try await supervisor(console).get("/desk/questions").text
        #expect(page.contains("xét nghiệm tiền mặt"))
        #expect(page.contains("2 lần, 2 người"))
        #expect(page.contains("value=\"testing.price\""))
        #expect(!page.contains("support.denounce"))
    }

    @Test func whatOnePersonAskedAndPersonalDataAreNotShown() async throws {
        let console = try Console()
        try await console.turn("a", "bình oxy mượn chỗ nào cho bà tám")
        for contact in ["b", "c"] { try await console.turn(contact, "giao gạo tới hẻm 12, gọi 0909123456") }
        let page = try await supervisor(console).get("/desk/questions").text
        #expect(!page.contains("oxy") && !page.contains("gạo") && !page.contains("0909"))
        #expect(page.contains("3 câu không hiện"))
    }

    @Test func confidentialMattersAndOldQuestionsAreNotShown() async throws {
        let console = try Console()
        for contact in ["a", "b"] {
            _ = try await console.ticket(contact, confidential: true, text: "xét nghiệm tiền mặt")
        }
        for contact in ["c", "d"] { try await console.turn(contact, "xin giấy phép shipper") }
        console.clock.advance(seconds: (DeskLimits.questionDays + 1) * 24 * 3600)
        let page = try await supervisor(console).get("/desk/questions").text
        #expect(!page.contains("tiền mặt") && !page.contains("shipper"))
        #expect(page.contains("Không có câu nào để thêm."))
    }

    @Test func citizensWordsAreEscaped() async throws {
        let console = try Console()
        for contact in ["a", "b"] { try await console.turn(contact, "xét nghiệm <b>tiền</b> \"mặt\"") }
        let page = try await supervisor(console).get("/desk/questions").text
        #expect(page.contains("&lt;b&gt;tiền") && !page.contains("<b>"))
    }

    // MARK: Examples

    @Test func theLinesToPasteNameTheFileAndTheLine() async throws {
        let console = try Console()
        let browser = try await supervisor(console)
        _ = await browser.get("/desk/questions/try")
        let page = await browser.post(
            "/desk/questions/example", ["wording0": "test chỗ nào vậy", "entry": "testing.where"]
        ).text
        #expect(page.contains("        - &quot;test chỗ nào vậy&quot;"))
        #expect(page.contains("testing.yaml"))
        #expect(page.contains("Xét nghiệm ở đâu"))
    }

    @Test func anyEntryIsFoundBySearch() async throws {
        let console = try Console()
        let browser = try await supervisor(console)
        _ = await browser.get("/desk/questions/try")
        let page = await browser.post("/desk/questions/example", ["wording0": "phí test", "entry": "", "q": "Giá"]).text
        #expect(page.contains("Giá xét nghiệm") && !page.contains("Nơi xét nghiệm"))
        #expect(page.contains("name=\"wording0\" value=\"phí test\""))
    }

    @Test(arguments: ["support.denounce", "no.such", "<script>"])
    func noLinesForWhatIsConfidentialOrUnknown(_ entry: String) async throws {
        let console = try Console()
        let browser = try await supervisor(console)
        _ = await browser.get("/desk/questions/try")
        let response = await browser.post("/desk/questions/example", ["wording0": "x y z", "entry": entry])
        #expect(response.status == 200)
        #expect(!response.text.contains("<textarea") && !response.text.contains("<script>"))
    }

    @Test func withoutAWordingNothingIsMade() async throws {
        let console = try Console()
        let browser = try await supervisor(console)
        _ = await browser.get("/desk/questions/try")
        let response = await browser.post("/desk/questions/example", ["wording0": "  ", "entry": "testing.where"])
        #expect(response.status == 422)
        #expect(response.text.contains("Xin chọn ít nhất một câu."))
    }

    // MARK: Trial

    @Test func aTriedQuestionShowsDecisionReasonsAndText() async throws {
        let console = try Console()
        let browser = try await supervisor(console)
        _ = await browser.get("/desk/questions/try")
        let page = await browser.post("/desk/questions/try", ["text": "xét nghiệm ở đâu vậy"]).text
        #expect(page.contains("Trả lời: “Xét nghiệm ở đâu”"))
        #expect(page.contains("bắt được câu này"))
        #expect(page.contains("Anh/chị gọi 0274.1022 trước khi đi."))
    }

    @Test func inEnglishTheReasonsAreEnglishAndTheAnswerStaysTheCitizens() async throws {
        let console = try Console()
        let browser = try await supervisor(console)
        _ = await browser.get("/desk/language/en")
        _ = await browser.get("/desk/questions/try")
        let page = await browser.post("/desk/questions/try", ["text": "xét nghiệm ở đâu vậy"]).text
        #expect(page.contains("Answer: “Where to get tested”"))
        #expect(page.contains("Anh/chị gọi 0274.1022"))
    }

    @Test func anEmergencyIsShownAsOne() async throws {
        let console = try Console()
        let browser = try await supervisor(console)
        _ = await browser.get("/desk/questions/try")
        let page = await browser.post("/desk/questions/try", ["text": "ba em khó thở quá"]).text
        #expect(page.contains("KHẨN CẤP: Cấp cứu"))
        #expect(page.contains("GỌI 115 NGAY."))
    }

    @Test func whatIsTriedIsKeptNowhereAndIsNoTurn() async throws {
        let console = try Console()
        let browser = try await supervisor(console)
        _ = await browser.get("/desk/questions/try")
        let response = await browser.post("/desk/questions/try", ["text": "<img src=x> bí mật"])
        #expect(response.text.contains("&lt;img src=x&gt;"))
        #expect(try await console.store.recentQuestions(since: Instant(milliseconds: 0)).isEmpty)
        #expect(!console.log.lines.joined().contains("bí mật"))
    }

    @Test func withoutFilesThePagesSaySo() async throws {
        let sample = DeskKnowledge.sample
        let without = DeskKnowledge(
            departments: sample.departments, closingText: sample.closingText, claimedText: sample.claimedText,
            callList: sample.callList, title: sample.title, answers: sample.answers, ward: sample.ward,
            intakeTitle: sample.intakeTitle, problems: sample.problems, asOf: sample.asOf, set: { nil })
        let console = try Console(knowledge: without)
        let browser = try await supervisor(console)
        for path in ["/desk/questions", "/desk/questions/try"] {
            #expect(await browser.get(path).text.contains("Chưa có bộ hỏi đáp nào đang dùng."))
        }
    }

    @Test func onlyEditorsAreShownTheWay() async throws {
        let console = try Console()
        let agent = try await console.browser(console.agent("a"))
        #expect(await !agent.get("/desk").text.contains("/desk/entries"))
        let page = try await supervisor(console).get("/desk").text
        #expect(page.contains("/desk/entries"))
    }
}
