import Bootstrap
import Foundation
import Simulator
import Testing

/// A citizen on each platform, over real sockets, with the hotline's own FAQ files.
@Suite(.serialized) struct ConversationTests {
    static let channels = ["zalo-1022", "viber-1022", "page-1022"]

    @Test(arguments: channels) func aQuestionIsAnsweredAndTheNoticeFollows(channel: String) async throws {
        let service = try await DemoService.start()
        let person = try #require(await service.demo.simulator.addPerson(name: "Lan", channel: channel)).id
        await service.demo.simulator.citizenWrites(
            "giờ giới nghiêm ở bình dương từ mấy giờ", person: person, channel: channel)
        let texts = try await service.answers(to: person, on: channel) { texts in
            texts.contains { $0.contains("18") } && texts.contains { $0.contains("DU LIEU") }
        }
        let answer = try #require(texts.firstIndex { $0.contains("18") })
        let notice = try #require(texts.firstIndex { $0.contains("DU LIEU") })
        #expect(answer < notice)
        await service.stop()
    }

    @Test(arguments: channels) func anEmergencyGetsTheNumberFirst(channel: String) async throws {
        let service = try await DemoService.start(quietSeconds: 3)
        let person = try #require(await service.demo.simulator.addPerson(name: "Lan", channel: channel)).id
        await service.demo.simulator.citizenWrites("ba em kho tho qua, tim moi", person: person, channel: channel)
        let texts = try await service.answers(to: person, on: channel) { !$0.isEmpty }
        let first = try #require(texts.first)
        #expect(first.split(separator: "\n").first?.contains("115") == true)
        #expect(first.contains("0274.1022"))
        await service.stop()
    }

    @Test(arguments: channels) func aPersonIsReachedAndTheTicketIsNamed(channel: String) async throws {
        let service = try await DemoService.start()
        let person = try #require(await service.demo.simulator.addPerson(name: "Lan", channel: channel)).id
        await service.demo.simulator.citizenWrites("gap nguoi truc", person: person, channel: channel)
        let texts = try await service.answers(to: person, on: channel) { texts in
            texts.contains { $0.contains("1022-") }
        }
        #expect(texts.contains { $0.range(of: #"1022-\d{3}-\d{3}"#, options: .regularExpression) != nil })
        await service.demo.simulator.citizenWrites("sao roi", person: person, channel: channel)
        let more = try await service.answers(to: person, on: channel) { $0.count > texts.count }
        #expect(more.count > texts.count)
        await service.stop()
    }

    /// As many topics are buttons as the platform has room for; all of them are numbers.
    @Test(arguments: zip(channels, [5, 12, 12])) func topicsAreChosenInALanguageThatIsNotRead(
        channel: String, buttons: Int
    ) async throws {
        let service = try await DemoService.start()
        let simulator = service.demo.simulator
        let person = try #require(await simulator.addPerson(name: "陳", channel: channel)).id
        await simulator.citizenWrites("我們工廠有三名員工快篩陽性,要聯絡誰?", person: person, channel: channel)
        let shown = try await service.bubbles(to: person, on: channel) { bubbles in
            bubbles.contains { $0.text.contains("12. ") } && bubbles.contains { $0.text.contains("DU LIEU") }
        }
        let list = try #require(shown.first { $0.text.contains("12. ") })
        #expect(list.text.ranges(of: "12. ").count == 1)
        #expect(list.text.contains("\n0. "))
        #expect(shown.map(\.buttons.count).max() == buttons)
        await simulator.citizenWrites("6", person: person, channel: channel)
        let texts = try await service.answers(to: person, on: channel) { $0.count > shown.count }
        #expect(texts.dropFirst(shown.count).contains { $0.contains("F1") })
        await service.stop()
    }

    /// Each platform's own way to hand over the phone, and Viber's for the place.
    static let oneTaps = [
        ("zalo-1022", "Cung cấp thông tin"), ("viber-1022", "Gửi số điện thoại"), ("viber-1022", "Gửi vị trí"),
        ("page-1022", "Gửi số điện thoại"),
    ]

    @Test(arguments: oneTaps) func oneTapAnswersTheQuestionsOfATicketAndTheEmergencyText(
        channel: String, title: String
    ) async throws {
        let service = try await DemoService.start()
        let simulator = service.demo.simulator
        for text in ["nhà em hết gạo rồi", "ba em khó thở quá"] {
            let person = try #require(await simulator.addPerson(name: "Lan", channel: channel)).id
            await simulator.citizenWrites(text, person: person, channel: channel)
            // With the last text there is: what follows takes a keyboard or quick replies away.
            _ = try await service.bubbles(to: person, on: channel) { bubbles in
                bubbles.contains { $0.buttons.contains { $0.title == title } }
                    && (text.contains("khó thở") || bubbles.contains { $0.text.contains("DU LIEU") })
            }
            #expect(await simulator.taps(title, person: person, channel: channel), "the phone shows no such button")
            let texts = try await service.answers(to: person, on: channel) { texts in
                texts.contains { $0.contains("1022 đã ghi") }
            }
            #expect(texts.contains { $0.contains("1022 đã ghi") }, "\(texts)")
        }
        await service.stop()
    }

    /// Viber's bots are not sent voice messages (its message types have none).
    @Test(arguments: ["zalo-1022", "page-1022"]) func aVoiceMessageGetsAPerson(channel: String) async throws {
        let service = try await DemoService.start()
        let person = try #require(await service.demo.simulator.addPerson(name: "Lan", channel: channel)).id
        await service.demo.simulator.citizenSends(
            .voice(url: "https://example.test/a.amr"), person: person, channel: channel)
        let texts = try await service.answers(to: person, on: channel) { texts in
            texts.contains { $0.contains("tin thoại") }
        }
        #expect(texts.contains { $0.contains("tin thoại") })
        await service.stop()
    }

    @Test func aPlatformThatIsDownGetsTheAnswerWhenItIsBack() async throws {
        let service = try await DemoService.start()
        let simulator = service.demo.simulator
        let person = try #require(await simulator.addPerson(name: "Lan", channel: "page-1022")).id
        await simulator.set(.answer(status: 503), channel: "page-1022", count: 1)
        await simulator.citizenWrites("gặp người trực", person: person, channel: "page-1022")
        let texts = try await service.answers(to: person, on: "page-1022") { texts in
            texts.contains { $0.contains("1022-") }
        }
        #expect(texts.filter { $0.contains("1022-") }.count == 1)
        await service.stop()
    }

    @Test func anExpiredZaloTokenIsRefreshedOnce() async throws {
        let service = try await DemoService.start()
        let simulator = service.demo.simulator
        let person = try #require(await simulator.addPerson(name: "Lan", channel: "zalo-1022")).id
        await simulator.expireToken(channel: "zalo-1022")
        await simulator.citizenWrites("gặp người trực", person: person, channel: "zalo-1022")
        let texts = try await service.answers(to: person, on: "zalo-1022") { texts in
            texts.contains { $0.contains("1022-") }
        }
        #expect(texts.filter { $0.contains("1022-") }.count == 1)
        await service.stop()
    }
}
