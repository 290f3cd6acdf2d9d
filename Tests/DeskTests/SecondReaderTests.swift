import HTTP
import Knowledge
import Messaging
import Storage
import TestSupport
import Testing

@testable import Desk

/// What states health or law is read by a second person.
struct SecondReaderTests {
    private static let path = "/desk/entries/testing.where"
    private static let reason = "Đang chỉ <b>sai</b> bệnh viện"

    /// An editor with a draft that waits, and where others read it.
    private func waiting(
        _ editors: EditorConsole, _ fields: [String: String] = ["answer.vi": "Gọi {phone:hotline}. Mở cửa 8:00."]
    ) async throws -> (writer: Browser, path: String) {
        let agent = try await editors.console.agent("mai", .editor)
        let browser = try await editors.console.browser(agent)
        await editors.write(fields, browser)
        let asked = await editors.publish(browser, ["how": "ask"])
        #expect(asked.header("Location") == Self.path + "?done=waiting")
        return (browser, Self.path + "/drafts/\(agent.id)")
    }

    /// The clock of the test begins at 08:00.
    private func makeNight(_ editors: EditorConsole, hours: Int64 = 14) {
        editors.console.clock.advance(seconds: hours * 3600)
    }

    private func answer(_ editors: EditorConsole) -> String {
        editors.knowledge.current?.answer(for: "testing.where", language: "vi")?.text ?? ""
    }

    // MARK: By day

    @Test func byDayNothingIsPublishedWithoutAReaderOrAReason() async throws {
        let editors = try EditorConsole(secondReader: true)
        let browser = try await editors.editor()
        let before = try editors.text
        await editors.write(["owner": "Tổ 2"], browser)
        let page = await browser.get(Self.path + "/publish").text
        #expect(page.contains("cần người thứ hai đọc lại") && page.contains("Không thể chờ?"))
        for fields in [[:], ["how": "alone"], ["how": "alone", "reason": " \n "]] {
            let response = await editors.publish(browser, fields)
            #expect(response.status == 422 && response.text.contains("ghi vì sao không chờ được"))
        }
        #expect(try editors.text == before)
        #expect(try await editors.console.store.unreadChanges().isEmpty)
    }

    @Test func anotherPersonReadsAndPublishesWhatTheWriterSaw() async throws {
        let editors = try EditorConsole(secondReader: true)
        try await editors.noteFirstSet()
        let (writer, path) = try await waiting(editors)
        #expect(answer(editors).contains("7:00"))
        #expect(await writer.get(Self.path).text.contains("Chờ người thứ hai đọc từ"))
        let reader = try await editors.editor("lan")
        #expect(await reader.get("/desk/entries").text.contains("href=\"\(path)\""))
        let page = await reader.get(path).text
        #expect(page.contains("Giờ mở cửa 7:00-17:00.") && page.contains("Mở cửa 8:00."))
        let done = await reader.post(path + "/publish", ["seen": editors.seen(page)])
        #expect(done.header("Location") == Self.path + "?done=published")
        #expect(answer(editors).contains("8:00"))
        let store = editors.console.store
        #expect(try await store.drafts().isEmpty)
        #expect(try await store.unreadChanges().isEmpty)
        let set = try #require(try await store.published().first)
        #expect(set.agentName == "Name of mai" && set.readerName == "Name of lan")
        #expect(await reader.get(Self.path).text.contains("Name of mai công bố, Name of lan đọc lại"))
        let audit = try await editors.audit()
        #expect(audit.first == "ask-second-reader testing.where")
        #expect(audit.last?.hasPrefix("publish testing.where written by agent") == true)
    }

    @Test func nobodyIsTheSecondPersonForTheirOwn() async throws {
        let editors = try EditorConsole(secondReader: true)
        let (writer, path) = try await waiting(editors)
        let seen = editors.seen(await writer.get(Self.path + "/publish").text)
        #expect(await writer.get(path).status == 404)
        #expect(await writer.post(path + "/publish", ["seen": seen]).status == 404)
        #expect(await writer.post(path + "/return", ["word": "x"]).status == 404)
        #expect(answer(editors).contains("7:00"))
        #expect(await editors.publish(writer).status == 422)
    }

