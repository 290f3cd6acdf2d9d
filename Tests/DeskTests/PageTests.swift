import HTTP
import Messaging
import Storage
import TestSupport
import Testing

@testable import Desk

/// What the pages show, in both languages.
struct PageTests {
    @Test func theLanguageIsKeptAndOnlyOurs() async throws {
        let console = try Console()
        let browser = try await console.browser(console.agent("lan"))
        #expect(await browser.get("/desk").text.contains("<html lang=\"vi\">"))
        let response = await browser.get("/desk/language/en?next=/desk/calls/new")
        #expect(response.header("location") == "/desk/calls/new")
        #expect(await browser.get("/desk").text.contains("<html lang=\"en\">"))
        _ = await browser.get("/desk/language/xx")
        #expect(await browser.get("/desk").text.contains("Log a call"))
    }

    @Test(arguments: Phrase.allCases)
    func everyPhraseHasBothLanguagesWithTheSamePlaces(phrase: Phrase) {
        let sides = phrase.rawValue.split(separator: " | ", omittingEmptySubsequences: false).map(String.init)
        #expect(sides.count == 2)
        let places = sides.map { side in Set(side.matches(of: /\{[a-z]+\}/).map { String($0.output) }) }
        #expect(places.first == places.last)
        #expect(sides.allSatisfy { !$0.isEmpty && $0 == $0.trimmed })
        #expect(phrase.text(.vi) == sides.first && phrase.text(.en) == sides.last)
    }

    @Test func theListIsRedFirstThenUrgentThenByAge() async throws {
        let console = try Console()
        var codes: [TicketPriority: String] = [:]
        for priority in [TicketPriority.normal, .urgent, .emergency] {
            codes[priority] = try await console.ticket("\(priority)", priority: priority, missing: ["phone"]).code
            console.clock.advance(seconds: 3660)
        }
        let page = await (try await console.browser(console.agent("lan"))).get("/desk").text
        let shown = page.matches(of: /1022-[0-9-]+/).map { String($0.output) }
        #expect(shown == [TicketPriority.emergency, .urgent, .normal].compactMap { codes[$0] })
        for text in [
            "<title>(‼1 · 3) Phiếu", "Thiếu: [phone]", "Đang chờ 1 giờ 1 phút", "Nơi xét nghiệm (vi)", "3 giờ 3 phút",
        ] {
            #expect(page.contains(text))
        }
    }

    @Test func filtersShowMineWaitingAndClosed() async throws {
        let console = try Console()
        let agent = try await console.agent("lan")
        let mine = try await console.ticket("a")
        let free = try await console.ticket("b")
        let over = try await console.ticket("c")
        let now = console.clock.now
        for ticket in [mine, over] { _ = try await console.store.claim(ticket.id, by: agent.id, now: now) }
        _ = try await console.store.close(
            over.id, by: agent.id, outcome: .spam, telling: nil, idempotencyKey: "k", now: now)
        let browser = try await console.browser(agent)
        let expected = ["mine": mine, "waiting": free, "closed": over]
        for (filter, ticket) in expected {
            let page = await browser.get("/desk?show=\(filter)").text
            #expect([mine, free, over].filter { page.contains($0.code) }.map(\.id) == [ticket.id])
        }
        #expect(await browser.get("/desk?show='").status == 200)
    }

    @Test(arguments: [
        ("ticket.opened 1022-483-917", "Mở phiếu 1022-483-917"),
        ("ticket.closed not-entitled", "Lan đóng phiếu: Không thuộc diện, đã nói rõ lý do"),
        ("ticket.lapsed", "Người giữ vắng mặt, phiếu về hàng chờ"), ("ticket.claimed", "Lan nhận phiếu"),
        ("safety.undelivered", "Tin cấp cứu có thể CHƯA đến: xin gọi ngay"), ("red.false", "Lan ghi là báo nhầm"),
        ("entry.chosen Nhà máy có ca", "Người dân chọn mục: Nhà máy có ca"), ("a.future.code 5", "a.future.code 5"),
    ])
    func linesOfHistoryAreWords(line: String, text: String) {
        #expect(HistoryText.text(line, by: "Lan", .vi) == text)
    }

