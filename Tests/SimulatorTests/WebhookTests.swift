import Testing

@testable import Simulator

@Suite struct WebhookTests {
    private func numRetry(_ webhook: SignedWebhook) -> String? {
        webhook.headers.first { $0.name == "num_retry" }?.value
    }

    @Test(arguments: [("zalo", 2), ("viber", 5), ("facebook", 5)])
    func waitsForTheAnswerAsLongAsThePlatform(channel: String, seconds: Int) async {
        let rig = Rig()
        await rig.simulator.citizenWrites("alo", person: rig.person(channel), channel: channel)
        await rig.simulator.settle()
        #expect(rig.webhook.received.map(\.timeoutSeconds) == [seconds])
    }

    @Test(arguments: [nil, WebhookAnswer(status: 500), WebhookAnswer(status: 401), WebhookAnswer(status: 204)])
    func zaloRepeatsFiveTimesAndThenDisablesTheWebhook(answer: WebhookAnswer?) async {
        let rig = Rig()
        rig.webhook.answers(answer)
        await rig.simulator.citizenWrites("alo", person: rig.zalo, channel: "zalo")
        await rig.simulator.settle()
        let minutes = [0.5, 5, 15, 30, 60]
        for (index, delay) in minutes.enumerated() {
            #expect(await rig.simulator.webhookState(channel: "zalo").isDisabled == false)
            rig.clock.advance(Int64(delay * 60_000) - 1)
            await rig.simulator.settle()
            #expect(rig.webhook.received.count == index + 1)
            rig.clock.advance(1)
            await rig.simulator.settle()
            #expect(rig.webhook.received.count == index + 2)
        }
        #expect(Set(rig.webhook.received.map(\.body)).count == 1)
        #expect(rig.webhook.received.map(numRetry) == [nil, "1", "2", "3", "4", "5"])
        #expect(await rig.simulator.webhookState(channel: "zalo").isDisabled)

        await rig.simulator.citizenWrites("còn ai không", person: rig.zalo, channel: "zalo")
        await rig.simulator.settle()
        #expect(rig.webhook.received.count == 6)
        rig.webhook.answers(WebhookAnswer(status: 200))
        await rig.simulator.enableWebhook(channel: "zalo")
        await rig.simulator.citizenWrites("alo 2", person: rig.zalo, channel: "zalo")
        await rig.simulator.settle()
        #expect(rig.webhook.received.count == 7)
        let counts = await rig.simulator.currentStatistics().webhooks["zalo"]
        #expect(counts == SimulatorStatistics.Webhooks(sent: 7, acknowledged: 1, retried: 5, lost: 2))
    }

    @Test func facebookRepeatsAtOnceAlertsAndUnsubscribesAfterAnHour() async {
        let rig = Rig()
        rig.webhook.answers(nil)
        await rig.simulator.citizenWrites("alo", person: rig.facebook, channel: "facebook")
        await rig.simulator.settle()
        #expect(rig.webhook.received.count == 4)
        var states: [WebhookState] = []
        for minutes in [1, 5, 9, 15, 30] as [Int64] {
            rig.clock.advance(minutes * Milliseconds.minute)
            await rig.simulator.settle()
            states.append(await rig.simulator.webhookState(channel: "facebook"))
        }
        #expect(states.map(\.hasAlerted) == [false, false, true, true, true])
        #expect(states.map(\.isDisabled) == [false, false, false, false, true])

        func subscriptions() async -> Int? {
            await rig.call(
                "GET", "facebook/v25.0/1234567890/subscribed_apps",
                query: [("access_token", "EAAB-page-token-test")]
            ).body["data"].array?.count
        }
        #expect(await subscriptions() == 0)
        func subscribe() async -> JSON {
            await rig.call(
                "POST", "facebook/v25.0/1234567890/subscribed_apps",
                query: [("access_token", "EAAB-page-token-test"), ("subscribed_fields", "messages,message_reads")]
            ).body
        }
        #expect(await subscribe()["error"]["code"].int == 2200)
        #expect(await subscriptions() == 0)
        rig.webhook.answers(WebhookAnswer(status: 200))
        #expect(await subscribe()["success"] == true)
        #expect(await subscriptions() == 1)
        rig.webhook.forget()
        await rig.simulator.citizenWrites("alo", person: rig.facebook, channel: "facebook")
        await rig.simulator.reacts(to: "m_1", person: rig.facebook, channel: "facebook")
        await rig.simulator.settle()
        #expect(rig.webhook.received.count == 1)
    }

    @Test func viberRepeatsForAnHourAndGoesOn() async {
        let rig = Rig()
        rig.webhook.answers(WebhookAnswer(status: 503))
        await rig.simulator.citizenWrites("alo", person: rig.viber, channel: "viber")
        for _ in 0...120 {
            await rig.simulator.settle()
            rig.clock.advance(30 * Milliseconds.second)
        }
        #expect(rig.webhook.received.count == 6)
        let state = await rig.simulator.webhookState(channel: "viber")
        #expect(!state.isDisabled)
        rig.webhook.answers(WebhookAnswer(status: 200))
        await rig.simulator.citizenWrites("alo", person: rig.viber, channel: "viber")
        await rig.simulator.settle()
        #expect(rig.webhook.received.count == 7)
    }

