import Testing

@testable import Simulator

@Suite struct CitizenTests {
    private static let media: [(CitizenMessage, String, String, String)] = [
        (.text("alo"), "user_send_text", "message_button_reply", "message_text"),
        (.image(url: "https://a.example/1.jpg"), "user_send_image", "message_picture", "message_image"),
        (.voice(url: "https://a.example/1.amr"), "user_send_audio", "message_file", "message_audio"),
        (.video(url: "https://a.example/1.mp4"), "user_send_video", "message_video", "message_video"),
        (
            .file(url: "https://a.example/1.pdf", name: "1.pdf", size: 5), "user_send_file", "message_file",
            "message_file"
        ),
        (.location(latitude: 10.5, longitude: 106.5), "user_send_location", "message_location", "message_location"),
        (.sticker(id: "369239263222822"), "user_send_sticker", "message_sticker", "message_sticker_new"),
    ]

    @Test(arguments: media)
    func messagesHaveTheFormOfTheFixtures(
        message: CitizenMessage, zalo: String, viber: String, facebook: String
    ) async throws {
        let rig = Rig()
        for channel in ["zalo", "viber", "facebook"] {
            await rig.simulator.citizenSends(message, person: rig.person(channel), channel: channel)
        }
        await rig.simulator.settle()
        let bodies = rig.webhook.bodies
        let fromZalo = try #require(bodies.first { $0["app_id"].isPresent })
        var likeZalo = try fixture("zalo/" + zalo)
        if zalo == "user_send_image" { likeZalo = likeZalo.setting(["message", "text"], to: nil) }
        #expect(fromZalo.form == likeZalo.form)

        let fromViber = try #require(bodies.first { $0["event"].isPresent })
        var likeViber = try fixture("viber/" + viber).setting(["message", "tracking_data"], to: nil)
        // Fixtures of these kinds carry a text that only some clients send; a sticker's id is a number in newer ones.
        if viber != "message_button_reply" { likeViber = likeViber.setting(["message", "text"], to: nil) }
        if viber == "message_sticker" { likeViber = likeViber.setting(["message", "sticker_id"], to: 1) }
        #expect(fromViber.form == likeViber.form)

        let fromFacebook = try #require(bodies.first { $0["object"].isPresent })
        #expect(fromFacebook.form == (try fixture("facebook/" + facebook)).form)
    }

