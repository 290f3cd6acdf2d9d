import Foundation
import Knowledge
import Matching
import Messaging
import Storage
import Testing

@testable import Routing

/// Languages in which nothing is matched get the topics of Intents/today.yaml: here with the files that go out with the
/// program, because a menu is worth what its entries are.
@Suite struct MenuTests {
    private func talk(_ contact: String = "an") throws -> Talk { try Talk.withShippedFiles(contact) }

    private func topics(_ talk: Talk, _ language: String) throws -> TopicList {
        try #require(talk.knowledge?.topicList(language: language))
    }

    private func chosen(_ talk: Talk) async throws -> [String] {
        try await talk.history().filter { $0.direction == .event }.compactMap(\.body.text)
            .filter { $0.hasPrefix("entry.chosen") }
    }

    static let questions = [
        ("zh-Hant", "請幫我看看這件事情怎麼辦,要聯絡誰?"), ("zh-Hans", "我们工厂有三名员工快筛阳性,要联系谁?"),
        ("ko", "우리 공장 직원 세 명이 양성입니다. 어디에 연락합니까?"), ("ja", "工場の従業員三人が陽性です。どこに連絡しますか。"),
    ]

    @Test(arguments: questions)
    func whoIsNotReadGetsATicketAndTheTopicsByNumberAndButton(language: String, question: String) async throws {
        let talk = try talk()
        let said = try await talk.asks(question)
        let list = try topics(talk, language)
        let menu = try #require(said.first { $0.text == list.text })
        #expect(list.entries.count == 12)
        #expect(menu.buttons.map(\.title) == list.entries.map(\.title))
        for (index, entry) in list.entries.enumerated() {
            #expect(menu.text.contains("\n\(index + 1). \(entry.title)"))
        }
        #expect(menu.text.contains("\n0. "))
        #expect(try await talk.conversation().memory.offered.count == 12)
        #expect(try await talk.tickets().map(\.language) == [language])
    }

    @Test(arguments: questions)
    func theLastNumberAnswersInTheLanguageAndOpensItsTicket(language: String, question: String) async throws {
        let talk = try talk()
        try await talk.asks(question)
        let said = try await talk.says("12")
        let answer = try #require(talk.knowledge?.answer(for: "foreigners.help", language: language))
        #expect(answer.language == language)
        #expect(said.first?.text == answer.first)
        let ticket = try #require(try await talk.tickets().last)
        #expect(ticket.intent == "foreigners.help" && ticket.language == language)
        let title = try #require(talk.knowledge?.title(of: "foreigners.help", language: "vi"))
        #expect(try await chosen(talk) == ["entry.chosen \(title)"])
    }

    @Test(arguments: questions)
    func everyNumberAndEveryButtonGivesItsEntryInTheLanguage(language: String, question: String) async throws {
        let list = try topics(try talk(), language)
        for (index, entry) in list.entries.enumerated() {
            let talk = try talk("c\(index)")
            try await talk.asks(question)
            let payload = Payload.intent(entry.intent)
            let said = try await index.isMultiple(of: 2) ? talk.says("\(index + 1)") : talk.taps(payload)
            let answer = try #require(talk.knowledge?.answer(for: entry.intent, language: language))
            #expect(said.first?.text == answer.first && answer.language == language, "\(entry.intent)")
            let opens = talk.knowledge?.intent(entry.intent)?.escalation == .always
            #expect(try await talk.tickets().contains { $0.intent == entry.intent } == opens, "\(entry.intent)")
            #expect(try await chosen(talk).count == 1)
        }
    }

    @Test(arguments: [("你好", "zh-Hans"), ("안녕하세요", "ko"), ("こんにちは", "ja")])
    func aGreetingGetsTheTopicsAndNoTicket(text: String, language: String) async throws {
        let talk = try talk()
        let said = try await talk.asks(text)
        #expect(said.first?.text == talk.knowledge?.greeting(language: language))
        #expect(said.dropFirst().first?.text == (try topics(talk, language)).text)
        #expect(try await talk.tickets().isEmpty)
        #expect(try await talk.says("1").isEmpty == false)
        #expect(try await talk.tickets().map(\.intent) == ["work.factory-case"])
    }

