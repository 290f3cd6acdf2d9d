import Knowledge
import Testing

/// Which changes of a set a second person must read.
@Suite struct SecondReadingTests {
    private static let marked = "  - id: testing\n    second_reader: true\n"

    private func loaded(_ changes: [(file: String, old: String, new: String)] = []) throws -> Loaded {
        let all = [(file: "topics.yaml", old: "  - id: testing\n", new: Self.marked)] + changes
        let files = try GoodSet.files().map { file in
            var text = String(decoding: file.bytes, as: UTF8.self)
            for change in all where change.file == file.name {
                #expect(text.contains(change.old))
                text = text.replacing(change.old, with: change.new)
            }
            return SourceFile(name: file.name, bytes: Array(text.utf8))
        }
        return GoodSet.load(files)
    }

    private func needed(_ old: String, _ new: String) throws -> [String] {
        SecondReading.needed(from: try loaded(), to: try loaded([("testing.yaml", old, new)])).map(\.id)
    }

    @Test(arguments: [
        ("trước khi đi.", "sau khi đi."), ("Công văn 123/SYT", "Công văn 124/SYT"), ("topics: [testing]", "topics: []"),
        ("- 'kháng thể'", "- 'kháng nguyên'"), ("until: 2021-12-31", "until: 2021-07-31"),
    ]) func whatIsSaidOfAMarkedTopicMustBeRead(old: String, new: String) throws {
        #expect(try needed(old, new) == ["testing.where"])
    }

    @Test(arguments: [
        // Another entry, a comment, the same text, a date of confirmation.
        ("vi: \"Giá do cơ sở niêm yết.\"", "vi: \"Giá khác.\""), ("intents:", "# A comment.\nintents:"),
        ("intents:", "intents:"), ("    review: 10d", "    confirmed: 2021-07-31\n    review: 10d"),
    ]) func nothingElseMust(old: String, new: String) throws {
        #expect(try needed(old, new) == [])
    }

    @Test func theDateWithAnotherChangeMustBeRead() throws {
        #expect(try needed("    review: 10d", "    confirmed: 2021-07-31\n    review: 90d") == ["testing.where"])
    }

    @Test func anEntryThatComesOrGoesMustBeRead() throws {
        let without = try loaded([("testing.yaml", "id: testing.where", "id: testing.other")])
        let needed = SecondReading.needed(from: try loaded(), to: without)
        #expect(needed.map(\.id) == ["testing.other", "testing.where"])
        #expect(needed.map { $0.before?.id } == [nil, "testing.where"])
    }

    @Test func takingTheMarkAwayDoesNotMakeAChangeFree() throws {
        let bare = try loaded([
            ("topics.yaml", Self.marked, "  - id: testing\n"), ("testing.yaml", "trước khi đi.", "sau khi đi."),
        ])
        #expect(SecondReading.needed(from: try loaded(), to: bare).map(\.id) == ["testing.where"])
    }

    @Test func withoutAMarkedTopicNothingMustBeRead() throws {
        let old = GoodSet.load(try GoodSet.files())
        let new = GoodSet.load(try GoodSet.files(changing: "testing.yaml", "trước khi đi.", to: "sau khi đi."))
        #expect(SecondReading.needed(from: old, to: new) == [])
    }

    @Test func anEntryWithoutATopicIsWarnedOfWhereTopicsAreMarked() throws {
        func warned(_ loaded: Loaded) -> [String] {
            Check.report(loaded, today: GoodSet.today, limits: []).problems.filter { $0.en.contains("second person") }
                .map(\.place.description)
        }
        #expect(warned(try loaded()).contains("testing.yaml:47:9"))
        #expect(!warned(try loaded()).contains("testing.yaml:4:9"))
        #expect(warned(GoodSet.load(try GoodSet.files())) == [])
    }
}
