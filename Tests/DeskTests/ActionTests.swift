import HTTP
import Messaging
import Storage
import TestSupport
import Testing

@testable import Desk

/// What agents do with tickets, and what comes of it at the citizen's end and in the books.
struct ActionTests {
    private let key = "00112233445566778899aabbccddeeff"

    @Test func aReplyReachesTheOutboxOnceHoweverOftenTheFormIsSent() async throws {
        let console = try Console()
        let ticket = try await console.ticket()
        let browser = try await console.browser(console.agent("lan"))
        #expect(await browser.post("/desk/tickets/\(ticket.id)/claim").status == 303)
        for _ in 0..<2 {
            let response = await browser.post(
                "/desk/tickets/\(ticket.id)/reply", ["text": "Chào chị,\r\n1022 nghe", "key": key])
            #expect(response.status == 303)
            #expect(response.header("location") == "/desk/tickets/\(ticket.id)?done=sent")
        }
        #expect(try await console.delivered() == ["person: Chào chị,\n1022 nghe"])
    }

    @Test func twoAtOnceOneHoldsTheTicketAndTheOtherIsShownWho() async throws {
        let console = try Console()
        let ticket = try await console.ticket()
        let first = try await console.browser(console.agent("lan"))
        let second = try await console.browser(console.agent("minh"))
        #expect(await first.post("/desk/tickets/\(ticket.id)/claim").status == 303)
        let late = await second.post("/desk/tickets/\(ticket.id)/claim")
        #expect(late.status == 409)
        #expect(late.text.contains("Name of lan đang giữ phiếu này"))
        #expect(await first.post("/desk/tickets/\(ticket.id)/claim").status == 303, "a double click is no conflict")
    }

    @Test func aReplyAfterTheClaimHasLapsedIsRefusedAndWhatWasTypedStays() async throws {
        let console = try Console()
        let ticket = try await console.ticket()
        let browser = try await console.browser(console.agent("lan"))
        _ = await browser.post("/desk/tickets/\(ticket.id)/claim")
        _ = try await console.store.lapseClaims(
            absentSince: console.clock.now.adding(seconds: 1), now: console.clock.now)
        let response = await browser.post("/desk/tickets/\(ticket.id)/reply", ["text": "<b>dài lắm", "key": key])
        #expect(response.status == 409)
        #expect(response.text.contains("đã về hàng chờ"))
        #expect(response.text.contains("readonly rows=\"4\">&lt;b&gt;dài lắm</textarea>"))
        #expect(try await console.delivered().isEmpty)
    }

    @Test(arguments: ["", "  \r\n ", "\u{0}\u{8}", String(repeating: "a", count: 10_001)])
    func aReplyWithoutWordsOrTooLongIsRefused(text: String) async throws {
        let console = try Console()
        let ticket = try await console.ticket()
        let browser = try await console.browser(console.agent("lan"))
        _ = await browser.post("/desk/tickets/\(ticket.id)/claim")
        #expect(await browser.post("/desk/tickets/\(ticket.id)/reply", ["text": text, "key": key]).status == 422)
        #expect(try await console.delivered().isEmpty)
    }

    @Test(arguments: ["", "abc", "zz112233445566778899aabbccddeeff"])
    func aReplyWithoutTheFormsKeyIsRefused(key: String) async throws {
        let console = try Console()
        let ticket = try await console.ticket()
        let browser = try await console.browser(console.agent("lan"))
        _ = await browser.post("/desk/tickets/\(ticket.id)/claim")
        #expect(await browser.post("/desk/tickets/\(ticket.id)/reply", ["text": "a", "key": key]).status == 400)
        #expect(try await console.delivered().isEmpty)
    }

    @Test func aClosedWindowIsShownBeforeTypingAndRefusesTheReply() async throws {
        let console = try Console()
        let ticket = try await console.ticket()
        let agent = try await console.agent("lan")
        console.clock.advance(seconds: 8 * 86_400)
        let browser = try await console.browser(agent)
        _ = await browser.post("/desk/tickets/\(ticket.id)/claim")
        let page = await browser.get("/desk/tickets/\(ticket.id)").text
        #expect(page.contains(Phrase.windowClosedWhy.text(.vi)))
        #expect(!page.contains("id=\"reply\""))
        let response = await browser.post("/desk/tickets/\(ticket.id)/reply", ["text": "chào", "key": key])
        #expect(response.status == 409)
        #expect(response.text.contains(">chào</textarea>"))
        #expect(try await console.delivered().isEmpty)
    }

    @Test func aNoteIsKeptAmongAgentsAndNeverSent() async throws {
        let console = try Console()
        let ticket = try await console.ticket()
        let browser = try await console.browser(console.agent("lan"))
        #expect(await browser.post("/desk/tickets/\(ticket.id)/note", ["note": "đã gọi"]).status == 303)
        #expect(await browser.post("/desk/tickets/\(ticket.id)/note", ["note": " "]).status == 422)
        let page = await browser.get("/desk/tickets/\(ticket.id)").text
        #expect(page.contains("Ghi chú nội bộ của Name of lan"))
        #expect(try await console.delivered().isEmpty)
    }

    @Test(arguments: ["", "done", "answered "])
    func closingNeedsOneOutcomeOfTheList(outcome: String) async throws {
        let console = try Console()
        let ticket = try await console.ticket()
        let browser = try await console.browser(console.agent("lan"))
        _ = await browser.post("/desk/tickets/\(ticket.id)/claim")
        let response = await browser.post(
            "/desk/tickets/\(ticket.id)/close", ["outcome": outcome, "key": key, "closing": "Xong rồi ạ"])
        #expect(response.status == 422)
        #expect(response.text.contains(">Xong rồi ạ</textarea>"))
        #expect(try await console.row(ticket.id)?.state == .claimed)
    }

