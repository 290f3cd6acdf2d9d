import Testing

@testable import YAML

/// Each refused file with the exact place and a word of both wordings.
@Suite struct SyntaxTests {
    struct Refused: Sendable, CustomTestStringConvertible {
        let source: String
        let place: String
        let vi: String
        let en: String
        var better: String?
        var testDescription: String { source.prefix(40).debugDescription }
    }

    static let refused: [Refused] = [
        .init(
            source: "a: 1\nvi: Lưu ý: từ 18:00\n", place: "2:10", vi: "hai chấm", en: "colon",
            better: "vi: \"Lưu ý: từ 18:00\""),
        .init(
            source: "rules:\n  - \"xét nghiệm\" ở đâu\n", place: "2:18", vi: "ngoặc kép đóng", en: "closing quote",
            better: "  - '\"xét nghiệm\" ở đâu'"),
        .init(source: "vi: \"Ở đâu\" vậy\nen: x\n", place: "1:13", vi: "ngoặc kép đóng", en: "closing quote"),
        .init(source: "{a: \"Ở \"đâu\"}\n", place: "1:9", vi: "ngoặc kép đóng", en: "closing quote"),
        .init(source: "[\"a\" \"b\"]\n", place: "1:6", vi: "dấu phẩy", en: "comma"),
        .init(source: "a: &neo chữ\n", place: "1:4", vi: "neo", en: "anchor", better: "a: \"&neo chữ\""),
        .init(source: "a: *neo\n", place: "1:4", vi: "tham chiếu", en: "alias", better: "a: \"*neo\""),
        .init(source: "a: * gấp\n", place: "1:4", vi: "tham chiếu", en: "alias"),
        .init(source: "- & gấp\n", place: "1:3", vi: "neo", en: "anchor"),
        .init(source: "a: !gấp chữ\n", place: "1:4", vi: "nhãn", en: "tag"),
        .init(source: "a: !!str chữ\n", place: "1:4", vi: "nhãn", en: "tag"),
        .init(source: "a: !<x\n", place: "1:4", vi: "nhãn", en: "tag"),
        .init(source: "%YAML 1.1\n---\na: 1\n", place: "1:1", vi: "chỉ thị", en: "directive"),
        .init(source: "%TAG ! tag:x,2000:\n---\na: 1\n", place: "1:1", vi: "chỉ thị", en: "directive"),
        .init(source: "%\n", place: "1:2", vi: "chỉ thị", en: "directive"),
        .init(source: "a: 1\n---\nb: 2\n", place: "2:1", vi: "tài liệu thứ hai", en: "second document"),
        .init(source: "a:\n\tb: 1\n", place: "2:1", vi: "Tab", en: "tab", better: "  b: 1"),
        .init(source: "a:\n  \tb: 1\n", place: "2:3", vi: "Tab", en: "tab", better: "    b: 1"),
        .init(
            source: "a:\n\u{A0}\u{A0}b: 1\n", place: "2:1", vi: "khoảng trắng đặc biệt", en: "no-break",
            better: "  b: 1"),
        .init(source: "a: \"Ở đâu\nb: 1\n", place: "1:4", vi: "không đóng", en: "never closed"),
        .init(source: "a: 'Ở đâu\nb: 1\n", place: "1:4", vi: "không đóng", en: "never closed"),
        .init(source: "a: [x, y\nb: 1\n", place: "1:4", vi: "[", en: "["),
        .init(source: "a: {x: 1, y: 2\nb: 1\n", place: "1:4", vi: "{", en: "{"),
        .init(source: "a: 1\n   b: 2\n", place: "2:5", vi: "hai chấm", en: "colon"),
        .init(source: "a:\n    b: 1\n  c: 2\n", place: "3:3", vi: "thụt", en: "indentation"),
        .init(source: "a:\n  - x\n - y\n", place: "3:2", vi: "thụt", en: "indentation"),
        .init(source: "id: x\nkhông có khóa\ntitle: y\n", place: "2:1", vi: "thiếu dấu hai chấm", en: "lacks a colon"),
        .init(source: "a: @gấp\n", place: "1:4", vi: "đứng đầu", en: "begin", better: "a: \"@gấp\""),
        .init(source: "a: `gấp\n", place: "1:4", vi: "đứng đầu", en: "begin"),
        .init(source: "a: \"C:\\công\"\n", place: "1:7", vi: "\\\\", en: "\\\\"),
        .init(source: "a: \"\\xZZ\"\n", place: "1:7", vi: "\\\\", en: "\\\\"),
        .init(source: "a: | chữ ngay đây\n", place: "1:6", vi: "xuống dòng", en: "next line"),
        .init(source: "a: |0\n  x\n", place: "1:5", vi: "số 0", en: "0"),
        .init(source: "a: - x\n", place: "1:4", vi: "gạch đầu dòng", en: "list item"),
        .init(source: "a: ? x\n", place: "1:4", vi: "?", en: "?"),
        .init(source: "a: [x,,y]\n", place: "1:7", vi: "thiếu nội dung", en: "nothing stands"),
        .init(source: "a: 1\nb: Chào\u{0B}anh\n", place: "2:8", vi: "điều khiển", en: "control"),
        .init(source: "a: 1\nb: tếch\u{01}\n", place: "2:8", vi: "điều khiển", en: "control"),
        // What Word makes of lists, and spaces that are missing.
        .init(
            source: "a:\n  - \"một\"\n  – \"hai\"\n", place: "3:3", vi: "gạch ngang thường", en: "ordinary dash",
            better: "  - \"hai\""),
        .init(
            source: "a:\n  - \"một\"\n  •\t\"hai\"\n", place: "3:3", vi: "Word", en: "Word", better: "  - \"hai\""),
        .init(
            source: "a:\n  - \"một\"\n  -\"hai\"\n", place: "3:3", vi: "một dấu cách", en: "a space",
            better: "  - \"hai\""),
        .init(
            source: "a:\n  - \"một\"\n  -\t\"hai\"\n", place: "3:3", vi: "một dấu cách", en: "a space",
            better: "  - \"hai\""),
        .init(
            source: "a: 1\nowner:\"CDC\"\n", place: "2:6", vi: "hai chấm thường", en: "ordinary colon",
            better: "owner: \"CDC\""),
        .init(
            source: "a: 1\nowner： CDC\n", place: "2:6", vi: "hai chấm thường", en: "ordinary colon",
            better: "owner: CDC"),
        .init(source: "]\n", place: "1:1", vi: "thiếu nội dung", en: "nothing stands"),
        .init(source: "a: \"x\n--- y\"\n", place: "1:4", vi: "không đóng", en: "never closed"),
    ]

