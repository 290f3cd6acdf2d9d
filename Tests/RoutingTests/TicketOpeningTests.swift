import Knowledge
import Messaging
import Storage
import TestSupport
import Testing

@testable import Routing

@Suite struct TicketOpeningTests {
    @Test func theCitizenIsToldTheCodeAndAskedForWhatIsMissing() async throws {
        let talk = try Talk()
        let said = try await talk.asks("nhà em hết gạo rồi")
        let ticket = try #require(try await talk.tickets().first)
        #expect(TicketCode.isWellFormed(ticket.code, prefix: "1022"))
        #expect(try await talk.told().contains { $0.contains("mã \(ticket.code)") })
        #expect(try await talk.told().allSatisfy { !$0.contains("{") })
        #expect(said.says("(1) số điện thoại\n(2) địa chỉ, số phòng\n(3) mấy người"))
        #expect(
            said.buttons == [
                Button(title: "Gửi số điện thoại", action: .sharePhone),
                Button(title: "Địa chỉ, số phòng", action: .shareLocation),
            ], "its own words, else those of the question")
        #expect(ticket.intent == "hardship.food")
        #expect(ticket.priority == .urgent)
        #expect(ticket.kind == .help)
    }

    @Test func whereButtonsGoAwayWithTheNextMessageTheyStandUnderTheLast() async throws {
        let talk = try Talk()
        talk.adapter.buttonsStay = false
        let said = try await talk.asks("nhà em hết gạo rồi")
        #expect(said.count > 1)
        #expect(said.dropLast().flatMap(\.buttons).isEmpty)
        #expect(said.last?.buttons.map(\.action) == [.sharePhone, .shareLocation])
    }

    @Test func whatTheNumbersChooseIsTheSameWhereverTheButtonsStand() async throws {
        let talk = try Talk()
        talk.adapter.buttonsStay = false
        let said = try await talk.asks("chào")
        let offered = try await talk.conversation().memory.offered
        #expect(said.last?.buttons.map(\.action) == offered.map { .reply(payload: $0) })
    }

    @Test func theCallOfAnEmergencyStaysWhereItIs() async throws {
        let talk = try Talk()
        talk.adapter.buttonsStay = false
        #expect(try await talk.says("khó thở").last?.buttons.first?.action == .call(number: "115"))
    }

    @Test func theQuestionsHaveNoButtonsWhereThePlatformHasNoOneTap() async throws {
        let talk = try Talk()
        talk.adapter.canShare = false
        #expect(try await talk.asks("nhà em hết gạo rồi").buttons.isEmpty)
    }

    @Test func oneMessageGivesPhonePeopleAndPlace() async throws {
        let talk = try Talk()
        try await talk.asks("nhà em hết gạo rồi")
        let said = try await talk.asks("3 nguoi 1 be 8 thang, 0909123456, hem 12 duong DX.. phu tan")
        let ticket = try #require(try await talk.tickets().first)
        #expect(ticket.facts.values["phone"] == "0909123456")
        #expect(ticket.facts.values["people"] == "3 nguoi, 1 be")
        #expect(ticket.facts.values["place"]?.contains("hem 12 duong DX") == true)
        #expect(ticket.missing.isEmpty)
        #expect(said.texts == [talk.text(.factsNoted).replacing("{code}", with: ticket.code)])
    }

    @Test(arguments: [
        ("hẻm 12 phường Phú Tân", "phu-tan"), ("hem 12 p phu tan, thu dau mot", "phu-tan"),
        ("đường số 3, Thủ Dầu Một", "thu-dau-mot"), ("12 đường Lê Lợi", nil),
        ("phòng 3 nhà trọ, Dĩ An hoặc Thủ Dầu Một", nil),
    ])
    func thePlaceNamesTheWardThatStatisticsCount(place: String, ward: String?) async throws {
        let talk = try Talk()
        try await talk.asks("nhà em hết gạo rồi")
        try await talk.asks(place)
        #expect(try await talk.tickets().first?.facts.ward == ward)
        #expect(try await talk.temporary.look("SELECT coalesce(ward, '-') FROM facts", columns: 1) == [[ward ?? "-"]])
    }

    @Test func theWardOfANewTicketIsCounted() async throws {
        let talk = try Talk()
        try await talk.asks("nhà em hết gạo rồi, 3 người, hẻm 12 phường Phú Tân")
        #expect(try await talk.temporary.look("SELECT ward FROM facts", columns: 1) == [["phu-tan"]])
    }

    @Test func whatIsSharedGoesToTheTicketThatMissesIt() async throws {
        let talk = try Talk()
        try await talk.asks("nhà em hết gạo rồi")
        try await talk.asks("công an phường đòi tiền mới cho qua")
        try await talk.sends(.contact(name: nil, phone: "0909123456"))
        let food = try #require(try await talk.tickets().first { $0.intent == "hardship.food" })
        #expect(food.facts.values["phone"] == "0909123456")
    }

    @Test func onlyWhatIsMissingIsAsked() async throws {
        let said = try await Talk().asks("nhà em hết gạo rồi, 3 người, hẻm 12 phường Phú Tân")
        #expect(said.says("(1) số điện thoại"))
        #expect(said.says("(2)") == false)
    }

    @Test func whenNothingIsMissingNothingIsAsked() async throws {
        let talk = try Talk()
        let said = try await talk.asks("hết gạo rồi, 3 người, hẻm 12 phường Phú Tân, 0909123456")
        #expect(said.says("(1)") == false)
        #expect(said.says("mã"))
        #expect(try await talk.tickets().first?.missing == [])
    }

    @Test func aPhoneGivenOnceIsTheContactsAndIsNotAskedAgain() async throws {
        let talk = try Talk()
        try await talk.asks("nhà em hết gạo rồi, 0909123456")
        #expect(try await talk.tickets().first?.phone == "0909123456")
        let said = try await talk.asks("mẹ đi cách ly giờ sao")
        #expect(said.says("số điện thoại") == false)
        #expect(try await talk.tickets().count == 2)
    }

    @Test func theTicketOpensBeforeAnythingIsAnswered() async throws {
        let talk = try Talk()
        try await talk.asks("nhà em hết gạo rồi")
        #expect(try await talk.tickets().first?.missing == ["phone", "place", "people"])
    }

    @Test func theSameMatterAgainJoinsItsTicketAndIsNotToldTheSameAgain() async throws {
        let talk = try Talk()
        try await talk.asks("nhà em hết gạo rồi")
        let again = try await talk.asks("nhà em hết gạo rồi")
        #expect(try await talk.tickets().count == 1)
        #expect(again.says("1022 ghi nhận") == false)
    }

    @Test func anotherMatterHasItsOwnTicketAndTheFourthJoinsTheNewest() async throws {
        let talk = try Talk()
        for text in ["nhà em hết gạo rồi", "mẹ đi cách ly giờ sao", "giay di duong"] { try await talk.asks(text) }
        #expect(try await talk.tickets().map(\.intent) == ["hardship.food", "relatives.where", "permit.needed"])
        try await talk.asks("nhà máy dương tính")
        #expect(try await talk.tickets().count == 3)
    }

    @Test func anotherMatterWithAPhoneNumberIsNotTakenForFactsAlone() async throws {
        let talk = try Talk()
        try await talk.asks("nhà em hết gạo rồi")
        try await talk.asks("giấy đi đường xin ở đâu, 0909123456")
        #expect(try await talk.tickets().map(\.intent) == ["hardship.food", "permit.needed"])
    }

    @Test func whatIsUnclearJoinsTheNewestTicketAndIsAcknowledgedNowAndThen() async throws {
        let talk = try Talk()
        try await talk.asks("giay di duong")
        var told = 0
        for _ in 0..<5 {
            talk.waits(minutes: 1)
            told += try await talk.asks("cho hỏi chút việc này với ạ").count
        }
        #expect(told == 0, "within ten minutes of the code")
        talk.waits(minutes: 10)
        #expect(try await talk.asks("cho hỏi chút việc này với ạ").count == 1)
        #expect(try await talk.tickets().count == 1)
    }

    @Test func aConfidentialMatterKeepsItsOwnTicketHoweverManyAreOpen() async throws {
        let talk = try Talk()
        for text in ["nhà em hết gạo rồi", "mẹ đi cách ly giờ sao", "giay di duong"] { try await talk.asks(text) }
        try await talk.asks("công an phường đòi tiền mới cho qua")
        let confidential = try await talk.tickets().filter(\.isConfidential)
        #expect(confidential.map(\.intent) == ["denounce.official"])
        let ordinary = TicketScope(department: nil, seesConfidential: false, agent: AgentID(0))
        let seen = try await talk.store.history(of: talk.conversation().id, ordinary)
        #expect(seen.contains { $0.body.text?.contains("đòi tiền") == true } == false)
    }

    @Test func aConfidentialMatterChosenByButtonIsNotSeenByOthers() async throws {
        let talk = try Talk()
        try await talk.taps(.intent("denounce.official"))
        let ordinary = TicketScope(department: nil, seesConfidential: false, agent: AgentID(0))
        let seen = try await talk.store.history(of: talk.conversation().id, ordinary)
        #expect(seen.contains { $0.direction == .citizen } == false)
    }

    @Test(arguments: ["gặp người trực", "0", "alo có ai không"])
    func aPersonCanAlwaysBeReached(text: String) async throws {
        let talk = try Talk()
        try await talk.asks("xét nghiệm")
        #expect(try await talk.asks(text).says("mã"))
        let ticket = try #require(try await talk.tickets().first)
        #expect(try await talk.tickets().count == 1)
        #expect(try await talk.asks(text).says(ticket.code), "with a ticket open its state is told")
        #expect(try await talk.tickets().count == 1)
    }

    @Test func howItStandsIsToldAndDoesNotRaiseTheTicket() async throws {
        let talk = try Talk()
        try await talk.asks("giay di duong")
        let ticket = try #require(try await talk.tickets().first)
        talk.waits(minutes: 5)
        #expect(try await talk.asks("sao rồi").texts == ["Mã \(ticket.code) đang chờ người trực từ 10:00 31/07."])
        #expect(try await talk.tickets().map(\.priority) == [.normal])
    }

    @Test func howItStandsIsNeverToldToAnotherContact() async throws {
        let talk = try Talk()
        try await talk.asks("giay di duong")
        let code = try #require(try await talk.tickets().first?.code)
        let other = try Talk("binh", on: talk.temporary)
        let said = try await other.asks("sao rồi mã \(code)")
        #expect(try await other.told().contains { $0.contains(code) } == false)
        #expect(said.isEmpty == false)
    }

    @Test func afterClosingTheStateIsThatItIsDone() async throws {
        let talk = try Talk()
        try await talk.asks("giay di duong")
        let code = try #require(try await talk.tickets().first?.code)
        try await talk.isClosed()
        #expect(try await talk.asks("sao rồi").says("Mã \(code) đã xong"))
        #expect(try await talk.tickets().isEmpty)
    }

    @Test func writingAgainWithinAWeekOpensTheClosedTicketAgain() async throws {
        let talk = try Talk()
        try await talk.asks("giay di duong")
        let code = try #require(try await talk.tickets().first?.code)
        try await talk.isClosed()
        talk.waits(minutes: 6 * 24 * 60)
        #expect(try await talk.asks("vẫn chưa có giấy đi đường").says("mở lại mã \(code)"))
        #expect(try await talk.tickets().map(\.code) == [code])
        #expect(try await talk.tickets().map(\.reopened) == [1])
    }

    @Test func afterAWeekOrForAnotherMatterANewTicketIsOpened() async throws {
        let talk = try Talk()
        try await talk.asks("giay di duong")
        try await talk.isClosed()
        try await talk.asks("mẹ đi cách ly giờ sao")
        #expect(try await talk.tickets().map(\.intent) == ["relatives.where"])
        try await talk.isClosed()
        talk.waits(minutes: 8 * 24 * 60)
        try await talk.asks("mẹ đi cách ly giờ sao")
        #expect(try await talk.tickets().map(\.reopened) == [0])
    }

    @Test func thanksAfterClosingOpenNothing() async throws {
        let talk = try Talk()
        try await talk.asks("giay di duong")
        try await talk.isClosed()
        #expect(try await talk.asks("cảm ơn").texts == [talk.text(.thanks)])
        #expect(try await talk.tickets().isEmpty)
    }

    @Test func aRequestAboutOnesDataIsATicketOfItsOwnOnce() async throws {
        let talk = try Talk()
        try await talk.asks("giay di duong")
        #expect(try await talk.asks("dữ liệu").says("yêu cầu về dữ liệu"))
        for _ in 0..<3 { try await talk.asks("xóa thông tin của tôi") }
        #expect(try await talk.tickets().map(\.kind) == [.information, .dataProtection])
    }

    @Test func anInsultAloneIsOneCalmLineAndNoTicket() async throws {
        let talk = try Talk()
        #expect(try await talk.asks("đồ ngu").texts == [talk.text(.abuse)])
        #expect(try await talk.tickets().isEmpty)
        #expect(try await talk.asks("đồ ngu, xét nghiệm ở đâu").says("trước khi đi xét nghiệm"))
    }
}
