import HTTP
import Knowledge
import Messaging
import Storage
import TestSupport
import Testing

@testable import Desk

/// From a draft to the set in force, and back.
struct PublishTests {
    private func write(
        _ fields: [String: String], of id: String = "testing.where", _ editors: EditorConsole, _ browser: Browser
    ) async -> Response {
        await editors.write(fields, of: id, browser)
    }

    private func publish(
        _ editors: EditorConsole, _ browser: Browser, id: String = "testing.where"
    ) async -> Response {
        await editors.publish(browser, id: id)
    }

    private func answer(_ editors: EditorConsole) -> String {
        editors.knowledge.current?.answer(for: "testing.where", language: "vi")?.text ?? ""
    }

    @Test func aCorrectedAnswerIsInForceAtOnceAndTheRestOfTheFileStays() async throws {
        let editors = try EditorConsole()
        try await editors.noteFirstSet()
        let browser = try await editors.editor()
        let before = try editors.text
        _ = await write(["answer.vi": "Gọi {phone:hotline} trước khi đi. Giờ mở cửa 8:00-16:00."], editors, browser)
        let review = await browser.get("/desk/entries/testing.where/publish").text
        #expect(review.contains("Giờ mở cửa 7:00-17:00.") && review.contains("Giờ mở cửa 8:00-16:00."))
        #expect(review.contains("Mọi câu thử vẫn đúng."))
        let done = await publish(editors, browser)
        #expect(done.header("Location") == "/desk/entries/testing.where?done=published")
        #expect(answer(editors).contains("8:00-16:00"))
        #expect(try editors.text == before.replacing("7:00-17:00", with: "8:00-16:00"))
        #expect(try await editors.console.store.drafts().isEmpty)
        let sets = try await editors.console.store.published()
        try #require(sets.count == 2)
        #expect(sets[0].agentName == "Name of mai")
        #expect(sets[0].hash == editors.knowledge.current?.hash)
        let list = await browser.get("/desk/published").text
        #expect(list.contains("Sửa: Nơi xét nghiệm") && list.contains("Bản đầu tiên được ghi lại"))
        let page = await browser.get("/desk/entries/testing.where?done=published").text
        #expect(page.contains("Name of mai công bố") && page.contains("Hoàn tác"))
    }

    @Test func undoBringsTheFilesBackByteForByte() async throws {
        let editors = try EditorConsole()
        try await editors.noteFirstSet()
        let browser = try await editors.editor()
        let before = try editors.text
        _ = await write(["examples.vi": "một\nhai\nxét nghiệm ở đâu", "owner": "Tổ 2"], editors, browser)
        _ = await publish(editors, browser)
        #expect(try editors.text != before)
        let page = await browser.get("/desk/entries/testing.where?done=published").text
        let action = try #require(page.firstMatch(of: /action="(\/desk\/published\/\d+\/restore)"/)).output.1
        let from = try #require(page.firstMatch(of: /name="from" value="(\d+)"/)).output.1
        let undone = await browser.post(String(action), ["from": String(from)])
        #expect(undone.header("Location") == "/desk/published?done=restored")
        #expect(try editors.text == before)
        #expect(answer(editors).contains("7:00-17:00"))
        let sets = try await editors.console.store.published()
        try #require(sets.count == 3)
        #expect(sets[0].restored == sets[2].id && sets[0].hash == sets[2].hash)
        // The undo itself can be undone; a page that is behind cannot.
        #expect(await browser.post("/desk/published/\(sets[1].id)/restore", ["from": "\(sets[1].id)"]).status == 409)
        #expect(await browser.post("/desk/published/\(sets[1].id)/restore", ["from": "\(sets[0].id)"]).status == 303)
        #expect(try editors.text.contains("owner: \"Tổ 2\""))
        #expect(await browser.post("/desk/published/999/restore", ["from": "1"]).status == 404)
    }

    @Test func whatWasSavedInTheFolderJustBeforeIsNotUndoneWithIt() async throws {
        let editors = try EditorConsole()
        try await editors.noteFirstSet()
        let browser = try await editors.editor()
        _ = await write(["owner": "Tổ 2"], editors, browser)
        try editors.save("niêm yết", as: "niêm yết tại chỗ")
        let before = try editors.text
        _ = await publish(editors, browser)
        let sets = try await editors.console.store.published()
        try #require(sets.count == 3)
        #expect(sets.map(\.agentName) == ["Name of mai", nil, nil])
        _ = await browser.post("/desk/published/\(sets[1].id)/restore", ["from": "\(sets[0].id)"])
        #expect(try editors.text == before)
    }