    @Test(arguments: ["13", "99"]) func aNumberBeyondTheListIsToldSo(text: String) async throws {
        let talk = try talk()
        try await talk.asks("안녕하세요")
        #expect(try await talk.says(text).texts == [talk.knowledge?.text(.unknownChoice, "ko")])
        #expect(try await talk.tickets().isEmpty)
        #expect(try await talk.conversation().memory.offered.count == 12, "the list is still there")
    }

    @Test func aNumberWithItsWordChoosesAndTheLanguageStays() async throws {
        let talk = try talk()
        try await talk.asks("こんにちは")
        let answer = try #require(talk.knowledge?.answer(for: "work.factory-case", language: "ja"))
        #expect(try await talk.says("1番").first?.text == answer.first)
        #expect(try await talk.tickets().map(\.language) == ["ja"])
    }

    @Test func zeroReachesAPersonAndTheTicketCarriesTheLanguage() async throws {
        let talk = try talk()
        try await talk.asks("こんにちは")
        try await talk.asks("0")
        #expect(try await talk.tickets().map(\.language) == ["ja"])
    }

    @Test func anEmergencyComesBeforeTheMenuAndWhileItIsShown() async throws {
        for text in [nil, "請幫我看看這件事情怎麼辦"] {
            let talk = try talk(text ?? "first")
            if let text { try await talk.asks(text) }
            let said = try await talk.says("我父親不能呼吸")
            #expect(said.map(\.purpose) == [.safety])
            #expect(try await talk.tickets().map(\.priority) == [.emergency])
        }
    }

    @Test func aWarningSignKeepsItsDangerButtonAsTheOnlyChoice() async throws {
        let talk = try talk()
        let said = try await talk.asks("孩子發高燒")
        #expect(said.first?.buttons.map(\.action) == [.reply(payload: Payload.danger.text)])
        #expect(said.says(try topics(talk, "zh-Hant").text) == false)
        #expect(try await talk.tickets().map(\.priority) == [.urgent])
        #expect(try await talk.says("1").first?.purpose == .safety)
    }

    @Test func theListIsNotRepeatedWhileItIsThereToChooseFrom() async throws {
        let talk = try talk()
        try await talk.asks("안녕하세요")
        let list = try topics(talk, "ko").text
        #expect(try await talk.asks("우리 공장 직원 세 명이 양성입니다").says(list) == false)
        #expect(try await talk.tickets().count == 1, "but a person reads it")
        talk.waits(minutes: 31)
        #expect(try await talk.asks("답장을 받지 못했습니다").says(list))
    }

    @Test(arguments: ["안녕하세요", "工場の従業員三人が陽性です", "孩子發高燒"])
    func thePageThatTriesAQuestionShowsTheSame(text: String) async throws {
        let talk = try talk()
        let said = try await talk.asks(text)
        let knowledge = try #require(talk.knowledge)
        let shown = QuestionTrial(text, in: knowledge, language: "vi").bubbles
        // The two notices follow.
        #expect(shown.map(\.text) == said.dropLast(2).map { $0.text.replacing("{code}", with: "…") })
        #expect(shown.map(\.buttons) == said.dropLast(2).map { $0.buttons.map(\.title) })
    }

    @Test func whereButtonsGoAwayTheTopicsAreUnderTheLastText() async throws {
        let talk = try talk()
        talk.adapter.buttonsStay = false
        let said = try await talk.asks("請幫我看看這件事情怎麼辦")
        #expect(said.last?.buttons.count == 12)
        #expect(said.buttons.count == 12)
    }

    @Test(arguments: ["asdf qwer zxcv", "xin chào", "hello"])
    func vietnameseAndEnglishHaveNoListOfTopics(text: String) async throws {
        let talk = try talk()
        #expect(try await talk.asks(text).buttons.count <= 5)
    }

    @Test func whatIsChosenInVietnameseIsNoLineOfHistory() async throws {
        let talk = try talk()
        try await talk.taps(.intent("testing.where"))
        #expect(try await chosen(talk).isEmpty)
    }

    @Test func withoutAMenuTheLanguageIsToldSoAsBefore() async throws {
        let talk = try Talk()
        let said = try await talk.asks("공장 직원이 양성입니다")
        #expect(said.texts.contains(talk.text(.notUnderstoodLanguage, "ko")))
        #expect(said.buttons.isEmpty)
    }
}
