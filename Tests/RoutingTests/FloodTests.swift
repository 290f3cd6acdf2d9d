import Knowledge
import Messaging
import Storage
import Testing

@testable import Routing

/// users.md R39: a flood costs no more than a ticket, and no emergency is slowed by it.
@Suite struct FloodTests {
    /// A question that is answered at once, however often it is asked.
    @discardableResult
    private func asks(_ talk: Talk) async throws -> [OutboundMessage] {
        try await talk.taps(.intent("testing.where"))
    }

    private func flooded(_ talk: Talk, turns: Int = 20) async throws {
        for _ in 0..<turns { #expect(try await asks(talk).says("trước khi đi xét nghiệm")) }
    }

    @Test func twentyTurnsAreDecidedOneByOneAndWhatFollowsJoinsOneTicket() async throws {
        let talk = try Talk()
        try await flooded(talk)
        #expect(try await talk.tickets().isEmpty)
        let said = try await asks(talk)
        #expect(said.count == 1 && said.says("mã"), "told once that a person has it")
        for _ in 0..<30 { #expect(try await asks(talk).isEmpty) }
        #expect(try await talk.tickets().count == 1)
        #expect(try await talk.history().count { $0.direction == .citizen } == 51, "nothing is lost")
    }

    @Test func aFloodOfWordsThatWaitForAPauseJoinsTheTicketToo() async throws {
        let talk = try Talk()
        try await flooded(talk)
        try await talk.asks("nhà em hết gạo rồi")
        for _ in 0..<5 { #expect(try await talk.asks("giay di duong").isEmpty) }
        #expect(try await talk.tickets().count == 1)
        #expect(try await talk.conversation().undecided.isEmpty)
    }

    @Test(arguments: [19, 20, 40]) func anEmergencyIsNeverSlowedByIt(turns: Int) async throws {
        let talk = try Talk()
        for _ in 0..<turns { try await asks(talk) }
        #expect(try await talk.says("ba em khó thở").map(\.purpose) == [.safety])
        #expect(try await talk.tickets().map(\.priority) == [.emergency])
    }

    @Test func anAmberSignInAFloodMakesItsTicketUrgent() async throws {
        let talk = try Talk()
        try await flooded(talk)
        try await talk.says("em bị sốt cao")
        #expect(try await talk.tickets().map(\.priority) == [.urgent])
    }

    @Test func afterTenMinutesTurnsAreDecidedAgain() async throws {
        let talk = try Talk()
        try await flooded(talk)
        try await asks(talk)
        talk.waits(minutes: 10)
        #expect(try await asks(talk).says("trước khi đi xét nghiệm"))
    }

    @Test func whoWritesAtLeisureIsNoFlood() async throws {
        let talk = try Talk()
        for _ in 0..<60 {
            #expect(try await asks(talk).says("trước khi đi xét nghiệm"))
            talk.now = talk.now.adding(seconds: 31)
        }
    }

    @Test func stickersAndTheStaffsOwnRepliesAreNoTurns() async throws {
        let talk = try Talk()
        for number in 0..<30 {
            try await talk.sends(.sticker(id: "1", url: nil))
            try await talk.happens(.staffEcho(platformMessageID: "s\(number)", text: "chào chị"))
        }
        try await talk.happens(.threadControl(toPeople: false))
        #expect(try await asks(talk).says("trước khi đi xét nghiệm"))
    }

    @Test func threeTicketsAreOpenAtMost() async throws {
        let talk = try Talk()
        for text in [
            "nhà em hết gạo rồi", "mẹ đi cách ly giờ sao", "giay di duong", "gặp người trực", "nhà em hết gạo rồi",
        ] { try await talk.asks(text) }
        try await talk.sends(.audio(url: nil))
        #expect(try await talk.tickets().count == 3)
    }

    @Test func theSecondRedWithinAnHourJoinsTheFirstTicketThoughItIsClosed() async throws {
        let talk = try Talk()
        try await talk.says("khó thở")
        let first = try #require(try await talk.tickets().first)
        try await talk.isClosed(.spam)
        talk.waits(minutes: 59)
        #expect(try await talk.says("khó thở, 0909123456").map(\.purpose) == [.safety])
        let ticket = try #require(try await talk.tickets().first)
        #expect(ticket.id == first.id)
        #expect(ticket.priority == .emergency && ticket.seen == nil)
        #expect(ticket.facts.values["phone"] == "0909123456")
        #expect(try await talk.tickets().count == 1)
    }

    @Test func anHourLaterARedIsANewMatter() async throws {
        let talk = try Talk()
        try await talk.says("khó thở")
        let first = try #require(try await talk.tickets().first)
        try await talk.isClosed()
        talk.waits(minutes: 60)
        try await talk.says("khó thở")
        #expect(try await talk.tickets().first.map(\.id) != first.id)
    }
}
