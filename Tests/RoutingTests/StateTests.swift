import Knowledge
import Messaging
import Storage
import Testing

@testable import Routing

@Suite struct StateTests {
    @Test func whileATicketWaitsTheBotGoesOnAnsweringWhatItIsSureOf() async throws {
        let talk = try Talk()
        try await talk.asks("nhà em hết gạo rồi")
        #expect(try await talk.conversation().state == .waiting)
        #expect(try await talk.asks("xét nghiệm ở đâu").says("trước khi đi xét nghiệm"))
        #expect(try await talk.tickets().count == 1)
    }

    @Test func withPeopleTheBotIsSilentAndEverythingIsKept() async throws {
        let talk = try Talk()
        try await talk.asks("nhà em hết gạo rồi")
        try await talk.isClaimed()
        for text in ["xét nghiệm ở đâu", "chào", "0", "sao rồi", "cảm ơn", "dữ liệu"] {
            #expect(try await talk.asks(text).isEmpty, "\(text)")
        }
        #expect(try await talk.sends(.audio(url: nil)).isEmpty)
        #expect(try await talk.sends(.image(url: nil)).isEmpty)
        #expect(try await talk.taps(.intent("testing.where")).isEmpty, "a button of earlier must not wake the bot")
        #expect(try await talk.taps(.person).isEmpty)
        #expect(try await talk.history().filter { $0.direction == .citizen }.count == 11)
    }

    /// Events that are no messages must not make the bot speak either.
    @Test(arguments: [Event.Kind.followed, .withdrawal, .conversationStarted(context: nil), .unfollowed])
    func withPeopleNoEventMakesTheBotSpeak(kind: Event.Kind) async throws {
        let talk = try Talk()
        try await talk.asks("nhà em hết gạo rồi")
        try await talk.isClaimed()
        #expect(try await talk.happens(kind).isEmpty)
    }

    @Test func withPeopleTheEmergencyTextStillGoesOut() async throws {
        let talk = try Talk()
        try await talk.asks("nhà em hết gạo rồi")
        try await talk.isClaimed()
        let said = try await talk.says("bé khó thở")
        #expect(said.map(\.purpose) == [.safety])
        #expect(try await talk.tickets().map(\.priority) == [.emergency])
    }

    @Test func theEmergencyOfAHeldConversationIsUnseenAgain() async throws {
        let talk = try Talk()
        try await talk.asks("nhà em hết gạo rồi")
        let agent = try await talk.isClaimed()
        let ticket = try #require(try await talk.tickets().first)
        _ = try await talk.store.see(ticket.id, by: agent, telling: nil, now: talk.now)
        try await talk.says("bé khó thở")
        #expect(try await talk.tickets().first?.seen == nil, "its holder may have left: it stays red until opened")
    }

    @Test func whenAPersonGivesTheTicketBackTheBotAnswersAgain() async throws {
        let talk = try Talk()
        try await talk.asks("nhà em hết gạo rồi")
        let agent = try await talk.isClaimed()
        let ticket = try #require(try await talk.tickets().first)
        #expect(try await talk.store.release(ticket.id, by: agent, now: talk.now) == .done)
        #expect(try await talk.asks("xét nghiệm ở đâu").says("trước khi đi xét nghiệm"))
    }

    @Test func aPersonInThePlatformsInboxHoldsTheConversationForAnHour() async throws {
        let talk = try Talk()
        try await talk.says("xét nghiệm ở đâu")
        try await talk.happens(.staffEcho(platformMessageID: "s1", text: "để em xem"))
        #expect(try await talk.conversation().state == .people)
        #expect(try await talk.asks("giá xét nghiệm").isEmpty)
        talk.waits(minutes: 59)
        _ = try await talk.store.lapseClaims(absentSince: talk.now, now: talk.now)
        #expect(try await talk.asks("giá xét nghiệm").isEmpty)
        talk.waits(minutes: 2)
        _ = try await talk.store.lapseClaims(absentSince: talk.now, now: talk.now)
        #expect(try await talk.asks("giá xét nghiệm").says("niêm yết giá"))
    }

    @Test func anotherReplyInThePlatformsInboxBeginsTheHourAnew() async throws {
        let talk = try Talk()
        try await talk.happens(.staffEcho(platformMessageID: "s1", text: "để em xem"))
        talk.waits(minutes: 50)
        try await talk.happens(.staffEcho(platformMessageID: "s2", text: "còn đó không ạ"))
        talk.waits(minutes: 50)
        _ = try await talk.store.lapseClaims(absentSince: talk.now, now: talk.now)
        #expect(try await talk.asks("giá xét nghiệm").isEmpty)
    }

    @Test func theThreadGoesToPeopleAndBackAsThePlatformSays() async throws {
        let talk = try Talk()
        try await talk.happens(.threadControl(toPeople: true))
        #expect(try await talk.asks("giá xét nghiệm").isEmpty)
        try await talk.happens(.threadControl(toPeople: false))
        #expect(try await talk.asks("giá xét nghiệm").says("niêm yết giá"))
    }

    @Test func theBotsOwnEchoIsNoTakeoverAndNoMessage() async throws {
        let talk = try Talk()
        try await talk.says("xét nghiệm ở đâu")
        #expect(try await talk.happens(.appEcho(platformMessageID: "m1", tag: "sb1-1")).isEmpty)
        #expect(try await talk.conversation().state == .bot)
        #expect(try await talk.history().filter { $0.direction == .citizen }.count == 1)
    }
}
