import Testing

@testable import Matching

@Suite("The rule grammar")
struct RuleTests {
    @Test(
        "a rule fits",
        arguments: [
            ("xét nghiệm", "cho em hỏi xét nghiệm ở đâu"), ("xét nghiệm", "XET NGHIEM o dau"),
            ("xét nghiệm", "xét nghiem"),
            ("(xét nghiệm | test) (ở đâu | chỗ nào)", "test covid chỗ nào"),
            ("(xét nghiệm | test) (ở đâu | chỗ nào)", "xét nghiệm nhanh cho người nhà ở đâu"),
            ("gặp người [trực]", "cho gặp người trực"), ("gặp người [trực]", "cho gặp người ta"),
            ("gặp [ngay] người", "gặp ngay người"), ("gặp [ngay] người", "gặp người"),
            ("tiêm & bầu", "có bầu mà đi tiêm"), ("tiêm & bầu", "tiêm khi đang có bầu"),
            ("tiêm & !bầu", "tiêm ở đâu"), ("!bầu & tiêm", "tiêm ở đâu"), ("tiêm & !(bầu | thai)", "tiêm ở đâu"),
            ("con ~3 sốt", "con em bị sốt"), ("con ~3 sốt", "sốt quá con ơi"), ("^ 0 $", "0"),
            ("^ [alo] có ai $", "alo có ai"),
            ("^ [alo] có ai $", "có ai"), ("^ một", "một hai"), ("hai $", "một hai"),
            ("<phone>", "sđt em 0909 123 456"),
            ("<phone>", "0909123456"), ("gọi <phone>", "gọi cho em 0909.123.456"), ("ngày <date>", "ngày 31/7"),
            ("<date>", "ngày 5 tháng 8"), ("<number> người", "nhà có 3 người"), ("ở <place>", "em ở thuan an"),
            ("ở <place>", "ở Thủ Dầu Một"), ("((a | b) | c) d", "b d"), ("gần", "gan"), ("ko biết", "không biết"),
            ("where & (test | tested)", "where do I get tested"),
        ])
    func fits(_ rule: String, _ text: String) {
        #expect(RuleTests.fits(rule, text))
    }

    @Test(
        "a rule does not fit",
        arguments: [
            ("xét nghiệm", "nghiệm xét"), ("xét nghiệm", "xét nhanh nghiệm"), ("gan", "gần"), ("gần", "gạn"),
            ("cồn", "còn"),
            ("(xét nghiệm) (ở đâu)", "xét nghiệm cho ba má em một hai ở đâu"), ("(a) (b)", "b a"),
            ("tiêm & bầu", "tiêm"),
            ("tiêm & !bầu", "có bầu tiêm ở đâu"), ("con ~3 sốt", "con em hôm qua tới giờ chưa sốt"),
            ("^ 0 $", "0 đồng"),
            ("^ một", "hai một"), ("hai $", "hai một"), ("<phone>", "số 115"), ("<phone>", "12345"),
            ("<date>", "45/77"),
            ("<place>", "ở Cà Mau"), ("^ [alo] có ai $", "dạ alo có ai"),
            ("tím", "tim đập nhanh quá, đau tức ngực lắm ạ"),
        ])
    func doesNotFit(_ rule: String, _ text: String) {
        #expect(!RuleTests.fits(rule, text))
    }

    @Test(
        "a bad rule is reported where the mistake is",
        arguments: [
            ("", 0), ("   ", 0), ("(a | b", 0), ("a (b | c", 2), ("a)", 1), ("[a", 0), ("a | ", 4), ("| a", 0),
            ("a & ", 4), ("(a | )", 5),
            ("a ~ b", 4), ("a ~x b", 3), ("a ~99 b", 3), ("<disease>", 0), ("a <plce> b", 2), ("a > b", 2), ("!a", 0),
            ("[a]", 0), ("^ $", 0),
            ("a & !", 5), ("a ? b", 2), ("()", 1), ("tiêm ]", 5), ("a ! b", 2), ("🙂", 0),
        ])
    func badRule(_ rule: String, _ offset: Int) throws {
        let problems = Rule.problems(in: rule)
        let problem = try #require(problems.first)
        #expect(problem.offset == offset, "\(problem.message)")
        #expect(problem.pattern == rule)
        #expect(!problem.message.isEmpty)
    }

    @Test("a good rule has no problems, and a bad one does not keep the others out of force")
    func goodRule() {
        #expect(Rule.problems(in: "(a | b) [c] & !d").isEmpty)
        let entry = Entry(
            id: "x", topics: [], titles: ["vi": "một"], examples: [:], rules: ["(a", "bốn năm"],
            answeredLanguages: ["vi"])
        let matcher = Matcher(KnowledgeBase(entries: [entry]))
        #expect(matcher.problems.map(\.pattern) == ["(a"])
        #expect(matcher.ruleHits(in: "bốn năm") == [RuleHit(intent: "x", rule: "bốn năm")])
    }

    @Test("brackets nested without end are refused, not followed")
    func depth() {
        #expect(!Rule.problems(in: String(repeating: "(", count: 3000) + "a").isEmpty)
        #expect(!Rule.problems(in: String(repeating: "a ", count: 5000)).isEmpty)
    }

    private static func fits(_ rule: String, _ text: String) -> Bool {
        var vocabulary = Vocabulary()
        for phrase in PatternReader.phrases(of: rule) + Sample.lexicon.places + ["không", "tim đập"] {
            vocabulary.learn(TextReader.read(phrase, mostBytes: 1000))
        }
        let reader = WordReader(vocabulary: vocabulary, lexicon: Sample.lexicon)
        var places = PhraseTable()
        for place in Sample.lexicon.places {
            places.insert(reader.read(TextReader.read(place, mostBytes: 100), language: "vi", guesses: false), value: 0)
        }
        var book = PhraseBook()
        let set = RuleSet([(owner: 0, pattern: rule)], reader: reader, book: &book)
        let turns = TurnReader(words: reader, phrases: PhraseFinder(book), places: places)
        let run = RuleRun(set, turns.read(text, language: "vi"))
        return run.candidates().contains { !run.spans(ofRule: $0).isEmpty }
    }
}
