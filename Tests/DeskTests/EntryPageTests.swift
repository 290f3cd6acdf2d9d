import HTTP
import Knowledge
import Messaging
import Storage
import TestSupport
import Testing

@testable import Desk

/// Looking for entries, writing drafts, trying them.
struct EntryPageTests {
    private let wordings = "xét nghiệm ở đâu\nchỗ nào xét nghiệm\nđi đâu để test\nnơi test covid\nđịa điểm xét nghiệm"

    /// The page of an entry, and its mark.
    private func open(_ id: String, _ editors: EditorConsole, _ browser: Browser) async -> (page: String, mark: String)
    {
        let page = await browser.get("/desk/entries/\(id)").text
        return (page, editors.mark(page))
    }

    // MARK: List

    @Test func anEntryIsFoundByItsWordsWithoutDiacritics() async throws {
        let editors = try EditorConsole()
        let browser = try await editors.editor()
        let all = await browser.get("/desk/entries").text
        #expect(all.contains("Nơi xét nghiệm") && all.contains("Giá xét nghiệm"))
        let found = await browser.get("/desk/entries?q=chi+phi".replacing("+", with: " ")).text
        #expect(!found.contains("Nơi xét nghiệm") && found.contains("Giá xét nghiệm"))
        #expect(await browser.get("/desk/entries?q=zzz").text.contains("0 mục"))
        #expect(await browser.get("/desk/entries?file=other.yaml").text.contains("0 mục"))
        #expect(await browser.get("/desk/entries?topic=hardship").text.contains("0 mục"))
    }

    @Test func whatIsOldOrExpiredIsMarked() async throws {
        let editors = try EditorConsole()
        try editors.save(
            "owner: \"CDC\"\n    tests:\n      - vi: \"xét",
            as: "owner: \"CDC\"\n    valid: {until: 2021-07-30}\n    tests:\n      - vi: \"xét")
        try editors.save("answer: {vi: \"Giá", as: "confirmed: 2021-07-01\n    review: 20d\n    answer: {vi: \"Giá")
        editors.reload()
        let browser = try await editors.editor()
        let page = await browser.get("/desk/entries").text
        #expect(page.contains("Hết hạn 30/07/2021") && page.contains("Cần xác nhận lại"))
        let old = await browser.get("/desk/entries?show=old").text
        #expect(old.contains("Giá xét nghiệm") && !old.contains("Nơi xét nghiệm"))
        let invalid = await browser.get("/desk/entries?show=invalid").text
        #expect(!invalid.contains("Giá xét nghiệm") && invalid.contains("Nơi xét nghiệm"))
    }

    @Test func anEditorSeesNoTickets() async throws {
        let editors = try EditorConsole()
        let ticket = try await editors.console.ticket()
        let browser = try await editors.editor()
        let front = await browser.get("/desk")
        #expect(front.status == 303 && front.header("Location") == "/desk/entries")
        let page = await browser.get("/desk/entries").text
        #expect(!page.contains(ticket.code) && !page.contains("/desk/calls/new"))
        let agent = try await editors.console.browser(editors.console.agent("a"))
        #expect(await !agent.get("/desk").text.contains("/desk/entries"))
    }

    // MARK: Drafts

    @Test func theFormShowsTheEntryAndThePhonesShowTheAnswer() async throws {
        let editors = try EditorConsole()
        let browser = try await editors.editor()
        let (page, mark) = await open("testing.where", editors, browser)
        #expect(mark.count == 64)
        #expect(page.contains("Gọi {phone:hotline} trước khi đi."))
        #expect(page.contains("Gọi 0274.1022 trước khi đi."))
        #expect(page.contains("Theo Sở Y tế, cập nhật 31/07/2021."))
        #expect(page.contains("Chưa có thay đổi nào."))
        let price = await open("testing.price", editors, browser).page
        #expect(price.contains("Giá &lt;b&gt;do&lt;/b&gt;") && !price.contains("<b>do"))
        #expect(await browser.get("/desk/entries/nobody").status == 404)
    }

    @Test func aDraftIsKeptAndNothingIsPublished() async throws {
        let editors = try EditorConsole()
        let before = try editors.text
        let browser = try await editors.editor()
        let mark = await open("testing.where", editors, browser).mark
        let saved = await browser.post(
            "/desk/entries/testing.where/draft",
            ["mark": mark, "answer.vi": "Gọi {phone:hotline}.\r\nGiờ mở cửa 8:00-16:00.", "then": "save"])
        #expect(saved.header("Location") == "/desk/entries/testing.where")
        let page = await browser.get("/desk/entries/testing.where").text
        #expect(page.contains("Giờ mở cửa 8:00-16:00.") && page.contains("Đã lưu nháp lúc"))
        #expect(try editors.text == before)
        #expect(editors.knowledge.current?.answer(for: "testing.where", language: "vi")?.text.contains("7:00") == true)
        #expect(await browser.get("/desk/entries?show=drafts").text.contains("Bản nháp của anh/chị"))
        // Another editor sees that somebody is at it, and not the text.
        let other = try await editors.editor("tam")
        let others = await other.get("/desk/entries/testing.where").text
        #expect(others.contains("Name of mai đang sửa") && !others.contains("8:00"))
        let discarded = await browser.post("/desk/entries/testing.where/discard")
        #expect(discarded.status == 303)
        #expect(await browser.get("/desk/entries/testing.where").text.contains("7:00-17:00"))
    }

