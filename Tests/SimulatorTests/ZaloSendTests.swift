import Testing

@testable import Simulator

@Suite struct ZaloSendTests {
    private func addressed(_ name: String, _ rig: Rig) throws -> JSON {
        try fixture("zalo/" + name).setting(["recipient", "user_id"], to: .string(rig.zalo))
    }

    @Test(arguments: [
        ("req_send_text", "oa_send_text"), ("req_send_text_quote", "oa_send_text"),
        ("req_send_image_url", "oa_send_image"), ("req_send_image_attachment_id", "oa_send_image"),
        ("req_send_gif", "oa_send_gif"), ("req_send_sticker", "oa_send_sticker"), ("req_send_file", "oa_send_file"),
        ("req_send_buttons_v3", "oa_send_template"), ("req_send_buttons_v2_shape", "oa_send_template"),
        ("req_request_user_info", "oa_send_template"),
    ])
    func takesWhatIsDocumentedAndEchoesIt(request: String, echo: String) async throws {
        let rig = await Rig.afterFirstWords()
        let answer = await rig.sendZalo(try addressed(request, rig))
        #expect(answer["error"].int == 0)
        #expect(answer["data"]["user_id"].string == rig.zalo)
        await rig.simulator.settle()
        let events = rig.webhook.bodies
        #expect(events.map { $0["event_name"].string } == [echo, "user_received_message"])
        #expect(events.allSatisfy { $0["message"]["msg_id"] == answer["data"]["message_id"] })
        #expect(events.first?["sender"]["admin_id"].isPresent == false)
    }

    @Test(
        arguments: [
            (["recipient"], nil), (["recipient", "user_id"], 246_845), (["recipient", "user_id"], "999"),
            (["message"], nil), (["message", "text"], nil), (["message", "text"], ""), (["message", "text"], 5),
            (["message", "txt"], "misspelt"), (["message", "quote_message_id"], 5), (["text"], "in the wrong place"),
        ] as [([String], JSON?)])
    func refusesAWrongTextWith201(path: [String], value: JSON?) async throws {
        let rig = await Rig.afterFirstWords()
        let answer = await rig.sendZalo(try addressed("req_send_text", rig).setting(path, to: value))
        #expect(answer["error"].int == -201)
        #expect(await rig.simulator.transcript(channel: "zalo", person: rig.zalo).count == 1)
    }

