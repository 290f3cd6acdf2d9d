import Crypto
import Dispatch
import HTTP
import Messaging
import Storage
import TestSupport
import Testing

@testable import Desk

/// The way in, and what keeps others out.
struct SignInTests {
    private func enter(
        _ browser: Browser, _ login: String, _ password: String = Console.password, next: String = ""
    ) async -> Response {
        _ = await browser.get("/desk/sign-in")
        return await browser.post("/desk/sign-in", ["login": login, "password": password, "next": next])
    }

    @Test func theRightPasswordOpensASession() async throws {
        let console = try Console()
        _ = try await console.agent("lan")
        let browser = Browser(console)
        #expect(await browser.get("/desk").header("location") == "/desk/sign-in?next=/desk")
        let response = await enter(browser, "lan", next: "/desk/tickets/5")
        #expect(response.status == 303)
        #expect(response.header("location") == "/desk/tickets/5")
        let cookie = try #require(response.headers("set-cookie").first { $0.hasPrefix("desk=") })
        #expect(cookie.contains("; Path=/; ") && cookie.contains("; HttpOnly; SameSite=Lax"))
        #expect(!cookie.contains("Secure"))
        #expect(await browser.get("/desk").status == 200)
    }

    @Test func withHTTPSTheCookiesAreSecureAndBoundToTheHost() async throws {
        let console = try Console(publicURL: "https://1022.example/")
        _ = try await console.agent("lan")
        let cookies = await enter(Browser(console), "lan").headers("set-cookie")
        #expect(cookies.contains { $0.hasPrefix("__Host-desk=") && $0.hasSuffix("; Secure") })
    }

    @Test(arguments: [
        ("lan", "wrong"), ("nobody", Console.password), ("", ""), ("lan", String(repeating: "a", count: 600)),
    ])
    func theAnswerIsTheSameForAnUnknownLoginAndAWrongPassword(login: String, password: String) async throws {
        let console = try Console()
        _ = try await console.agent("lan")
        let response = await enter(Browser(console), login, password)
        #expect(response.status == 401)
        #expect(response.text.contains(Phrase.signInWrong.text(.vi)))
        #expect(!response.headers("set-cookie").contains { $0.hasPrefix("desk=") })
    }

    @Test func anUnknownLoginCostsTheSameWork() {
        let real = Console.passwordHash.split(separator: "$").prefix(4)
        #expect(PasswordChecks.nobody.split(separator: "$").prefix(4) == real)
        let fields = PasswordChecks.nobody.split(separator: "$")
        #expect(Base64URL.decode(String(fields[4]))?.count == 16)
        #expect(Base64URL.decode(String(fields[5]))?.count == 32)
    }

    @Test(arguments: ["lan", "nobody"])
    func anAccountIsLockedAfterTooManyFailuresAndOpensAgainLater(login: String) async throws {
        let console = try Console()
        _ = try await console.agent("lan")
        for number in 0..<DeskLimits.accountFailures {
            let browser = Browser(console, address: "10.0.0.\(number)")
            #expect(await enter(browser, login, "wrong").status == 401)
        }
        let locked = await enter(Browser(console, address: "10.0.1.1"), login)
        #expect(locked.status == 429)
        #expect(locked.text.contains(Phrase.signInLocked.text(.vi)))
        console.clock.advance(seconds: DeskLimits.lockOutSeconds)
        let status = await enter(Browser(console), login).status
        #expect(status == (login == "lan" ? 303 : 401))
    }

    @Test func anAddressIsLockedAfterTooManyFailuresOfAnyAccounts() async throws {
        let console = try Console()
        _ = try await console.agent("lan")
        let since = console.clock.now.adding(seconds: -60)
        for _ in 0..<DeskLimits.addressFailures {
            try await console.store.countSignInFailure(
                keys: ["address 10.0.0.1"], since: since, now: console.clock.now)
        }
        #expect(await enter(Browser(console), "lan").status == 429)
        #expect(await enter(Browser(console, address: "10.0.0.2"), "lan").status == 303)
    }

    @Test func headersThatAClientMayWriteDoNotMoveItToAnotherAddress() async throws {
        let console = try Console()
        _ = try await console.agent("lan")
        for _ in 0..<DeskLimits.addressFailures {
            try await console.store.countSignInFailure(
                keys: ["address 10.0.0.1"], since: console.clock.now.adding(seconds: -60), now: console.clock.now)
        }
        let browser = Browser(console)
        _ = await browser.get("/desk/sign-in")
        let response = await browser.post(
            "/desk/sign-in", ["login": "lan", "password": Console.password],
            headers: ["x-forwarded-for": "9.9.9.9", "x-real-ip": "9.9.9.9", "cf-connecting-ip": "9.9.9.9"])
        #expect(response.status == 429)
    }

