import Testing

@testable import Matching

/// An entry whose examples are like those of another has to be surer than others before it answers.
struct ThresholdTests {
    /// Two matters in nearly the same words: whoever loses its own examples is taken for the other.
    private static let alike = ["ở phường", "ở xã", "trên mạng", "qua điện thoại", "tại chợ", "tại trạm"]
    private static func entry(_ id: String, _ words: String) -> Entry {
        Entry(
            id: id, topics: ["t"], titles: ["vi": words],
            examples: ["vi": alike.map { "muốn xin \(words) đi chợ theo ngày thì lấy \($0)" }],
            answeredLanguages: ["vi"])
    }

    private let index = KnowledgeIndex(
        KnowledgeBase(
            entries: Sample.entries + [
                Self.entry("market.paper", "phiếu giấy màu vàng"), Self.entry("market.card", "phiếu giấy màu xanh"),
            ]))

    @Test func whatIsTakenForAnotherNeedsMore() throws {
        let card = try #require(index.numbers["market.card"])
        let mistaken = try #require(index.confidence.mistaken[card])
        #expect(mistaken > index.thresholds.answer)
        let decision = Judgement.decide(
            "muốn xin phiếu giấy màu đỏ đi chợ theo ngày thì lấy ở đâu", context: Context(), index: index)
        #expect(decision.action != .answer)
        let needed = decision.explanation.compactMap { reason -> Double? in
            if case .oftenMistaken(_, let needed) = reason { return needed }
            return nil
        }
        #expect(try #require(needed.first) > index.thresholds.answer)
    }

    @Test func itsOwnWordingsAreAnsweredAsEver() {
        let decision = Judgement.decide(
            "muốn xin phiếu giấy màu xanh đi chợ theo ngày thì lấy ở phường", context: Context(), index: index)
        #expect(decision.action == .answer && decision.intents == ["market.card"])
    }

    @Test func mostEntriesKeepTheCommonThreshold() {
        let above = index.confidence.mistaken.filter { $0.value > index.thresholds.answer }
        #expect(above.count * 4 < index.entries.count)
    }
}