    @Test(arguments: [Agent.Role.agent]) func whoDoesNotWriteTheFAQReadsNoDraft(role: Agent.Role) async throws {
        let editors = try EditorConsole(secondReader: true)
        let (_, path) = try await waiting(editors)
        let browser = try await editors.console.browser(editors.console.agent("nam", role))
        _ = await browser.get("/desk")
        #expect(await browser.get(path).status == 404)
        #expect(await browser.post(path + "/publish", ["seen": "x"]).status == 404)
    }

    @Test func aSupervisorMayBeTheSecondPerson() async throws {
        let editors = try EditorConsole(secondReader: true)
        let (_, path) = try await waiting(editors)
        let browser = try await editors.console.browser(editors.console.agent("huy", .supervisor))
        let seen = editors.seen(await browser.get(path).text)
        #expect(await browser.post(path + "/publish", ["seen": seen]).status == 303)
        #expect(answer(editors).contains("8:00"))
    }

    @Test func whatIsGivenBackComesWithAWord() async throws {
        let editors = try EditorConsole(secondReader: true)
        let (writer, path) = try await waiting(editors)
        let reader = try await editors.editor("lan")
        _ = await reader.get(path)
        #expect(await reader.post(path + "/return", ["word": "  "]).status == 422)
        let done = await reader.post(path + "/return", ["word": "Công văn ghi <17:00>"])
        #expect(done.header("Location") == "/desk/entries?done=returned")
        let page = await writer.get(Self.path).text
        #expect(page.contains("Name of lan đã đọc và trả lại:") && page.contains("Công văn ghi &lt;17:00&gt;"))
        #expect(page.contains("Mở cửa 8:00."))
        // It does not wait any more, and can be sent again.
        #expect(await reader.get(path).status == 409)
        #expect(await reader.post(path + "/publish", ["seen": "x"]).status == 409)
        #expect(await editors.publish(writer, ["how": "ask"]).status == 303)
        #expect(!(await writer.get(Self.path).text.contains("trả lại:")))
        #expect(await reader.get(path).status == 200)
        #expect(try await editors.audit().contains { $0.hasPrefix("give-back testing.where") })
        let stored = try await editors.console.temporary.look("SELECT entry FROM drafts", columns: 1)
        #expect(stored == [["testing.where"]])
    }

    // MARK: Meanwhile

    @Test func whatTheWriterChangesMeanwhileIsNotPublished() async throws {
        let editors = try EditorConsole(secondReader: true)
        let (writer, path) = try await waiting(editors)
        let reader = try await editors.editor("lan")
        let seen = editors.seen(await reader.get(path).text)
        await editors.write(["owner": "Tổ 3"], writer)
        #expect(await reader.post(path + "/publish", ["seen": seen]).status == 409)
        // Sent again, but the reader has not looked at it again.
        await editors.publish(writer, ["how": "ask"])
        let stale = await reader.post(path + "/publish", ["seen": seen])
        #expect(stale.status == 409 && stale.text.contains("Xin xem lại rồi công bố"))
        #expect(answer(editors).contains("7:00"))
    }

    @Test func theFormSentUnchangedLeavesTheDraftWaiting() async throws {
        let editors = try EditorConsole(secondReader: true)
        let (writer, path) = try await waiting(editors)
        await editors.write(["answer.vi": "Gọi {phone:hotline}. Mở cửa 8:00."], writer)
        let reader = try await editors.editor("lan")
        #expect(await reader.get(path).status == 200)
    }

    @Test func anEntryChangedInTheFolderMeanwhileIsNotOverwritten() async throws {
        let editors = try EditorConsole(secondReader: true)
        let (_, path) = try await waiting(editors)
        let reader = try await editors.editor("lan")
        let seen = editors.seen(await reader.get(path).text)
        try editors.save("7:00-17:00", as: "9:00-11:00")
        let saved = try editors.text
        #expect(await reader.post(path + "/publish", ["seen": seen]).status == 409)
        let page = await reader.get(path)
        #expect(page.status == 409 && page.text.contains("mục này đã đổi trong tệp"))
        #expect(!page.text.contains("name=\"seen\"") && page.text.contains("Trả lại người viết"))
        #expect(try editors.text == saved)
    }

