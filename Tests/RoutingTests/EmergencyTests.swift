import Knowledge
import Messaging
import Storage
import Testing

@testable import Routing

@Suite struct EmergencyTests {
    @Test(arguments: [
        "ba em khó thở", "kho tho", "khó thở, xét nghiệm ở đâu", "gặp người trực khó thở", "0 bé ngất xỉu",
    ])
    func aRedMessageGetsTheFixedTextFirstAndAlone(text: String) async throws {
        let talk = try Talk()
        let said = try await talk.says(text)
        #expect(said.count == 1, "no greeting, notice or clarify beside it")
        #expect(said.first?.purpose == .safety)
        let firstLine = try #require(said.first?.text.split(separator: "\n").first)
        #expect(firstLine.contains("115"))
        #expect(try await talk.tickets().map(\.priority) == [.emergency])
        #expect(try await talk.tickets().map(\.kind) == [.emergency])
    }

    @Test func theNumberIsAButtonWhereThePlatformCanCall() async throws {
        let talk = try Talk()
        let buttons = try await talk.says("khó thở").buttons
        #expect(buttons.first?.action == .call(number: "115"))
        #expect(buttons.map(\.action).contains(.sharePhone))
        #expect(buttons.map(\.action).contains(.shareLocation))
    }

    @Test func addressAndPhoneAreAskedWithoutButtonsWhereThereIsNoOneTap() async throws {
        let talk = try Talk()
        talk.adapter.canShare = false
        let said = try await talk.says("khó thở")
        #expect(said.buttons.map(\.action) == [.call(number: "115")])
        #expect(said.says("SỐ ĐIỆN THOẠI và ĐỊA CHỈ"))
        #expect(try await talk.tickets().first?.missing == ["phone", "place"])
    }

    @Test func whoeverSpeaksOfSelfHarmGetsOneNumberAndNoOtherButton() async throws {
        let talk = try Talk()
        let said = try await talk.says("em không muốn sống nữa")
        #expect(said.buttons.map(\.action) == [.call(number: "115")])
        let digits = said.texts.joined().split { !$0.isNumber }
        #expect(digits == ["115"], "no list of numbers")
    }

    @Test func thePhoneThatSomebodyWhoSpeaksOfSelfHarmWritesIsTakenAndNothingElseIsMadeAnAddress() async throws {
        let talk = try Talk()
        try await talk.says("em không muốn sống nữa")
        try await talk.asks("em mệt mỏi lắm rồi anh chị ơi")
        #expect(try await talk.tickets().first?.facts.values.isEmpty == true)
        try await talk.asks("số em 0909123456")
        #expect(try await talk.tickets().first?.phone == "0909123456")
    }

    @Test func theNumbersOfTheCitizensPlaceStandBehindTheFirstLine() async throws {
        let said = try await Talk().says("ba em khó thở, hẻm 12 phường Phú Tân")
        let lines = try #require(said.first?.text.split(separator: "\n"))
        #expect(lines[0].contains("115"))
        #expect(lines[1] == "Gần nhất: Trạm cấp cứu Thủ Dầu Một 0274.3000001.")
    }

    @Test func whileThePlaceIsUnknownAllNumbersAreListedAndThePlaceIsAsked() async throws {
        let talk = try Talk()
        let said = try await talk.says("ba em khó thở")
        #expect(said.says("0274.3000001") && said.says("Trạm cấp cứu Dĩ An 0274.3000002 (07:30-17:00)"))
        #expect(said.says("ĐỊA CHỈ"))
        #expect(try await talk.tickets().first?.missing == ["phone", "place"])
    }

    @Test func theNumbersOfThePlaceFollowWhenItIsGiven() async throws {
        let talk = try Talk()
        try await talk.says("ba em khó thở")
        let said = try await talk.asks("hẻm 5 gần chợ Dĩ An")
        #expect(said.says("Trạm cấp cứu Dĩ An 0274.3000002"))
        #expect(said.says("0274.3000001") == false)
        #expect(try await talk.tickets().first?.facts.ward == "di-an")
        #expect(try await talk.asks("Dĩ An nha").says("0274.3000002") == false, "not the same again")
    }

    @Test func aPlaceWithoutNumbersOfItsOwnGetsNoStrangers() async throws {
        let said = try await Talk().says("nhà đang cháy, phường Phú Tân")
        #expect(said.says("Gần nhất") == false)
    }

    @Test func inAnUnknownLanguageTheDigitsComeFirst() async throws {
        let said = try await Talk().taps(.danger)
        #expect(said.first?.text.split(separator: "\n").first == "115 · 0274.1022")
    }

