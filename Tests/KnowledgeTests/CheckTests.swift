import Knowledge
import Messaging
import Testing

/// What is unwise is a warning at its place, and keeps nothing from being published.
@Suite struct CheckTests {
    static let narrow = ChannelCapabilities(
        platform: .zalo, textLimit: 30, textUnit: .utf16, buttonTextLimit: 20, buttonLimit: 5, buttonTitleLimit: 20,
        buttonsStay: true, canCall: true, canSharePhone: true, canShareLocation: true, canSendImages: true,
        hasEcho: false,
        windows: MessagingWindows(botSeconds: nil, personSeconds: nil, freeSeconds: nil), callsPerSecond: 10)

    struct Unwise: Sendable, CustomTestStringConvertible {
        let old: String
        let new: String
        let place: String
        let word: String
        var testDescription: String { "\(place) \(word)" }
    }

    static let unwise: [Unwise] = [
        .init(old: "        - \"địa điểm lấy mẫu xét nghiệm\"\n", new: "", place: "13:11", word: "4 examples in 'vi'"),
        .init(old: "    owner: \"CDC Bình Dương\"\n", new: "", place: "4:9", word: "no owner"),
        .init(old: "gọi {phone:hotline}", new: "gọi 0274.1022", place: "29:11", word: "{phone:hotline}"),
        .init(old: "gọi {phone:medical_115}", new: "gọi 115", place: "29:11", word: "{phone:medical_115}"),
        .init(old: "gọi {phone:hotline}", new: "gọi 0912 345 678", place: "29:11", word: "not in phones.yaml"),
        .init(old: "until: 2021-12-31", new: "until: 2021-08-10", place: "4:9", word: "expires on 2021-08-10"),
        .init(old: "until: 2021-12-31", new: "until: 2021-07-30", place: "4:9", word: "expired on 2021-07-30"),
        .init(old: "from: 2021-07-01", new: "from: 2021-08-01", place: "4:9", word: "does not answer before"),
        .init(old: "confirmed: 2021-07-30", new: "confirmed: 2021-07-20", place: "4:9", word: "past its review"),
        .init(old: "confirmed: 2021-07-30", new: "confirmed: 2021-07-01", place: "4:9", word: "past twice"),
        .init(
            old: "\"chỗ nào test nhanh gần đây\"", new: "\"xét nghiệm covid ở đâu\"", place: "14:11", word: "line 13"),
        .init(
            old: "\"xét nghiệm hết bao nhiêu tiền\"", new: "\"chỗ nào test nhanh gần đây\"", place: "52:11",
            word: "also stands in 'testing.where'"),
        .init(
            old: "\"xét nghiệm hết bao nhiêu tiền\"", new: "\"cho em hoi test nhanh gan day cho nao a\"",
            place: "52:11",
            word: "nearly one of 'testing.where'"),
        .init(old: "'(xét nghiệm | test nhanh)", new: "'xét nghiệm & (bao nhiêu | tiền)', '", place: "", word: ""),
        .init(old: "(ở đâu | chỗ nào)'", new: "[ở đâu]'", place: "25:9", word: "fits 1 examples of 'testing.price'"),
        .init(old: "(ở đâu | chỗ nào)'", new: "ở đâu & !(xét nghiệm | test)'", place: "25:9", word: "never fit"),
        .init(old: "'kháng thể'", new: "'dịch vụ'", place: "16:11", word: "excluded by the entry's own except"),
        .init(
            old: "suggest: [testing.price,", new: "suggest: [testing.where,", place: "34:15", word: "suggests itself"),
        .init(
            old: "gọi {phone:hotline} trước", new: String(repeating: "rất dài ", count: 40), place: "29:11",
            word: "first paragraph"),
        .init(old: "      en: \"Where to get tested\"\n", new: "", place: "32:11", word: "no title"),
        .init(
            old: "      en: \"Call {phone:hotline} before you go.\"\n", new: "", place: "19:11",
            word: "examples in 'en' but no answer"),
        // To the matcher the same words: a synonym, other courtesy, no diacritics.
        .init(
            old: "\"xét nghiệm hết bao nhiêu tiền\"", new: "\"da covid test o dau vay a\"", place: "52:11",
            word: "nearly one of 'testing.where'"),
        .init(
            old: "suggest: [testing.price, support.old]", new: "suggest: [support.old]", place: "34:15",
            word: "'support.old' is not valid on the day"),
        .init(
            old: "      vi: \"Giá xét nghiệm bao nhiêu tiền\"", new: "      vi: \"Xét nghiệm giá bao nhiêu tiền\"",
            place: "49:11", word: "cut on a button"),
    ].filter { !$0.place.isEmpty }

    @Test(arguments: unwise) func isWarnedOf(_ unwise: Unwise) throws {
        let loaded = GoodSet.load(try GoodSet.files(changing: "testing.yaml", unwise.old, to: unwise.new))
        #expect(loaded.set != nil, "\(loaded.problems)")
        let report = Check.report(loaded, today: GoodSet.today, limits: [])
        let found = report.problems.first {
            $0.place.description == "testing.yaml:\(unwise.place)" && $0.en.contains(unwise.word)
        }
        #expect(found?.severity == .warning, "\(report.problems.filter { $0.place.file == "testing.yaml" })")
    }

    @Test func theGoodFileGivesNoFalseAlarm() throws {
        let report = Check.report(GoodSet.load(try GoodSet.files()), today: GoodSet.today, limits: [])
        let whole = report.problems.filter { $0.place.file == "testing.yaml" && $0.place.line < 47 }
        // It offers an entry of last year on purpose.
        #expect(whole.map(\.place.description) == ["testing.yaml:34:30"], "\(whole)")
        #expect(report.count(.error) == 0)
        #expect(report.description.hasPrefix("4 entries (vi 3, en 2) as of 2021-07-31: 0 errors, "))
    }

