import Knowledge
import Messaging
import Storage
import Testing

@testable import Routing

@Suite("Events that are no plain message") struct EventTests {
    private func earlier(_ talk: Talk, seconds: Int64 = 60) -> Instant { talk.now.adding(seconds: -seconds) }

    @Test(arguments: ["không phải", "1", "cảm ơn", "chào"])
    func aLateMessageThatOnlyMeansSomethingInItsPlaceIsKeptAndNotAnswered(text: String) async throws {
        let talk = try Talk()
        try await talk.says("xét nghiệm ở đâu")
        #expect(try await talk.says(text, at: earlier(talk)).isEmpty)
        #expect(try await talk.pauses().isEmpty)
        let lines = try await talk.history().filter { $0.direction == .citizen }
        #expect(lines.map(\.body.text) == [text, "xét nghiệm ở đâu"], "shown at its time")
        #expect(lines.map(\.isLate) == [true, false])
    }

    @Test func aLateEmergencyIsAnEmergency() async throws {
        let talk = try Talk()
        try await talk.says("xét nghiệm ở đâu")
        #expect(try await talk.says("khó thở", at: earlier(talk)).first?.purpose == .safety)
    }

    @Test func aLateMessageThatNeedsAPersonGetsOne() async throws {
        let talk = try Talk()
        try await talk.says("xét nghiệm ở đâu")
        #expect(try await talk.says("giay di duong", at: earlier(talk)).says("mã"))
        #expect(try await talk.tickets().count == 1)
    }

    @Test func aLateMessageDoesNotEndAnOpenTurn() async throws {
        let talk = try Talk()
        try await talk.says("nhà em hết gạo rồi")
        try await talk.says("chào", at: earlier(talk))
        #expect(try await talk.pauses().says("1022 ghi nhận"))
    }

    /// Receipts are stamped by the platform when the phone reports; a message written before may be on its way still.
    @Test(arguments: [
        Event.Kind.receipt(Receipt(status: .delivered, platformMessageIDs: ["m1"])),
        .appEcho(platformMessageID: "m1", tag: nil), .conversationStarted(context: nil), .ignored(name: "typing"),
    ])
    func onlyMessagesMakeAnotherMessageLate(kind: Event.Kind) async throws {
        let talk = try Talk()
        try await talk.happens(kind, at: talk.now.adding(milliseconds: 400))
        #expect(try await talk.asks("chào").says("1022 xin chào"))
        #expect(try await talk.history().contains(where: \.isLate) == false)
    }

