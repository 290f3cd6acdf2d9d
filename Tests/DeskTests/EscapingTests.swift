import HTTP
import Messaging
import Storage
import TestSupport
import Testing

@testable import Desk

/// Whatever a citizen, a platform or a colleague writes is shown as text.
struct EscapingTests {
    static let hostile = [
        "<script>alert(1)</script>", "</li></ol><img src=x onerror=alert(1)>", "\" onfocus=\"alert(1)\" autofocus=\"",
        "' onmouseover='alert(1)", "</textarea><script>alert(1)</script>", "<!-- ", "]]><svg/onload=alert(1)>",
        "javascript:alert(1)", "&lt;script&gt;", "{code} {name}", "\u{0}<\u{0}script>", "\u{202E}txt.exe\u{2066}",
        "a\u{8}b\u{1B}[31m\u{7F}\u{9F}", String(repeating: "<", count: 20_000), "\u{FEFF}\u{200B}<b>",
    ]

    @Test(arguments: hostile)
    func wordsNamesFactsAndNotesAreShownAsText(text: String) async throws {
        let console = try Console()
        let agent = try await console.agent("lan")
        let ticket = try await console.ticket(name: text, text: text)
        _ = try await console.store.note(on: ticket.id, by: agent.id, text: text, now: console.clock.now)
        let browser = try await console.browser(agent)
        for path in [
            "/desk", "/desk/tickets/\(ticket.id)", "/desk/fragments/tickets/\(ticket.id)", "/desk/fragments/queue",
        ] {
            let page = await browser.get(path).text
            let scripts = page.components(of: "<script").count - 1
            #expect(scripts == (path.contains("fragments") ? 0 : 1), "only our own script")
            for forbidden in ["<img", "<svg", "onerror=alert(1)>", "<b>", "\" onfocus", "' onmouseover", "<!--"] {
                #expect(!page.contains(forbidden))
            }
            #expect(!page.unicodeScalars.contains { $0.value < 32 && $0 != "\n" && $0 != "\t" })
            #expect(!page.unicodeScalars.contains { (0x7F...0x9F).contains($0.value) })
        }
    }

    @Test(arguments: hostile)
    func whatAnAgentTypedComesBackAsText(text: String) async throws {
        let console = try Console()
        let ticket = try await console.ticket()
        let browser = try await console.browser(console.agent("lan"))
        _ = await browser.post("/desk/tickets/\(ticket.id)/claim")
        let close = await browser.post("/desk/tickets/\(ticket.id)/close", ["closing": text, "outcome": text])
        let call = await browser.post("/desk/calls", ["key": text, "name": text, "number": text, "text": text])
        for response in [close, call, await browser.get("/desk/sign-in?next=\(text)")] {
            #expect(response.text.components(of: "<script").count <= 2)
            #expect(!response.text.contains("\" onfocus") && !response.text.contains("<img"))
        }
    }

    @Test(arguments: [
        "javascript:alert(1)", "data:text/html,<script>", "JAVASCRIPT:x", " https://x", "file:///etc/passwd", "//evil",
        "",
    ])
    func onlyWebAddressesBecomeLinks(url: String) async throws {
        let console = try Console()
        let ticket = try await console.ticket()
        try await console.turn("u1", "anh", attachments: [.image(url: url), .link(title: "xem", url: url)])
        let page = await (try await console.browser(console.agent("lan"))).get("/desk/tickets/\(ticket.id)").text
        #expect(page.contains("<bdi>Ảnh</bdi>"))
        #expect(!page.contains("target=\"_blank\""))
    }

    @Test func aFileAtThePlatformOpensInATabThatKnowsNothingOfUs() async throws {
        let console = try Console()
        let ticket = try await console.ticket()
        try await console.turn("u1", "", attachments: [.audio(url: "https://f.example/v?a=1&b=\"2\"")])
        let page = await (try await console.browser(console.agent("lan"))).get("/desk/tickets/\(ticket.id)").text
        #expect(
            page.contains(
                "<a href=\"https://f.example/v?a=1&amp;b=&quot;2&quot;\" target=\"_blank\" rel=\"noreferrer noopener\"")
        )
    }

    @Test func nothingOfCitizensIsLogged() async throws {
        let console = try Console()
        let agent = try await console.agent("lan")
        let ticket = try await console.ticket(name: "Nguyễn Văn Kín", text: "lời kín đáo")
        let browser = try await console.browser(agent)
        _ = await browser.get("/desk/tickets/\(ticket.id)")
        _ = await browser.post(
            "/desk/calls", ["key": "00112233445566778899aabbccddeeff", "number": "0909123456", "text": "lời kín đáo"])
        let form = Browser(console)
        _ = await form.get("/desk/sign-in")
        _ = await form.post("/desk/sign-in", ["login": "lan", "password": Console.password])
        _ = await form.post("/desk/sign-in", ["login": "0909123456", "password": "mật khẩu sai"])
        await console.store.close()
        #expect(await browser.get("/desk").status == 500)
        let log = console.log.lines.joined(separator: "\n")
        #expect(log.contains("an agent signed in") && log.contains("could not use the database"))
        for secret in [
            "Kín", "kín", "0909123456", Console.password, "mật khẩu", browser.csrf, browser.cookies["desk"] ?? "?",
        ] {
            #expect(!log.contains(secret))
        }
    }
}

extension String {
    func components(of separator: String) -> [Substring] {
        split(separator: separator, omittingEmptySubsequences: false)
    }
}
