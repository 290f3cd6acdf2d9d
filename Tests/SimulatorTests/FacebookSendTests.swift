import Testing

@testable import Simulator

@Suite struct FacebookSendTests {
    private func addressed(_ name: String, _ rig: Rig) throws -> JSON {
        try fixture("facebook/" + name).setting(["recipient", "id"], to: .string(rig.facebook))
    }

    @Test(arguments: [
        "req_send_text", "req_send_text_human_agent", "req_send_quick_replies", "req_send_button_template",
        "req_send_generic_template", "req_send_image_url", "req_send_image_attachment_id", "req_send_multi_images",
        "req_send_file", "req_send_sticker", "req_send_pass_control", "req_send_release_control",
    ])
    func takesWhatIsDocumentedAndEchoesIt(request: String) async throws {
        let rig = await Rig.afterFirstWords()
        let sent = try addressed(request, rig)
        let answer = await rig.sendFacebook(sent)
        #expect(answer.status == 200)
        #expect(answer.body["recipient_id"].string == rig.facebook)
        await rig.simulator.reads(person: rig.facebook, channel: "facebook")
        await rig.simulator.settle()
        let items = rig.messaging
        let echo = try #require(items.first)["message"]
        #expect(echo["is_echo"] == true)
        #expect(echo["mid"] == answer.body["message_id"])
        #expect(echo["app_id"].int == 1_517_776_481_860_111)
        #expect(echo["metadata"] == sent["message"]["metadata"])
        #expect(items.count == 3)
        #expect(items.dropFirst().first?["delivery"]["mids"].array == [answer.body["message_id"]])
        #expect(items.last?["read"]["watermark"].isPresent == true)
    }

    @Test(arguments: ["req_typing_on", "req_mark_seen", "req_react"])
    func takesSenderActionsAlone(request: String) async throws {
        let rig = await Rig.afterFirstWords()
        let alone = try addressed(request, rig)
        #expect(await rig.code(facebook: alone) == "ok")
        #expect(await rig.code(facebook: alone.setting(["message", "text"], to: "x")) == "100")
        await rig.simulator.settle()
        #expect(rig.webhook.received.isEmpty)
        let mark = await rig.simulator.transcript(channel: "facebook", person: rig.facebook).first?.mark
        #expect(mark == (request == "req_mark_seen" ? .seen : .delivered))
    }

    @Test(
        arguments: [
            (["recipient"], nil, "100"), (["recipient", "id"], 567, "100"),
            (["recipient", "id"], "567", "100/2018001"),
            (["messaging_type"], "ANSWER", "100"), (["messaging_type"], "UPDATE", "ok"),
            (["messaging_type"], "MESSAGE_TAG", "100"), (["tag"], "HUMAN_AGENT", "100"), (["message"], nil, "100"),
            (["message", "text"], "", "100"), (["message", "text"], 5, "100"), (["message", "txt"], "misspelt", "100"),
            (["message", "attachment"], ["type": "image"], "100"), (["sender_action"], "dance", "100"),
            (["reply_to"], ["mid": "m_gone"], "10900"), (["thread_control"], ["control_type": "take"], "100"),
        ] as [([String], JSON?, String)])
    func checksAText(path: [String], value: JSON?, code: String) async throws {
        let rig = await Rig.afterFirstWords()
        #expect(await rig.code(facebook: try addressed("req_send_text", rig).setting(path, to: value)) == code)
    }

    private static let button = ["message", "attachment", "payload", "buttons", "0"]
    private static let element = ["message", "attachment", "payload", "elements", "0"]

    @Test(
        arguments: [
            ("req_send_text", ["message", "text"], 2000), ("req_send_text", ["message", "metadata"], 999),
            ("req_send_button_template", ["message", "attachment", "payload", "text"], 640),
            ("req_send_button_template", button + ["title"], 20),
            ("req_send_button_template", button + ["payload"], 1000),
            ("req_send_quick_replies", ["message", "quick_replies", "0", "title"], 20),
            ("req_send_quick_replies", ["message", "quick_replies", "0", "payload"], 1000),
            ("req_send_generic_template", element + ["title"], 80),
            ("req_send_generic_template", element + ["subtitle"], 80),
        ] as [(String, [String], Int)])
    func holdsTheLimitsOfTexts(request: String, path: [String], limit: Int) async throws {
        let rig = await Rig.afterFirstWords()
        for (length, code) in [(limit, "ok"), (limit + 1, "100")] {
            let text = JSON.string(String(repeating: "ặ", count: length))
            #expect(await rig.code(facebook: try addressed(request, rig).setting(path, to: text)) == code)
        }
    }

