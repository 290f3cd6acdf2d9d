import HTTP
import Knowledge
import Messaging
import Storage
import TestSupport
import Testing

@testable import Desk

/// Who must confirm what this week, and the date that is written when they have.
struct ConfirmationPageTests {
    private static let path = "/desk/entries/testing.where/confirm"

    /// The files' day is 2021-07-31; the entry of the place falls due before it.
    private func console(_ lines: String = "confirmed: 2021-07-20  # Lan asked\n    review: 7d") throws -> EditorConsole
    {
        let editors = try EditorConsole(secondReader: true)
        try editors.save(
            "    owner: \"CDC\"\n    tests:\n      - vi: \"xét nghiệm ở đâu\"",
            as: "    owner: \"CDC <1>\"\n    \(lines)\n    tests:\n      - vi: \"xét nghiệm ở đâu\"")
        editors.reload()
        return editors
    }

    private func seen(_ page: String) -> String {
        page.firstMatch(of: /name="seen" value="([0-9a-f]*)"/).map { String($0.1) } ?? ""
    }

    @Test func theyAreListedByOwnerWithWhatTheyAnswer() async throws {
        let editors = try console()
        let browser = try await editors.editor()
        let page = await browser.get("/desk/confirmations").text
        #expect(page.contains("<h2>CDC &lt;1&gt; (1)</h2>") && page.contains("Quá hạn 4 ngày (27/07/2021)"))
        #expect(page.contains("Gọi 0274.1022 trước khi đi.") && page.contains("Xác nhận lần cuối: 20/07/2021"))
        #expect(!page.contains("Giá <b>do</b>"))
        #expect(page.contains("1 mục có câu trả lời mà không ghi hạn nào."))
        _ = await browser.get("/desk/language/en?next=/desk")
        #expect(await browser.get("/desk/confirmations").text.contains("27/07/2021, days late: 4"))
    }

    @Test func theDateIsWrittenAndNothingElse() async throws {
        let editors = try console()
        try await editors.noteFirstSet()
        let browser = try await editors.editor()
        let before = try editors.text
        let page = await browser.get("/desk/confirmations").text
        let done = await browser.post(Self.path, ["seen": seen(page)])
        #expect(done.header("Location") == "/desk/confirmations?done=confirmed&entry=testing.where")
        #expect(
            try editors.text
                == before.replacing("confirmed: 2021-07-20  # Lan asked", with: "confirmed: 2021-07-31  # Lan asked"))
        #expect(editors.knowledge.current?.intent("testing.where")?.confirmed == Day("2021-07-31"))
        #expect(!(await browser.get("/desk/confirmations").text.contains("Quá hạn")))
        #expect(try await editors.audit() == ["confirm testing.where"])
        #expect(try await editors.console.store.unreadChanges().isEmpty)
        #expect(try await editors.console.store.published().first?.agentName == "Name of mai")
        // Twice is once.
        #expect(await browser.post(Self.path, ["seen": seen(page)]).status == 303)
        #expect(try await editors.audit().count == 1)
    }

    @Test(arguments: [("7:00-17:00", "9:00-11:00"), ("title: \"Sở Y tế\"", "title: \"Bộ Y tế\"")])
    func aTextThatWasNotOnThePageIsNotConfirmed(old: String, new: String) async throws {
        let editors = try console()
        let browser = try await editors.editor()
        let page = await browser.get("/desk/confirmations").text
        try editors.save(old, as: new)
        let saved = try editors.text
        let refused = await browser.post(Self.path, ["seen": seen(page)])
        #expect(refused.status == 409 && refused.text.contains("Xin đọc lại rồi xác nhận"))
        #expect(try editors.text == saved)
        #expect(try await editors.audit().isEmpty)
    }

    @Test func aFileWithAMistakeIsNotConfirmedInto() async throws {
        let editors = try console()
        let browser = try await editors.editor()
        let page = await browser.get("/desk/confirmations").text
        try editors.save("review: 7d", as: "review: tuần")
        let saved = try editors.text
        #expect(await browser.post(Self.path, ["seen": seen(page)]).status == 409)
        #expect(try editors.text == saved)
    }

    @Test func anAgentConfirmsNothing() async throws {
        let editors = try console()
        let browser = try await editors.console.browser(editors.console.agent("nam"))
        _ = await browser.get("/desk")
        #expect(await browser.get("/desk/confirmations").status == 404)
        #expect(await browser.post(Self.path, ["seen": ""]).status == 404)
    }

    @Test func anEntryThatEndsIsNotConfirmedButChanged() async throws {
        let editors = try console("valid: {until: 2021-08-02}")
        let browser = try await editors.editor()
        let page = await browser.get("/desk/confirmations").text
        #expect(page.contains("Còn 2 ngày (02/08/2021)") && page.contains("mở mục để đổi ngày"))
        #expect(!page.contains("Đã xác nhận hôm nay"))
    }

    /// With a review of two days it is due within the week for ever.
    @Test func whatWasConfirmedTodayHasNoButton() async throws {
        let editors = try console("confirmed: 2021-07-31\n    review: 2d")
        let browser = try await editors.editor()
        let page = await browser.get("/desk/confirmations").text
        #expect(page.contains("Còn 2 ngày (02/08/2021)") && page.contains("Đã được xác nhận hôm nay."))
        #expect(!page.contains("name=\"seen\""))
    }

    @Test func theDateOfTheFileIsNobodysConfirmationOfTheEntry() async throws {
        let editors = try console("review: 2d")
        let browser = try await editors.editor()
        #expect(await browser.get("/desk/confirmations").text.contains("name=\"seen\""))
    }
}