    @Test func anotherEntryChangedInTheFolderMeansLookingAgain() async throws {
        let editors = try EditorConsole(secondReader: true)
        let (_, path) = try await waiting(editors)
        let reader = try await editors.editor("lan")
        let seen = editors.seen(await reader.get(path).text)
        try editors.save("niêm yết", as: "niêm yết tại chỗ")
        #expect(await reader.post(path + "/publish", ["seen": seen]).status == 409)
        let again = editors.seen(await reader.get(path).text)
        #expect(await reader.post(path + "/publish", ["seen": again]).status == 303)
        #expect(try editors.text.contains("tại chỗ") && answer(editors).contains("8:00"))
    }

    // MARK: At night, and when it cannot wait

    @Test(arguments: [
        (hours: Int64(13), isNight: false), (14, true), (21, true), (22, false),
    ]) func nightIsFromTenToSix(hours: Int64, isNight: Bool) async throws {
        let editors = try EditorConsole(secondReader: true)
        makeNight(editors, hours: hours)
        let browser = try await editors.editor()
        await editors.write(["answer.vi": "Gọi {phone:hotline}. Mở cửa 8:00."], browser)
        let response = await editors.publish(browser, ["how": "alone"])
        #expect(response.status == (isNight ? 303 : 422))
        #expect(try await editors.console.store.unreadChanges().count == (isNight ? 1 : 0))
    }

    @Test func atNightItIsPublishedAloneAndMarkedUntilSomebodyHasReadIt() async throws {
        let editors = try EditorConsole(secondReader: true)
        makeNight(editors)
        let writer = try await editors.editor()
        await editors.write(["answer.vi": "Gọi {phone:hotline}. Mở cửa 8:00."], writer)
        #expect(await writer.get(Self.path + "/publish").text.contains("được công bố một mình"))
        #expect(await editors.publish(writer, ["how": "alone"]).header("Location") == Self.path + "?done=alone")
        #expect(answer(editors).contains("8:00"))
        #expect(await writer.get("/desk/entries").text.contains("Chưa có người thứ hai đọc"))
        #expect(await writer.get(Self.path).text.contains("Chưa có người thứ hai đọc"))
        // Its writer cannot take the mark off.
        let own = await writer.get(Self.path + "/unread").text
        #expect(own.contains("xin nhờ người khác đọc") && !own.contains("Tôi đã đọc"))
        #expect(await writer.post(Self.path + "/unread", ["mark": editors.mark(own), "last": "1"]).status == 404)
        let reader = try await editors.editor("lan")
        let page = await reader.get(Self.path + "/unread").text
        #expect(page.contains("Giờ mở cửa 7:00-17:00.") && page.contains("Mở cửa 8:00."))
        #expect(page.contains("Name of mai công bố một mình"))
        let last = try #require(page.firstMatch(of: /name="last" value="(\d+)"/)).output.1
        // Not what was on the page.
        #expect(await reader.post(Self.path + "/unread", ["mark": "00", "last": String(last)]).status == 409)
        let done = await reader.post(Self.path + "/unread", ["mark": editors.mark(page), "last": String(last)])
        #expect(done.header("Location") == Self.path + "?done=read")
        #expect(!(await reader.get(Self.path).text.contains("Chưa có người thứ hai đọc")))
        #expect(await reader.post(Self.path + "/unread", ["mark": editors.mark(page), "last": "1"]).status == 409)
        #expect(try await editors.audit() == ["publish-alone testing.where", "read-second testing.where"])
    }

    @Test func whatCannotWaitIsPublishedAloneWithItsReason() async throws {
        let editors = try EditorConsole(secondReader: true)
        let browser = try await editors.editor()
        await editors.write(["answer.vi": "Gọi {phone:hotline}. Mở cửa 8:00."], browser)
        #expect(await editors.publish(browser, ["how": "alone", "reason": Self.reason]).status == 303)
        #expect(answer(editors).contains("8:00"))
        let reader = try await editors.editor("lan")
        let page = await reader.get(Self.path + "/unread").text
        #expect(page.contains("Lý do: Đang chỉ &lt;b&gt;sai&lt;/b&gt; bệnh viện"))
        let stored = try await editors.console.temporary.look("SELECT hex(reason) FROM lone_changes", columns: 1)
        #expect(!stored[0][0].contains("3C623E"))
    }