    @Test(arguments: refused)
    func refusesWithPlaceAndRemedy(_ refused: Refused) throws {
        let problem = try #require(throws: YAMLProblem.self) {
            try YAMLDocument.parse(Array(refused.source.utf8), file: "x.yaml")
        }
        #expect(place(problem) == refused.place)
        #expect(problem.vi.contains(refused.vi), "\(problem.vi)")
        #expect(problem.en.contains(refused.en), "\(problem.en)")
        if let better = refused.better { #expect(problem.correction?.better == better) }
    }

    @Test(arguments: [("]", 17), ("{a: ", 17)]) func refusesDepthOver16(_ close: (String, Int)) throws {
        let flow = close.0 == "]" ? String(repeating: "[", count: 20) : String(repeating: "{a: ", count: 20)
        let problem = try #require(throws: YAMLProblem.self) { try parse(flow) }
        #expect(problem.en.contains("16 deep"))
        #expect(problem.position.column == (close.0 == "]" ? 17 : 65))
    }

    @Test func acceptsDepth16() throws {
        _ = try parse(String(repeating: "[", count: 16) + String(repeating: "]", count: 16))
    }

    @Test func aHostileChainOfKeysNeitherOverflowsNorHangs() throws {
        let problem = try #require(throws: YAMLProblem.self) { try parse(String(repeating: "? ", count: 4_000)) }
        #expect(problem.en.contains("16 deep"))
    }