    @Test(arguments: TicketOutcome.allCases)
    func closingTellsTheCitizenAndIsCounted(outcome: TicketOutcome) async throws {
        let console = try Console()
        let ticket = try await console.ticket()
        let browser = try await console.browser(console.agent("lan"))
        _ = await browser.post("/desk/tickets/\(ticket.id)/claim")
        let response = await browser.post(
            "/desk/tickets/\(ticket.id)/close", ["outcome": outcome.rawValue, "key": key, "closing": ""])
        #expect(response.status == 303)
        let told = outcome == .spam ? [] : ["person: vi \(ticket.code) \(outcome.rawValue)"]
        #expect(try await console.delivered() == told)
        let facts = try await console.temporary.look(
            """
            SELECT outcome, answered_by, CAST(answered AS TEXT), CAST(closed AS TEXT), CAST(seen_by_person AS TEXT)
            FROM facts
            """, columns: 5)
        let now = "\(console.clock.now.milliseconds)"
        let isAnswered = [.answered, .helped, .notEntitled, .emergencyConfirmed, .notOurTask].contains(outcome)
        #expect(facts == [[outcome.rawValue, isAnswered ? "people" : "", isAnswered ? now : "", now, now]])
    }

    @Test func closingCanSayItsOwnWordsOrNothing() async throws {
        let console = try Console()
        let browser = try await console.browser(console.agent("lan"))
        for (contact, fields) in [("a", ["closing": "Mai có kết quả"]), ("b", ["closing": "x", "silent": "1"])] {
            let ticket = try await console.ticket(contact)
            _ = await browser.post("/desk/tickets/\(ticket.id)/claim")
            let all = fields.merging(["outcome": "answered", "key": key]) { $1 }
            #expect(await browser.post("/desk/tickets/\(ticket.id)/close", all).status == 303)
        }
        #expect(try await console.delivered() == ["person: Mai có kết quả"])
    }

    @Test func whoDoesNotHoldTheTicketCannotReplyCloseOrRelease() async throws {
        let console = try Console()
        let ticket = try await console.ticket()
        let holder = try await console.browser(console.agent("lan"))
        let other = try await console.browser(console.agent("minh"))
        _ = await holder.post("/desk/tickets/\(ticket.id)/claim")
        let path = "/desk/tickets/\(ticket.id)"
        #expect(await other.post("\(path)/reply", ["text": "a", "key": key]).status == 409)
        #expect(await other.post("\(path)/close", ["outcome": "answered", "key": key]).status == 409)
        #expect(await other.post("\(path)/release").status == 409)
        #expect(try await console.row(ticket.id)?.holderName == "Name of lan")
        #expect(try await console.delivered().isEmpty)
        #expect(await holder.post("\(path)/release").status == 303)
        #expect(try await console.row(ticket.id)?.state == .waiting)
    }

    @Test func openingAnEmergencyMarksItSeenAndTellsTheCitizenOnce() async throws {
        let console = try Console()
        let ticket = try await console.ticket(priority: .emergency)
        let browser = try await console.browser(console.agent("lan"))
        #expect(await browser.get("/desk").text.contains("data-reds=\"1\""))
        _ = await browser.get("/desk/tickets/\(ticket.id)", headers: ["sec-purpose": "prefetch"])
        #expect(try await console.row(ticket.id)?.seen == nil, "reading ahead is nobody looking")
        _ = await browser.get("/desk/tickets/\(ticket.id)")
        _ = await browser.get("/desk/tickets/\(ticket.id)")
        #expect(try await console.delivered() == ["bot: \(ticket.code) đang được xem"])
        #expect(await browser.get("/desk").text.contains("data-reds=\"0\""))
    }

    @Test func anEmergencyClaimedWithoutBeingOpenedTellsTheCitizenToo() async throws {
        let console = try Console()
        let ticket = try await console.ticket(priority: .emergency)
        let browser = try await console.browser(console.agent("lan"))
        _ = await browser.post("/desk/tickets/\(ticket.id)/claim")
        #expect(try await console.delivered() == ["bot: \(ticket.code) đang được xem"])
    }

    @Test func fieldsThatAnActionDoesNotKnowChangeNothing() async throws {
        let console = try Console()
        let ticket = try await console.ticket()
        let agent = try await console.agent("lan")
        let browser = try await console.browser(agent)
        let extra = [
            "holder": "99", "agent": "99", "department": "labour", "priority": "2", "confidential": "0", "id": "99",
            "role": "supervisor", "state": "closed",
        ]
        _ = await browser.post("/desk/tickets/\(ticket.id)/claim", extra)
        _ = await browser.post("/desk/tickets/\(ticket.id)/note", extra.merging(["note": "a"]) { $1 })
        let row = try #require(try await console.row(ticket.id))
        #expect(row.holder == agent.id && row.department == ticket.department && row.priority == .normal)
        #expect(try await console.store.agents().first?.role == .agent)
    }

    @Test func aTicketThatTheCitizenTakesUpAgainIsShownAsReopened() async throws {
        let console = try Console()
        let ticket = try await console.ticket()
        let browser = try await console.browser(console.agent("lan"))
        _ = await browser.post("/desk/tickets/\(ticket.id)/claim")
        _ = await browser.post("/desk/tickets/\(ticket.id)/close", ["outcome": "answered", "key": key])
        #expect(await browser.get("/desk?show=closed").text.contains(ticket.code))
        try await console.turn("u1", "van chua duoc", step: .reopen(ticket.id))
        let page = await browser.get("/desk/tickets/\(ticket.id)").text
        #expect(page.contains("phiếu mở lại"))
        #expect(page.contains("Mở lại 1 lần"))
    }
}