    @Test func aFileChangedInTheFolderIsNotGoneBackOver() async throws {
        let editors = try EditorConsole()
        try await editors.noteFirstSet()
        let browser = try await editors.editor()
        _ = await write(["owner": "Tổ 2"], editors, browser)
        _ = await publish(editors, browser)
        try editors.save("# Head.", as: "# By hand.")
        let saved = try editors.text
        let sets = try await editors.console.store.published()
        try #require(sets.count == 2)
        let refused = await browser.post("/desk/published/\(sets[1].id)/restore", ["from": "\(sets[0].id)"])
        #expect(refused.status == 409 && refused.text.contains("Đã có bản mới hơn"))
        #expect(try editors.text == saved)
    }

    @Test func aBrokenFileInTheFolderIsNotGoneBackOver() async throws {
        let editors = try EditorConsole()
        try await editors.noteFirstSet()
        let browser = try await editors.editor()
        _ = await write(["owner": "Tổ 2"], editors, browser)
        _ = await publish(editors, browser)
        try editors.save("owner: \"Tổ 2\"", as: "owner: Tổ: 2")
        let saved = try editors.text
        let sets = try await editors.console.store.published()
        try #require(sets.count == 2)
        let refused = await browser.post("/desk/published/\(sets[1].id)/restore", ["from": "\(sets[0].id)"])
        #expect(refused.status == 409 && refused.text.contains("testing.yaml"))
        #expect(try editors.text == saved)
    }

    // MARK: Conflicts

    @Test func anEntryChangedInTheFolderIsShownAndNotOverwritten() async throws {
        let editors = try EditorConsole()
        let browser = try await editors.editor()
        _ = await write(["owner": "Tổ của tôi"], editors, browser)
        try editors.save("7:00-17:00", as: "9:00-11:00")
        let saved = try editors.text
        let page = await browser.get("/desk/entries/testing.where").text
        #expect(page.contains("Mục này đã được sửa ở nơi khác"))
        for response in [
            await browser.get("/desk/entries/testing.where/publish"),
            await browser.post("/desk/entries/testing.where/publish", ["seen": ""]),
        ] {
            #expect(response.status == 409)
            #expect(response.text.contains("9:00-11:00") && response.text.contains("Tổ của tôi"))
        }
        #expect(try editors.text == saved)
        // What the editor changed stays, the rest is the disk's.
        _ = await browser.post("/desk/entries/testing.where/merge")
        let merged = await browser.get("/desk/entries/testing.where").text
        #expect(merged.contains("9:00-11:00") && merged.contains("Tổ của tôi"))
        #expect(!merged.contains("Mục này đã được sửa ở nơi khác"))
        _ = await publish(editors, browser)
        #expect(try editors.text.contains("9:00-11:00") && editors.text.contains("owner: \"Tổ của tôi\""))
    }

    @Test func anotherEntryOfTheFileIsNoConflict() async throws {
        let editors = try EditorConsole()
        let browser = try await editors.editor()
        _ = await write(["owner": "Tổ 2"], editors, browser)
        try editors.save("niêm yết", as: "niêm yết tại chỗ")
        #expect(await publish(editors, browser).status == 303)
        #expect(try editors.text.contains("niêm yết tại chỗ") && editors.text.contains("owner: \"Tổ 2\""))
    }

    @Test func aFormOpenedBeforeTheFileChangedIsAConflict() async throws {
        let editors = try EditorConsole()
        let browser = try await editors.editor()
        let mark = editors.mark(await browser.get("/desk/entries/testing.where").text)
        try editors.save("7:00-17:00", as: "9:00-11:00")
        _ = await browser.post("/desk/entries/testing.where/draft", ["mark": mark, "owner": "Tổ 2"])
        #expect(await browser.get("/desk/entries/testing.where/publish").status == 409)
    }

    @Test func whatWasNotLookedAtIsNotPublished() async throws {
        let editors = try EditorConsole()
        let browser = try await editors.editor()
        _ = await write(["owner": "Tổ 2"], editors, browser)
        let seen = editors.seen(await browser.get("/desk/entries/testing.where/publish").text)
        try editors.save("niêm yết", as: "niêm yết tại chỗ")
        let response = await browser.post("/desk/entries/testing.where/publish", ["seen": seen])
        #expect(response.status == 409 && response.text.contains("Xin xem lại rồi công bố"))
        #expect(try !editors.text.contains("Tổ 2"))
    }

