import Testing

@testable import Matching

/// The thresholds that a knowledge base's own examples ask for.
@Suite("Thresholds by trial") struct ThresholdTrialTests {
    private static func entry(_ id: String, _ examples: [String]) -> Entry {
        Entry(id: id, topics: ["t"], titles: [:], examples: ["vi": examples], answeredLanguages: ["vi"])
    }

    private static let askings = ["ở đâu vậy", "chỗ nào ạ", "ở phường nào", "tại trạm nào", "ở đâu giờ này", "khu nào"]

    /// Matters that have no word in common, each asked in six ways.
    private static let apart = Matcher(
        KnowledgeBase(
            entries: [
                "sửa xe đạp", "mua cá khô", "học bơi lội", "trồng rau muống", "may áo dài", "vé xem phim",
                "thuê thợ điện",
            ]
            .enumerated()
            .map { number, matter in entry("e.\(number)", askings.map { "\(matter) \($0)" }) }))

    /// Matters that differ in a number only: without its entry an example is taken for one of another.
    private static let alike = Matcher(
        KnowledgeBase(
            entries: (0..<7).map { number in
                entry("e.\(number)", askings.map { "muốn hỏi \(number) việc này \($0)" })
            }))

    @Test("what is answered from a higher chance on is answered from a lower one too")
    func higherIsFewer() {
        for trial in [Self.apart.tryThresholds(), Self.alike.tryThresholds()] {
            for (low, high) in zip(trial.rows, trial.rows.dropFirst()) {
                #expect(low.chance < high.chance)
                #expect(low.right >= high.right && low.present >= high.present && low.absent >= high.absent)
                #expect(low.right <= low.offered && low.offered <= low.present)
            }
        }
    }

    @Test("an example is not compared with itself, and finds its entry by the others")
    func leftOut() throws {
        let trial = Self.apart.tryThresholds()
        #expect(trial.examples == 42)
        let lowest = try #require(trial.rows.first)
        #expect(lowest.right > 21 && lowest.right == lowest.present)
    }

    @Test("the threshold earns no less than any other, and keeps away from examples whose entry is missing")
    func best() throws {
        for trial in [Self.apart.tryThresholds(), Self.alike.tryThresholds()] {
            let best = try #require(trial.rows.first { $0.chance == trial.best.answer })
            #expect(trial.rows.allSatisfy { $0.gainOfAnswers <= best.gainOfAnswers })
            #expect(best.right == 42 && best.absent == 0)
            #expect(trial.best.clarify <= trial.best.answer)
        }
        #expect(try #require(Self.alike.tryThresholds().rows.first).absent > 0)
    }

    @Test("a wrong answer costs five right ones, a list without the right entry one; what is away counts a quarter")
    func gain() {
        let row = ThresholdTrial.Row(chance: 0.5, right: 30, offered: 31, present: 32, absent: 4)
        #expect(row.gainOfAnswers == 30 - 5 * (2 + 1))
        #expect(row.gainOfOffers == 31 - (1 + 1))
    }

    @Test("too few examples say nothing")
    func few() {
        let trial = Matcher(KnowledgeBase(entries: [Self.entry("a", Self.askings)])).tryThresholds()
        #expect(trial.best == Thresholds())
    }

    @Test("the reasons name what most wordings of the entry say and the message does not")
    func missing() {
        let matcher = Matcher(
            KnowledgeBase(entries: [
                Self.entry("vaccine", Self.askings.map { "bị hen suyễn tiêm vắc xin \($0)" }),
                Self.entry("bus", Self.askings.map { "xe buýt đi chợ \($0)" }),
            ]))
        func missing(_ text: String) -> [String]? {
            matcher.decide(text).explanation.compactMap { reason in
                if case .missing("vaccine", let words) = reason { words } else { nil }
            }.first
        }
        #expect(missing("bị hen suyễn chỗ nào")?.contains("tiêm") == true)
        #expect(missing("bị hen suyễn tiêm vắc xin chỗ nào") == nil)
    }
}
