import Knowledge
import Messaging
import Storage
import Testing

@testable import Routing

@Suite struct NoticeTests {
    private let notice = "Tổng đài trả lời tự động. https://1022.test/privacy"
    private let ofTheDay = "Hôm nay từ 18 giờ không ra đường."

    @Test func theNoticeFollowsTheFirstAnswerOnceAndIsRecorded() async throws {
        let talk = try Talk()
        let first = try await talk.says("xét nghiệm ở đâu")
        #expect(first.first?.text.contains("trước khi đi") == true, "followed, never preceded")
        #expect(first.texts.filter { $0 == notice }.count == 1)
        #expect(try await talk.conversation().notice?.version == "1")
        #expect(try await talk.says("giá xét nghiệm").texts.contains(notice) == false)
    }

    @Test(arguments: ["chào", "xét nghiệm", "nhà em hết gạo rồi", "gặp người trực"])
    func everyKindOfFirstReplyIsFollowedByIt(text: String) async throws {
        let said = try await Talk().asks(text)
        #expect(said.last?.text == notice)
        #expect(said.texts.filter { $0 == notice }.count == 1)
    }

    @Test func aVoiceMessageIsFollowedByItToo() async throws {
        #expect(try await Talk().sends(.audio(url: nil)).last?.text == notice)
    }

    @Test func itIsGivenAgainAfterHalfAYear() async throws {
        let talk = try Talk()
        try await talk.says("xét nghiệm ở đâu")
        talk.waits(minutes: 180 * 24 * 60 - 1)
        #expect(try await talk.says("giá xét nghiệm").texts.contains(notice) == false)
        talk.waits(minutes: 1)
        #expect(try await talk.says("kết quả xét nghiệm").texts.contains(notice))
    }

    @Test func itIsGivenAgainInANewVersion() async throws {
        let talk = try Talk()
        try await talk.says("xét nghiệm ở đâu")
        talk.knowledge = TestKnowledge.load { _, text in text.replacing("version: \"1\"", with: "version: \"2\"") }
        #expect(try await talk.says("giá xét nghiệm").texts.contains(notice))
        #expect(try await talk.conversation().notice?.version == "2")
    }

    @Test func itIsNotBesideARedTextAndComesWithTheNextAnswer() async throws {
        let talk = try Talk()
        #expect(try await talk.says("khó thở").texts.contains(notice) == false)
        #expect(try await talk.conversation().notice == nil)
        #expect(try await talk.says("xét nghiệm ở đâu").texts.contains(notice))
    }

    @Test func itIsInTheCitizensLanguage() async throws {
        let said = try await Talk().says("where can I get a covid test")
        #expect(said.texts.contains("Automatic answers. https://1022.test/privacy"))
    }

    @Test func theNoticeOfTheDayIsShownOnce() async throws {
        let talk = try Talk()
        #expect(try await talk.asks("chào").texts.filter { $0 == ofTheDay }.count == 1)
        #expect(try await talk.says("xét nghiệm ở đâu").texts.contains(ofTheDay) == false)
        talk.waits(minutes: 600)
        #expect(try await talk.asks("chào").texts.contains(ofTheDay) == false)
    }

    @Test func whoChangesTheLanguageIsNotShownTheNoticeOfTheDayAgain() async throws {
        let talk = try Talk()
        try await talk.asks("chào")
        let said = try await talk.says("where can I get a covid test")
        #expect(said.says("No going out") == false)
    }

    @Test func theNoticeOfTheDayIsOfTheDayTheFilesDescribe() async throws {
        let talk = try Talk()
        talk.waits(minutes: 3 * 24 * 60)
        #expect(try await talk.asks("chào").texts.contains(ofTheDay), "as_of is 31 July, whatever the clock says")
        let later = try Talk()
        later.knowledge = TestKnowledge.load { _, text in text.replacing("as_of: 2021-07-31", with: "as_of: 2021-08-02")
        }
        #expect(try await later.asks("chào").texts.contains(ofTheDay) == false)
    }
}