    // MARK: What keeps it from being published

    @Test(arguments: [
        ["answer.vi": "Gọi {phone:nobody}."], ["title.vi": ""], ["button.vi": "Chữ này dài quá hai mươi ký tự"],
        ["validFrom": "2021-13-01"], ["rules": "(a | b"], ["department": "nobody"],
        ["suggest.0": "no.such.entry"], ["review": "tuần"],
    ])
    func aMistakeBlocks(fields: [String: String]) async throws {
        let editors = try EditorConsole()
        let browser = try await editors.editor()
        let before = try editors.text
        _ = await write(fields, editors, browser)
        let page = await browser.get("/desk/entries/testing.where/publish")
        #expect(page.text.contains("Phải sửa trước khi công bố") && page.text.contains("Chưa công bố được"))
        let response = await browser.post("/desk/entries/testing.where/publish", ["seen": editors.seen(page.text)])
        #expect(response.status == 409)
        #expect(try editors.text == before)
    }

    @Test func aWordingThatTurnsAnotherEntrysTestWrongBlocks() async throws {
        let editors = try EditorConsole()
        let browser = try await editors.editor()
        _ = await write(["rules": "giá test nhanh"], editors, browser)
        let page = await browser.get("/desk/entries/testing.where/publish").text
        #expect(page.contains("“giá test nhanh bao nhiêu” phải trúng “Giá xét nghiệm”"))
        #expect(await publish(editors, browser).status == 409)
        #expect(answer(editors).contains("7:00"))
    }

    @Test func aTestOfTheEntryItselfThatIsWrongBlocks() async throws {
        let editors = try EditorConsole()
        let browser = try await editors.editor()
        _ = await write(["counter.vi": "xét nghiệm ở đâu"], editors, browser)
        #expect(await browser.get("/desk/entries/testing.where/publish").text.contains("không được trúng"))
        #expect(await publish(editors, browser).status == 409)
    }

    @Test func whatCitizensAskedAndWouldBeDecidedDifferentlyIsCounted() async throws {
        let editors = try EditorConsole()
        for (number, text) in ["lay dam nhieu xu", "xet nghiem o dau", "lay dam nhieu xu vay"].enumerated() {
            _ = try await editors.console.turn("u\(number)", text)
        }
        let browser = try await editors.editor()
        _ = await write(["rules": "lấy đàm (nhiêu | mấy) xu"], of: "testing.price", editors, browser)
        let page = await browser.get("/desk/entries/testing.price/publish").text
        #expect(page.contains("2 trong 3 câu hỏi đổi cách trả lời: 2 sang “Giá xét nghiệm”."))
        #expect(page.contains("lay dam nhieu xu vay"))
    }

    @Test func aNewEntryIsAddedBehindTheOthers() async throws {
        let editors = try EditorConsole()
        try await editors.noteFirstSet()
        let browser = try await editors.editor()
        let before = try editors.text
        _ = await browser.get("/desk/entries/new")
        _ = await browser.post("/desk/entries", ["title": "Kết quả", "file": "testing.yaml", "code": "testing.result"])
        let early = await browser.get("/desk/entries/testing.result/publish").text
        #expect(early.contains("Chưa công bố được"))
        _ = await write(
            ["examples.vi": "• bao giờ có kết quả\n• kết quả xem ở đâu", "answer.vi": "Trong 2 ngày."],
            of: "testing.result", editors, browser)
        #expect(await publish(editors, browser, id: "testing.result").status == 303)
        #expect(try editors.text.hasPrefix(before))
        #expect(editors.knowledge.current?.intent("testing.result")?.examples.count == 2)
        #expect(await browser.get("/desk/published").text.contains("Thêm: Kết quả"))
    }

    @Test func theFolderThatCannotBeWrittenToIsExplained() async throws {
        let editors = try EditorConsole()
        let browser = try await editors.editor()
        _ = await write(["owner": "Tổ 2"], editors, browser)
        let page = await browser.get("/desk/entries/testing.where/publish").text
        editors.folder.remove()
        let response = await browser.post("/desk/entries/testing.where/publish", ["seen": editors.seen(page)])
        #expect(response.status == 409 && response.text.contains("Không đọc được thư mục"))
    }
}
