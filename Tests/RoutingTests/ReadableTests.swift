import Knowledge
import Matching
import Messaging
import Storage
import Testing

@testable import Routing

/// Whoever writes Chinese, Korean or Japanese is told and offered everything in their language, on the files that go out
/// with the program.
@Suite struct ReadableTests {
    static let questions = MenuTests.questions

    private func talk(_ contact: String = "an") throws -> Talk { try Talk.withShippedFiles(contact) }

    /// Written in the script of the language, whatever Latin words stand in it.
    private func isReadable(_ text: String, _ language: String) -> Bool {
        text.unicodeScalars.contains { scalar in
            switch scalar.value {
            case 0xAC00...0xD7AF: language == "ko"
            case 0x3040...0x30FF: language == "ja"
            case 0x4E00...0x9FFF: language != "ko"
            default: false
            }
        }
    }

    private func expectReadable(_ said: [OutboundMessage], _ language: String) {
        for message in said {
            #expect(isReadable(message.text, language), "\(message.text)")
            for button in message.buttons { #expect(isReadable(button.title, language), "\(button.title)") }
        }
    }

    @Test(arguments: questions)
    func everyTopicAndWhatIsOfferedBelowItIsReadable(language: String, question: String) async throws {
        let list = try #require(try talk().knowledge?.topicList(language: language))
        for (index, entry) in list.entries.enumerated() {
            let talk = try talk("c\(index)")
            expectReadable(try await talk.asks(question), language)
            let said = try await talk.taps(.intent(entry.intent))
            expectReadable(said, language)
            for button in said.buttons {
                guard case .reply(let payload) = button.action, let tapped = Payload(payload) else { continue }
                expectReadable(try await talk.taps(tapped), language)
            }
        }
    }

    @Test(arguments: [("我父親不能呼吸", "zh-Hant", "撥打 115"), ("숨을 못 쉬겠어요", "ko", "115 전화"), ("火事です", "ja", "114 に電話")])
    func theButtonThatCallsIsReadable(text: String, language: String, title: String) async throws {
        let talk = try talk()
        let said = try await talk.says(text)
        #expect(said.first?.purpose == .safety)
        #expect(said.first?.buttons.first?.title == title)
        expectReadable(said, language)
    }

    @Test(arguments: questions)
    func stateFilesAndClosingAreReadable(language: String, question: String) async throws {
        let talk = try talk()
        try await talk.asks(question)
        expectReadable(try await talk.asks("0"), language)
        expectReadable(try await talk.sends(.file(name: "a.pdf", size: 1, url: nil)), language)
        expectReadable(try await talk.sends(.location(latitude: 10.98, longitude: 106.65)), language)
        for key in TextKey.allCases where key != .closedSpam {
            #expect(isReadable(talk.text(key, language), language), "\(key)")
        }
    }

    @Test(arguments: ["thanks", "no", "DU LIEU", "bye"])
    func aSetPhraseOfAnotherLanguageDoesNotChangeTheLanguage(text: String) async throws {
        let talk = try talk()
        try await talk.asks("안녕하세요")
        expectReadable(try await talk.asks(text), "ko")
        #expect(try await talk.conversation().language == "ko")
    }

    @Test(arguments: [("can foreigners get a vaccine here", "en"), ("xét nghiệm ở đâu", "vi"), ("疫苗在哪裡打", "zh-Hant")])
    func aQuestionInAnotherLanguageDoes(text: String, language: String) async throws {
        let talk = try talk()
        try await talk.asks("안녕하세요")
        try await talk.asks(text)
        #expect(try await talk.conversation().language == language)
    }

    @Test func theNumbersOfTheListChooseFromItAfterAnAnswerToo() async throws {
        let talk = try talk()
        try await talk.asks("안녕하세요")
        let list = try #require(talk.knowledge?.topicList(language: "ko"))
        let first = try #require(list.entries.firstIndex { $0.intent == "foreigners.vaccination" })
        try await talk.says("\(list.entries.count)")
        let answer = try #require(talk.knowledge?.answer(for: "foreigners.vaccination", language: "ko"))
        #expect(try await talk.says("\(first + 1)").first?.text == answer.first)
    }

    @Test func whereButtonsAreNumberedLinesTheNumbersAreTheirs() async throws {
        let talk = try talk()
        talk.adapter.buttonLimit = 0
        try await talk.asks("안녕하세요")
        try await talk.taps(.intent("foreigners.help"))
        #expect(try await talk.conversation().memory.offered.first == Payload.intent("foreigners.visa").text)
    }

    @Test func withoutAMenuOfTopicsOnlyAPersonIsOfferedInALanguageThatTheButtonsLack() async throws {
        let talk = try Talk()
        let korean = try await talk.asks("안녕하세요")
        let english = try await talk.asks("hello")
        #expect(english.buttons.count > korean.buttons.count)
        let intents = korean.buttons.filter { button in
            guard case .reply(let payload) = button.action, case .intent = Payload(payload) else { return false }
            return true
        }
        #expect(intents.isEmpty)
    }
}
