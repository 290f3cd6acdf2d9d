import Knowledge
import Testing

/// One thing wrong in a good set: the exact place, and a word of the message.
@Suite struct BrokenFileTests {
    struct Broken: Sendable, CustomTestStringConvertible {
        let file: String
        let old: String
        let new: String
        let place: String
        let word: String
        init(_ file: String, _ old: String, _ new: String, _ place: String, _ word: String) {
            (self.file, self.old, self.new, self.place, self.word) = ("\(file).yaml", old, new, place, word)
        }
        var testDescription: String { "\(file):\(place) \(word)" }
    }

    static let entries: [Broken] = [
        .init("testing", "id: testing.where", "id: Testing.Where", "4:9", "an id holds only"),
        .init("testing", "  - id: testing.where\n    topics", "  - topics", "4:5", "'id' is missing"),
        .init("testing", "id: testing.price", "id: testing.where", "47:9", "already used at testing.yaml:4:9"),
        .init("testing", "id: testing.price", "id: support.old", "47:9", "already used at more/support.yaml:2:9"),
        .init("testing", "topics: [testing]", "topics: [tsting]", "5:14", "did you mean 'testing'"),
        .init("testing", "topics:", "topic:", "5:5", "did you mean 'topics'"),
        .init("testing", "      vi: \"Xét nghiệm ở đâu\"\n", "", "7:7", "'vi' is missing"),
        .init("testing", "      vi: \"Xét nghiệm ở đâu\"", "      vn: \"x\"", "7:7", "did you mean"),
        .init("testing", "\"Xét nghiệm ở đâu\"", "Xét nghiệm #1 ở đâu", "7:11", "lost"),
        .init("testing", "\"Nơi xét nghiệm\"", "\"Nơi nhận xét nghiệm nhanh\"", "10:11", "at most 20"),
        .init("testing", "\"Xét nghiệm ở đâu\"", "\"\"", "7:11", "nothing stands"),
        .init("testing", "- \"chỗ nào test nhanh gần đây\"", "- Lưu ý: gần đây", "14:11", "colon"),
        .init("testing", "- \"chỗ nào test nhanh gần đây\"", "- chỗ nào #2", "14:11", "lost"),
        .init(
            "testing", "- '(xét nghiệm | test nhanh) (ở đâu | chỗ nào)'", "- '(xét nghiệm | (ở đâu'", "25:24",
            "cannot be read"),
        .init("testing", "- 'kháng thể'", "- 'kháng & & thể'", "27:18", "cannot be read"),
        .init("testing", "    answer:\n", "    anwser:\n", "28:5", "did you mean 'answer'"),
        .init("testing", "    answer:\n", "    anwser:\n", "4:5", "'answer' is missing"),
        .init("testing", "{phone:medical_115}", "{phone:medical}", "29:11", "there is no phone 'medical'"),
        .init("testing", "{phone:medical_115}", "{tên}", "29:11", "only {phone:ID}"),
        .init(
            "testing", "suggest: [testing.price,", "suggest: [testing.prise,", "34:15", "did you mean 'testing.price'"),
        .init("testing", "ask: [phone]", "ask: [fone]", "35:11", "intake kind 'fone'"),
        .init("testing", "issued: 2021-07-09", "issued: 9/7/2021", "38:15", "year-month-day"),
        .init("testing", "      title: \"Công văn 123/SYT\"\n", "", "37:7", "'title' is missing"),
        .init("testing", "until: 2021-12-31", "until: 2021-06-31", "40:38", "year-month-day"),
        .init("testing", "until: 2021-12-31", "until: 2021-06-30", "40:12", "ends before"),
        .init("testing", "review: 10d", "review: 10", "41:13", "number of days"),
        .init("testing", "review: 10d", "volatile: true", "41:15", "needs a review"),
        .init("testing", "review: 10d", "volatile: yes", "41:15", "true or false"),
        .init("testing", "        not: true", "        not: đúng", "46:14", "true or false"),
        .init(
            "testing", "- vi: \"xét nghiệm kháng thể ở đâu\"\n        not: true", "- not: true", "45:9", "needs a text"),
        .init("testing", "department: health", "department: heath", "1:13", "did you mean 'health'"),
        .init("testing", "intents:", "intent:", "3:1", "did you mean 'intents'"),
        .init("testing", "review: 10d", "priority: urgant", "41:15", "did you mean 'urgent'"),
        .init("testing", "review: 10d", "escalate: sometimes", "41:15", "not one of"),
        .init("testing", "vi: \"Giá do cơ sở niêm yết.\"", "vi: Giá: do cơ sở", "54:14", "colon"),
        .init("testing", "    answer:\n      vi: \"Giá do cơ sở niêm yết.\"", "    answer: không", "53:13", "'none'"),
        .init("testing", "  - id: testing.price", "  - id: a\n    id: testing.price", "48:5", "stands twice"),
        .init("testing", "  - id: testing.price", "\t- id: testing.price", "47:1", "tab"),
        .init("testing", "title:\n      vi: \"Giá", "title: \"Giá\"\n    examples:\n      vi: \"Giá", "48:12", "map"),
        .init("more/support", "answer: none", "answer: {vi: Có, không, en: \"x\"}", "16:22", "comma cut"),
        .init("more/support", "{vi: \"Tố giác\"}", "{vi: Tố giác}", "12:17", "must be in quotes"),
        .init(
            "more/support", "answer: {vi: \"Đã hết hạn.\"", "answer: {vi: \"Đã \"hết hạn.\"", "9:23", "closing quote"),
    ]

