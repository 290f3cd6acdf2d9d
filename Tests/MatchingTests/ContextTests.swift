import Testing

@testable import Matching

@Suite("Choices and what went before")
struct ContextTests {
    static let offered = ["testing.where", "testing.price", "relatives.inside"]

    @Test(
        "a place in the list chooses it",
        arguments: [
            ("1", 1), ("so 1", 1), ("số 2", 2), ("một", 1), ("mot", 1), ("cái đầu", 1), ("cai dau tien", 1),
            ("câu 2 ạ", 2), ("the second one", 2),
            ("thứ hai", 2), ("2.", 2), ("1)", 1), ("first", 1), ("option 2", 2), ("2번", 2),
            ("第2", 2), ("2號", 2), ("1番", 1),
        ])
    func chooses(_ text: String, _ choice: Int) {
        let decision = Sample.decide(text, Context(offered: Self.offered))
        #expect(decision.choice == choice)
        #expect(decision.intents == [Self.offered[choice - 1]])
        #expect(decision.action == .answer)
    }

    @Test("a choice that belongs to a person goes to one, and one outside the list asks again")
    func otherChoices() {
        #expect(Sample.decide("3", Context(offered: Self.offered)).action == .escalate)
        let outside = Sample.decide("7", Context(offered: Self.offered))
        #expect(outside.choice == 7)
        #expect(outside.action == .clarify)
        #expect(outside.intents == Self.offered)
    }

    @Test("zero is a person, whatever was offered")
    func zero() {
        let decision = Sample.decide("0", Context(offered: Self.offered))
        #expect(decision.speech == .wantsPerson)
        #expect(decision.choice == nil)
    }

    @Test(
        "what is not a choice is not taken for one",
        arguments: ["1 người bị sốt", "hai vạch", "số 1 hai", "0909123456", "nhà có 3 người"])
    func noChoice(_ text: String) {
        #expect(Sample.decide(text, Context(offered: Self.offered)).choice == nil)
    }

    @Test("a number means nothing when nothing was offered")
    func nothingOffered() {
        let decision = Sample.decide("1")
        #expect(decision.choice == nil)
        #expect(decision.action == .escalate)
    }

    @Test("the same answer is never given twice in a row")
    func notTwice() {
        let text = "xét nghiệm ở đâu"
        #expect(Sample.decide(text).intents == ["testing.where"])
        #expect(Sample.decide(text, Context(lastAnswered: "testing.where")).action == .escalate)
        #expect(Sample.decide(text, Context(rejected: ["testing.where"])).action == .escalate)
    }

    @Test("a no leads to what else was offered, then to a person")
    func rejects() {
        let first = Sample.decide("không phải", Context(lastAnswered: "testing.where", offered: Self.offered))
        #expect(first.speech == .rejects)
        #expect(first.action == .clarify)
        #expect(first.intents == ["testing.price", "relatives.inside"])
        let second = Sample.decide(
            "sai rồi", Context(lastAnswered: "testing.where", offered: Self.offered, justClarified: true))
        #expect(second.action == .escalate)
        #expect(Sample.decide("no", Context(lastAnswered: "testing.where")).action == .escalate)
    }

    @Test("asking back is never done twice in a row")
    func clarifiesOnce() {
        let unclear = Sample.decide("tiêm vắc xin")
        #expect(unclear.action == .clarify)
        #expect((1...3).contains(unclear.intents.count))
        #expect(Sample.decide("tiêm vắc xin", Context(justClarified: true)).action == .escalate)
    }

    @Test("a short question after an answer is read against it")
    func followUp() {
        let decision = Sample.decide("bao nhiêu tiền vậy", Context(lastAnswered: "testing.where"))
        #expect(decision.candidates.first?.intent == "testing.price")
    }

    @Test("two questions in one message are answered in the order asked")
    func severalQuestions() {
        let decision = Sample.decide("đeo khẩu trang vải được không? xin giấy đi đường ở đâu?")
        #expect(decision.action == .answer)
        #expect(decision.intents == ["masks", "permit.work"])
    }

    @Test("the reasons name the rule, the nearest example, the words in common and the runner-up")
    func reasons() {
        let reasons = Sample.decide("cho hỏi test ở chỗ nào").reasons.joined(separator: "\n")
        #expect(reasons.contains("testing.where: the rule (xét nghiệm | test"))
        #expect(reasons.contains("most like \""))
        #expect(reasons.contains("in common: "))
        #expect(reasons.contains("second "))
    }

    @Test("an entry that always goes to a person does, with its topic and priority")
    func always() {
        let decision = Sample.decide("mẹ tôi bị đưa đi cách ly giờ ở đâu")
        #expect(decision.action == .escalate)
        #expect(decision.intents == ["relatives.inside"])
        #expect(Sample.decide("nhà em hết gạo rồi").priority == .urgent)
    }
}