    @Test func aSignInForgetsTheAccountsFailures() async throws {
        let console = try Console()
        _ = try await console.agent("lan")
        for _ in 0..<3 { _ = await enter(Browser(console), "lan", "wrong") }
        #expect(await enter(Browser(console), "lan").status == 303)
        let since = console.clock.now.adding(seconds: -60)
        #expect(try await console.store.signInFailures(key: "account lan", since: since) == 0)
    }

    @Test func theSessionTokenIsNewAtEverySignInAndTheOldOneIsDead() async throws {
        let console = try Console()
        let agent = try await console.agent("lan")
        let thief = try await console.browser(agent)
        let before = try #require(thief.cookies["desk"])
        #expect(await thief.get("/desk").status == 200)
        let again = Browser(console)
        _ = await again.get("/desk/sign-in")
        // What an attacker planted or copied dies with the sign-in.
        again.plant("desk", before)
        #expect(await again.post("/desk/sign-in", ["login": "lan", "password": Console.password]).status == 303)
        #expect(again.cookies["desk"] != before)
        #expect(await thief.get("/desk").status == 303)
    }

    @Test func aSignInFromAForeignPageIsRefused() async throws {
        let console = try Console()
        _ = try await console.agent("lan")
        let browser = Browser(console)
        _ = await browser.get("/desk/sign-in")
        let fields = ["login": "lan", "password": Console.password]
        #expect(await browser.post("/desk/sign-in", fields, headers: ["origin": "https://evil.example"]).status == 403)
        #expect(await browser.post("/desk/sign-in", fields.merging(["_csrf": ""]) { $1 }).status == 403)
        #expect(await Browser(console).post("/desk/sign-in", fields).status == 403)
    }

    @Test func tooManyChecksAtOnceAreTurnedAwayWithAClearText() async throws {
        let gate = DispatchSemaphore(value: 0)
        let checks = PasswordChecks { _, _ in
            gate.wait()
            return true
        }
        await withTaskGroup(of: Bool?.self) { group in
            for _ in 0..<DeskLimits.passwordChecks + 1 { group.addTask { await checks.fits("a", "b") } }
            #expect(await group.next() == .some(nil), "the one too many does not wait")
            for _ in 0...DeskLimits.passwordChecks { gate.signal() }
            for await result in group { #expect(result == true) }
        }
        #expect(await checks.fits("a", "b") == true, "places are given back")
    }

    @Test func signingOutEndsTheSessionAndFreesWhatCitizensWaitFor() async throws {
        let console = try Console()
        let agent = try await console.agent("lan")
        let browser = try await console.browser(agent)
        let ticket = try await console.ticket()
        _ = await browser.post("/desk/tickets/\(ticket.id)/claim")
        #expect(await browser.post("/desk/sign-out", ["_csrf": "00"]).status == 403)
        #expect(try await console.row(ticket.id)?.state == .claimed)
        let response = await browser.post("/desk/sign-out")
        #expect(response.status == 303)
        #expect(try await console.row(ticket.id)?.state == .waiting)
        #expect(await browser.get("/desk").status == 303)
    }

    @Test func anAgentSignedInElsewhereKeepsTheirTickets() async throws {
        let console = try Console()
        let agent = try await console.agent("lan")
        let browser = try await console.browser(agent)
        _ = try await console.browser(agent)
        let ticket = try await console.ticket()
        _ = await browser.post("/desk/tickets/\(ticket.id)/claim")
        _ = await browser.post("/desk/sign-out")
        #expect(try await console.row(ticket.id)?.state == .claimed)
    }

    @Test func sessionsEndWhenNobodyUsesThemAndAfterALongShift() async throws {
        let console = try Console()
        let agent = try await console.agent("lan")
        let idle = try await console.browser(agent)
        console.clock.advance(seconds: DeskLimits.idleSeconds)
        #expect(await idle.get("/desk").status == 303)
        let busy = try await console.browser(agent)
        for _ in 0..<23 {
            console.clock.advance(seconds: 1800)
            #expect(await busy.get("/desk").status == 200)
        }
        console.clock.advance(seconds: 1800)
        #expect(await busy.get("/desk").status == 303)
    }

    @Test func anAgentWhoIsSwitchedOffIsOut() async throws {
        let console = try Console()
        let browser = try await console.browser(console.agent("lan"))
        _ = try await console.store.setActive(false, login: "lan")
        #expect(await browser.get("/desk").status == 303)
        #expect(await enter(Browser(console), "lan").status == 401)
    }

    @Test(arguments: [
        "https://evil.example", "//evil.example", "/\\evil", "/desk\r\nSet-Cookie: a=b", "/deskevil",
        "javascript:alert(1)",
        "/desk/../webhooks",
    ])
    func afterSignInOneStaysInTheDesk(next: String) {
        #expect(Desk.ownPath(next) == "/desk")
    }
}
