import HTTP
import Testing

@testable import Simulator

@Suite struct FaultTests {
    private func call(_ rig: Rig, _ channel: String) async throws -> (
        status: Int, body: JSON, headers: [String: String]
    ) {
        switch channel {
        case "zalo":
            await rig.call(
                "POST", "zalo/v3.0/oa/message/cs", headers: ["access_token": "access-1"],
                body: try fixture("zalo/req_send_text").setting(["recipient", "user_id"], to: .string(rig.zalo)).bytes()
            )
        case "viber":
            await rig.call(
                "POST", "viber/pa/send_message", headers: ["x-viber-auth-token": "viber-token-test-0123456789"],
                body: try fixture("viber/req_send_text").setting(["receiver"], to: .string(rig.viber)).bytes())
        default:
            await rig.call(
                "POST", "facebook/v25.0/1234567890/messages", query: [("access_token", "EAAB-page-token-test")],
                body: try fixture("facebook/req_send_text").setting(["recipient", "id"], to: .string(rig.facebook))
                    .bytes())
        }
    }

    private func code(_ body: JSON) -> Int? {
        body["error"]["code"].int ?? body["status"].int ?? body["error"].int
    }

    @Test(arguments: [("zalo", -32, 200), ("viber", 12, 200), ("facebook", 613, 400)])
    func throttlesInThePlatformsOwnWords(channel: String, code throttled: Int, status: Int) async throws {
        let rig = await Rig.afterFirstWords()
        await rig.simulator.set(.throttle(retryAfterSeconds: 30), channel: channel)
        let answer = try await call(rig, channel)
        #expect(answer.status == status)
        #expect(code(answer.body) == throttled)
        #expect(answer.headers["Retry-After"] == "30")
        #expect(try await call(rig, channel).status == 200)
        #expect(await rig.simulator.currentStatistics().refused[channel]?.values.reduce(0, +) == 1)
    }

    @Test(arguments: [("zalo", -200), ("viber", 7), ("facebook", 190)])
    func answersWithTheCodeAskedForAsOftenAsAsked(channel: String, asked: Int) async throws {
        let rig = await Rig.afterFirstWords()
        await rig.simulator.set(.answer(status: 500, code: asked), channel: channel, count: 2)
        for _ in 1...2 {
            let answer = try await call(rig, channel)
            #expect(answer.status == 500)
            #expect(code(answer.body) == asked)
        }
        #expect(try await call(rig, channel).status == 200)
        await rig.simulator.set(.answer(status: 503), channel: channel, count: 2)
        #expect(try await call(rig, channel).body == .null)
        #expect(await rig.simulator.currentStatistics().refused[channel]?["HTTP 503"] == 1)
        await rig.simulator.clearFaults(channel: channel)
        #expect(try await call(rig, channel).status == 200)
    }

    @Test(arguments: ["zalo", "viber", "facebook"])
    func aDroppedAnswerHasSentTheMessage(channel: String) async throws {
        let rig = await Rig.afterFirstWords()
        await rig.simulator.set(.dropAnswer, channel: channel)
        let lost = Task { try await call(rig, channel) }
        await rig.clock.waitForSleeper()
        #expect(await rig.simulator.transcript(channel: channel, person: rig.person(channel)).count == 2)
        rig.clock.advance(30 * Milliseconds.second)
        #expect(try await lost.value.status == 504)
        #expect(try await lost.value.body == .null)
    }

    @Test(arguments: ["zalo", "viber", "facebook"])
    func garbageHasNotSentIt(channel: String) async throws {
        let rig = await Rig.afterFirstWords()
        await rig.simulator.set(.garbage, channel: channel)
        let answer = try await call(rig, channel)
        #expect(answer.status == 200)
        #expect(answer.body == .null)
        #expect(await rig.simulator.transcript(channel: channel, person: rig.person(channel)).count == 1)
    }

    @Test func aHangingCallIsDoneLater() async throws {
        let rig = await Rig.afterFirstWords()
        await rig.simulator.set(.hang(seconds: 9), channel: "zalo")
        let slow = Task { try await call(rig, "zalo") }
        await rig.clock.waitForSleeper()
        #expect(await rig.simulator.transcript(channel: "zalo", person: rig.zalo).count == 1)
        rig.clock.advance(9 * Milliseconds.second)
        #expect(try await slow.value.body["error"].int == 0)
    }

    @Test func anExpiredTokenIs220UntilItIsRefreshed() async throws {
        let rig = await Rig.afterFirstWords()
        await rig.simulator.expireToken(channel: "zalo")
        #expect(try await call(rig, "zalo").body["error"].int == -220)
        #expect(await rig.refreshZalo(with: "refresh-1")["access_token"].isPresent)
    }
}

@Suite struct PhonesTests {
    private func act(_ rig: Rig, _ act: JSON, type: String = "application/json") async -> Int {
        await rig.simulator.routes.respond(
            to: Request(method: "POST", path: "/phones/act", headers: ["content-type": type], body: act.bytes())
        ).status
    }

    private func text(_ rig: Rig, _ path: String) async -> (type: String, text: String, policy: String) {
        let response = await rig.simulator.routes.respond(to: Request(method: "GET", path: path))
        guard case .bytes(let bytes) = response.body else { return ("", "", "") }
        func header(_ name: String) -> String { response.headers.first { $0.name == name }?.value ?? "" }
        return (header("Content-Type"), String(decoding: bytes, as: UTF8.self), header("Content-Security-Policy"))
    }

