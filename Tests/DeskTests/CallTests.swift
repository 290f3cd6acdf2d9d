import HTTP
import Messaging
import Storage
import TestSupport
import Testing

@testable import Desk

/// "New from a call": the same ticket as from a message, entered by hand.
struct CallTests {
    private let fields = [
        "key": "00112233445566778899aabbccddeeff", "number": "0909 123.456", "name": "Chị Ba", "place": "Phú Tân",
        "text": "Hết gạo ba ngày", "intent": "entry.14", "priority": "urgent", "department": "labour",
    ]

    @Test func aCallBecomesATicketInTheAgentsHands() async throws {
        let console = try Console()
        let browser = try await console.browser(console.agent("lan"))
        let response = await browser.post("/desk/calls", fields)
        #expect(response.status == 303)
        let path = try #require(response.header("location"))
        let page = await browser.get(path).text
        for text in [
            "Chị Ba", "0909123456", "Phú Tân", "Hết gạo ba ngày", "Lao động", "Gấp", "Anh/chị giữ", "Điện thoại",
        ] {
            #expect(page.contains(text))
        }
        #expect(page.contains(Phrase.phoneOnly.text(.vi)) && !page.contains("id=\"reply\""))
        let facts = try await console.temporary.look(
            "SELECT channel, CAST(by_hand AS TEXT), kind, topic, department, ward, CAST(seen_by_person AS TEXT) FROM facts",
            columns: 7)
        #expect(
            facts == [
                ["phone", "1", "help", "testing", "labour", "thu-dau-mot.phu-tan", "\(console.clock.now.milliseconds)"]
            ])
    }

    @Test func aDoubleClickIsOneCall() async throws {
        let console = try Console()
        let browser = try await console.browser(console.agent("lan"))
        #expect(await browser.post("/desk/calls", fields).status == 303)
        let again = await browser.post("/desk/calls", fields)
        #expect(again.status == 409)
        #expect(again.text.contains(Phrase.callTwice.text(.vi)))
        #expect(try await console.temporary.look("SELECT code FROM tickets", columns: 1).count == 1)
    }

    @Test(arguments: [
        ["number": ""], ["number": "12"], ["number": "không nhớ"], ["number": "1234567890123456"], ["text": ""],
        ["number": "0909<script>"],
    ])
    func aCallWithoutNumberOrWordsComesBackWithWhatWasTyped(wrong: [String: String]) async throws {
        let console = try Console()
        let browser = try await console.browser(console.agent("lan"))
        let response = await browser.post("/desk/calls", fields.merging(wrong) { $1 })
        #expect(response.status == 422)
        #expect(response.text.contains("value=\"Chị Ba\""))
        #expect(try await console.temporary.look("SELECT code FROM tickets", columns: 1).isEmpty)
    }

    @Test func unknownChoicesFallBackToTheDefaults() async throws {
        let console = try Console()
        let browser = try await console.browser(console.agent("lan"))
        let odd = ["priority": "9", "department": "x' OR 1=1", "intent": "none"]
        #expect(await browser.post("/desk/calls", fields.merging(odd) { $1 }).status == 303)
        let rows = try await console.temporary.look(
            "SELECT department, CAST(priority AS TEXT), intent FROM tickets", columns: 3)
        #expect(rows == [["health", "0", ""]])
    }

    @Test func aCallTicketIsClosedWithoutAMessage() async throws {
        let console = try Console()
        let browser = try await console.browser(console.agent("lan"))
        let path = try #require(await browser.post("/desk/calls", fields).header("location")).prefix { $0 != "?" }
        let close = ["outcome": "helped", "key": "10112233445566778899aabbccddeeff", "closing": "xong"]
        #expect(await browser.post("\(path)/reply", ["text": "a", "key": fields["key"] ?? ""]).status == 409)
        #expect(await browser.post("\(path)/close", close).status == 303)
        #expect(try await console.temporary.look("SELECT channel FROM outbox", columns: 1).isEmpty)
    }
}