    @Test func anEditedMessageIsKeptAndCheckedForAnEmergency() async throws {
        let talk = try Talk()
        try await talk.says("xét nghiệm ở đâu")
        #expect(
            try await talk.happens(.edited(platformMessageID: "in-an-1", text: "ba em khó thở")).first?.purpose
                == .safety)
        let line = try #require(try await talk.history().first { $0.direction == .citizen })
        #expect(line.body.text == "ba em khó thở")
        #expect(line.body.earlier == ["xét nghiệm ở đâu"], "what was answered stays to be read")
    }

    @Test(arguments: ["xét nghiệm ở đâu vậy", "nhà em hết gạo rồi", "gặp người trực", "1", "0909123456"])
    func anEditedMessageIsNotAnsweredAsANewOne(text: String) async throws {
        let talk = try Talk()
        try await talk.says("xét nghiệm ở đâu")
        #expect(try await talk.happens(.edited(platformMessageID: "in-an-1", text: text)).isEmpty)
        #expect(try await talk.pauses().isEmpty)
        #expect(try await talk.tickets().isEmpty)
        let lines = try await talk.history().filter { $0.direction == .citizen }
        #expect(lines.map(\.body.text) == [text])
    }

    @Test func aMessageEditedBeforeItsTurnIsDecidedIsDecidedAsItReadsNow() async throws {
        let talk = try Talk()
        try await talk.says("giay di duong")
        try await talk.happens(.edited(platformMessageID: "in-an-1", text: "nhà em hết gạo rồi"))
        try await talk.pauses()
        #expect(try await talk.tickets().map(\.intent) == ["hardship.food"])
    }

    @Test func ofTwoEditsTheLaterStandsInWhateverOrderTheyCome() async throws {
        let talk = try Talk()
        try await talk.says("xét nghiệm ở đâu")
        let (early, late) = (talk.now.adding(seconds: 5), talk.now.adding(seconds: 9))
        try await talk.happens(.edited(platformMessageID: "in-an-1", text: "thứ hai"), at: late)
        try await talk.happens(.edited(platformMessageID: "in-an-1", text: "thứ nhất"), at: early)
        let line = try #require(try await talk.history().first { $0.direction == .citizen })
        #expect(line.body.text == "thứ hai")
        #expect(line.body.earlier == ["xét nghiệm ở đâu", "thứ nhất"])
    }

    @Test func anEditOfAMessageThatNeverCameIsKept() async throws {
        let talk = try Talk()
        #expect(try await talk.happens(.edited(platformMessageID: "unknown", text: "chào")).isEmpty)
        #expect(try await talk.history().map(\.body.text) == ["chào"])
    }

    @Test func anEditOfSomebodyElsesMessageChangesNothingOfTheirs() async throws {
        let talk = try Talk()
        let other = try Talk("binh", on: talk.temporary)
        try await talk.says("xét nghiệm ở đâu")
        try await other.happens(.edited(platformMessageID: "in-an-1", text: "đổi"))
        #expect(try await talk.history().first { $0.direction == .citizen }?.body.text == "xét nghiệm ở đâu")
    }

    @Test func aDeletedMessageIsALineOfHistoryAndNothingElse() async throws {
        let talk = try Talk()
        try await talk.says("nhà em hết gạo rồi")
        #expect(try await talk.happens(.deleted(platformMessageID: "in-an-1")).isEmpty)
        #expect(try await talk.history().last?.body.text == "message.deleted-by-citizen")
        #expect(try await talk.history().first?.body.isWithdrawn == true)
        #expect(try await talk.history().first?.body.text == "nhà em hết gạo rồi")
        #expect(try await talk.pauses().says("1022 ghi nhận"), "who asked for food is not forgotten for it")
    }

    @Test func whoFollowsIsGreetedWithTheMenuOnce() async throws {
        let talk = try Talk()
        let said = try await talk.happens(.followed)
        #expect(said.first?.text == "1022 xin chào anh/chị.")
        #expect(said.first?.buttons.count == 3)
    }

    @Test func whoWasWelcomedByThePlatformIsNotGreetedAgainOnFollowing() async throws {
        let talk = try Talk()
        #expect(try await talk.happens(.conversationStarted(context: "qr")).isEmpty)
        #expect(try await talk.happens(.followed).isEmpty)
    }

    @Test func whoLeavesIsNotWrittenTo() async throws {
        let talk = try Talk()
        try await talk.happens(.followed)
        #expect(try await talk.happens(.unfollowed).isEmpty)
        #expect(try await talk.history().last?.body.text == "contact.left")
    }

    @Test func withdrawingConsentOnThePlatformIsADataRequest() async throws {
        let talk = try Talk()
        #expect(try await talk.happens(.withdrawal).says("yêu cầu về dữ liệu"))
        try await talk.happens(.withdrawal)
        #expect(try await talk.tickets().map(\.kind) == [.dataProtection])
    }

    @Test func aButtonOfThePagesOwnIsReadByItsTitle() async throws {
        let talk = try Talk()
        #expect(try await talk.happens(.postback(title: "xét nghiệm ở đâu", payload: "MENU_7")).says("trước khi đi"))
        #expect(try await talk.happens(.postback(title: nil, payload: "MENU_7")).isEmpty)
    }

    @Test func aButtonIsShownInTheHistoryByItsTitle() async throws {
        let talk = try Talk()
        try await talk.taps(.intent("testing.where"))
        #expect(try await talk.history().first?.body.text == "Nơi xét nghiệm")
    }

    @Test func aLanguageWithoutEntriesIsToldSoAndGetsAPersonWithTheLanguage() async throws {
        let talk = try Talk()
        let said = try await talk.asks("我們工廠有三名員工快篩陽性")
        #expect(said.says(talk.text(.notUnderstoodLanguage, "zh-Hant")))
        #expect(try await talk.tickets().map(\.language) == ["zh-Hant"])
    }
}
