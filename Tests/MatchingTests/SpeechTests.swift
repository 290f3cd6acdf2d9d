import Testing

@testable import Matching

@Suite("Kinds of speech")
struct SpeechTests {
    @Test(
        "what is only said is recognised and never answered with an entry",
        arguments: [
            ("dạ chào anh chị ạ", Decision.Speech.greeting), ("Alo", .greeting), ("hello", .greeting),
            ("xin chao", .greeting),
            ("cảm ơn nhiều ạ", .thanks), ("cam on", .thanks), ("thank you so much", .thanks),
            ("dạ em cảm ơn anh chị nhiều nha", .thanks),
            ("tạm biệt", .farewell), ("bye bye", .farewell), ("hihi", .laughter), ("hahaaaa", .laughter),
            ("đồ khốn", .abuse), ("óc chó", .abuse),
            ("you idiot", .abuse), ("đúng rồi ạ", .confirms), ("ok", .confirms), ("yes", .confirms),
        ])
    func silent(_ text: String, _ speech: Decision.Speech) {
        let decision = Sample.decide(text)
        #expect(decision.speech == speech)
        #expect(decision.action == .silent)
        #expect(decision.intents.isEmpty)
    }

    @Test(
        "a wish for a person, for news or for one's data goes to a person",
        arguments: [
            ("0", Decision.Speech.wantsPerson), ("gặp người trực", .wantsPerson), ("gap nguoi", .wantsPerson),
            ("cho tôi gặp nhân viên đi", .wantsPerson),
            ("alo co ai ko", .wantsPerson), ("I want to talk to a human", .wantsPerson),
            ("cho em gặp người trực hỏi xét nghiệm ở đâu", .wantsPerson),
            ("sao rồi", .asksState), ("vậy tới đâu rồi ạ", .asksState), ("any update", .asksState),
            ("du lieu", .dataRequest), ("xóa thông tin của tôi", .dataRequest),
            ("please delete my data", .dataRequest),
        ])
    func person(_ text: String, _ speech: Decision.Speech) {
        let decision = Sample.decide(text)
        #expect(decision.speech == speech)
        #expect(decision.action == .escalate)
    }

    @Test(
        "a question inside courtesy, or inside an insult, is treated as the question",
        arguments: [
            ("dạ chào anh chị, cho em hỏi xét nghiệm ở đâu ạ, em cảm ơn", "testing.where"),
            ("alo 1022 cho hỏi đeo khẩu trang vải được không, cảm ơn nhiều", "masks"),
            ("đồ khốn, xét nghiệm ở đâu", "testing.where"),
            ("hello, where can i get a covid test? thanks", "testing.where"),
        ])
    func questionWins(_ text: String, _ intent: String) {
        let decision = Sample.decide(text)
        #expect(decision.action == .answer)
        #expect(decision.intents == [intent])
    }

    @Test("a complaint that only holds an insult besides is not silenced")
    func angerIsNotAbuse() {
        let decision = Sample.decide("đồ khốn gọi hai chục cuộc không ai bắt máy hết")
        #expect(decision.action == .escalate)
        #expect(decision.intents.isEmpty || decision.action != .answer)
    }

    @Test("nothing to read", arguments: ["", "   ", "🙂", "!!!", "👍👍👍", "\u{200B}\u{200F}"])
    func empty(_ text: String) {
        let decision = Sample.decide(text)
        #expect(decision.speech == .empty)
        #expect(decision.action == .silent)
        #expect(!decision.reasons.isEmpty)
    }

    @Test("news passed on is recognised, and a long story of one's own is not")
    func forwarded() {
        let news =
            "Khẩn! Mọi người chia sẻ ngay. "
            + String(repeating: "Theo thông báo mới nhất thành phố sẽ phun thuốc trên toàn bộ các quận. ", count: 8)
        #expect(Sample.decide(news).speech == .forwarded)
        #expect(Sample.decide(news + " Tôi muốn hỏi có đúng không?").speech != .forwarded)
    }
}
