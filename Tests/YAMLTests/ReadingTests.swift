import Testing
import YAML

/// The tree with its places, and the reading by schema.
@Suite struct ReadingTests {
    @Test func columnsCountWhatLooksLikeOneLetter() throws {
        let document = try parse("tế👨‍👩‍👧: {x: “ở”, y: 2}\n")
        guard case .mapping(let outer) = document.root.value, case .mapping(let inner) = outer[0].value.value else {
            Issue.record("not maps")
            return
        }
        #expect(inner[0].key.position == Position(line: 1, column: 7))
        #expect(inner[1].value.position == Position(line: 1, column: 18))
    }

    @Test func scalarsStayTextWhateverTheyLookLike() throws {
        var problems = ProblemList(file: "x.yaml")
        let source = "[no, yes, 115, 18:00, 1e3, 0x10, 2021-07-31, ~, null, 012]"
        let texts = try parse(source).root.strings(&problems)
        #expect(texts == ["no", "yes", "115", "18:00", "1e3", "0x10", "2021-07-31", "~", "null", "012"])
        #expect(problems.all.isEmpty)
    }

    @Test func stylesAndCommentsAreKept() throws {
        let source = "- một #hai\n- \"một\" # hai\n- 'x'\n- |\n  y\n- >\n  z\n- a#b\n"
        guard case .sequence(let items) = try parse(source).root.value else {
            Issue.record("not a list")
            return
        }
        let styles = items.map { item -> Node.Style? in
            if case .scalar(_, let style) = item.value { return style }
            return nil
        }
        #expect(styles == [.plain, .doubleQuoted, .singleQuoted, .literal, .folded, .plain])
        #expect(items.map(\.comment) == ["#hai", "# hai", nil, nil, nil, nil])
    }

    @Test(arguments: ["", "\n\n", "# nothing\n", "---\n", "\u{FEFF}"]) func anEmptyFileHasAnAbsentRoot(_ source: String)
        throws
    {
        #expect(try parse(source).root.isAbsent)
    }

    struct Wrong: Sendable, CustomTestStringConvertible {
        let source: String
        let place: String
        let en: String
        var better: String?
        let read: @Sendable (Node, inout ProblemList) -> Void
        var testDescription: String { source.debugDescription }
    }

    static let languages: @Sendable (Node, inout ProblemList) -> Void = { node, problems in
        node.mapping(allowedKeys: ["vi", "en"], &problems)?.pairs.forEach { _ = $0.value.prose(&problems) }
    }
    static let proseList: @Sendable (Node, inout ProblemList) -> Void = { node, problems in
        node.sequence(&problems)?.forEach { _ = $0.prose(&problems) }
    }