    @Test(arguments: [
        "ticket.opened", "ticket.seen", "ticket.claimed", "ticket.released", "ticket.lapsed", "ticket.reopened",
        "ticket.closed", "contact.followed", "contact.left", "contact.withdrew", "contact.asked-deletion",
        "message.deleted-by-citizen", "entry.chosen",
        "safety.undelivered", "red.false", "red.false-undone",
    ])
    func everyLineThatIsWrittenHasWords(line: String) {
        for language in Language.allCases { #expect(HistoryText.text(line, by: nil, language) != line) }
    }

    @Test(arguments: [
        (0, "vừa xong"), (59, "vừa xong"), (60, "1 phút"), (3600, "1 giờ"), (5400, "1 giờ 30 phút"), (36_060, "10 giờ"),
        (86_400, "1 ngày"), (-5, "vừa xong"),
    ])
    func agesAreShort(seconds: Int64, text: String) {
        let now = Instant(milliseconds: 1_627_002_000_000)
        #expect(TimeText(language: .vi, now: now).age(now.adding(seconds: -seconds)) == text)
    }

    @Test func timesAreVietNamsAndDaysHaveNames() {
        let now = Instant(milliseconds: 1_627_002_000_000)  // 2021-07-23 08:00 in Viet Nam
        let time = TimeText(language: .vi, now: now)
        #expect(time.short(now) == "08:00")
        #expect(time.short(now.adding(seconds: -8 * 3600 - 1)) == "23:59 22/07")
        #expect(time.dayTitle(now) == "Hôm nay")
        #expect(time.dayTitle(now.adding(seconds: -86_400)) == "Hôm qua")
        #expect(time.dayTitle(Instant(milliseconds: 1_582_934_400_000)) == "29/02/2020")
        #expect(time.dayTitle(Instant(milliseconds: -1)) == "01/01/1970")
    }

    @Test func aMessageThatTheCitizenChangedOrTookBackIsMarkedAndStaysReadable() async throws {
        let console = try Console()
        let ticket = try await console.ticket("u1", text: "cau mot")
        for (id, text) in [("m1", "cau hai"), ("m2", nil)] as [(String, String?)] {
            let conversation = try #require(
                try await console.store.conversations(with: [(Console.zalo, ContactKey("u1"))], now: console.clock.now)
                    .first)
            var outcome = Outcome(
                conversation: conversation.id, generation: conversation.generation, now: console.clock.now)
            outcome.inbound = [
                InboundEntry(
                    body: MessageBody(text: "truoc \(id)"), platformMessageID: id, time: console.clock.now,
                    isUndecided: false)
            ]
            outcome.revisions = [Revision(platformMessageID: id, text: text, time: console.clock.now)]
            _ = try await console.store.settle([outcome])
        }
        let page = await (try await console.browser(console.agent("lan"))).get("/desk/tickets/\(ticket.id)").text
        #expect(page.contains(Phrase.edited.text(.vi)) && page.contains("cau hai") && page.contains("truoc m1"))
        #expect(page.contains(Phrase.withdrawn.text(.vi)) && page.contains("truoc m2"))
    }

    @Test func deliveryIsShownAsItStands() async throws {
        let console = try Console()
        let agent = try await console.agent("lan")
        let ticket = try await console.ticket()
        let browser = try await console.browser(agent)
        _ = await browser.post("/desk/tickets/\(ticket.id)/claim")
        let key = "00112233445566778899aabbccddeeff"
        _ = await browser.post("/desk/tickets/\(ticket.id)/reply", ["text": "một", "key": key])
        #expect(await browser.get("/desk/tickets/\(ticket.id)").text.contains("Đang gửi…"))
        let parts = try await console.store.lease(
            limit: 1, channels: [Console.zalo], now: console.clock.now, leaseMilliseconds: 1000
        ) { _, _, _, _ in [PlatformCall(method: "POST", url: "https://x", headers: [:], body: [], credential: .none)] }
        let part = try #require(parts.first).part
        try await console.store.record([(part, .dead(reason: "-230 <user>"))], now: console.clock.now)
        #expect(await browser.get("/desk/tickets/\(ticket.id)").text.contains("Không gửi được: -230 &lt;user&gt;"))
    }

    @Test func cannedRepliesAreFoundByTitle() async throws {
        let console = try Console()
        let ticket = try await console.ticket()
        let browser = try await console.browser(console.agent("lan"))
        _ = await browser.post("/desk/tickets/\(ticket.id)/claim")
        let fragment = await browser.get("/desk/fragments/answers?q=Giá&language=vi").text
        #expect(fragment.contains("Giá xét nghiệm") && !fragment.contains("Nơi xét nghiệm"))
        #expect(fragment.contains("data-insert=\"Theo &quot;Sở Y tế&quot;\""))
        #expect(await browser.get("/desk/tickets/\(ticket.id)?q=Giá").text.contains("Giá xét nghiệm"))
        #expect(await browser.get("/desk/fragments/answers?q=zzz").text.contains(Phrase.nothingFound.text(.vi)))
    }

    @Test func faultsOfTheFilesAndAFixedDayAreShownToAll() async throws {
        let sample = DeskKnowledge.sample
        let knowledge = DeskKnowledge(
            departments: sample.departments, closingText: sample.closingText, claimedText: sample.claimedText,
            callList: sample.callList, title: sample.title, answers: sample.answers, ward: sample.ward,
            intakeTitle: sample.intakeTitle, problems: { ["Intents/a.yaml:3:1: error: <b>"] }, asOf: { "2021-07-31" },
            set: { nil })
        let console = try Console(knowledge: knowledge)
        let page = await (try await console.browser(console.agent("lan"))).get("/desk").text
        #expect(page.contains("Intents/a.yaml:3:1: error: &lt;b&gt;") && page.contains("2021-07-31"))
    }

    @Test func howManyMessagesATextBecomesIsSaidAsItIsTyped() async throws {
        let console = try Console()
        let ticket = try await console.ticket()
        let browser = try await console.browser(console.agent("lan"))
        let long = String(repeating: "chào anh chị ", count: 200)
        #expect(
            await browser.post("/desk/tickets/\(ticket.id)/parts", ["text": long]).text
                == #"{"parts":2,"text":"2 tin"}"#)
        #expect(
            await browser.post("/desk/tickets/\(ticket.id)/parts", ["text": " "]).text == #"{"parts":0,"text":"0 tin"}"#
        )
    }
}

extension String {
    fileprivate var trimmed: String { String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
}