    @Test func anUndoIsNeverHeldUpAndTakesTheMarkAway() async throws {
        let editors = try EditorConsole(secondReader: true)
        try await editors.noteFirstSet()
        makeNight(editors)
        let browser = try await editors.editor()
        await editors.write(["answer.vi": "Gọi {phone:hotline}. Mở cửa 8:00."], browser)
        await editors.publish(browser, ["how": "alone"])
        let sets = try await editors.console.store.published()
        try #require(sets.count == 2)
        makeNight(editors, hours: 9)
        let other = try await editors.editor("lan")
        _ = await other.get("/desk/published")
        #expect(await other.post("/desk/published/\(sets[1].id)/restore", ["from": "\(sets[0].id)"]).status == 303)
        #expect(answer(editors).contains("7:00"))
        #expect(try await editors.console.store.unreadChanges().isEmpty)
    }

    @Test func goingBackFromWhatTwoHaveReadIsMarked() async throws {
        let editors = try EditorConsole(secondReader: true)
        try await editors.noteFirstSet()
        let (writer, path) = try await waiting(editors)
        let reader = try await editors.editor("lan")
        let seen = editors.seen(await reader.get(path).text)
        _ = await reader.post(path + "/publish", ["seen": seen])
        let sets = try await editors.console.store.published()
        try #require(sets.count == 2)
        #expect(await writer.post("/desk/published/\(sets[1].id)/restore", ["from": "\(sets[0].id)"]).status == 303)
        #expect(answer(editors).contains("7:00"))
        let unread = try await editors.console.store.unreadChanges()
        #expect(unread.map(\.agentName) == ["Name of mai"] && unread[0].reason == nil)
    }

    @Test func whoChangedItTooMayReadOnlyWhatTheOtherChanged() async throws {
        let editors = try EditorConsole(secondReader: true)
        makeNight(editors)
        let mai = try await editors.editor("mai")
        let lan = try await editors.editor("lan")
        await editors.write(["answer.vi": "Gọi {phone:hotline}. Mở cửa 8:00."], mai)
        await editors.publish(mai, ["how": "alone"])
        await editors.write(["owner": "Tổ 2"], lan)
        await editors.publish(lan, ["how": "alone"])
        let page = await lan.get(Self.path + "/unread").text
        let last = try #require(page.firstMatch(of: /name="last" value="(\d+)"/)).output.1
        _ = await lan.post(Self.path + "/unread", ["mark": editors.mark(page), "last": String(last)])
        let unread = try await editors.console.store.unreadChanges()
        #expect(unread.map(\.agentName) == ["Name of lan"])
    }

    @Test func whoAsksForAReaderIsNeverPublishedAlone() async throws {
        let editors = try EditorConsole()
        let browser = try await editors.editor()
        await editors.write(["owner": "Tổ 2"], browser)
        #expect(await editors.publish(browser, ["how": "ask"]).header("Location") == Self.path + "?done=waiting")
        #expect(try !editors.text.contains("Tổ 2"))
    }

    // MARK: What needs no second person

    @Test(arguments: [["confirmed": "2021-07-31"]]) func aConfirmationNeedsNoReader(fields: [String: String])
        async throws
    {
        let editors = try EditorConsole(secondReader: true)
        let browser = try await editors.editor()
        await editors.write(fields, browser)
        #expect(await editors.publish(browser).status == 303)
        #expect(try editors.text.contains("    confirmed: 2021-07-31\n"))
    }

    @Test func takingTheTopicAwayDoesNotMakeTheChangeFree() async throws {
        let editors = try EditorConsole(secondReader: true)
        let browser = try await editors.editor()
        await editors.write(["boxes": "1", "topic.other": "1", "owner": "Tổ 2"], browser)
        #expect(await editors.publish(browser).status == 422)
    }

    @Test func anEntryOfAnotherTopicIsPublishedAsEver() async throws {
        let editors = try EditorConsole(secondReader: true)
        try editors.save(
            "  - id: testing.price\n    topics: [testing]", as: "  - id: testing.price\n    topics: [other]")
        editors.reload()
        let browser = try await editors.editor()
        await editors.write(["owner": "Tổ 2"], of: "testing.price", browser)
        #expect(await editors.publish(browser, id: "testing.price").status == 303)
        #expect(try await editors.console.store.unreadChanges().isEmpty)
    }
}