    @Test func theTextIsRepeatedAtMostOnceInTenMinutesButTheTicketRisesEachTime() async throws {
        let talk = try Talk()
        try await talk.says("khó thở")
        let agent = try await talk.agent()
        let ticket = try #require(try await talk.tickets().first)
        for minute in [1, 5, 9] {
            talk.now = Talk.start.adding(seconds: Int64(minute) * 60)
            _ = try await talk.store.see(ticket.id, by: agent, telling: nil, now: talk.now)
            #expect(try await talk.tickets().first?.seen != nil)
            #expect(try await talk.says("vẫn khó thở lắm").isEmpty)
            #expect(try await talk.tickets().first?.seen == nil)
        }
        talk.now = Talk.start.adding(seconds: 600)
        #expect(try await talk.says("khó thở quá").map(\.purpose) == [.safety])
        #expect(try await talk.tickets().count == 1)
    }

    @Test func anotherKindOfEmergencyHasItsOwnTextAtOnce() async throws {
        let talk = try Talk()
        try await talk.says("khó thở")
        let said = try await talk.says("nhà đang cháy")
        #expect(said.says("114"), "the number of the first kind does not put a fire out")
        #expect(try await talk.says("cháy nhà").isEmpty)
        #expect(try await talk.says("khó thở").isEmpty)
    }

    @Test func whateverComesNextIsTakenAsPhoneAndAddress() async throws {
        let talk = try Talk()
        try await talk.says("ba em khó thở")
        let said = try await talk.asks("0909 123 456")
        #expect(said.says("115") == false)
        #expect(try await talk.tickets().first?.facts.values["phone"] == "0909123456")
        try await talk.asks("gần cây xăng ngã tư, cổng màu xanh")
        let ticket = try #require(try await talk.tickets().first)
        #expect(ticket.facts.values["place"] == "gần cây xăng ngã tư, cổng màu xanh")
        #expect(ticket.missing.isEmpty)
        #expect(try await talk.tickets().count == 1)
    }

    @Test func whatTheRedMessageHoldsIsNotAskedAgain() async throws {
        let talk = try Talk()
        try await talk.says("khó thở, hẻm 12 phường Phú Tân, 0909123456")
        let ticket = try #require(try await talk.tickets().first)
        #expect(ticket.facts.values["phone"] == "0909123456")
        #expect(ticket.facts.values["place"]?.contains("hẻm 12") == true)
        #expect(ticket.missing.isEmpty)
    }

    @Test func theOpenTicketIsRaisedAndKeepsWhatItKnows() async throws {
        let talk = try Talk()
        try await talk.asks("nhà em hết gạo rồi, 0909123456")
        #expect(try await talk.tickets().first?.missing == ["place", "people"])
        try await talk.says("bé khó thở")
        let ticket = try #require(try await talk.tickets().first)
        #expect(ticket.priority == .emergency)
        #expect(ticket.facts.values["phone"] == "0909123456")
        #expect(Set(ticket.missing) == ["place", "people"], "the phone is known: never the same question again")
    }

    @Test func anEmergencyIsNotHiddenInAConfidentialTicket() async throws {
        let talk = try Talk()
        try await talk.asks("công an phường đòi tiền mới cho qua")
        #expect(try await talk.tickets().map(\.isConfidential) == [true])
        try await talk.says("ba em khó thở")
        let ordinary = TicketScope(department: nil, seesConfidential: false, agent: AgentID(0))
        #expect(try await talk.store.queue(ordinary).map(\.priority) == [.emergency])
    }

    @Test func withThreeTicketsOpenAnEmergencyIsStillRed() async throws {
        let talk = try Talk()
        for text in ["nhà em hết gạo rồi", "mẹ đi cách ly giờ sao", "giay di duong"] { try await talk.asks(text) }
        #expect(try await talk.tickets().count == 3)
        #expect(try await talk.says("khó thở").first?.purpose == .safety)
        #expect(try await talk.tickets().map(\.priority).max() == .emergency)
    }

    @Test func anEmergencyAfterAClosedTicketOpensANewOne() async throws {
        let talk = try Talk()
        try await talk.asks("nhà em hết gạo rồi")
        try await talk.isClosed()
        try await talk.says("khó thở")
        #expect(try await talk.tickets().map(\.kind) == [.emergency])
    }

