import Messaging
@testable import Storage
import Testing

/// What editors are shown of what citizens wrote.
@Suite struct QuestionTests {
    static let later = StoreFixture.start.adding(seconds: 60)

    private func questions(_ fixture: StoreFixture, since: Instant = StoreFixture.start) async throws
        -> [RecentQuestion]
    {
        try await fixture.store.recentQuestions(since: since)
    }

    @Test func newestFirstMaskedAndWithWhatBecameOfThem() async throws {
        let fixture = try StoreFixture()
        var answered = fixture.outcome(try await fixture.conversation("an"), hears: "xét nghiệm ở đâu")
        answered.outbound = [
            OutboundEntry(OutboundMessage(purpose: .bot, text: "Gọi 1022"), intents: ["testing.where"])
        ]
        let asked = fixture.outcome(
            try await fixture.conversation("binh"), hears: "gọi em số 0909123456", says: ["Ý anh/chị là gì?"],
            now: Self.later)
        _ = try await fixture.store.settle([answered, asked])
        let found = try await questions(fixture)
        #expect(found.map(\.text.text) == ["gọi em số •••", "xét nghiệm ở đâu"])
        #expect(found.map(\.text.found) == [[.number], []])
        #expect(found.map(\.wasAnswered) == [false, true])
        #expect(Set(found.map(\.conversation)).count == 2)
        await fixture.close()
    }

    @Test func linesOfOneTurnAreOneQuestionAndLaterOnesAreNot() async throws {
        let fixture = try StoreFixture()
        for (text, seconds) in [("alo", 0), ("cho em hỏi", 4), ("xét nghiệm ở đâu", 9), ("sao chưa trả lời", 40)] {
            let now = StoreFixture.start.adding(seconds: Int64(seconds))
            _ = try await fixture.store.settle([
                fixture.outcome(try await fixture.conversation(), hears: text, now: now)
            ])
        }
        #expect(
            try await questions(fixture).map(\.text.text) == [
                "sao chưa trả lời", "alo\ncho em hỏi\nxét nghiệm ở đâu",
            ])
        await fixture.close()
    }

    @Test func whatStandsOverSeveralLinesIsMaskedAsOneText() async throws {
        let fixture = try StoreFixture()
        for text in ["em tên", "là Hoa"] {
            _ = try await fixture.store.settle([fixture.outcome(try await fixture.conversation(), hears: text)])
        }
        let found = try #require(try await questions(fixture).first)
        #expect(!found.text.text.contains("Hoa"))
        await fixture.close()
    }

    @Test func anAnswerBetweenEndsTheTurn() async throws {
        let fixture = try StoreFixture()
        for text in ["xét nghiệm ở đâu", "bao nhiêu tiền"] {
            _ = try await fixture.store.settle([
                fixture.outcome(try await fixture.conversation(), hears: text, says: ["Gọi 1022"])
            ])
        }
        #expect(try await questions(fixture).count == 2)
        await fixture.close()
    }

    @Test func aConversationWithAConfidentialTicketIsLeftOutWhole() async throws {
        let fixture = try StoreFixture()
        let before = fixture.outcome(try await fixture.conversation("an"), hears: "cho hỏi", says: ["Dạ"])
        _ = try await fixture.store.settle([before])
        let denounces = fixture.outcome(
            try await fixture.conversation("an"), hears: "công an phường đòi tiền",
            ticket: .open(StoreFixture.newTicket(confidential: true)), now: Self.later)
        let other = fixture.outcome(
            try await fixture.conversation("binh"), hears: "hết gạo",
            ticket: .open(StoreFixture.newTicket(code: "1022-000-026", fact: 2)))
        _ = try await fixture.store.settle([denounces, other])
        #expect(try await questions(fixture).map(\.text.text) == ["hết gạo"])
        await fixture.close()
    }

    @Test func callsOldOnesEmptyOnesAndTheOpenTurnAreLeftOut() async throws {
        let fixture = try StoreFixture()
        let agent = try await fixture.agent()
        _ = try await fixture.store.logCall(
            number: "0909123456", name: "Hoa", text: "chị Hoa hỏi gạo", ticket: StoreFixture.newTicket(), by: agent,
            now: Self.later)
        var open = fixture.outcome(try await fixture.conversation("an"))
        open.decidesTurn = false
        open.inbound = [
            InboundEntry(body: MessageBody(text: "alo"), platformMessageID: nil, time: Self.later, isUndecided: true)
        ]
        var picture = fixture.outcome(try await fixture.conversation("binh"), now: Self.later)
        picture.inbound = [
            InboundEntry(body: MessageBody(text: nil), platformMessageID: nil, time: Self.later, isUndecided: false)
        ]
        let old = fixture.outcome(try await fixture.conversation("chi"), hears: "hôm kia")
        _ = try await fixture.store.settle([open, picture, old])
        #expect(try await questions(fixture, since: Self.later).isEmpty)
        await fixture.close()
    }

    @Test(arguments: [(0, 0), (1, 1), (3, 2)]) func noMoreThanAsked(_ limit: Int, _ given: Int) async throws {
        let fixture = try StoreFixture()
        for contact in ["an", "binh"] {
            _ = try await fixture.store.settle([
                fixture.outcome(try await fixture.conversation(contact), hears: "hỏi")
            ])
        }
        #expect(try await fixture.store.recentQuestions(since: StoreFixture.start, limit: limit).count == given)
        await fixture.close()
    }
}
