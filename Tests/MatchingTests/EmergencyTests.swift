import Foundation
import Testing

@testable import Matching

@Suite("Emergencies")
struct EmergencyTests {
    static let rows = Sample.rows("emergencies.tsv").filter { $0.count == 2 }
    static let emergencies = rows.filter { $0[0] == "red" }.map { $0[1] }
    static let nearMisses = rows.filter { $0[0] == "miss" }.map { $0[1] }

    @Test("there are enough wordings to say anything")
    func enough() {
        #expect(Self.emergencies.count >= 120)
        #expect(Self.nearMisses.count >= 120)
    }

    @Test("at least 98 % of emergencies are red, and none is passed over")
    func recall() {
        let levels = Self.emergencies.map { ($0, Sample.matcher.emergencyLevel($0)) }
        let notRed = levels.filter { !isRed($0.1) }.map(\.0)
        #expect(notRed.count * 50 <= levels.count, "not red: \(notRed)")
        let missed = levels.filter { $0.1 == .none }.map(\.0)
        #expect(missed.isEmpty, "missed: \(missed)")
    }

    @Test("at most 5 % of harmless near-misses are red")
    func nearMissesStayQuiet() {
        let red = Self.nearMisses.filter { isRed(Sample.matcher.emergencyLevel($0)) }
        #expect(red.count * 20 <= Self.nearMisses.count, "red: \(red)")
    }

    @Test("without diacritics at least 96 % of emergencies are still red")
    func withoutDiacritics() {
        let missed = Self.emergencies.filter { !isRed(Sample.matcher.emergencyLevel(folded($0))) }
        #expect(missed.count * 25 <= Self.emergencies.count, "not red: \(missed.map(folded))")
    }

    @Test(
        "a sign that is denied, over or asked about in general is amber, not nothing",
        arguments: [
            "em không bị khó thở", "ba em hết khó thở rồi", "triệu chứng khó thở là gì", "khi nào thì coi là khó thở",
            "không đau ngực", "em không ho sốt khó thở gì hết", "nếu khó thở thì sao",
            "what are the symptoms of chest pain", "em đâu có khó thở",
        ])
    func weakened(_ text: String) {
        #expect(Sample.matcher.emergencyLevel(text) == .amber(kind: "medical"))
    }

    @Test(
        "a negation that denies something else takes nothing away",
        arguments: [
            "ba không ngủ được khó thở", "ba khong ngu duoc kho tho", "bà không ăn uống khó thở",
            "ba em uong lo thuoc kho tho", "bà nằm mắt nhìn đâu đâu khó thở",
        ])
    func negationOfSomethingElse(_ text: String) {
        #expect(isRed(Sample.matcher.emergencyLevel(text)))
    }

    @Test("a real sign beside a denied one, or beside a near-miss, is red")
    func oneIsEnough() {
        #expect(isRed(Sample.matcher.emergencyLevel("mẹ hết sốt rồi nhưng giờ tím môi")))
        #expect(isRed(Sample.matcher.emergencyLevel("ba em không ho, không đau ngực nhưng kêu không tỉnh")))
        #expect(
            isRed(
                Sample.matcher.emergencyLevel(
                    "con đeo khẩu trang khó thở thì thôi đi, còn đằng này ở nhà từ sáng tới giờ ba em tím môi")))
    }

    @Test(
        "red wins over everything else that is said",
        arguments: ["cảm ơn, ", "đồ khốn ", "gặp người trực, ", "0. ", "xét nghiệm ở đâu? "])
    func redWins(_ beginning: String) {
        let decision = Sample.decide(beginning + "ba em khó thở quá", Context(offered: ["testing.where"]))
        #expect(decision.level == .red(kind: "medical"))
        #expect(decision.action == .escalate)
        #expect(decision.priority == .emergency)
        #expect(!decision.reasons.isEmpty)
    }

    @Test("tím is not tim, tự tử is not từ từ, when the diacritics say so")
    func diacriticsDecide() {
        #expect(Sample.matcher.emergencyLevel("đau tim môi khô cũng tiêm được chứ ạ") == .none)
        #expect(Sample.matcher.emergencyLevel("cứ từ từ rồi tính tiếp nhé ạ") == .none)
    }

    private func isRed(_ level: Decision.Level) -> Bool {
        if case .red = level { return true }
        return false
    }

    private func folded(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.decomposedStringWithCanonicalMapping.unicodeScalars.filter {
                    $0.properties.generalCategory != .nonspacingMark
                })
        )
        .replacing("đ", with: "d").replacing("Đ", with: "D")
    }
}