    static let registers: [Broken] = [
        .init("topics", "id: hardship", "id: testing", "5:5", "already used in line 2"),
        .init("topics", "    vi: \"Khó khăn\"\n", "", "5:5", "'vi' is missing"),
        .init("topics", "    en: \"Testing\"\n", "    second_reader: có\n", "4:20", "true or false"),
        .init("topics", "    en: \"Testing\"\n", "    second_raeder: true\n", "4:5", "did you mean"),
        .init("topics", "topics:", "topic:", "1:1", "did you mean 'topics'"),
        .init("phones", "number: \"115\"", "number: \"gọi 115\"", "3:13", "3 to 15 digits"),
        .init("phones", "place: binh-duong", "place: binh-duog", "9:12", "did you mean 'binh-duong'"),
        .init("phones", "id: hotline", "id: medical_115", "6:5", "already used"),
        .init("places", "level: district", "level: distict", "11:12", "did you mean 'district'"),
        .init("places", "parent: binh-duong", "parent: binhduong", "12:13", "did you mean 'binh-duong'"),
        .init("places", "phone: hotline", "phone: hotlin", "8:12", "did you mean 'hotline'"),
        .init("lexicon", "{from: \"ko\", to: \"không\"}", "{from: \"ko\"}", "3:7", "'to' is missing"),
        .init("lexicon", "[\"xét nghiệm\", \"test\"]", "[\"test\"]", "8:7", "needs two words"),
        .init("lexicon", "[\"xét nghiệm\", \"test\"]", "[xét nghiệm, \"test\"]", "8:8", "must be in quotes"),
        .init("today", "intent: testing.where", "intent: testing.wher", "3:13", "did you mean"),
        .init("today", "    person: true", "    person: false", "8:5", "does one thing"),
        .init("today", "    person: true", "    person: true\n    emergency: true", "8:5", "does one thing"),
        .init(
            "today", "notice:\n",
            "  - title: {vi: \"a\"}\n    person: true\n  - title: {vi: \"b\"}\n    person: true\nnotice:\n", "12:5",
            "at most 5"),
        .init("today", "Từ 18 giờ", String(repeating: "rất dài ", count: 25), "12:9", "at most 200"),
        .init("today", "  from: 2021-07-28\n", "", "11:3", "'from' is missing"),
        topics("ko", "testing.where, testing.prise", "12:30", "did you mean 'testing.price'"),
        topics("ko", "testing.where, testing.where", "12:30", "already used in line 12"),
        topics("en", "testing.where", "11:17", "not one of"),
        topics("ko, jp", "testing.where", "11:21", "did you mean 'ja'"),
        topics("ko, ja, ko", "testing.where", "11:25", "has a menu of topics already"),
        topics("ko", (1...13).map { "x\($0)" }.joined(separator: ", "), "12:66", "at most 12"),
        .init("today", "notice:\n", "menus:\n  - languages: [ko]\nnotice:\n", "11:5", "'intents' is missing"),
    ]

    private static func topics(_ languages: String, _ intents: String, _ place: String, _ word: String) -> Broken {
        let menu = "menus:\n  - languages: [\(languages)]\n    intents: [\(intents)]\n"
        return .init("today", "notice:\n", menu + "notice:\n", place, word)
    }