    @Test func otherEventsHaveTheFormOfTheFixtures() async throws {
        let rig = Rig()
        let simulator = rig.simulator
        for channel in ["zalo", "viber"] {
            await simulator.opensChat(person: rig.person(channel), channel: channel)
            await simulator.follows(person: rig.person(channel), channel: channel)
            await simulator.follows(false, person: rig.person(channel), channel: channel)
        }
        await simulator.reacts(to: "m", person: rig.zalo, channel: "zalo")
        await simulator.withdraws(person: rig.zalo, channel: "zalo")
        await simulator.settle()
        let zalo = rig.webhook.bodies.filter { $0["app_id"].isPresent }
        let zaloNames = ["user_click_chatnow", "follow", "unfollow", "user_reacted_message", "user_withdraw"]
        #expect(zalo.map { $0["event_name"].string } == zaloNames)
        for (body, name) in zip(zalo, zaloNames) { #expect(body.form == (try fixture("zalo/" + name)).form) }
        let viber = rig.webhook.bodies.filter { $0["event"].isPresent }
        let viberNames = ["conversation_started", "subscribed", "unsubscribed"]
        #expect(viber.map { $0["event"].string } == viberNames)
        #expect(viber.first?.form == (try fixture("viber/conversation_started")).form)
        #expect(viber.last?.form == (try fixture("viber/unsubscribed")).form)
    }

    @Test func echoesAndReceiptsHaveTheFormOfTheFixtures() async throws {
        let rig = await Rig.afterFirstWords()
        for (channel, path) in [("zalo", ["recipient", "user_id"]), ("facebook", ["recipient", "id"])] {
            let request = try fixture(channel + "/req_send_text").setting(path, to: .string(rig.person(channel)))
            _ = channel == "zalo" ? await rig.sendZalo(request) : await rig.sendFacebook(request).body
            await rig.simulator.reads(person: rig.person(channel), channel: channel)
        }
        _ = await rig.sendViber(try fixture("viber/req_send_text").setting(["receiver"], to: .string(rig.viber)))
        await rig.simulator.reads(person: rig.viber, channel: "viber")
        await rig.simulator.settle()
        let expected = [
            "zalo/oa_send_text_api", "zalo/user_received_message", "zalo/user_seen_message",
            "facebook/message_echo_api", "facebook/delivery", "facebook/read", "viber/delivered", "viber/seen",
        ]
        // Each channel keeps its own order.
        let forms = Set(rig.webhook.bodies.map(\.form))
        #expect(rig.webhook.bodies.count == expected.count)
        #expect(forms == Set(try expected.map { try fixture($0).form }))
    }

    @Test func beforeTheEndOfAugust2026AStickerIsAnImage() async throws {
        let rig = Rig()
        rig.clock.advance(FacebookEvents.stickerTypeSince - rig.clock.now - 1)
        await rig.simulator.citizenSends(.sticker(id: "369239263222822"), person: rig.facebook, channel: "facebook")
        await rig.simulator.settle()
        let legacy = try fixture("facebook/message_sticker_legacy_image")
        #expect(
            rig.messaging.first?["message"]["attachments"].form
                == legacy["entry"].array?.first?["messaging"].array?.first?["message"]["attachments"].form)
        #expect(rig.messaging.first?["message"]["attachments"].array?.first?["type"].string == "image")
    }

    @Test func aZaloTapComesAsAMessageWithThePayload() async throws {
        let rig = await Rig.afterFirstWords()
        let request = try fixture("zalo/req_send_buttons_v3")
            .setting(["recipient", "user_id"], to: .string(rig.zalo))
        _ = await rig.sendZalo(request)
        #expect(await rig.simulator.taps("Gặp nhân viên", person: rig.zalo, channel: "zalo"))
        #expect(await rig.simulator.taps("Không có", person: rig.zalo, channel: "zalo") == false)
        await rig.simulator.settle()
        #expect(rig.webhook.bodies.last?["event_name"].string == "user_send_text")
        #expect(rig.webhook.bodies.last?["message"]["text"].string == "#human")
        // oa.query.hide does not show in the chat, and calling is no event.
        #expect(await rig.simulator.transcript(channel: "zalo", person: rig.zalo).last?.author == .account)
        let before = rig.webhook.received.count
        await rig.simulator.taps("Gọi", person: rig.zalo, channel: "zalo")
        await rig.simulator.settle()
        #expect(rig.webhook.received.count == before)
    }

    @Test func zalosFormComesBackAsSubmittedInfo() async throws {
        let rig = await Rig.afterFirstWords()
        let request = try fixture("zalo/req_request_user_info")
            .setting(["recipient", "user_id"], to: .string(rig.zalo))
        _ = await rig.sendZalo(request)
        await rig.simulator.taps("Cung cấp thông tin", person: rig.zalo, channel: "zalo")
        await rig.simulator.settle()
        #expect(rig.webhook.bodies.last?.form == (try fixture("zalo/user_submit_info")).form)
    }

    @Test func viberKeysComeAsTextContactAndTrackingData() async throws {
        let rig = await Rig.afterFirstWords()
        let request = try fixture("viber/req_send_keyboard").setting(["receiver"], to: .string(rig.viber))
            .setting(["tracking_data"], to: "conv=17")
        _ = await rig.sendViber(request)
        await rig.simulator.taps("Gặp nhân viên", person: rig.viber, channel: "viber")
        await rig.simulator.taps("Gửi số điện thoại", person: rig.viber, channel: "viber")
        await rig.simulator.settle()
        let messages = rig.webhook.bodies.filter { $0["event"].string == "message" }.map { $0["message"] }
        #expect(messages.first?["text"].string == "human")
        #expect(messages.first?["tracking_data"].string == "conv=17")
        #expect(messages.last?["contact"]["phone_number"].string == "+84900000001")
        // The keyboard stays until a message comes without one.
        _ = await rig.sendViber(request.setting(["keyboard"], to: nil))
        #expect(await rig.simulator.taps("Gặp nhân viên", person: rig.viber, channel: "viber") == false)
    }

