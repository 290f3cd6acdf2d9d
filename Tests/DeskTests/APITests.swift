import HTTP
import Messaging
import Storage
import TestSupport
import Testing

@testable import Desk

/// The JSON interface: the same rules for programs.
struct APITests {
    @Test func aProgramTakesAnswersAndClosesATicket() async throws {
        let console = try Console()
        let ticket = try await console.ticket()
        let browser = try await console.browser(console.agent("lan"))
        #expect(await browser.get("/api/v1/session").text.contains("\"csrfToken\":\"\(browser.csrf)\""))
        #expect(await browser.get("/api/v1/tickets?show=waiting").text.contains("\"code\":\"\(ticket.code)\""))
        let path = "/api/v1/tickets/\(ticket.id)"
        #expect(await browser.postJSON("\(path)/claim", "{}").text == #"{"result":"claimed"}"#)
        let key = "00112233445566778899aabbccddeeff"
        let reply = await browser.postJSON("\(path)/reply", #"{"text":"Chào \"chị\"","key":"\#(key)"}"#)
        #expect(reply.text == #"{"result":"sent"}"#)
        let close = await browser.postJSON(
            "\(path)/close", #"{"outcome":"answered","silent":true,"key":"01\#(key.dropFirst(2))"}"#)
        #expect(close.text == #"{"result":"closed"}"#)
        #expect(try await console.delivered() == [#"person: Chào "chị""#])
        #expect(await browser.get(path).text.contains("\"outcome\":\"answered\""))
    }

    @Test(arguments: [
        ("claim", "{}", 409, "conflict"), ("reply", #"{"text":"a"}"#, 400, "unreadable"),
        ("reply", #"{"text":5}"#, 400, "unreadable"),
        ("reply", #"{"text":["a"]}"#, 400, "unreadable"), ("close", "{}", 422, "unacceptable"),
        ("note", "{}", 422, "unacceptable"),
    ])
    func refusalsAreWordsForPrograms(action: String, body: String, status: Int, code: String) async throws {
        let console = try Console()
        let ticket = try await console.ticket()
        let holder = try await console.agent("holder")
        _ = try await console.store.claim(ticket.id, by: holder.id, now: console.clock.now)
        let browser = try await console.browser(console.agent("lan"))
        let response = await browser.postJSON("/api/v1/tickets/\(ticket.id)/\(action)", body)
        #expect(response.status == status)
        #expect(response.text.hasPrefix("{\"error\":\"\(code)\""))
        #expect(response.header("content-type") == "application/json; charset=utf-8")
    }

    @Test(arguments: ["0", "-1", "abc", "99999999999999999999", "1%20OR%201"])
    func oddNumbersAreNotFound(id: String) async throws {
        let console = try Console()
        _ = try await console.ticket()
        let browser = try await console.browser(console.agent("lan"))
        #expect(await browser.get("/api/v1/tickets/\(id)").status == 404)
    }
}