    @Test func thePageHasNoInlineScriptOrStyleAndEscapesNames() async {
        let evil = SimulatedChannel(
            id: "zalo", name: "<img src=x onerror=\"alert(1)\">", platform: Rig.channels[0].platform, webhookURL: nil)
        let simulator = Simulator(
            channels: [evil], clock: ManualClock().clock, random: { [UInt8](repeating: 0, count: $0) },
            deliver: { _ in nil })
        guard
            case .bytes(let bytes) = await simulator.routes.respond(to: Request(method: "GET", path: "/phones")).body
        else { return }
        let page = String(decoding: bytes, as: UTF8.self)
        #expect(!page.contains("<img"))
        #expect(page.contains("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;"))
        for forbidden in ["<style", "style=", "onclick", "<script>"] { #expect(!page.contains(forbidden)) }
    }

    @Test func thePolicyAllowsOnlyTheServersOwnFiles() async {
        let page = await text(Rig(), "/phones")
        #expect(page.policy.contains("default-src 'none'"))
        #expect(!page.policy.contains("unsafe"))
        let script = await text(Rig(), "/phones/phones.js")
        #expect(script.type.hasPrefix("text/javascript"))
        for forbidden in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("] {
            #expect(!script.text.contains(forbidden))
        }
        #expect(await text(Rig(), "/phones/phones.css").text.contains(".zalo"))
    }

    @Test func actsReachTheWebhook() async {
        let rig = Rig()
        let base: JSON = ["channel": "zalo", "person": .string(rig.zalo)]
        for name in ["write", "photo", "voice", "sticker", "location"] {
            #expect(await act(rig, base.with([("act", .string(name)), ("text", "alo")])) == 200)
        }
        await rig.simulator.settle()
        #expect(
            rig.webhook.bodies.map { $0["event_name"].string?.dropFirst(10) }
                == ["text", "image", "audio", "sticker", "location"])
    }

    @Test(
        arguments: [
            ["channel": "zalo", "person": "nobody", "act": "write", "text": "x"],
            ["channel": "nothing", "person": "x", "act": "write", "text": "x"],
            ["channel": "zalo", "person": "2468458835291979001", "act": "write", "text": ""],
            ["channel": "zalo", "person": "2468458835291979001", "act": "dance"],
            ["channel": "zalo", "person": "2468458835291979001", "act": "fault", "text": "earthquake"],
            ["channel": "zalo", "person": "2468458835291979001", "act": "tap", "text": "no such button"], [],
        ] as [JSON])
    func wrongActsAreRefused(wrong: JSON) async {
        #expect(await act(Rig(), wrong) == 400)
    }

    @Test func anotherSitesFormCannotAct() async {
        let rig = Rig()
        let writes: JSON = ["channel": "zalo", "person": .string(rig.zalo), "act": "write", "text": "x"]
        #expect(await act(rig, writes, type: "text/plain") == 400)
        #expect(await act(rig, writes, type: "application/x-www-form-urlencoded") == 400)
    }

    @Test func faultsFromThePageHoldUntilTakenBack() async throws {
        let rig = await Rig.afterFirstWords()
        let request = try fixture("zalo/req_send_text").setting(["recipient", "user_id"], to: .string(rig.zalo))
        let fault: JSON = ["channel": "zalo", "person": .string(rig.zalo), "act": "fault"]
        for (name, code) in [("window", -230), ("block", -217), ("token", -220), ("throttle", -32)] {
            #expect(await act(rig, fault.with([("text", .string(name))])) == 200)
            #expect(await rig.sendZalo(request)["error"].int == code)
            #expect(await act(rig, fault.with([("text", "clear")])) == 200)
            await rig.simulator.citizenWrites("alo", person: rig.zalo, channel: "zalo")
            if name == "token" { break }
        }
    }

    @Test func theStreamGoesOnWhereThePageWas() async throws {
        let rig = Rig()
        let start = Int(rig.clock.now)
        await rig.simulator.citizenWrites("một", person: rig.zalo, channel: "zalo")
        await rig.simulator.citizenWrites("hai", person: rig.zalo, channel: "zalo")
        func open(_ last: String) async -> AsyncStream<[UInt8]>.Iterator? {
            let request = Request(method: "GET", path: "/phones/events", headers: ["last-event-id": last])
            guard case .stream(let stream) = await rig.simulator.routes.respond(to: request).body else { return nil }
            return stream.makeAsyncIterator()
        }
        var resumed = try #require(await open(String(start + 1)))
        _ = await resumed.next()
        let next = String(decoding: await resumed.next() ?? [], as: UTF8.self)
        #expect(next.hasPrefix("id: \(start + 2)\nevent: change\n") && next.contains("hai"))
        await rig.simulator.citizenWrites("ba", person: rig.viber, channel: "viber")
        var seen = ""
        while !seen.contains("ba"), let chunk = await resumed.next() { seen = String(decoding: chunk, as: UTF8.self) }
        #expect(seen.contains("\"channel\":\"viber\""))

        var tooOld = try #require(await open(String(start - 5000)))
        #expect(String(decoding: await tooOld.next() ?? [], as: UTF8.self).contains("event: reload"))
        var unknown = try #require(await open(String(start + 999)))
        #expect(String(decoding: await unknown.next() ?? [], as: UTF8.self).contains("event: reload"))
    }
}