    @Test func refusesALineOfEndlessLength() throws {
        let problem = try #require(throws: YAMLProblem.self) {
            try parse("a: 1\nb: " + String(repeating: "ế", count: 10_001))
        }
        #expect(place(problem) == "2:1")
    }

    @Test func refusesAFileOverOneMebibyte() throws {
        let line = Array("# 0123456789012345678901234567890\n".utf8)
        let bytes = Array(repeatElement(line, count: (1 << 20) / line.count + 1).joined())
        let problem = try #require(throws: YAMLProblem.self) { try YAMLDocument.parse(bytes, file: "x.yaml") }
        #expect(problem.en.contains("1 MiB"))
    }

    @Test(
        arguments: [
            ([0x61, 0x3A, 0x20, 0x31, 0x0A, 0x62, 0x3A, 0x20, 0xC3, 0xAA, 0xD5], "2:5"),  // Windows-1258 behind an ê
            ([0xFF], "1:1"), ([0x61, 0x0A, 0xC3], "2:1"), ([0x0D, 0x0A, 0xED, 0xA0, 0x80], "2:1"),
        ] as [([UInt8], String)])
    func refusesWhatIsNotUTF8(_ bytes: [UInt8], at expected: String) throws {
        let problem = try #require(throws: YAMLProblem.self) { try YAMLDocument.parse(bytes, file: "x.yaml") }
        #expect(place(problem) == expected)
        #expect(problem.vi.contains("UTF-8"))
    }

    @Test func refusesDamagedUTF16() throws {
        let problem = try #require(throws: YAMLProblem.self) {
            try YAMLDocument.parse([0xFF, 0xFE, 0x00, 0xD8], file: "x.yaml")
        }
        #expect(problem.en.contains("UTF-16"))
    }

    @Test func aReaderErrorOfTheParserIsFoundByItsByte() {
        var source = SourceText(lines: ["a: 1", "bế: \u{FFFE}"])
        #expect(source.position(byte: 5 + "bế: ".utf8.count) == Position(line: 2, column: 5))
        #expect(SyntaxMessage.reader("control characters are not allowed").vi.contains("điều khiển"))
        #expect(SyntaxMessage.reader("invalid leading UTF-8 octet").vi.contains("UTF-8"))
    }

    @Test func everyMessageOfTheLibraryHasItsOwnWording() throws {
        let messages = [
            "block sequence entries are not allowed in this context", "could not find expected ':'",
            "did not find expected '-' indicator", "did not find expected ',' or ']'",
            "did not find expected ',' or '}'", "did not find expected <document start>",
            "did not find expected <stream-start>", "did not find expected hexdecimal number",
            "did not find expected key", "did not find expected node content",
            "found a tab character that violates indentation",
            "found a tab character where an indentation space is expected",
            "found an indentation indicator equal to 0", "found character that cannot start any token",
            "found duplicate %TAG directive", "found duplicate %YAML directive", "found incompatible YAML document",
            "found invalid Unicode character escape code", "found undefined tag handle",
            "found unexpected ':'", "found unexpected document indicator", "found unexpected end of stream",
            "found unknown directive name", "found unknown escape character",
            "mapping keys are not allowed in this context", "mapping values are not allowed in this context",
        ]
        for message in messages {
            #expect(!SyntaxMessage.of(message, context: "").en.contains("cannot be read"), "\(message)")
        }
        let contexts = [
            "while scanning a directive", "while scanning a %YAML directive", "while scanning a %TAG directive",
            "while scanning a tag", "while parsing a tag", "while scanning an anchor", "while scanning an alias",
        ]
        for context in contexts {
            let wording = SyntaxMessage.of("did not find expected whitespace", context: context).en
            #expect(!wording.contains("cannot be read"), "\(context)")
        }
    }

    @Test func everyKeyThatStandsTwiceIsReported() throws {
        let document = try parse("a: 1\nb:\n  - {c: 1, c: 2}\na: 2\na: 3\n")
        #expect(document.problems.all.map(place) == ["3:12", "4:1", "5:1"])
        #expect(document.problems.hasErrors)
        #expect(document.problems.all.allSatisfy { $0.vi.contains("hai lần") })
    }
}