    static let settings: [Broken] = [
        .init("settings", "as_of: 2021-07-31", "as_of: 31/07/2021", "1:8", "year-month-day"),
        .init("settings", "languages: [vi, en]", "languages: [vi, english]", "2:17", "not one of"),
        .init("settings", "clarify: 0.35", "clarify: 0.95", "3:13", "may not be above"),
        .init("settings", "answer: 0.80", "answer: 80", "3:22", "0.0 to 1.0"),
        .init("settings", "  - id: labour", "  - id: health", "7:5", "already used"),
        .init("settings", "  person: {vi: \"person vi\", en: \"person en\"}\n", "", "14:3", "'person' is missing"),
        .init("settings", "  person: {vi: \"person vi\", en: \"person en\"}", "  person:", "16:10", "behind 'person'"),
        .init("settings", "  person: {vi: \"person vi\", ", "  person: {", "16:11", "'vi' is missing"),
        .init("settings", "  person: ", "  persons: ", "16:3", "did you mean 'person'"),
        .init("settings", "Trả lời tự động.", String(repeating: "dài ", count: 130), "11:14", "at most 500"),
        .init("settings", "share: phone", "share: phon", "55:12", "did you mean 'phone'"),
        .init("settings", "wants_person:", "want_person:", "59:3", "did you mean 'wants_person'"),
        .init("settings", "'gặp người [trực]'", "'gặp (người [trực]'", "59:23", "cannot be read"),
        .init(
            "settings", "numbers: [medical_115, hotline]", "numbers: [medical_115, hot]", "67:30",
            "there is no phone 'hot'"),
        .init("settings", "numbers: [medical_115, hotline]", "numbers: []", "67:16", "at least one number"),
        .init("settings", "GỌI {phone:medical_115} NGAY.", "GỌI NGAY.", "73:13", "first line"),
        .init("settings", "GỌI {phone:medical_115}", "GỌI {phone:hotline}", "73:13", "first line"),
        .init("settings", "Máy bận:", "Không sao, máy bận:", "73:13", "may not say 'không sao'"),
        .init("settings", "Máy bận:", String(repeating: "dài ", count: 160), "73:13", "at most 600"),
        .init("settings", "      approver: \"Sở Y tế\"\n", "", "65:7", "'approver' is missing"),
        .init("settings", "      date: 2021-07-31\n", "", "65:7", "'date' is missing"),
        .init(
            "settings", "      ask: [phone]", "      ask: [phone]\n      call_only: true", "65:7", "has one number"),
        .init("settings", "phone: hotline}", "phone: hot}", "82:62", "there is no phone 'hot'"),
        .init(
            "settings", "  call_list:", "  fallback_line: {vi: \"Gọi.\"}\n  call_list:", "81:23",
            "must hold {numbers}"),
        .init("settings", "      ask: [phone]", "      ask: [place]", "71:13", "intake kind 'place'"),
        .init("settings", "\"Đang nguy hiểm\"", "\"Người bệnh đang nguy hiểm\"", "62:23", "at most 20"),
        .init("settings", "{phone:medical_115} ngay", "{phone:115} ngay", "61:20", "there is no phone '115'"),
    ]

    @Test(arguments: entries + registers + settings)
    func isReportedAtItsPlaceAndNotPublished(_ broken: Broken) throws {
        let loaded = GoodSet.load(try GoodSet.files(changing: broken.file, broken.old, to: broken.new))
        #expect(loaded.set == nil)
        let found = loaded.problems.first {
            $0.severity == .error && $0.en.contains(broken.word)
                && $0.place.description == "\(broken.file):\(broken.place)"
        }
        #expect(found != nil, "\(loaded.problems)")
        #expect(found?.vi.isEmpty == false && found?.vi != found?.en)
    }

    @Test(arguments: ["settings.yaml", "topics.yaml", "phones.yaml"]) func aMissingFileIsReported(_ name: String) throws
    {
        let loaded = GoodSet.load(try GoodSet.files().filter { $0.name != name })
        #expect(loaded.set == nil)
        #expect(loaded.problems.contains { $0.place.file == name && $0.en.contains("missing") })
    }

    @Test func aBrokenFileDoesNotMakeEveryLinkIntoItDead() throws {
        let files = try GoodSet.files(changing: "testing.yaml", "intents:", to: "\"intents:")
        let errors = GoodSet.load(files).problems.filter { $0.severity == .error }
        #expect(errors.count == 1)
        #expect(errors.first?.place.file == "testing.yaml")
    }

    @Test func everyStructuralMistakeOfAFileIsFoundAtOnce() throws {
        let text = """
            intents:
              - id: A
                title: Tên
                examples: [câu]
                answer: {vi: "x"}
                sugest: []
              - id: b
                answer: maybe
            """
        let loaded = GoodSet.load([SourceFile(name: "x.yaml", bytes: Array(text.utf8))], purpose: .matching)
        let places = loaded.problems.map { "\($0.place.line):\($0.place.column)" }
        #expect(places == ["2:9", "3:12", "4:15", "6:5", "7:5", "7:5", "8:13"])
    }
}
