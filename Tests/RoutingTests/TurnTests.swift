import Knowledge
import Messaging
import Storage
import Testing

@testable import Routing

@Suite struct TurnTests {
    @Test func messagesInABurstAreDecidedTogetherAndAnsweredOnce() async throws {
        let talk = try Talk()
        #expect(try await talk.says("cho hỏi chút việc này với ạ").isEmpty)
        talk.now = talk.now.adding(milliseconds: 1000)
        #expect(try await talk.says("giá").isEmpty)
        talk.now = talk.now.adding(milliseconds: 1000)
        let answer = try await talk.says("xét nghiệm")
        #expect(answer.says("niêm yết giá"))
        #expect(try await talk.pauses(milliseconds: 60_000).isEmpty)
        #expect(try await talk.tickets().isEmpty)
    }

    @Test func aSureAnswerGoesOutAtOnce() async throws {
        let talk = try Talk()
        #expect(try await talk.says("xét nghiệm ở đâu").says("trước khi đi xét nghiệm"))
        #expect(try await talk.conversation().turnDue == nil)
    }

    @Test(arguments: ["chào", "xét nghiệm", "nhà em hết gạo rồi", "gặp người trực"])
    func whatGreetsAsksBackOrHandsOverWaitsForTheQuietTime(text: String) async throws {
        let talk = try Talk()
        #expect(try await talk.says(text).isEmpty)
        #expect(try await talk.pauses(milliseconds: 2999).isEmpty)
        #expect(try await talk.pauses(milliseconds: 1).isEmpty == false)
    }

    @Test(arguments: ["chào", "xét nghiệm", "nhà em hết gạo rồi"])
    func withoutAQuietTimeEverythingIsDecidedAtOnce(text: String) async throws {
        let talk = try Talk(quiet: false)
        #expect(try await talk.says(text).isEmpty == false)
        #expect(try await talk.conversation().turnDue == nil)
    }

    @Test func aTurnIsDecidedAfterTenSecondsHoweverFastItsWriterIs() async throws {
        let talk = try Talk()
        var said: [OutboundMessage] = []
        var milliseconds: Int64 = 0
        while said.isEmpty, milliseconds < 20_000 {
            try await talk.says("và còn nữa")
            said = try await talk.pauses(milliseconds: 2000)
            milliseconds += 2000
        }
        #expect(milliseconds == 10_000)
    }

    @Test func anEmergencyNeverWaits() async throws {
        let talk = try Talk()
        try await talk.says("alo")
        let said = try await talk.says("ba em khó thở quá")
        #expect(said.first?.purpose == .safety)
        #expect(try await talk.conversation().turnDue == nil)
        #expect(try await talk.pauses(milliseconds: 20_000).isEmpty)
    }

    @Test func anEmergencyIsSeenInTheJoinedTextOfTwoMessages() async throws {
        let talk = try Talk()
        #expect(try await talk.says("ba em thở").isEmpty)
        let said = try await talk.says("không nổi")
        #expect(said.first?.purpose == .safety)
        #expect(try await talk.tickets().map(\.priority) == [.emergency])
    }

    @Test func aTurnThatBeganBeforeATakeoverIsNotAnswered() async throws {
        let talk = try Talk()
        try await talk.asks("nhà em hết gạo rồi")
        try await talk.says("chào")
        try await talk.isClaimed()
        #expect(try await talk.pauses().isEmpty)
        #expect(try await talk.conversation().undecided.isEmpty)
    }

    @Test func aPhotoBetweenTwoMessagesDoesNotSwallowTheQuestion() async throws {
        let talk = try Talk()
        try await talk.says("xét nghiệm")
        try await talk.sends(.sticker(id: "1", url: nil))
        #expect(try await talk.pauses().says(talk.text(.clarify)))
    }

    @Test func aDecidedMessageIsNotDecidedAgainWithTheNext() async throws {
        let talk = try Talk()
        try await talk.says("xét nghiệm ở đâu")
        let said = try await talk.says("giá xét nghiệm")
        #expect(said.says("niêm yết giá"))
        #expect(said.says("trước khi đi") == false)
    }
}
