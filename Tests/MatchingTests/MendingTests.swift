import Testing

@testable import Matching

@Suite("Words read by their neighbours")
struct MendingTests {
    private static let matcher = Matcher(
        KnowledgeBase(entries: [
            Entry(
                id: "milk", topics: [], titles: ["vi": "Hết sữa cho bé"],
                examples: ["vi": ["nhà có em bé sơ sinh cần sữa gấp", "xin hộp sữa cho bé"]], rules: ["cần sữa"],
                answeredLanguages: ["vi"]),
            Entry(
                id: "selling", topics: [], titles: ["vi": "Bán hàng"],
                examples: ["vi": ["bán hàng rong có được không", "huyết áp cao có được bán hàng"]],
                answeredLanguages: ["vi"]),
        ]))

    private func words(_ text: String) -> [String] {
        let turn = Self.matcher.index.turns.read(text)
        return turn.words.map {
            $0.fold < 0 ? "?" : Self.matcher.index.turns.words.vocabulary.spelling(fold: $0.fold)
        }
    }

    @Test("a known word with its marks at an end of the message is no slip", arguments: ["bán sữa cho bé", "bán sữa"])
    func spelled(_ text: String) {
        #expect(words(text).first == "bán")
        #expect(!Self.matcher.decide(text).explanation.contains { if case .ruleFits = $0 { true } else { false } })
    }

    @Test(
        "a slip that is no word, or that both neighbours speak against, is mended",
        arguments: [("cầm sữa gấp", "cần"), ("sơ sinh bán sữa", "cần"), ("can sua", "cần")])
    func slips(_ text: String, _ word: String) {
        #expect(words(text).contains(word))
    }
}
