import Messaging
import Storage
import Testing

@testable import Routing

@Suite("Without usable FAQ files") struct LastResortTests {
    private func talk() throws -> Talk {
        let talk = try Talk()
        talk.knowledge = nil
        return talk
    }

    @Test(arguments: ["khó thở", "chào", "xét nghiệm ở đâu", "0"])
    func everyMessageGetsTheConfiguredTextAndAPerson(text: String) async throws {
        let talk = try talk()
        let said = try await talk.says(text)
        #expect(said.texts == [Talk.lastResort])
        #expect(said.first?.purpose == .safety)
        #expect(try await talk.tickets().map(\.priority) == [.urgent])
    }

    @Test func theTextIsNotRepeatedForTenMinutesAndTheTicketStaysOne() async throws {
        let talk = try talk()
        try await talk.says("alo")
        #expect(try await talk.says("có ai không").isEmpty)
        talk.waits(minutes: 10)
        #expect(try await talk.says("alo").texts == [Talk.lastResort])
        #expect(try await talk.tickets().count == 1)
    }

    @Test func aVoiceMessageGetsItToo() async throws {
        let talk = try talk()
        #expect(try await talk.sends(.audio(url: nil)).texts == [Talk.lastResort])
    }

    @Test func aStickerIsNothing() async throws {
        let talk = try talk()
        #expect(try await talk.sends(.sticker(id: nil, url: nil)).isEmpty)
        #expect(try await talk.tickets().isEmpty)
    }

    @Test(arguments: [Event.Kind.followed, .conversationStarted(context: nil), .unfollowed])
    func whoWroteNothingGetsNothing(kind: Event.Kind) async throws {
        let talk = try talk()
        #expect(try await talk.happens(kind).isEmpty)
        #expect(try await talk.tickets().isEmpty)
    }

    @Test func withdrawalStillOpensItsTicket() async throws {
        let talk = try talk()
        try await talk.happens(.withdrawal)
        #expect(try await talk.tickets().map(\.kind) == [.dataProtection])
    }
}
