import Knowledge
import Messaging
import Testing

@testable import Routing

/// What the page "try a question" says would be sent is what the loop sends to somebody who writes for the first time.
@Suite struct TrialTests {
    @Test(arguments: [
        // Answers, with a rest, two at once, in English; asking back; a person, with and without questions.
        "xét nghiệm ở đâu", "giá xét nghiệm", "xét nghiệm ở đâu, giá xét nghiệm", "where can I get a covid test",
        "xét nghiệm tiền mặt", "nhà em hết gạo rồi", "xin giấy đi đường ở đâu cấp", "asdf qwer",
        "nhà em hết gạo rồi đồ ngu",
        // Speech of every kind.
        "xin chào", "cảm ơn", "tạm biệt", "đồ ngu", "gặp người trực", "sao rồi", "dữ liệu", "đúng rồi", "😀", "hello",
        // Red, amber before an answer, a ticket and a wish; a language that nobody here reads.
        "ba em khó thở", "my father cannot breathe", "bé sốt cao, xét nghiệm ở đâu", "bé sốt cao lắm",
        "sốt cao, gặp người trực",
        "你好，請問在哪裡可以做檢測", "검사는 어디서 받나요",
    ]) func showsWhatIsSent(_ text: String) async throws {
        let talk = try Talk()
        let said = try await talk.asks(text)
        let knowledge = try #require(talk.knowledge)
        let shown = QuestionTrial(text, in: knowledge, language: "vi").bubbles.filter { !$0.isBehindMore }
        // Notices follow the first answer.
        let notices = ["vi", "en"].map { knowledge.noticeOfTheDay(language: $0) }
        let sent = said.filter { !$0.text.contains("privacy") && !notices.contains($0.text) }
        #expect(sent.map { $0.text.replacing("{code}", with: "…") } == shown.map(\.text))
        // One tap for a telephone number or a place is the platform's own.
        let buttons = sent.map { message in
            message.buttons.filter { $0.action != .sharePhone && $0.action != .shareLocation }.map(\.title)
        }
        #expect(buttons == shown.map(\.buttons))
    }
}