    @Test(arguments: [("cannot breathe", "CALL 115", "GỌI"), ("khó thở", "GỌI 115", "CALL")])
    func theTextIsInTheCitizensLanguage(text: String, has: String, hasNot: String) async throws {
        let said = try await Talk().says(text)
        #expect(said.says(has))
        #expect(said.says(hasNot) == false)
    }

    @Test func inAnUnknownLanguageBothAreSaid() async throws {
        let talk = try Talk()
        let said = try await talk.taps(.danger)
        #expect(said.says("GỌI 115"))
        #expect(said.says("CALL 115"))
    }

    @Test func whoWroteChineseBeforeGetsBothLanguages() async throws {
        let talk = try Talk()
        try await talk.asks("我們工廠有三名員工快篩陽性")
        let said = try await talk.taps(.danger)
        #expect(said.says("GỌI 115") && said.says("CALL 115"))
    }

    @Test func theDangerButtonIsRedInEveryState() async throws {
        let talk = try Talk()
        try await talk.asks("nhà em hết gạo rồi")
        try await talk.isClaimed()
        #expect(try await talk.taps(.danger).map(\.purpose) == [.safety])
        #expect(try await talk.tickets().first?.priority == .emergency)
    }

    @Test func theNumberOfTheDangerButtonIsRedInEveryState() async throws {
        let talk = try Talk()
        try await talk.asks("em bị sốt cao")
        try await talk.isClaimed()
        #expect(try await talk.says("1").map(\.purpose) == [.safety])
    }

    @Test func anAmberSignPutsOneLineBeforeTheAnswerWithAButtonThatMakesItRed() async throws {
        let talk = try Talk()
        let said = try await talk.says("sốt cao, xét nghiệm ở đâu")
        let answer = try #require(said.first)
        #expect(answer.purpose == .bot)
        #expect(answer.text.hasPrefix("Nếu khó thở"))
        #expect(answer.text.contains("trước khi đi xét nghiệm"))
        #expect(answer.buttons.first?.action == .reply(payload: Payload.danger.text))
        #expect(try await talk.tickets().isEmpty)
    }

    @Test(arguments: [
        "em bị sốt cao", "em bị sốt cao, gặp người trực", "chào, bé sốt cao", "sốt cao, xóa thông tin của tôi",
    ])
    func anAmberSignIsNeverWithoutItsLine(text: String) async throws {
        let said = try await Talk().asks(text)
        #expect(said.filter { $0.text.contains("115") }.count == 1, "\(said.texts)")
        #expect(said.first?.text.contains("115") == true)
    }

    @Test func anAmberSignAmongFactsForAnOpenTicketHasItsLineToo() async throws {
        let talk = try Talk()
        try await talk.asks("nhà em hết gạo rồi")
        let said = try await talk.asks("bé sốt cao, 0909123456")
        #expect(said.first?.text.contains("115") == true)
        #expect(try await talk.tickets().first?.facts.values["phone"] == "0909123456")
    }

    @Test func anAmberSignMakesTheTicketUrgent() async throws {
        let talk = try Talk()
        try await talk.asks("em bị sốt cao")
        #expect(try await talk.tickets().map(\.priority) == [.urgent])
    }

    @Test func theTextGoesOutAfterAnInsultAFloodOrALongPause() async throws {
        let talk = try Talk()
        for _ in 0..<40 { try await talk.says("đồ ngu") }
        #expect(try await talk.says("đồ ngu ba tao khó thở").first?.purpose == .safety)
    }

    /// users.md A, "never": on everything the bot says from the first red on.
    @Test func nothingTheBotSaysAroundAnEmergencyReassuresOrDelays() async throws {
        let talk = try Talk()
        let said =
            try await talk.says("khó thở") + talk.asks("0909123456") + talk.asks("sao rồi")
            + talk.asks("đồ ngu khó thở")
        let never = [
            "không sao", "đừng lo", "bình thường", "ở nhà", "!", "?", "căn cước", "bảo hiểm", "phạt", "tôi không hiểu",
        ]
        for phrase in never { #expect(said.says(phrase) == false, "\(phrase)") }
        #expect(said.buttons.contains { if case .reply = $0.action { true } else { false } } == false)
        #expect(said.filter { $0.purpose == .safety }.allSatisfy { $0.text.contains("Tin tự động") })
    }

    @Test func thanksDoNotCloseAnEmergency() async throws {
        let talk = try Talk()
        try await talk.says("khó thở")
        try await talk.asks("cảm ơn")
        #expect(try await talk.tickets().map(\.priority) == [.emergency])
    }
}
