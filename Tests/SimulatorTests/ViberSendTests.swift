import Testing

@testable import Simulator

@Suite struct ViberSendTests {
    private func addressed(_ name: String, _ rig: Rig) throws -> JSON {
        try fixture("viber/" + name).setting(["receiver"], to: .string(rig.viber))
    }

    @Test(arguments: [
        "req_send_text", "req_send_text_as_human", "req_send_keyboard", "req_send_rich_media", "req_send_picture",
        "req_send_video", "req_send_file", "req_send_location", "req_send_contact", "req_send_url",
        "req_send_sticker",
    ])
    func takesWhatIsDocumentedAndReportsIt(request: String) async throws {
        let rig = await Rig.afterFirstWords()
        let answer = await rig.sendViber(try addressed(request, rig))
        #expect(answer["status"].int == 0)
        #expect(answer["billing_status"].int == 1)
        let token = try #require(answer["message_token"].int)
        #expect(token > 1 << 53)
        await rig.simulator.reads(person: rig.viber, channel: "viber")
        await rig.simulator.settle()
        #expect(rig.webhook.bodies.map { $0["event"].string } == ["delivered", "seen"])
        #expect(rig.webhook.bodies.allSatisfy { $0["message_token"].int == token })
    }

    @Test(
        arguments: [
            (["receiver"], nil, 4), (["receiver"], "", 3), (["receiver"], 5, 3), (["receiver"], "nobody==", 5),
            (["sender"], nil, 4), (["sender", "name"], nil, 4), (["type"], nil, 4), (["type"], "txt", 3),
            (["text"], nil, 4), (["text"], "", 3), (["text"], 7, 3), (["tracking_data"], .null, 3),
            (["min_api_version"], 11, 13), (["min_api_version"], "1", 3), (["txt"], "misspelt", 3),
        ] as [([String], JSON?, Int)])
    func refusesAWrongText(path: [String], value: JSON?, status: Int) async throws {
        let rig = await Rig.afterFirstWords()
        #expect(
            await rig.sendViber(try addressed("req_send_text", rig).setting(path, to: value))["status"].int == status)
    }

    @Test(
        arguments: [
            ("req_send_text", ["text"], 7000), ("req_send_text", ["sender", "name"], 28),
            ("req_send_text", ["tracking_data"], 4000), ("req_send_picture", ["text"], 512),
            ("req_send_file", ["file_name"], 256), ("req_send_contact", ["contact", "name"], 28),
            ("req_send_contact", ["contact", "phone_number"], 18),
            ("req_send_keyboard", ["keyboard", "Buttons", "0", "Text"], 250),
        ] as [(String, [String], Int)])
    func holdsTheLimitsOfTexts(request: String, path: [String], limit: Int) async throws {
        let rig = await Rig.afterFirstWords()
        for (length, status) in [(limit, 0), (limit + 1, 3)] {
            let text = JSON.string(String(repeating: "a", count: length))
            let body = try addressed(request, rig).setting(path, to: text)
            #expect(await rig.sendViber(body)["status"].int == status)
        }
    }

    @Test func holdsTheLimitOf30KBForTheWholeRequest() async throws {
        let rig = await Rig.afterFirstWords()
        // 7000 characters of three bytes are 21 kB; the tracking data fills the rest.
        let base = try addressed("req_send_text", rig)
            .setting(["text"], to: .string(String(repeating: "ế", count: 7000)))
            .setting(["media"], to: "")
        let fill = 30 * 1024 - base.bytes().count
        for (bytes, status) in [(fill, 0), (fill + 1, 3)] {
            let body = base.setting(["media"], to: .string(String(repeating: "x", count: bytes)))
            #expect(await rig.sendViber(body)["status"].int == status)
        }
    }

    @Test(
        arguments: [
            (["keyboard", "Type"], nil, 3), (["keyboard", "Buttons"], [], 3),
            (["keyboard", "Buttons", "0", "Columns"], 7, 3), (["keyboard", "Buttons", "0", "Columns"], 0, 3),
            (["keyboard", "Buttons", "0", "Rows"], 3, 3), (["keyboard", "Buttons", "0", "Rows"], 2, 0),
            (["keyboard", "Buttons", "0", "ActionType"], "postback", 3),
            (["keyboard", "Buttons", "0", "ActionBody"], nil, 3), (["keyboard", "Buttons", "0", "Text"], nil, 3),
            (["keyboard", "Buttons", "0", "TextSize"], "huge", 3), (["keyboard", "buttons"], [], 3),
            (["keyboard", "InputFieldState"], "shown", 3), (["min_api_version"], 3, 14), (["min_api_version"], 4, 0),
            (["min_api_version"], nil, 14),
        ] as [([String], JSON?, Int)])
    func checksKeyboards(path: [String], value: JSON?, status: Int) async throws {
        let rig = await Rig.afterFirstWords()
        let body = try addressed("req_send_keyboard", rig).setting(path, to: value)
        #expect(await rig.sendViber(body)["status"].int == status)
    }

    @Test(arguments: [(24, 0), (25, 3)])
    func holdsTheRowsOfAKeyboard(rows: Int, status: Int) async throws {
        let rig = await Rig.afterFirstWords()
        let button: JSON = ["Columns": 6, "Rows": 1, "ActionType": "reply", "ActionBody": "x", "Text": "x"]
        let body = try addressed("req_send_keyboard", rig)
            .setting(["keyboard", "Buttons"], to: .array([JSON](repeating: button, count: rows)))
        #expect(await rig.sendViber(body)["status"].int == status)
    }

    @Test func sharingThePhoneNeedsVersion3AndACarouselVersion7() async throws {
        let rig = await Rig.afterFirstWords()
        let keyboard = try addressed("req_send_keyboard", rig).setting(["keyboard", "InputFieldState"], to: nil)
        let carousel = try addressed("req_send_rich_media", rig)
        for (body, version, status) in [(keyboard, 2, 14), (keyboard, 3, 0), (carousel, 6, 14), (carousel, 7, 0)] {
            let versioned = body.setting(["min_api_version"], to: .int(Int64(version)))
            #expect(await rig.sendViber(versioned)["status"].int == status)
        }
    }

    @Test(
        arguments: [
            ("req_send_picture", ["media"], nil, 4), ("req_send_picture", ["media"], "a.jpg", 3),
            ("req_send_video", ["size"], nil, 4), ("req_send_video", ["size"], .int(26 << 20), 0),
            ("req_send_video", ["size"], .int(26 << 20 | 1), 3), ("req_send_video", ["duration"], 180, 0),
            ("req_send_video", ["duration"], 181, 3), ("req_send_file", ["size"], .int(50 << 20), 0),
            ("req_send_file", ["size"], .int(50 << 20 | 1), 3), ("req_send_file", ["file_name"], nil, 4),
            ("req_send_location", ["location", "lat"], 91, 3), ("req_send_location", ["location"], nil, 4),
            ("req_send_sticker", ["sticker_id"], "46105", 3), ("req_send_contact", ["contact"], nil, 4),
        ] as [(String, [String], JSON?, Int)])
    func checksMedia(request: String, path: [String], value: JSON?, status: Int) async throws {
        let rig = await Rig.afterFirstWords()
        #expect(await rig.sendViber(try addressed(request, rig).setting(path, to: value))["status"].int == status)
    }

    @Test func answersAWrongTokenWithStatus2AndHTTP200() async throws {
        let rig = await Rig.afterFirstWords()
        let answer = await rig.call(
            "POST", "viber/pa/send_message", headers: ["x-viber-auth-token": "other"],
            body: try addressed("req_send_text", rig).bytes())
        #expect(answer.status == 200)
        #expect(answer.body["status"].int == 2)
        #expect(answer.body["status_message"] == (try fixture("viber/resp_error_2"))["status_message"])
    }

    @Test func refusesWhoIsNotSubscribedAndTakesWhoWrote() async throws {
        let rig = Rig()
        let request = try addressed("req_send_text", rig)
        #expect(await rig.sendViber(request)["status"].int == 6)
        await rig.simulator.opensChat(person: rig.viber, channel: "viber")
        #expect(await rig.sendViber(request)["status"].int == 6)
        await rig.simulator.citizenWrites("alo", person: rig.viber, channel: "viber")
        #expect(await rig.sendViber(request)["status"].int == 0)
        await rig.simulator.follows(false, person: rig.viber, channel: "viber")
        #expect(await rig.sendViber(request)["status"].int == 6)
    }

    @Test func allowsAHundredMessagesAnHourToWhoDoesNotAnswer() async throws {
        let rig = await Rig.afterFirstWords()
        let request = try addressed("req_send_text", rig)
        for _ in 1...100 { #expect(await rig.sendViber(request)["status"].int == 0) }
        #expect(await rig.sendViber(request)["status"].int == 12)
        await rig.simulator.citizenWrites("dạ", person: rig.viber, channel: "viber")
        #expect(await rig.sendViber(request)["status"].int == 0)
        for _ in 1...99 { await _ = rig.sendViber(request) }
        #expect(await rig.sendViber(request)["status"].int == 12)
        rig.clock.advance(Milliseconds.hour)
        #expect(await rig.sendViber(request)["status"].int == 0)
    }

    @Test func outsideTheSessionAMessageIsCharged() async throws {
        let rig = await Rig.afterFirstWords()
        rig.clock.advance(24 * Milliseconds.hour)
        #expect(await rig.sendViber(try addressed("req_send_text", rig))["billing_status"].int == 3)
    }

    @Test func tellsAPersonsDetailsTwiceInTwelveHours() async throws {
        let rig = await Rig.afterFirstWords()
        func details() async -> JSON {
            let body = JSON.object([]).setting(["id"], to: .string(rig.viber)).bytes()
            return await rig.call(
                "POST", "viber/pa/get_user_details",
                headers: ["x-viber-auth-token": "viber-token-test-0123456789"], body: body
            ).body
        }
        #expect(await details()["user"]["name"].string == "Nguyễn Thị Lan")
        #expect(await details()["status"].int == 0)
        #expect(await details()["status"].int == 12)
        rig.clock.advance(12 * Milliseconds.hour)
        #expect(await details()["status"].int == 0)
    }
}
