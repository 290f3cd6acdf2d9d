import HTTP
import Messaging
import Storage
import TestSupport
import Testing

@testable import Desk

/// The live stream: what concerns an agent and nothing else, as long as the session lasts.
struct EventTests {
    private func stream(_ browser: Browser) async throws -> AsyncStream<[UInt8]>.AsyncIterator {
        let response = await browser.get("/desk/events")
        #expect(response.header("content-type") == "text/event-stream; charset=utf-8")
        guard case .stream(let chunks) = response.body else { throw Missing() }
        var iterator = chunks.makeAsyncIterator()
        #expect(await next(&iterator) == "event: ready\ndata: \n\n")
        return iterator
    }

    private func next(_ iterator: inout AsyncStream<[UInt8]>.AsyncIterator) async -> String? {
        await iterator.next().map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func aPageHearsOfItsDepartmentsTicketsAndOfOthersOnlyThatOneIsRed() async throws {
        let console = try Console()
        let browser = try await console.browser(console.agent("h", .agent, "health"))
        var events = try await stream(browser)
        _ = try await console.ticket("a", "labour", priority: .emergency)
        _ = try await console.ticket("b", "health", confidential: true)
        _ = try await console.turn("c", "chi hoi bot")
        let own = try await console.ticket("d", "health", priority: .emergency)
        #expect(await next(&events) == "event: red\ndata: \n\n")
        #expect(await next(&events) == "event: conversation\ndata: \(own.conversation)\n\n")
        #expect(await next(&events) == "event: red\ndata: \(own.id)\n\n")
    }

    @Test func anEventHoldsNoWords() async throws {
        let console = try Console()
        let browser = try await console.browser(console.agent("h"))
        var events = try await stream(browser)
        let ticket = try await console.ticket(name: "Hoa", text: "lời riêng")
        #expect(await next(&events) == "event: conversation\ndata: \(ticket.conversation)\n\n")
        #expect(await next(&events) == "event: ticket\ndata: \(ticket.id)\n\n")
        console.store.changes.publish([.knowledge])
        #expect(await next(&events) == "event: knowledge\ndata: \n\n")
    }

    @Test func anOpenPageKeepsItsAgentPresent() async throws {
        let console = try Console()
        let agent = try await console.agent("lan")
        let browser = try await console.browser(agent)
        let ticket = try await console.ticket()
        _ = await browser.post("/desk/tickets/\(ticket.id)/claim")
        let events = try await stream(browser)
        for _ in 0..<DeskLimits.absenceSeconds / DeskLimits.touchSeconds + 5 {
            await console.clock.untilSomebodySleeps()
            console.clock.advance(seconds: DeskLimits.touchSeconds)
        }
        await console.clock.untilSomebodySleeps()
        let lapsed = try await console.store.lapseClaims(
            absentSince: console.clock.now.adding(seconds: -DeskLimits.absenceSeconds), now: console.clock.now)
        #expect(lapsed.isEmpty)
        _ = events
    }

    @Test func theStreamEndsWithTheSession() async throws {
        let console = try Console()
        let browser = try await console.browser(console.agent("lan"))
        var events = try await stream(browser)
        await console.clock.untilSomebodySleeps()
        _ = await browser.post("/desk/sign-out")
        console.clock.advance(seconds: DeskLimits.touchSeconds)
        #expect(await next(&events) == nil)
    }

    @Test func afterSignOutNothingMoreIsHeard() async throws {
        let console = try Console()
        let browser = try await console.browser(console.agent("lan"))
        var events = try await stream(browser)
        await console.clock.untilSomebodySleeps()
        _ = await browser.post("/desk/sign-out")
        _ = try await console.ticket()
        #expect(await next(&events) == nil)
    }

    @Test func theStreamEndsWithTheStore() async throws {
        let console = try Console()
        var events = try await stream(try await console.browser(console.agent("lan")))
        await console.store.close()
        #expect(await next(&events) == nil)
    }
}