    @Test func vibersWelcomeIsTheBodyOfTheAnswer() async throws {
        let rig = Rig()
        rig.webhook.answers(WebhookAnswer(status: 200, body: try fixtureBytes("viber/resp_webhook_welcome")))
        await rig.simulator.opensChat(person: rig.viber, channel: "viber")
        await rig.simulator.settle()
        let shown = await rig.simulator.transcript(channel: "viber", person: rig.viber)
        #expect(shown.map(\.text) == ["Chào bạn! Tôi là trợ lý tự động."])
        #expect(shown.first?.senderName == "Shop AI")
        #expect(shown.first?.buttons.map(\.title) == ["Bắt đầu"])

        let wrong = try fixture("viber/resp_webhook_welcome").setting(["receiver"], to: .string(rig.viber))
        rig.webhook.answers(WebhookAnswer(status: 200, body: wrong.bytes()))
        await rig.simulator.opensChat(person: rig.viber, channel: "viber")
        await rig.simulator.settle()
        #expect(await rig.simulator.transcript(channel: "viber", person: rig.viber).count == 1)
        #expect(await rig.simulator.currentStatistics().refused["viber"] == ["3": 1])
    }

    @Test func facebookTapsArePostbacksAndQuickReplies() async throws {
        let rig = await Rig.afterFirstWords()
        for name in ["req_send_button_template", "req_send_quick_replies"] {
            _ = await rig.sendFacebook(
                try fixture("facebook/" + name).setting(["recipient", "id"], to: .string(rig.facebook)))
        }
        await rig.simulator.settle()
        rig.webhook.forget()
        await rig.simulator.taps("Xem menu", person: rig.facebook, channel: "facebook")
        #expect(await rig.simulator.taps("Xem menu", person: rig.facebook, channel: "facebook") == false)
        await rig.simulator.taps("Gặp nhân viên", person: rig.facebook, channel: "facebook")
        await rig.simulator.settle()
        let bodies = rig.webhook.bodies
        #expect(
            bodies.map(\.form) == (try ["message_quick_reply", "postback"].map { try fixture("facebook/" + $0).form }))
        #expect(rig.messaging.first?["message"]["quick_reply"]["payload"].string == "MENU")
        #expect(rig.messaging.last?["postback"]["payload"].string == "HUMAN")
    }

    @Test func marksMoveForwardFromSentToDeliveredToSeen() async throws {
        let rig = await Rig.afterFirstWords()
        for (channel, send) in [("zalo", rig.sendZalo(_:token:)), ("viber", rig.sendViber(_:token:))] {
            let person = rig.person(channel)
            await rig.simulator.phone(isOnline: false, person: person, channel: channel)
            let path = channel == "zalo" ? ["recipient", "user_id"] : ["receiver"]
            let token = channel == "zalo" ? "access-1" : "viber-token-test-0123456789"
            _ = await send(try fixture(channel + "/req_send_text").setting(path, to: .string(person)), token)
            func mark() async -> Bubble.Mark? {
                await rig.simulator.transcript(channel: channel, person: person).last?.mark
            }
            #expect(await mark() == .sent)
            await rig.simulator.phone(isOnline: true, person: person, channel: channel)
            #expect(await mark() == .delivered)
            await rig.simulator.reads(person: person, channel: channel)
            #expect(await mark() == .seen)
            await rig.simulator.phone(isOnline: true, person: person, channel: channel)
            #expect(await mark() == .seen)
        }
    }

    @Test func staffInZalosInboxShowAsAdmin() async throws {
        let rig = await Rig.afterFirstWords()
        #expect(await rig.simulator.staffAnswers("để em xem", person: rig.zalo, channel: "zalo"))
        #expect(await rig.simulator.staffAnswers("để em xem", person: rig.viber, channel: "viber") == false)
        await rig.simulator.settle()
        await rig.simulator.reads(person: rig.zalo, channel: "zalo")
        await rig.simulator.settle()
        // No receipts: they go only to the app that sent the message.
        #expect(rig.webhook.bodies.map(\.form) == [try fixture("zalo/oa_send_text_human").form])
    }

    @Test func staffInTheFacebookInboxTakeTheThreadUntilTheyGiveItBack() async throws {
        let rig = await Rig.afterFirstWords()
        await rig.simulator.staffAnswers("để em xem", person: rig.facebook, channel: "facebook")
        await rig.simulator.citizenWrites("dạ", person: rig.facebook, channel: "facebook")
        await rig.simulator.settle()
        let names = ["message_echo_human_inbox", "take_thread_control", "delivery", "standby_message"]
        #expect(rig.webhook.bodies.map(\.form) == (try names.map { try fixture("facebook/" + $0).form }))
        let send = try fixture("facebook/req_send_text").setting(["recipient", "id"], to: .string(rig.facebook))
        #expect(await rig.code(facebook: send) == "10/2018300")
        await rig.simulator.staffReturnsThread(person: rig.facebook, channel: "facebook")
        await rig.simulator.settle()
        #expect(rig.webhook.bodies.last?.form == (try fixture("facebook/pass_thread_control")).form)
        #expect(await rig.code(facebook: send) == "ok")
    }

    @Test func inStandbyAPostbackHasNoPayloadAndADayWithoutMessagesEndsIt() async throws {
        let rig = await Rig.afterFirstWords()
        let buttons = try fixture("facebook/req_send_button_template")
            .setting(["recipient", "id"], to: .string(rig.facebook))
        _ = await rig.sendFacebook(buttons)
        await rig.simulator.staffAnswers("để em xem", person: rig.facebook, channel: "facebook")
        await rig.simulator.settle()
        await rig.simulator.taps("Gặp nhân viên", person: rig.facebook, channel: "facebook")
        await rig.simulator.settle()
        #expect(rig.webhook.bodies.last?.form == (try fixture("facebook/standby_postback_no_payload")).form)
        rig.clock.advance(24 * Milliseconds.hour)
        #expect(await rig.code(facebook: buttons) == "ok")
        await rig.simulator.citizenWrites("alo", person: rig.facebook, channel: "facebook")
        await rig.simulator.settle()
        #expect(rig.messaging.last?["message"]["text"].string == "alo")
    }

    @Test func theAppCanPassTheThreadAndTakeItBack() async throws {
        let rig = await Rig.afterFirstWords()
        let token = [(name: "access_token", value: "EAAB-page-token-test")]
        let page = "facebook/v25.0/1234567890/"
        let pass = try fixture("facebook/req_pass_thread_control")
            .setting(["recipient", "id"], to: .string(rig.facebook))
        func owner() async -> String? {
            await rig.call("GET", page + "thread_owner", query: token + [("recipient", rig.facebook)])
                .body["data"].array?.first?["thread_owner"]["app_id"].string
        }
        #expect(await owner() == "1517776481860111")
        #expect(await rig.call("POST", page + "pass_thread_control", query: token, body: pass.bytes()).status == 200)
        #expect(await owner() == "263902037430900")
        #expect(await rig.call("POST", page + "pass_thread_control", query: token, body: pass.bytes()).status == 400)
        let take = pass.setting(["target_app_id"], to: nil)
        #expect(await rig.call("POST", page + "take_thread_control", query: token, body: take.bytes()).status == 200)
        #expect(await owner() == "1517776481860111")
    }
}
