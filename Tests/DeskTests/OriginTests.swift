import HTTP
import Messaging
import Storage
import TestSupport
import Testing

@testable import Desk

/// Nobody else's page can act for an agent.
struct OriginTests {
    static let foreign: [[String: String]] = [
        ["sec-fetch-site": "cross-site"], ["sec-fetch-site": "same-site"],
        ["origin": "https://evil.example"], ["origin": "null"], ["origin": "http://127.0.0.1:10220.evil.example"],
        ["origin": "http://evil.example", "host": "127.0.0.1:10220"],
    ]

    @Test(arguments: foreign)
    func aPostFromAForeignPageChangesNothing(headers: [String: String]) async throws {
        let console = try Console()
        let ticket = try await console.ticket()
        let browser = try await console.browser(console.agent("lan"))
        let response = await browser.post("/desk/tickets/\(ticket.id)/claim", headers: headers)
        #expect(response.status == 403)
        #expect(try await console.row(ticket.id)?.state == .waiting)
    }

    @Test(arguments: [
        ["origin": "http://127.0.0.1:10220"], ["origin": "http://localhost:10220", "host": "localhost:10220"], [:],
    ])
    func aPostFromOurOwnPageIsTaken(headers: [String: String]) async throws {
        let console = try Console()
        let ticket = try await console.ticket()
        let browser = try await console.browser(console.agent("lan"))
        #expect(await browser.post("/desk/tickets/\(ticket.id)/claim", headers: headers).status == 303)
    }

    @Test(arguments: ["", "00", String(repeating: "0", count: 64), "not hex"])
    func aPostWithoutTheSessionsTokenChangesNothing(token: String) async throws {
        let console = try Console()
        let ticket = try await console.ticket()
        let browser = try await console.browser(console.agent("lan"))
        #expect(await browser.post("/desk/tickets/\(ticket.id)/claim", ["_csrf": token]).status == 403)
        let json = await browser.postJSON("/api/v1/tickets/\(ticket.id)/claim", "{}", headers: ["x-csrf-token": token])
        #expect(json.status == 403)
        #expect(try await console.row(ticket.id)?.state == .waiting)
    }

    @Test func anotherSessionsTokenIsOfNoUse() async throws {
        let console = try Console()
        let ticket = try await console.ticket()
        let agent = try await console.agent("lan")
        let browser = try await console.browser(agent)
        let other = try await console.browser(agent)
        #expect(await browser.post("/desk/tickets/\(ticket.id)/claim", ["_csrf": other.csrf]).status == 403)
    }

    @Test(arguments: [
        ("text/plain", "key=1"), ("application/json", "[1]"), ("application/json", "{"),
        ("application/x-www-form-urlencoded", "a=%zz"),
    ])
    func aBodyOfAnotherKindIsRefused(type: String, body: String) async throws {
        let console = try Console()
        let ticket = try await console.ticket()
        let browser = try await console.browser(console.agent("lan"))
        let response = await browser.postJSON(
            "/api/v1/tickets/\(ticket.id)/claim", body, headers: ["content-type": type])
        #expect(response.status == 400)
        #expect(try await console.row(ticket.id)?.state == .waiting)
    }

    @Test func everyPageForbidsScriptsFramesAndFormsOfOthers() async throws {
        let console = try Console()
        let browser = try await console.browser(console.agent("lan"))
        for path in ["/desk", "/desk/calls/new", "/desk/tickets/99"] {
            let response = await browser.get(path)
            let policy = try #require(response.header("content-security-policy"))
            #expect(policy.hasPrefix("default-src 'none'; script-src 'self'; "))
            #expect(!policy.contains("unsafe"))
            #expect(policy.contains("frame-ancestors 'none'") && policy.contains("form-action 'self'"))
            #expect(response.header("cache-control") == "no-store")
            #expect(!response.text.contains(" style=") && !response.text.contains(" onclick="))
        }
    }

    @Test func styleAndScriptAreKeptByTheirContentAndHoldNothingOfAnybody() async throws {
        let console = try Console()
        for asset in [console.desk.assets.style, console.desk.assets.script, console.desk.assets.icon] {
            let response = await Browser(console).get(asset.path)
            #expect(response.status == 200)
            #expect(response.header("cache-control") == "public, max-age=31536000, immutable")
            let tag = try #require(response.header("etag"))
            #expect(await Browser(console).get(asset.path, headers: ["if-none-match": tag]).status == 304)
        }
        #expect(await Browser(console).get("/desk/assets/desk-0000.css").status == 404)
        #expect(await Browser(console).get("/desk/assets/../../etc/passwd").status == 404)
    }
}
