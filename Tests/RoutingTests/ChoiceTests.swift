import Knowledge
import Messaging
import Storage
import Testing

@testable import Routing

@Suite struct ChoiceTests {
    @Test func whatIsNotSureIsAskedBackWithThreeButtonsAndAPerson() async throws {
        let talk = try Talk()
        let said = try await talk.asks("xét nghiệm")
        #expect(said.first?.text == talk.text(.clarify))
        #expect(said.first?.buttons.map(\.title) == ["Nơi xét nghiệm", "Giá xét nghiệm", "Kết quả", "Gặp người trực"])
        #expect(try await talk.tickets().isEmpty)
    }

    @Test(arguments: [("1", "trước khi đi"), ("số 2", "niêm yết giá"), ("cái thứ ba", "trong 24 giờ")])
    func aNumberChoosesFromTheButtonsShown(text: String, answer: String) async throws {
        let talk = try Talk()
        try await talk.asks("xét nghiệm")
        #expect(try await talk.says(text).says(answer))
    }

    @Test func theNumberOfThePersonsButtonReachesAPerson() async throws {
        let talk = try Talk()
        try await talk.asks("xét nghiệm")
        #expect(try await talk.says("4").says("Người trực sẽ trả lời"))
        #expect(try await talk.tickets().count == 1)
    }

    @Test func aNumberThatIsNotInTheListIsToldSo() async throws {
        let talk = try Talk()
        try await talk.asks("xét nghiệm")
        #expect(try await talk.says("7").texts == [talk.text(.unknownChoice)])
        #expect(try await talk.says("1").says("trước khi đi"), "the list is still there")
    }

    @Test func zeroIsAPersonEvenWhileAListIsShown() async throws {
        let talk = try Talk()
        try await talk.asks("xét nghiệm")
        #expect(try await talk.asks("0").says("Người trực sẽ trả lời"))
    }

    @Test func afterHalfAnHourANumberIsNoChoiceAnyMore() async throws {
        let talk = try Talk()
        try await talk.asks("xét nghiệm")
        talk.waits(minutes: 31)
        #expect(try await talk.asks("1").says("trước khi đi") == false)
    }

    @Test func clarifyIsNeverSaidTwiceInARow() async throws {
        let talk = try Talk()
        #expect(try await talk.asks("xét nghiệm").says(talk.text(.clarify)))
        let second = try await talk.asks("xét nghiệm")
        #expect(second.says(talk.text(.clarify)) == false)
        #expect(try await talk.tickets().count == 1, "a person instead")
    }

    @Test func whoSaysNoToAnAnswerIsOfferedTheRest() async throws {
        let talk = try Talk()
        try await talk.says("xét nghiệm ở đâu")
        let said = try await talk.asks("không phải")
        #expect(said.first?.buttons.map(\.title) == ["Giá xét nghiệm", "Kết quả", "Gặp người trực"])
        #expect(try await talk.tickets().isEmpty)
        let again = try await talk.asks("không phải")
        #expect(again.says("1022 xin lỗi"))
        #expect(try await talk.tickets().count == 1)
    }

    @Test func whatWasTurnedDownIsNotAnsweredAgain() async throws {
        let talk = try Talk()
        try await talk.says("xét nghiệm ở đâu")
        try await talk.asks("không phải")
        let said = try await talk.asks("xét nghiệm ở đâu")
        #expect(said.says("trước khi đi") == false)
        #expect(try await talk.tickets().count == 1)
    }

    @Test func theSameQuestionAgainReachesAPerson() async throws {
        let talk = try Talk()
        try await talk.says("xét nghiệm ở đâu")
        #expect(try await talk.asks("xét nghiệm ở đâu").says("mã"))
        #expect(try await talk.tickets().map(\.intent) == ["testing.where"])
    }

    @Test func aLongAnswerGoesOnBehindItsButton() async throws {
        let talk = try Talk()
        let said = try await talk.says("giá xét nghiệm")
        let more = try #require(said.first?.buttons.first)
        #expect(more == Button(title: "Xem thêm", action: .reply(payload: Payload.more("testing.price").text)))
        #expect(said.says("miễn phí") == false)
        #expect(try await talk.says("1").says("miễn phí"))
    }

    @Test(arguments: [Payload.intent("no.such.entry"), .more("no.such.entry"), .menu])
    func aButtonOfAnOldVersionLeadsToTheMenu(payload: Payload) async throws {
        let said = try await Talk().taps(payload)
        #expect(said.first?.text == "1022 xin chào anh/chị.")
        #expect(said.first?.buttons.map(\.title) == ["Nơi xét nghiệm", "Cấp cứu", "Gặp người trực"])
    }

    @Test func anEntryThatIsNoLongerInForceReachesAPerson() async throws {
        let talk = try Talk()
        let said = try await talk.taps(.intent("scheme.old"))
        #expect(said.says("2020") == false)
        #expect(try await talk.tickets().count == 1)
    }

    @Test(arguments: ["sb:person", "sb:danger", "sb:intent:testing.where", "sb:"])
    func aTypedPayloadDoesNoMoreThanItsButton(text: String) async throws {
        let talk = try Talk()
        _ = try await talk.asks(text)
        #expect(try await talk.conversation().state != .people)
        #expect(try await talk.tickets().count <= 1)
    }

    @Test func theMenusEmergencyIsRed() async throws {
        let talk = try Talk()
        try await talk.asks("chào")
        #expect(try await talk.says("2").first?.purpose == .safety)
    }
}
