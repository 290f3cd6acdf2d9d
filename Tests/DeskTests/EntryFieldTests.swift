import HTTP
import Knowledge
import Testing

@testable import Desk

/// What is typed in the form, as the entry gets it.
struct EntryFieldTests {
    static let draft: EntryDraft = {
        var draft = EntryDraft(id: "a.first")
        draft.titles = ["vi": "Thứ nhất"]
        draft.examples = ["vi": ["câu một", "câu hai"]]
        draft.answers = ["vi": "Trả lời."]
        draft.topics = ["price", "testing"]
        draft.review = "7d"
        draft.tests = [
            EntryDraft.Test(language: "vi", text: "sai", isCounterExample: true),
            EntryDraft.Test(language: "vi", text: "đúng", isCounterExample: false),
            EntryDraft.Test(language: "ko", text: "예", isCounterExample: false),
        ]
        return draft
    }()

    private func fields(_ pairs: [String: String]) throws -> Fields {
        let body = pairs.map { "\(encoded($0.key))=\(encoded($0.value))" }.joined(separator: "&")
        return try #require(
            Fields(
                Request(
                    method: "POST", path: "/", headers: ["content-type": "application/x-www-form-urlencoded"],
                    body: Array(body.utf8))))
    }

    private func encoded(_ text: String) -> String {
        text.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private func read(_ pairs: [String: String]) throws -> EntryDraft {
        EntryFields.draft(try fields(pairs), onto: Self.draft, topics: ["testing", "price", "food"], ask: ["phone"])
    }

    @Test func aFormThatSaysNothingChangesNothing() throws { #expect(try read(["x": "1"]) == Self.draft) }

    @Test func theFormAsItIsShownChangesNothing() throws {
        var shown = Dictionary(uniqueKeysWithValues: EntryFields.values(Self.draft).map { ($0.name, $0.value) })
        shown["boxes"] = "1"
        shown["topic.price"] = "1"
        shown["topic.testing"] = "1"
        #expect(try read(shown) == Self.draft)
    }

    /// Word's bullets, quotes, tabs, hard spaces, decomposed letters, line ends of Windows, byte order mark.
    @Test func aListPastedFromWordBecomesWordings() throws {
        let pasted =
            "\u{FEFF}•\tcâu một\r\n– “câu hai”\r\n\r\n  \u{A0}ca\u{302}u ba \u{200B}\r\n- \"gọi 115: ngay # đi\"\t\n"
        #expect(
            try read(["examples.vi": pasted]).examples["vi"] == ["câu một", "câu hai", "câu ba", "gọi 115: ngay # đi"])
    }

    @Test func theLineBreaksOfAnAnswerStay() throws {
        let draft = try read(["answer.vi": "Dòng một.\r\n  thụt vào  \r\n\r\n\r\nDòng “hai”.\r\n\r\n"])
        #expect(draft.answers["vi"] == "Dòng một.\n  thụt vào\n\n\nDòng “hai”.")
    }

    @Test func aTextInOneLineStaysInOneLine() throws {
        #expect(try read(["title.vi": " Tên\r\nmới\t"]).titles["vi"] == "Tên mới")
        #expect(try read(["owner": "CDC\u{2028}Bình Dương"]).owner == "CDC Bình Dương")
    }

    @Test(arguments: [("7", "7d"), (" 14 ", "14d"), ("", ""), ("7 ngày", "7ngày"), ("30d", "30d")])
    func daysAreANumber(typed: String, review: String) throws { #expect(try read(["review": typed]).review == review) }

    @Test func topicsKeepTheirOrderAndNewOnesComeBehind() throws {
        let chosen = ["boxes": "1", "topic.food": "1", "topic.testing": "1", "topic.price": "1", "topic.unknown": "1"]
        #expect(try read(chosen).topics == ["price", "testing", "food"])
        #expect(try read(["boxes": "1"]).topics.isEmpty)
    }

    @Test func testsKeepTheirOrderAndThoseNotShownStay() throws {
        let draft = try read(["tests.vi": "mới\nđúng", "counter.vi": "sai"])
        #expect(draft.tests.map(\.text) == ["sai", "đúng", "예", "mới"])
        #expect(try read(["tests.vi": "đúng", "counter.vi": ""]).tests.map(\.text) == ["đúng", "예"])
    }

    @Test func emptyTextsAreNoTexts() throws {
        let draft = try read(["title.en": "  ", "examples.vi": "\n \n", "answer.vi": ""])
        #expect(draft.titles == ["vi": "Thứ nhất"] && draft.examples.isEmpty && draft.answers.isEmpty)
    }
}
