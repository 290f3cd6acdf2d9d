import HTTP
import Messaging
import Storage
import TestSupport
import Testing

@testable import Desk

/// What every desk is shown while somebody is in danger and no person has looked (users.md A, musts 8 and 9).
struct AlarmTests {
    @Test func anEmergencyUnseenForTwoMinutesShowsTheCallListOnEveryDesk() async throws {
        let console = try Console()
        _ = try await console.ticket("a", "health", priority: .emergency, name: "Hoa")
        let own = try await console.browser(console.agent("h", .agent, "health"))
        let other = try await console.browser(console.agent("l", .agent, "labour"))
        console.clock.advance(seconds: 119)
        for browser in [own, other] {
            let page = await browser.get("/desk").text
            #expect(
                page.contains("data-reds=\"1\"") && page.contains("data-overdue=\"0\""), "every desk sounds at once")
        }
        console.clock.advance(seconds: 1)
        for browser in [own, other] {
            for path in ["/desk", "/desk/fragments/queue"] {
                let page = await browser.get(path).text
                #expect(page.contains("data-overdue=\"1\"") && page.contains("data-reds=\"1\""))
                #expect(page.contains("Trưởng ca") && page.contains("href=\"tel:02741022\""))
            }
        }
    }

    @Test func theCallListNamesNothingOfAnotherDepartmentsTicket() async throws {
        let console = try Console()
        let ticket = try await console.ticket("a", "health", priority: .emergency, name: "Hoa", text: "lời riêng")
        console.clock.advance(seconds: 300)
        let page = await (try await console.browser(console.agent("l", .agent, "labour"))).get("/desk").text
        for word in [ticket.code, "Hoa", "lời riêng", "/desk/tickets/\(ticket.id)"] { #expect(!page.contains(word)) }
    }

    @Test func whoOpensItEndsTheAlarmOnEveryDesk() async throws {
        let console = try Console()
        let ticket = try await console.ticket(priority: .emergency)
        console.clock.advance(seconds: 300)
        let browser = try await console.browser(console.agent("lan"))
        _ = await browser.get("/desk/tickets/\(ticket.id)")
        #expect(await browser.get("/desk").text.contains("data-overdue=\"0\""))
    }

    @Test(arguments: [TicketPriority.normal, .urgent]) func onlyRedIsAlarmed(priority: TicketPriority) async throws {
        let console = try Console()
        _ = try await console.ticket(priority: priority)
        console.clock.advance(seconds: 300)
        let page = await (try await console.browser(console.agent("lan"))).get("/desk").text
        #expect(page.contains("data-reds=\"0\"") && page.contains("data-overdue=\"0\""))
    }

    @Test func aPageIsToldThatSomebodyMustBeCalledAndNotForWhom() async throws {
        let console = try Console()
        let response = await (try await console.browser(console.agent("l", .agent, "labour"))).get("/desk/events")
        guard case .stream(let chunks) = response.body else { throw Missing() }
        var events = chunks.makeAsyncIterator()
        _ = await events.next()
        console.store.changes.publish([.overdueReds])
        #expect(await events.next().map { String(decoding: $0, as: UTF8.self) } == "event: overdue\ndata: \n\n")
    }

    // MARK: The text has not arrived

    private func emergency(_ console: Console, phone: String?) async throws -> TicketRow {
        let ticket = try await console.ticket(priority: .emergency)
        let conversation = try #require(
            try await console.store.conversations(with: [(Console.zalo, ContactKey("u1"))], now: console.clock.now)
                .first)
        var outcome = Outcome(
            conversation: conversation.id, generation: conversation.generation, now: console.clock.now)
        outcome.outbound = [OutboundEntry(OutboundMessage(purpose: .safety, text: "GỌI 115"))]
        outcome.contactPhone = phone
        _ = try await console.store.settle([outcome])
        return ticket
    }

    private func fails(_ console: Console, _ result: PartResult) async throws {
        let parts = try await console.store.lease(
            limit: 10, channels: [Console.zalo], now: console.clock.now, leaseMilliseconds: 1000
        ) { _, _, _, _ in
            [PlatformCall(method: "POST", url: "https://x", headers: [:], body: [], credential: .none)]
        }
        try await console.store.record(parts.map { ($0.part, result) }, now: console.clock.now)
    }

    static let failures: [PartResult] = [
        .unknown(until: Instant(milliseconds: .max)), .retry(at: Instant(milliseconds: .max)),
        .notTried(until: Instant(milliseconds: .max)), .dead(reason: "blocked"),
    ]

    @Test(arguments: failures) func aPersonIsToldAtOnceWithTheContactsNumber(result: PartResult) async throws {
        let console = try Console()
        let ticket = try await emergency(console, phone: "0909123456")
        let browser = try await console.browser(console.agent("lan"))
        _ = await browser.get("/desk/tickets/\(ticket.id)")
        try await fails(console, result)
        let page = await browser.get("/desk").text
        #expect(page.contains("data-reds=\"1\""), "it sounds again though somebody has opened it")
        #expect(page.contains(Phrase.redUnsent.text(.vi, ["code": ticket.code])))
        #expect(page.contains("href=\"tel:0909123456\""))
        #expect(await browser.get("/desk/tickets/\(ticket.id)").text.contains("href=\"tel:0909123456\""))
    }

    @Test func withoutANumberThatIsSaid() async throws {
        let console = try Console()
        _ = try await emergency(console, phone: nil)
        try await fails(console, .dead(reason: "blocked"))
        let page = await (try await console.browser(console.agent("lan"))).get("/desk").text
        #expect(page.contains(Phrase.noNumber.text(.vi)))
    }

    @Test func whenItHasArrivedAfterAllNothingIsSaid() async throws {
        let console = try Console()
        let ticket = try await emergency(console, phone: nil)
        try await fails(console, .retry(at: console.clock.now))
        #expect(try await console.row(ticket.id)?.textUnsent != nil)
        try await fails(console, .sent(platformMessageID: nil))
        #expect(try await console.row(ticket.id)?.textUnsent == nil)
    }

    // MARK: A false alarm

    @Test func aRedMarkedAsFalseStaysRedAndLaterOnesAreSilentForADay() async throws {
        let console = try Console()
        let ticket = try await console.ticket(priority: .emergency)
        let browser = try await console.browser(console.agent("lan"))
        let response = await browser.post("/desk/tickets/\(ticket.id)/false-alarm")
        #expect(response.header("location") == "/desk/tickets/\(ticket.id)?done=marked-false")
        let step = TicketStep.join(ticket.id, raisedTo: .emergency, facts: TicketFacts(), missing: nil)
        console.clock.advance(seconds: 600)
        try await console.turn("u1", "kho tho", step: step)
        console.clock.advance(seconds: 600)
        let page = await browser.get("/desk").text
        #expect(page.contains("data-reds=\"0\"") && page.contains("data-overdue=\"0\""))
        #expect(page.contains("class=\"row red\""), "red and at the head all the same")
        console.clock.advance(seconds: 86_400)
        let later = try await console.browser(console.agent("minh"))
        #expect(await later.get("/desk").text.contains("data-reds=\"1\""))
    }

    @Test func itCanBeUndone() async throws {
        let console = try Console()
        let ticket = try await console.ticket(priority: .emergency)
        let browser = try await console.browser(console.agent("lan"))
        _ = await browser.post("/desk/tickets/\(ticket.id)/false-alarm")
        #expect(await browser.get("/desk/tickets/\(ticket.id)").text.contains(Phrase.falseAlarmUndo.text(.vi)))
        _ = await browser.post("/desk/tickets/\(ticket.id)/real-alarm")
        let step = TicketStep.join(ticket.id, raisedTo: .emergency, facts: TicketFacts(), missing: nil)
        try await console.turn("u1", "kho tho", step: step)
        #expect(await browser.get("/desk").text.contains("data-reds=\"1\""))
        let lines = try await console.history(ticket).compactMap(\.body.text)
        #expect(lines.filter { $0.hasPrefix("red.") } == ["red.false", "red.false-undone"])
    }

    @Test func itIsThatContactsAndNobodyElses() async throws {
        let console = try Console()
        let ticket = try await console.ticket("a", priority: .emergency)
        let browser = try await console.browser(console.agent("lan"))
        _ = await browser.post("/desk/tickets/\(ticket.id)/false-alarm")
        _ = try await console.ticket("b", priority: .emergency)
        #expect(await browser.get("/desk").text.contains("data-reds=\"1\""))
    }

    @Test func whatIsNoEmergencyCannotBeMarked() async throws {
        let console = try Console()
        let ticket = try await console.ticket(priority: .urgent)
        let browser = try await console.browser(console.agent("lan"))
        #expect(await browser.post("/desk/tickets/\(ticket.id)/false-alarm").status == 409)
        #expect(!(await browser.get("/desk/tickets/\(ticket.id)").text.contains("false-alarm")))
    }
}