    @Test(
        arguments: [
            ("req_send_button_template", ["message", "attachment", "payload", "buttons"], 3),
            ("req_send_quick_replies", ["message", "quick_replies"], 13),
            ("req_send_generic_template", ["message", "attachment", "payload", "elements"], 10),
            ("req_send_generic_template", ["message", "attachment", "payload", "elements", "0", "buttons"], 3),
            ("req_send_multi_images", ["message", "attachments"], 30),
        ] as [(String, [String], Int)])
    func holdsTheLimitsOfLists(request: String, path: [String], limit: Int) async throws {
        let rig = await Rig.afterFirstWords()
        let body = try addressed(request, rig)
        let first = try #require(
            path.reduce(body) { value, name in
                Int(name).flatMap { value.array?[$0] } ?? value[name]
            }.array?.first)
        for (count, code) in [(limit, "ok"), (limit + 1, "100"), (0, "100")] {
            let list = JSON.array([JSON](repeating: first, count: count))
            #expect(await rig.code(facebook: body.setting(path, to: list)) == code)
        }
    }

    @Test(
        arguments: [
            (button + ["type"], "oa.query.hide"), (button + ["payload"], nil), (button + ["titel"], "x"),
            (["message", "attachment", "payload", "buttons", "1", "url"], "example"),
            (["message", "attachment", "payload", "buttons", "2", "payload"], "115"),
            (["message", "attachment", "payload", "template_type"], "list"),
        ] as [([String], JSON?)])
    func refusesWrongButtons(path: [String], value: JSON?) async throws {
        let rig = await Rig.afterFirstWords()
        let body = try addressed("req_send_button_template", rig).setting(path, to: value)
        #expect(await rig.code(facebook: body) == "100")
    }

    @Test(arguments: [("RESPONSE", 24, "10/2018278"), ("UPDATE", 24, "10/2018278"), ("HUMAN_AGENT", 168, "10/2018278")])
    func closesTheWindow(type: String, hours: Int64, code: String) async throws {
        let rig = await Rig.afterFirstWords()
        var body = try addressed("req_send_text", rig)
        if type == "HUMAN_AGENT" {
            body = body.setting(["messaging_type"], to: "MESSAGE_TAG").setting(["tag"], to: "HUMAN_AGENT")
        } else {
            body = body.setting(["messaging_type"], to: .string(type))
        }
        rig.clock.advance(hours * Milliseconds.hour)
        #expect(await rig.code(facebook: body) == "ok")
        rig.clock.advance(1)
        #expect(await rig.code(facebook: body) == code)
        await rig.simulator.reacts(to: "m_x", person: rig.facebook, channel: "facebook")
        #expect(await rig.code(facebook: body) == "ok")
    }

    @Test(arguments: ["CONFIRMED_EVENT_UPDATE", "ACCOUNT_UPDATE", "POST_PURCHASE_UPDATE"])
    func refusesTheRetiredTags(tag: String) async throws {
        let rig = await Rig.afterFirstWords()
        let body = try addressed("req_send_text_human_agent", rig).setting(["tag"], to: .string(tag))
        #expect(await rig.code(facebook: body) == "100/1893061")
    }

    @Test func answersErrorsWithHTTP400AndGraphsBody() async throws {
        let rig = await Rig.afterFirstWords()
        let wrong = await rig.sendFacebook(try addressed("req_send_text", rig), token: "another")
        #expect(wrong.status == 400)
        #expect(wrong.body["error"]["code"].int == 190)
        #expect(wrong.body["error"]["type"].string == "OAuthException")
        let stranger = try addressed("req_send_text", rig).setting(["recipient", "id"], to: "1")
        #expect((await rig.sendFacebook(stranger)).body == (try fixture("facebook/resp_error_100_2018001")))
        await rig.simulator.closeWindow(person: rig.facebook, channel: "facebook")
        let closed = await rig.sendFacebook(try addressed("req_send_text", rig))
        #expect(closed.body == (try fixture("facebook/resp_error_10_2018278")))
        await rig.simulator.citizenWrites("alo", person: rig.facebook, channel: "facebook")
        await rig.simulator.block(person: rig.facebook, channel: "facebook")
        let blocked = await rig.sendFacebook(try addressed("req_send_text", rig))
        #expect(blocked.body == (try fixture("facebook/resp_error_551_1545041")))
    }

    @Test func takesTheTokenFromQueryBodyOrHeaderAndThePageAsMe() async throws {
        let rig = await Rig.afterFirstWords()
        let body = try addressed("req_send_text", rig)
        let token = "EAAB-page-token-test"
        let inBody = body.setting(["access_token"], to: .string(token)).bytes()
        let inHeader = ["authorization": "Bearer " + token]
        #expect(await rig.call("POST", "facebook/v25.0/me/messages", body: inBody).status == 200)
        #expect(
            await rig.call("POST", "facebook/v26.0/me/messages", headers: inHeader, body: body.bytes()).status == 200)
        #expect(
            await rig.call("POST", "facebook/v2.6/me/messages", headers: inHeader, body: body.bytes()).status == 400)
        #expect(
            await rig.call("POST", "facebook/v25.0/99/messages", headers: inHeader, body: body.bytes()).status == 400)
        let form = inHeader.merging(["content-type": "application/x-www-form-urlencoded"]) { $1 }
        #expect(await rig.call("POST", "facebook/v25.0/me/messages", headers: form, body: body.bytes()).status == 400)
    }

    @Test func checksTheProofOfTheSecretWhereItIsSent() async throws {
        let rig = await Rig.afterFirstWords()
        let token = "EAAB-page-token-test"
        let body = try addressed("req_send_text", rig).setting(["access_token"], to: .string(token))
        let right = "d0dd3d64e0247bfd1da2551ca05ac8d74441ac6c516f67060d075f94900c29ee"
        for (proof, status) in [(right, 200), (String(right.reversed()), 400)] {
            let answer = await rig.call(
                "POST", "facebook/v25.0/me/messages",
                body: body.setting(["appsecret_proof"], to: .string(proof)).bytes())
            #expect(answer.status == status)
        }
    }

    @Test func holdsTheRates() async throws {
        var limits = SimulatorLimits()
        limits.facebookCallsPerSecond = 3
        limits.facebookMediaCallsPerSecond = 1
        let rig = await Rig.afterFirstWords(limits: limits)
        let video = try addressed("req_send_file", rig)
            .setting(["message", "attachment", "type"], to: "video")
        #expect(await rig.code(facebook: video) == "ok")
        #expect(await rig.code(facebook: video) == "613")
        let text = try addressed("req_send_text", rig)
        #expect(await rig.code(facebook: text) == "ok")
        #expect((await rig.sendFacebook(text)).body == (try fixture("facebook/resp_error_613")))
        rig.clock.advance(Milliseconds.second)
        #expect(await rig.code(facebook: text) == "ok")
    }

    @Test func tellsNameAndPictureAndRefusesFieldsWithoutPermission() async {
        let rig = await Rig.afterFirstWords()
        func profile(_ fields: String) async -> JSON {
            await rig.call(
                "GET", "facebook/v25.0/" + rig.facebook,
                query: [("fields", fields), ("access_token", "EAAB-page-token-test")]
            ).body
        }
        let known = await profile("first_name,last_name,profile_pic")
        #expect(known["first_name"].string == "Lan")
        #expect(known["last_name"].string == "Nguyễn Thị")
        #expect(await profile("first_name,locale")["error"]["error_subcode"].int == 33)
    }
}

extension Rig {
    /// The items of all requests of the Page that came.
    var messaging: [JSON] {
        webhook.bodies.flatMap { $0["entry"].array ?? [] }.flatMap { $0["messaging"].array ?? [] }
    }
}