    @Test(arguments: [
        "Từ 18:00 ngày 09/07/2021 đến 01-08-2021", "mức 30.000.000 đồng", "Tổng đài 1022 ghi nhận",
        "công văn 1063/CĐ-TTg",
        "Nghị định 117/2020/NĐ-CP", "SpO2 dưới 94", "115 người",
    ]) func figuresThatAreNoNumbersToCallAreLeftAlone(_ text: String) throws {
        let files = try GoodSet.files(changing: "testing.yaml", "Giá do cơ sở niêm yết.", to: text)
        let report = Check.report(GoodSet.load(files), today: GoodSet.today, limits: [])
        #expect(!report.problems.contains { $0.place.description == "testing.yaml:54:11" }, "\(report.problems)")
    }

    @Test func textsOverAPlatformsLimitAreNamed() throws {
        let report = Check.report(GoodSet.load(try GoodSet.files()), today: GoodSet.today, limits: [Self.narrow])
        let long = report.problems.filter { $0.en.contains("zalo takes 20") }
        #expect(long.map(\.place.description).contains("testing.yaml:29:11"))
        #expect(long.map(\.place.description).contains("settings.yaml:73:13"))
    }

    private static func topics(_ intents: String) -> String {
        "menus:\n  - languages: [ko]\n    intents: [\(intents)]\nnotice:\n"
    }

    @Test(arguments: [
        ("intent: testing.where", "intent: support.old", "3:13", "'support.old' is not valid on the day"),
        ("until: 2021-08-01", "until: 2021-07-30", "12:9", "the notice expired on 2021-07-30"),
        ("notice:\n", topics("testing.where"), "12:15", "'testing.where' has no button in 'ko'"),
        ("notice:\n", topics("testing.where"), "12:15", "'testing.where' has no answer in 'ko'"),
        ("notice:\n", topics("testing.where, support.old"), "12:30", "'support.old' is not valid on the day"),
    ]) func theMenuAndTheNoticeAreLookedAt(_ old: String, _ new: String, _ place: String, _ word: String) throws {
        let loaded = GoodSet.load(try GoodSet.files(changing: "today.yaml", old, to: new))
        let report = Check.report(loaded, today: GoodSet.today, limits: [])
        let found = report.problems.first { $0.place.description == "today.yaml:\(place)" && $0.en.contains(word) }
        #expect(found?.severity == .warning, "\(report.problems.filter { $0.place.file == "today.yaml" })")
    }

    @Test func aTopicThatAlwaysGoesToAPersonNeedsNoAnswer() throws {
        let files = try GoodSet.files(changing: "today.yaml", "notice:\n", to: Self.topics("support.denounce"))
        let report = Check.report(GoodSet.load(files), today: GoodSet.today, limits: [])
        let found = report.problems.filter { $0.place.description == "today.yaml:12:15" }
        #expect(found.map(\.en) == ["'support.denounce' has no button in 'ko'"])
    }

    @Test func aFixedDayInThePastIsWarnedOf() throws {
        let loaded = GoodSet.load(try GoodSet.files())
        func warns(_ today: String) throws -> Bool {
            let day = try #require(Day(today))
            let report = Check.report(loaded, today: day, limits: [])
            return report.problems.contains { $0.en.contains("as_of fixes the day") }
        }
        #expect(try warns("2021-08-01"))
        #expect(try !warns("2021-07-31"))
    }

    @Test func warningsAreGivenThoughThereAreErrors() throws {
        var files = try GoodSet.files(changing: "testing.yaml", "(ở đâu | chỗ nào)'", to: "[ở đâu]'")
        files.append(GoodSet.entry("    ask: [fone]\n"))
        let report = Check.report(GoodSet.load(files), today: GoodSet.today, limits: [])
        #expect(report.count(.error) == 1)
        #expect(report.problems.contains { $0.en.contains("'testing.price' has no source") })
        #expect(report.problems.contains { $0.en.contains("fits 1 examples of 'testing.price'") })
    }

    @Test func aProblemShowsTheLineAsItIsAndAsItShouldBe() throws {
        let files = try GoodSet.files(changing: "testing.yaml", "\"Xét nghiệm ở đâu\"", to: "Gọi phím #1022 hoặc")
        let problem = try #require(GoodSet.load(files).problems.first)
        #expect(
            problem.rendered(in: "vi") == """
                testing.yaml:7:11: error: chữ sau dấu # bị mất vì câu không có ngoặc; đặt cả câu trong ngoặc kép
                    đang là: vi: Gọi phím #1022 hoặc
                    nên là:  vi: "Gọi phím #1022 hoặc"
                """)
    }

    @Test func theTestsOfEntriesAreRun() throws {
        let report = EntryTests.run(try GoodSet.set())
        #expect(report.description == "3 tests as of 2021-07-31: 3 passed, 0 failed, 0 skipped")
        let wrong = GoodSet.load(try GoodSet.files(changing: "testing.yaml", "        not: true\n", to: ""))
        let failures = EntryTests.run(try #require(wrong.set)).failures
        #expect(failures.map(\.wording.place.description) == ["testing.yaml:45:13"])
        #expect(failures.first?.description.contains("should find testing.where") == true)
        #expect(EntryTests.run(try GoodSet.set(day: "2022-01-01")).cases.allSatisfy { $0.outcome == .skipped })
    }
}