    @Test(arguments: ["zalo", "viber", "facebook"])
    func keepsAPersonsOrderButMayRepeatLate(channel: String) async {
        let rig = Rig()
        for number in 0..<20 {
            await rig.simulator.citizenWrites("tin \(number)", person: rig.person(channel), channel: channel)
        }
        await rig.simulator.settle()
        let texts = rig.webhook.received.map { String(decoding: $0.body, as: UTF8.self) }
        #expect(texts.enumerated().allSatisfy { $1.contains("\"tin \($0)\"") })

        rig.webhook.forget()
        rig.webhook.answers(WebhookAnswer(status: 500))
        await rig.simulator.citizenWrites("first", person: rig.person(channel), channel: channel)
        await rig.simulator.settle()
        rig.webhook.answers(WebhookAnswer(status: 200))
        await rig.simulator.citizenWrites("second", person: rig.person(channel), channel: channel)
        await rig.simulator.settle()
        rig.clock.advance(Milliseconds.minute)
        await rig.simulator.settle()
        let last = rig.webhook.received.last.map { String(decoding: $0.body, as: UTF8.self) }
        #expect(last?.contains("first") == true)
        #expect(await rig.simulator.webhookState(channel: channel).failingSince == nil)
    }

    @Test func facebookPutsSeveralEntriesIntoOneRequestWhenAsked() async {
        let rig = Rig()
        await rig.simulator.batchFacebook(10)
        let simulator = rig.simulator
        await simulator.run { simulator in
            for number in 0..<12 {
                simulator.citizenWrites("tin \(number)", person: rig.facebook, channel: "facebook")
            }
        }
        await simulator.settle()
        #expect(rig.webhook.bodies.map { $0["entry"].array?.count } == [10, 2])
        #expect(rig.messaging.map { $0["message"]["text"].string } == (0..<12).map { "tin \($0)" })
    }

    @Test func facebooksHandshakeNeedsTheChallengeBack() async {
        let rig = Rig()
        #expect(await rig.simulator.checkWebhook(channel: "facebook"))
        let asked = rig.webhook.received.first
        #expect(asked?.method == "GET")
        let query = asked?.url.split(separator: "?").last.map(String.init) ?? ""
        #expect(query.hasPrefix("hub.mode=subscribe&hub.verify_token=mytoken&hub.challenge="))
        rig.webhook.answers(WebhookAnswer(status: 403))
        #expect(await rig.simulator.checkWebhook(channel: "facebook") == false)
        let silent = Simulator(
            channels: Rig.channels, clock: rig.clock.clock, random: { [UInt8](repeating: 1, count: $0) },
            deliver: { _ in WebhookAnswer(status: 200) })
        #expect(await silent.checkWebhook(channel: "facebook") == false)
    }

    @Test func zalosConsoleTestIsUnsignedAndNeeds200() async {
        let rig = Rig()
        #expect(await rig.simulator.checkWebhook(channel: "zalo"))
        #expect(rig.webhook.received.first?.body == Array("{}".utf8))
        #expect(rig.webhook.received.first?.headers.contains { $0.name == "X-ZEvent-Signature" } == false)
        rig.webhook.answers(WebhookAnswer(status: 401))
        #expect(await rig.simulator.checkWebhook(channel: "zalo") == false)
    }

    @Test func vibersWebhookIsSetOnlyWhenTheProbeGets200() async throws {
        let rig = Rig()
        func set(_ body: JSON) async -> JSON {
            await rig.call(
                "POST", "viber/pa/set_webhook", headers: ["x-viber-auth-token": "viber-token-test-0123456789"],
                body: body.bytes()
            ).body
        }
        let request = try fixture("viber/req_set_webhook")
        #expect(await set(try fixture("viber/req_remove_webhook"))["status"].int == 0)
        let send = try fixture("viber/req_send_text").setting(["receiver"], to: .string(rig.viber))
        #expect(await rig.sendViber(send)["status"].int == 10)

        rig.webhook.answers(WebhookAnswer(status: 404))
        #expect(await set(request)["status"].int == 1)
        #expect(await rig.simulator.webhookState(channel: "viber").url == nil)
        for url in ["http://bot.example.com/viber", "bot", "ftp://bot.example.com"] {
            #expect(await set(request.setting(["url"], to: .string(url)))["status"].int == 1)
        }
        #expect(await set(request.setting(["event_types"], to: ["opened"]))["status"].int == 3)

        rig.webhook.answers(WebhookAnswer(status: 200))
        rig.webhook.forget()
        let answer = await set(request)
        #expect(answer["status"].int == 0)
        #expect(rig.webhook.bodies.first?.form == (try fixture("viber/webhook")).form)
        #expect(rig.webhook.received.first?.url.hasPrefix("https://bot.example.com/viber/acc1?sig=") == true)
    }

    @Test func viberSendsOnlyTheEventsAskedForAndAlwaysMessages() async throws {
        let rig = Rig()
        let request = try fixture("viber/req_set_webhook").setting(["event_types"], to: ["seen"])
        _ = await rig.call(
            "POST", "viber/pa/set_webhook", headers: ["x-viber-auth-token": "viber-token-test-0123456789"],
            body: request.bytes())
        await rig.simulator.opensChat(person: rig.viber, channel: "viber")
        await rig.simulator.citizenWrites("alo", person: rig.viber, channel: "viber")
        _ = await rig.sendViber(
            try fixture("viber/req_send_text").setting(["receiver"], to: .string(rig.viber)))
        await rig.simulator.reads(person: rig.viber, channel: "viber")
        await rig.simulator.settle()
        #expect(rig.webhook.bodies.map { $0["event"].string } == ["webhook", "message", "seen"])
    }
}

extension Rig {
    func person(_ channel: String) -> String {
        switch channel {
        case "zalo": zalo
        case "viber": viber
        default: facebook
        }
    }
}

extension Simulator {
    /// Several acts without anything between them.
    func run(_ acts: @Sendable (isolated Simulator) -> Void) { acts(self) }
}
