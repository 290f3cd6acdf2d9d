import Knowledge
import Matching
import Messaging
import Storage
import TestSupport
import Testing

@testable import Routing

/// A question that is not read, and a topic chosen from the menu behind it: one matter, one ticket (users.md R10).
@Suite struct UnreadQuestionTests {
    static let questions = MenuTests.questions

    private func talk(_ contact: String = "an") throws -> Talk { try Talk.withShippedFiles(contact) }

    private func number(of intent: String, _ language: String, _ talk: Talk) throws -> String {
        let list = try #require(talk.knowledge?.topicList(language: language))
        return "\(try #require(list.entries.firstIndex { $0.intent == intent }) + 1)"
    }

    private func chosen(_ talk: Talk) async throws -> [String] {
        try await talk.history().filter { $0.direction == .event }.compactMap(\.body.text)
            .filter { $0.hasPrefix("entry.chosen") }
    }

    @Test(arguments: questions)
    func theTopicChosenBecomesWhatTheTicketIsAbout(language: String, question: String) async throws {
        let talk = try talk()
        try await talk.asks(question)
        let first = try #require(try await talk.tickets().first)
        #expect(first.intent == nil && first.priority == .normal)
        let said = try await talk.says(try number(of: "work.factory-case", language, talk))
        let tickets = try await talk.tickets()
        let ticket = try #require(tickets.first)
        #expect(tickets.count == 1 && ticket.id == first.id && ticket.code == first.code)
        #expect(ticket.intent == "work.factory-case" && ticket.kind == .help && ticket.language == language)
        #expect(ticket.priority == .urgent && ticket.department == DepartmentID("industry"))
        #expect(ticket.missing == ["phone", "company", "people"])
        #expect(said.first?.text == talk.knowledge?.answer(for: "work.factory-case", language: language)?.first)
        #expect(try await talk.told().contains { $0.contains("(3) ") && $0.contains(ticket.code) })
        let title = try #require(talk.knowledge?.title(of: "work.factory-case", language: "vi"))
        #expect(try await chosen(talk) == ["entry.chosen \(title)"])
    }

    @Test func theWordsAndTheChoiceStandInTheSameTicket() async throws {
        let talk = try talk()
        try await talk.asks("공장 직원이 양성입니다")
        try await talk.taps(.intent("work.factory-case"))
        let ticket = try #require(try await talk.tickets().first)
        let rows = try await talk.temporary.look(
            "SELECT DISTINCT CAST(ticket AS TEXT) FROM messages WHERE direction = 'in'", columns: 1)
        #expect(rows == [["\(ticket.id)"]])
    }

    @Test func factsGivenBeforeAreNotAskedAgain() async throws {
        let talk = try talk()
        try await talk.asks("請幫我看看這件事情怎麼辦")
        try await talk.sends(.contact(name: "An", phone: "0909123456"))
        let said = try await talk.taps(.intent("work.factory-case"))
        #expect(try await talk.tickets().map(\.missing) == [["company", "people"]])
        #expect(said.says("(2) ") && !said.says("(3) "))
    }

    @Test func aTopicThatIsAnsweredLeavesTheTicketAsItIs() async throws {
        let talk = try talk()
        try await talk.asks("공장 직원이 양성입니다")
        let before = try await talk.tickets()
        try await talk.taps(.intent("testing.where"))
        let after = try await talk.tickets()
        #expect(after.map(\.id) == before.map(\.id) && after.map(\.intent) == [nil])
        #expect(after.map(\.department) == before.map(\.department) && after.map(\.priority) == [.normal])
        #expect(try await chosen(talk).count == 1)
        try await talk.taps(.intent("foreigners.help"))
        #expect(try await talk.tickets().map(\.intent) == ["foreigners.help"], "the next choice still finds it")
    }

    @Test func aSecondTopicIsASecondMatter() async throws {
        let talk = try talk()
        try await talk.asks("공장 직원이 양성입니다")
        try await talk.taps(.intent("work.factory-case"))
        try await talk.taps(.intent("hardship.food"))
        #expect(try await talk.tickets().map(\.intent) == ["work.factory-case", "hardship.food"])
        try await talk.taps(.intent("work.factory-case"))
        #expect(try await talk.tickets().count == 2)
    }

    /// A matter that is written, not chosen, may be another one.
    @Test func aMatterThatIsWrittenAndSureHasItsOwnTicket() async throws {
        let talk = try talk()
        try await talk.asks("広告の看板が風で傾いています")
        try await talk.asks("工場で陽性者が出た場合")
        #expect(try await talk.tickets().map(\.intent) == [nil, "work.factory-case"])
    }

    @Test func whoAskedForAPersonFirstHasOneTicketToo() async throws {
        let talk = try talk()
        try await talk.asks("こんにちは")
        try await talk.asks("0")
        try await talk.taps(.intent("foreigners.help"))
        #expect(try await talk.tickets().map(\.intent) == ["foreigners.help"])
    }

    @Test func anUrgentTicketStaysUrgent() async throws {
        let talk = try talk()
        try await talk.asks("孩子發高燒")
        try await talk.taps(.intent("foreigners.help"))
        let ticket = try #require(try await talk.tickets().first)
        #expect(try await talk.tickets().count == 1)
        #expect(ticket.intent == "foreigners.help" && ticket.priority == .urgent)
    }

    @Test func anEmergencyIsNotRenamedByAChoice() async throws {
        let talk = try talk()
        try await talk.asks("我父親不能呼吸")
        try await talk.taps(.intent("work.factory-case"))
        let tickets = try await talk.tickets()
        #expect(tickets.first { $0.priority == .emergency }?.intent == nil)
        #expect(tickets.map(\.intent).contains("work.factory-case"))
    }

    @Test func aClaimedTicketIsLeftToItsHolder() async throws {
        let talk = try talk()
        try await talk.asks("공장 직원이 양성입니다")
        try await talk.isClaimed()
        #expect(try await talk.taps(.intent("work.factory-case")).isEmpty)
        #expect(try await talk.tickets().map(\.intent) == [nil])
    }

    @Test func whatIsConfidentialGetsItsOwnTicket() async throws {
        let talk = try talk()
        let confidential = try #require(talk.knowledge?.intents.first { $0.isConfidential && $0.escalation == .always })
        try await talk.asks("공장 직원이 양성입니다")
        try await talk.taps(.intent(confidential.id))
        let tickets = try await talk.tickets()
        #expect(tickets.map(\.isConfidential) == [false, true])
        #expect(tickets.map(\.intent) == [nil, confidential.id])
    }

    @Test func aVietnameseQuestionThatWasNotUnderstoodIsAnotherMatter() async throws {
        let talk = try talk()
        try await talk.asks("bảng hiệu quảng cáo bị gió thổi xiêu vẹo")
        #expect(try await talk.tickets().map(\.intent) == [nil])
        try await talk.taps(.intent("hardship.food"))
        #expect(try await talk.tickets().map(\.intent) == [nil, "hardship.food"])
    }
}