    @Test func aFormSentUnchangedBeginsNoDraft() async throws {
        let editors = try EditorConsole()
        let browser = try await editors.editor()
        let mark = await open("testing.where", editors, browser).mark
        let fields = [
            "mark": mark, "examples.vi": wordings, "boxes": "1", "topic.testing": "1", "title.vi": "Nơi xét nghiệm",
        ]
        #expect(await browser.post("/desk/entries/testing.where/draft", fields).status == 303)
        #expect(try await editors.console.store.drafts().isEmpty)
    }

    @Test func theScriptKeepsTheDraftAndGetsThePicture() async throws {
        let editors = try EditorConsole()
        let browser = try await editors.editor()
        let mark = await open("testing.where", editors, browser).mark
        let path = "/desk/fragments/entries/testing.where"
        let part = await browser.post(path, ["mark": mark, "answer.vi": "Câu mới."]).text
        #expect(await browser.get("/desk/entries/testing.where").text.contains("Câu mới."))
        #expect(part.contains("id=\"side\"") && part.contains("Câu mới.") && part.contains("id=\"state\""))
        #expect(!part.contains("<html"))
        #expect(await browser.post(path, ["_csrf": "00"]).status == 403)
    }

    @Test func aQuestionIsAnsweredFromTheDraft() async throws {
        let editors = try EditorConsole()
        let browser = try await editors.editor()
        let mark = await open("testing.price", editors, browser).mark
        let question = "lay dam nhieu xu"
        for (rule, isFound) in [("", false), ("lấy đàm (nhiêu | mấy) xu", true)] {
            for (path, then) in [
                ("/desk/entries/testing.price/draft", "try"), ("/desk/fragments/entries/testing.price", ""),
            ] {
                let answer = await browser.post(path, ["mark": mark, "rules": rule, "then": then, "try": question])
                #expect(answer.status == 200)
                let tried = try #require(answer.text.firstMatch(of: /class="tried".*?<\/section>/)).output
                #expect(tried.contains("Trả lời: “Giá xét nghiệm”") == isFound && tried.contains(question))
            }
        }
        // It is not kept.
        #expect(await !browser.get("/desk/entries/testing.price").text.contains(question))
    }

    @Test func citizensWordingsGoIntoADraft() async throws {
        let editors = try EditorConsole()
        let browser = try await editors.editor()
        _ = await browser.get("/desk/questions/try")
        let offered = await browser.post(
            "/desk/questions/example", ["wording0": "test chỗ nào vậy", "entry": "testing.where"])
        // The desk's own questions pages know the sample set, the entries of which have the same ids.
        #expect(offered.text.contains("/desk/entries/testing.where/wordings"))
        let added = await browser.post(
            "/desk/entries/testing.where/wordings",
            ["wording0": "test chỗ nào vậy", "wording1": "xét nghiệm ở đâu", "wording2": "  "])
        #expect(added.header("Location") == "/desk/entries/testing.where")
        let page = await browser.get("/desk/entries/testing.where").text
        #expect(page.contains("địa điểm xét nghiệm\ntest chỗ nào vậy</textarea>"))
    }

    @Test func aDraftWithAMistakeSaysWhereItIs() async throws {
        let editors = try EditorConsole()
        let browser = try await editors.editor()
        let mark = await open("testing.where", editors, browser).mark
        _ = await browser.post(
            "/desk/entries/testing.where/draft",
            ["mark": mark, "answer.vi": "Gọi {phone:nobody}.", "button.vi": String(repeating: "dài ", count: 9)])
        let page = await browser.get("/desk/entries/testing.where").text
        #expect(page.contains("<strong>Câu trả lời: </strong>không có số điện thoại &#39;nobody&#39;"))
        #expect(page.contains("dài 35 ký tự, nhiều nhất là 20"))
    }

    @Test(arguments: ["testing", "testing.yaml", "", "../../etc/passwd"])
    func aNewEntryNeedsAFileThatIsThere(file: String) async throws {
        let editors = try EditorConsole()
        let browser = try await editors.editor()
        _ = await browser.get("/desk/entries/new")
        let response = await browser.post("/desk/entries", ["title": "Kết quả xét nghiệm", "file": file])
        guard file == "testing.yaml" else {
            #expect(response.status == 422)
            return
        }
        #expect(response.header("Location") == "/desk/entries/testing.ket-qua-xet-nghiem")
        let page = await browser.get("/desk/entries/testing.ket-qua-xet-nghiem").text
        #expect(page.contains("Kết quả xét nghiệm") && page.contains("testing.yaml"))
    }

    @Test(arguments: ["testing.where", "Có dấu", "a/b", "..", "-x", String(repeating: "a", count: 61)])
    func aNewEntryNeedsACodeOfItsOwn(code: String) async throws {
        let editors = try EditorConsole()
        let browser = try await editors.editor()
        _ = await browser.get("/desk/entries/new")
        let response = await browser.post("/desk/entries", ["title": "T", "file": "testing.yaml", "code": code])
        #expect(response.status == 422)
        #expect(try await editors.console.store.drafts().isEmpty)
    }

    @Test func aBrokenFileIsExplainedInVietnamese() async throws {
        let editors = try EditorConsole()
        let browser = try await editors.editor()
        try editors.save("owner: \"CDC\"", as: "owner: CDC: Bình Dương")
        let response = await browser.get("/desk/entries/testing.where")
        #expect(response.status == 409)
        #expect(response.text.contains("Tệp đang có lỗi") && response.text.contains("ngoặc kép"))
    }
}
