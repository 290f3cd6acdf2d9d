import Foundation
import Testing

@testable import Matching

/// What is learnt from examples of danger, on a few of the tests' own.
struct EmergencyLikenessTests {
    private static let people = [
        "má em", "ba tui", "ông nội con", "bà ngoại", "chồng em", "chị phòng bên", "thằng nhỏ",
    ]
    private static let dangers = [
        "medical": [
            "X nằm im kêu hoài không trả lời", "X thở khò khè mặt xám ngoét", "X ngã xuống không đứng dậy được nữa",
            "X há miệng hớp hớp không nói ra tiếng", "X lạnh ngắt tay chân, kêu hoài không nghe",
        ],
        "fire": [
            "lửa đang lan sang phòng X", "khói đen mù mịt, X kẹt trên gác", "phòng trọ X bốc khói, lửa cháy tới mái",
        ],
    ]
    private static let calm = [
        "X nằm viện tuần trước nay về rồi", "X hỏi chừng nào tới lượt chích", "X muốn đăng ký tiêm ở phường",
        "X mua khẩu trang ở đâu", "X thở oxy ở nhà hồi tháng trước, giờ khỏe", "X nấu cơm lửa nhỏ hay lửa lớn",
        "X kêu hoài mà phường không trả lời", "phòng trọ X hết gạo", "X xin giấy đi đường",
    ]

    private static func filled(_ frames: [String]) -> [String] {
        frames.flatMap { frame in people.map { frame.replacing("X", with: $0) } }
    }

    private static let examples = EmergencyExamples(
        danger: dangers.mapValues(filled), harmless: filled(calm))

    private func matcher(_ examples: EmergencyExamples = Self.examples) -> Matcher {
        Matcher(
            KnowledgeBase(entries: Sample.entries, emergencies: SampleEmergencies.kinds, emergencyExamples: examples))
    }

    @Test(arguments: [
        ("anh hai nằm im kêu hoài không trả lời", "medical"), ("anh hai nam im keu hoai khong tra loi", "medical"),
        ("lửa đang lan sang phòng của anh hai, khói đen mù mịt", "fire"),
    ])
    func aDangerThatNoSignNamesIsRed(text: String, kind: String) {
        #expect(matcher(EmergencyExamples()).emergencyLevel(text) == .none)
        #expect(matcher().emergencyLevel(text) == .red(kind: kind))
    }

    @Test(arguments: ["anh hai hỏi chừng nào tới lượt chích", "phòng trọ anh hai hết gạo", "anh hai xin giấy đi đường"])
    func anOrdinaryMessageIsNot(text: String) { #expect(matcher().emergencyLevel(text) == .none) }

    @Test func aHarmlessExampleIsNeverRed() {
        let matcher = matcher()
        for text in Self.examples.harmless {
            if case .red = matcher.emergencyLevel(text) { Issue.record("red: \(text)") }
        }
    }

    @Test func anExampleOfDangerIsAlwaysRed() {
        let matcher = matcher()
        for text in Self.examples.danger.values.joined() {
            if case .red = matcher.emergencyLevel(text) { continue }
            Issue.record("not red: \(text)")
        }
    }

    @Test func aSignInAMessageThatReadsHarmlessIsAmber() {
        let text = "ba tui thở oxy ở nhà hồi tháng trước, bị khó thở, giờ khỏe, hỏi chừng nào tới lượt chích ở phường"
        #expect(matcher(EmergencyExamples()).emergencyLevel(text) == .red(kind: "medical"))
        #expect(matcher().emergencyLevel(text) == .amber(kind: "medical"))
    }

    /// No Chinese example is there to speak for or against a sign.
    @Test func otherLanguagesHaveTheirSignsAlone() {
        let kinds = [EmergencyKind(id: "fire", red: ["着 火"], amber: [], except: [])]
        let matcher = Matcher(
            KnowledgeBase(entries: [], emergencies: kinds, emergencyExamples: Self.examples))
        #expect(matcher.emergencyLevel("宿舍着火了") == .red(kind: "fire"))
    }

    @Test func whatWasSeenTooSeldomTeachesNothing() {
        let few = EmergencyExamples(danger: ["medical": ["má em nằm im kêu hoài không trả lời"]], harmless: ["alo"])
        #expect(matcher(few).emergencyLevel("má em nằm im kêu hoài không trả lời") == .none)
    }

    @Test func theReasonsNameWordsOfTheMessage() throws {
        let decision = matcher().decide("anh hai nằm im kêu hoài không trả lời")
        guard case .readsLikeDanger(let kind, let words, let isRed) = try #require(decision.explanation.first) else {
            Issue.record("\(decision.explanation)")
            return
        }
        #expect(kind == "medical" && isRed && !words.isEmpty)
        let text = "anh hai nằm im kêu hoài không trả lời"
        for word in words { #expect(text.contains(word.word.precomposedStringWithCanonicalMapping)) }
    }

    @Test func theSameExamplesInAnotherOrderWeighTheSame() {
        let turned = EmergencyExamples(
            danger: Self.examples.danger.mapValues { $0.reversed() }, harmless: Self.examples.harmless.reversed())
        let (left, right) = (matcher(), matcher(turned))
        for text in Self.examples.danger.values.joined() {
            #expect(left.decide(text) == right.decide(text))
        }
    }
}