    @Test func countsTextAfterNFC() async throws {
        let rig = await Rig.afterFirstWords()
        let request = try addressed("req_send_text", rig)
        let decomposed = String(repeating: "e\u{302}\u{301}", count: 2000)
        #expect(await rig.sendZalo(request.setting(["message", "text"], to: .string(decomposed)))["error"].int == 0)
        #expect(
            await rig.sendZalo(request.setting(["message", "text"], to: .string(decomposed + "a")))["error"].int
                == -201)
    }

    @Test(arguments: [
        (5, "title", 100, 0), (6, "title", 100, -201), (0, "title", 100, -201), (1, "title", 101, -201),
        (1, "payload", 1000, 0), (1, "payload", 1001, -201),
    ])
    func holdsTheLimitsOfButtons(count: Int, member: String, length: Int, code: Int) async throws {
        let rig = await Rig.afterFirstWords()
        let long = JSON.string(String(repeating: "ă", count: length))
        let button: JSON = ["title": "Gặp", "type": "oa.query.hide", "payload": "#human"]
        let buttons = [JSON](repeating: button.setting([member], to: long), count: count)
        let request = try addressed("req_send_buttons_v3", rig)
            .setting(["message", "attachment", "payload", "buttons"], to: .array(buttons))
        #expect(await rig.sendZalo(request)["error"].int == code)
    }

    @Test(
        arguments: [
            (["message", "text"], nil), (["message", "attachment", "type"], "image"),
            (["message", "attachment", "payload", "template_type"], "list"),
            (["message", "attachment", "payload", "buttons", "0", "type"], "oa.postback"),
            (["message", "attachment", "payload", "buttons", "0", "payload"], ["url": "https://example.com"]),
            (["message", "attachment", "payload", "buttons", "1", "payload"], "https://example.com"),
            (["message", "attachment", "payload", "buttons", "1", "payload", "url"], "example"),
            (["message", "attachment", "payload", "buttons", "2", "payload"], ["phone": "115"]),
            (["message", "attachment", "payload", "buttons", "0", "title"], ""),
        ] as [([String], JSON?)])
    func refusesWrongButtons(path: [String], value: JSON?) async throws {
        let rig = await Rig.afterFirstWords()
        let request = try addressed("req_send_buttons_v3", rig).setting(path, to: value)
        #expect(await rig.sendZalo(request)["error"].int == -201)
    }

    @Test(arguments: ["req_send_image_url", "req_send_gif", "req_send_sticker"])
    func refusesMediaThatLacksWhatItNeeds(request: String) async throws {
        let rig = await Rig.afterFirstWords()
        let element = ["message", "attachment", "payload", "elements", "0"]
        let member = request == "req_send_gif" ? "width" : request == "req_send_sticker" ? "attachment_id" : "url"
        let body = try addressed(request, rig).setting(element + [member], to: nil)
        #expect(await rig.sendZalo(body)["error"].int == -201)
    }

    @Test func answersErrorsWithHTTP200AndTheDocumentedBody() async throws {
        let rig = await Rig.afterFirstWords()
        let wrong = await rig.call(
            "POST", "zalo/v3.0/oa/message/cs", headers: ["access_token": "nobody's"],
            body: try fixtureBytes("zalo/req_send_text"))
        #expect(wrong.status == 200)
        #expect(wrong.body == (try fixture("zalo/resp_error_216")))
        await rig.simulator.closeWindow(person: rig.zalo, channel: "zalo")
        #expect(await rig.sendZalo(try addressed("req_send_text", rig)) == (try fixture("zalo/resp_error_230")))
        let none = await rig.call("POST", "zalo/v3.0/oa/message/cs", body: try fixtureBytes("zalo/req_send_text"))
        #expect(none.body["error"].int == -216)
        let bearer = await rig.call(
            "POST", "zalo/v3.0/oa/message/cs", headers: ["authorization": "Bearer access-1"],
            body: try fixtureBytes("zalo/req_send_text"))
        #expect(bearer.body["error"].int == -216)
    }

    @Test func hasNoAddressWithoutItsLastPartAndNoVersion2() async throws {
        let rig = await Rig.afterFirstWords()
        let body = try fixtureBytes("zalo/req_send_text")
        #expect(await rig.call("POST", "zalo/v3.0/oa/message", headers: ["access_token": "access-1"]).status == 404)
        let old = await rig.call("POST", "zalo/v2.0/oa/message", headers: ["access_token": "access-1"], body: body)
        #expect(old.body == (try fixture("zalo/resp_error_240")))
        let reaction = await rig.call(
            "POST", "zalo/v2.0/oa/message", headers: ["access_token": "access-1"],
            body: try fixtureBytes("zalo/req_reaction"))
        #expect(reaction.body["error"].int == 0)
    }

    @Test(arguments: [(48, 0, 0), (49, 0, 1), (168, 0, 1), (169, -230, 0)])
    func closesTheWindowAfterSevenDaysAndChargesAfter48Hours(hours: Int64, code: Int, paid: Int) async throws {
        let rig = await Rig.afterFirstWords()
        let request = try addressed("req_send_text", rig)
        rig.clock.advance(hours * Milliseconds.hour)
        let token = await rig.freshZaloToken()
        #expect(await rig.sendZalo(request, token: token)["error"].int == code)
        #expect(await rig.simulator.currentStatistics().paid["zalo", default: 0] == paid)
    }

    @Test func refusesAfter48HoursWhenTheOACannotPay() async throws {
        var limits = SimulatorLimits()
        limits.zaloPaysAfterFreeWindow = false
        let rig = await Rig.afterFirstWords(limits: limits)
        rig.clock.advance(48 * Milliseconds.hour + 1)
        let token = await rig.freshZaloToken()
        #expect(await rig.sendZalo(try addressed("req_send_text", rig), token: token)["error"].int == -232)
    }

    @Test func refusesPeopleWhoNeverWroteUnfollowedOrBlocked() async throws {
        let rig = Rig()
        let request = try addressed("req_send_text", rig)
        #expect(await rig.sendZalo(request) == (try fixture("zalo/resp_error_213")))
        await rig.simulator.follows(person: rig.zalo, channel: "zalo")
        #expect(await rig.sendZalo(request)["error"].int == 0)
        await rig.simulator.follows(false, person: rig.zalo, channel: "zalo")
        #expect(await rig.sendZalo(request)["error"].int == -213)
        await rig.simulator.citizenWrites("alo", person: rig.zalo, channel: "zalo")
        await rig.simulator.block(person: rig.zalo, channel: "zalo")
        #expect(await rig.sendZalo(request)["error"].int == -217)
    }

    @Test func holdsTheRateOfTheAppAndTellsItInHeaders() async throws {
        var limits = SimulatorLimits()
        limits.zaloCallsPerMinute = 3
        let rig = await Rig.afterFirstWords(limits: limits)
        let request = try addressed("req_send_text", rig).bytes()
        func call() async -> (status: Int, body: JSON, headers: [String: String]) {
            await rig.call("POST", "zalo/v3.0/oa/message/cs", headers: ["access_token": "access-1"], body: request)
        }
        for remaining in [2, 1, 0] {
            let answer = await call()
            #expect(answer.body["error"].int == 0)
            #expect(answer.headers["X-RateLimit-Remain"] == String(remaining))
        }
        let over = await call()
        #expect(over.status == 200)
        #expect(over.body == (try fixture("zalo/resp_error_32")))
        #expect(over.headers["X-RateLimit-Limit"] == "3")
        rig.clock.advance(Milliseconds.minute)
        #expect(await call().body["error"].int == 0)
    }

    @Test func checksTheProofOfTheSecretWhereItIsSent() async throws {
        let rig = await Rig.afterFirstWords()
        let request = try addressed("req_send_text", rig).bytes()
        let right = PlainSHA256.hex(
            PlainSHA256.hmac(Array("access-1".utf8), key: Array("AppSecret_test_abcdef".utf8)))
        for (proof, code) in [(right, 0), (String(right.reversed()), -242)] {
            let answer = await rig.call(
                "POST", "zalo/v3.0/oa/message/cs",
                headers: ["access_token": "access-1", "appsecret_proof": proof], body: request)
            #expect(answer.body["error"].int == code)
        }
    }

    @Test func tellsAProfileByItsIDAndNothingOfStrangers() async throws {
        let rig = await Rig.afterFirstWords()
        func detail(_ id: String) async -> JSON {
            await rig.call(
                "GET", "zalo/v3.0/oa/user/detail", query: [("data", "{\"user_id\":\"\(id)\"}")],
                headers: ["access_token": "access-1"]
            ).body
        }
        let known = await detail(rig.zalo)
        #expect(known["data"]["display_name"].string == "Nguyễn Thị Lan")
        #expect(known["data"]["user_last_interaction_date"].string == "21/09/2026")
        #expect(await detail("1")["error"].int == -201)
    }
}

extension Rig {
    /// A valid access token, whatever time it is.
    func freshZaloToken() async -> String {
        let answer = await refreshZalo(with: await simulator.zaloTokens["zalo"]?.refresh ?? "")
        return answer["access_token"].string ?? ""
    }

    func refreshZalo(with token: String, secret: String = "AppSecret_test_abcdef") async -> JSON {
        let form = "refresh_token=\(token)&app_id=360846524940903967&grant_type=refresh_token"
        return await call(
            "POST", "zalo-oauth/v4/oa/access_token",
            headers: ["secret_key": secret, "content-type": "application/x-www-form-urlencoded"],
            body: Array(form.utf8)
        ).body
    }
}