    static let wrong: [Wrong] = [
        .init(
            source: "- Gọi phím #1022 hoặc đến phường\n", place: "1:3", en: "lost",
            better: "- \"Gọi phím #1022 hoặc đến phường\"", read: proseList),
        .init(
            source: "- Lưu ý: mang CMND\n", place: "1:3", en: "colon", better: "- \"Lưu ý: mang CMND\"",
            read: proseList),
        .init(
            source: "[\"ở đâu\", chỗ nào]\n", place: "1:11", en: "inside [ ]", better: "[\"ở đâu\", \"chỗ nào\"]",
            read: proseList),
        .init(
            source: "{vi: Ở đâu, khi nào, en: \"x\"}\n", place: "1:13", en: "comma cut",
            better: "{vi: \"Ở đâu, khi nào\", en: \"x\"}", read: languages),
        .init(source: "{vi: Ở đâu, en: \"x\"}\n", place: "1:6", en: "inside [ ]", read: languages),
        .init(source: "vi: x\nem: y\n", place: "2:1", en: "did you mean 'en'", read: languages),
        .init(source: "vi: x\nfrançais: y\n", place: "2:1", en: "no key 'français'", read: languages),
        .init(source: "[a]: x\n", place: "1:1", en: "word", read: languages),
        .init(source: "- x\n", place: "1:1", en: "map", read: languages),
        .init(source: "vi: x\n", place: "1:1", en: "list", read: proseList),
        .init(source: "- - x\n", place: "1:3", en: "not a list", read: proseList),
        .init(source: "- ''\n", place: "1:3", en: "nothing", read: proseList),
        .init(source: "yes\n", place: "1:1", en: "true or false") { _ = $0.bool(&$1) },
        .init(source: "True\n", place: "1:1", en: "true or false") { _ = $0.bool(&$1) },
        .init(source: "'7x'\n", place: "1:1", en: "1 to 9") { _ = $0.integer(in: 1...9, &$1) },
        .init(source: "10\n", place: "1:1", en: "1 to 9") { _ = $0.integer(in: 1...9, &$1) },
        .init(source: "99999999999999999999\n", place: "1:1", en: "1 to 9") { _ = $0.integer(in: 1...9, &$1) },
        .init(source: "nan\n", place: "1:1", en: "0.0 to 1.0") { _ = $0.number(in: 0...1, &$1) },
        .init(source: "0,8\n", place: "1:1", en: "0.0 to 1.0") { _ = $0.number(in: 0...1, &$1) },
        .init(source: "2021-02-29\n", place: "1:1", en: "year-month-day") { _ = $0.date(&$1) },
        .init(source: "31/07/2021\n", place: "1:1", en: "year-month-day") { _ = $0.date(&$1) },
        .init(source: "2021-7-31\n", place: "1:1", en: "year-month-day") { _ = $0.date(&$1) },
        .init(source: "urgant\n", place: "1:1", en: "did you mean 'urgent'") {
            _ = $0.choice(of: ["normal", "urgent"], &$1)
        },
        .init(source: "abcdef\n", place: "1:1", en: "at most 5") { _ = $0.text(limit: 5, &$1) },
        .init(source: "b: 1\n", place: "1:1", en: "'a' is missing") { _ = $0.mapping(&$1)?.required("a", &$1) },
        .init(source: "a:\n", place: "1:3", en: "behind 'a'") { _ = $0.mapping(&$1)?.required("a", &$1) },
    ]

    @Test(arguments: wrong) func reportsWhatTheSchemaDoesNotExpect(_ wrong: Wrong) throws {
        var problems = ProblemList(file: "x.yaml")
        wrong.read(try parse(wrong.source).root, &problems)
        let found = try #require(
            problems.all.first { place($0) == wrong.place && $0.en.contains(wrong.en) }, "\(problems.all)")
        #expect(found.severity == .error)
        if let better = wrong.better { #expect(found.correction?.better == better) }
    }

    @Test func readsWhatTheSchemaExpects() throws {
        var problems = ProblemList(file: "x.yaml")
        #expect(try parse("true").root.bool(&problems) == true)
        #expect(try parse("7").root.integer(in: 1...9, &problems) == 7)
        #expect(try parse("0.35").root.number(in: 0...1, &problems) == 0.35)
        let date = try #require(try parse("2020-02-29").root.date(&problems))
        #expect(date == (2020, 2, 29))
        #expect(try parse("|\n  một #hai\n").root.prose(&problems) == "một #hai")
        #expect(try parse("Ở đâu, khi nào").root.prose(&problems) == "Ở đâu, khi nào")
        #expect(problems.all.isEmpty)
    }

    @Test func aProblemReadsLikeACompilersLine() throws {
        var problems = ProblemList(file: "Intents/a.yaml")
        problems.warning(Position(line: 3, column: 9), vi: "sai", en: "wrong")
        #expect(problems.all.map(\.description) == ["Intents/a.yaml:3:9: warning: wrong"])
    }

    @Test func mutilatedFilesNeverCrash() {
        let source = Array(
            "intents:\n  - id: x # y\n    title: {vi: \"Ở\", en: 'x'}\n    a: |\n      “z”\n    b: [1, 2]\n".utf8)
        for index in source.indices {
            for replacement: [UInt8] in [[], [0x09], [0x22], [0xFF], [0x3A], [0x5B]] {
                var bytes = source
                bytes.replaceSubrange(index...index, with: replacement)
                if case .failure(let problem) = Result(catching: { () throws(YAMLProblem) in
                    try YAMLDocument.parse(bytes, file: "x.yaml")
                }) {
                    #expect(problem.position.line >= 1 && problem.position.column >= 1)
                }
            }
        }
    }
}
