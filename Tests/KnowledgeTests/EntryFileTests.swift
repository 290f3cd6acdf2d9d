import Foundation
import Knowledge
import Testing

/// Writing an entry into its file: the keys that changed, and no other byte.
@Suite struct EntryFileTests {
    static let sample = """
        # Head of the file.
        department: health
        confirmed: 2021-07-31
        intents:
          # About the first.
          - id: a.first
            topics: [testing, price]
            title: {vi: "Thứ nhất", en: "First"}
            examples:
              vi:
                # Without diacritics too.
                - "câu một"
                - 'câu "hai"'   # asked most
                # The last one.
                - "câu ba"
            answer:
              vi: |
                Dòng một.
                # not a comment

                Dòng hai.

            review: 7d  # changes weekly
            tests:
              - vi: "thử một"
                en: "test one"
              - vi: "thử hai"
                not: true

          # About the second.
          - id: b.second
            title:
              vi: "Thứ hai"
            examples: {vi: ["a", "b"]}
            answer: none
        # The end.

        """

    private func file(_ text: String = sample, name: String = "x.yaml") throws -> EntryFile {
        try EntryFile(SourceFile(name: name, bytes: Array(text.utf8)))
    }

    /// The sample after a change of its first entry.
    private func written(_ text: String = sample, id: String = "a.first", _ change: (inout EntryDraft) -> Void) throws
        -> String
    {
        let file = try file(text)
        var draft = try #require(file.draft(id))
        change(&draft)
        return String(decoding: try file.replacing(with: draft), as: UTF8.self)
    }

    /// Lines of `new` that are not in `old` at their place, as a diff shows them.
    private func difference(_ old: String, _ new: String) -> [String] {
        let old = old.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let new = new.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return new.difference(from: old).map { change in
            switch change {
            case .remove(_, let line, _): "-" + line.trimmingCharacters(in: .whitespaces)
            case .insert(_, let line, _): "+" + line.trimmingCharacters(in: .whitespaces)
            }
        }.sorted()
    }

    // MARK: The sample

    @Test func readsAnEntryAsItStandsInTheFile() throws {
        let file = try file()
        let draft = try #require(file.draft("a.first"))
        #expect(file.ids == ["a.first", "b.second"])
        #expect(file.department == "health" && draft.department.isEmpty)
        #expect(draft.titles == ["vi": "Thứ nhất", "en": "First"])
        #expect(draft.examples == ["vi": ["câu một", "câu \"hai\"", "câu ba"]])
        #expect(draft.answers["vi"] == "Dòng một.\n# not a comment\n\nDòng hai.")
        #expect(draft.tests.map(\.text) == ["thử một", "test one", "thử hai"])
        #expect(draft.tests.map(\.isCounterExample) == [false, false, true])
        #expect(file.draft("b.second")?.answers == [:])
        #expect(file.draft("c") == nil && file.text("c") == nil)
        #expect(file.text("b.second")?.hasPrefix("  - id: b.second\n") == true)
        #expect(file.text("b.second")?.hasSuffix("answer: none") == true)
    }

    @Test func writesNothingWhereNothingChanged() throws {
        #expect(try written { _ in } == Self.sample)
        #expect(try written(id: "b.second") { _ in } == Self.sample)
    }

    struct Edit: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let change: @Sendable (inout EntryDraft) -> Void
        let difference: [String]
    }

    static let edits = [
        Edit(
            testDescription: "a wording is added at the end", change: { $0.examples["vi"]?.append("câu bốn") },
            difference: ["+- \"câu bốn\""]),
        Edit(
            testDescription: "a wording is added in front",
            change: { $0.examples["vi"]?.insert("câu \"không\"", at: 0) }, difference: ["+- 'câu \"không\"'"]),
        Edit(
            testDescription: "a wording goes, the comment above it stays", change: { $0.examples["vi"]?.removeLast() },
            difference: ["-- \"câu ba\""]),
        Edit(
            testDescription: "a wording in a new language",
            change: { $0.examples["en"] = ["one", "two: three # four"] },
            difference: ["+- \"one\"", "+- \"two: three # four\"", "+en:"]),
        Edit(
            testDescription: "the answer changes", change: { $0.answers["vi"] = "Dòng một.\n\nDòng ba." },
            difference: ["+Dòng ba.", "-# not a comment", "-Dòng hai."]),
        Edit(
            testDescription: "the review keeps its comment", change: { $0.review = "14d" },
            difference: ["+review: 14d  # changes weekly", "-review: 7d  # changes weekly"]),
        Edit(
            testDescription: "a title in one line is written again, by language",
            change: { $0.titles["en"] = "The first" },
            difference: [
                "+en: \"The first\"", "+title:", "+vi: \"Thứ nhất\"", "-title: {vi: \"Thứ nhất\", en: \"First\"}",
            ]),
        Edit(
            testDescription: "keys that were not there",
            change: { draft in
                draft.owner = "CDC: \"Bình Dương\""
                draft.validUntil = "2021-08-15"
                draft.rules = ["it's (a | b)"]
                draft.priority = "urgent"
            },
            difference: [
                "+- 'it''s (a | b)'", "+owner: 'CDC: \"Bình Dương\"'", "+priority: urgent", "+rules:",
                "+valid: {until: 2021-08-15}",
            ]),
        Edit(
            testDescription: "keys that go",
            change: { draft in
                draft.topics = []
                draft.review = ""
                draft.tests = []
            },
            difference: [
                "-- vi: \"thử hai\"", "-- vi: \"thử một\"", "-en: \"test one\"", "-not: true",
                "-review: 7d  # changes weekly", "-tests:", "-topics: [testing, price]",
            ]),
        Edit(
            testDescription: "a test changes, the one in two languages keeps its lines",
            change: { $0.tests[2].text = "thử ba" }, difference: ["+- vi: \"thử ba\"", "-- vi: \"thử hai\""]),
        Edit(
            testDescription: "no answer any more", change: { $0.answers = [:] },
            difference: [
                "+answer: none", "-", "-# not a comment", "-Dòng hai.", "-Dòng một.", "-answer:", "-vi: |",
            ]),
    ]

    @Test(arguments: edits) func changesOnlyTheLinesConcerned(edit: Edit) throws {
        let found = difference(Self.sample, try written(Self.sample, id: "a.first", edit.change))
        #expect(found == edit.difference, "\(found)")
    }

    @Test func anAnswerTakesThePlaceOfNone() throws {
        let text = try written(id: "b.second") { $0.answers = ["vi": "  Có rồi: #1\r\n\r\nHết.\t"] }
        #expect(
            difference(Self.sample, text) == ["+", "+Có rồi: #1", "+Hết.", "+answer:", "+vi: |", "-answer: none"])
    }

    @Test func keepsWindowsLineEndsAndTheMark() throws {
        let windows = "\u{FEFF}" + Self.sample.replacing("\n", with: "\r\n")
        let text = try written(windows) { $0.examples["vi"]?.append("câu bốn") }
        #expect(text == windows.replacing("- \"câu ba\"\r\n", with: "- \"câu ba\"\r\n        - \"câu bốn\"\r\n"))
    }

    @Test func othersKeepTheirDecomposedLetters() throws {
        let decomposed = Self.sample.replacing("Thứ hai", with: "Thứ hai".decomposedStringWithCanonicalMapping)
        let text = try written(decomposed) { $0.owner = "Tổ" }
        #expect(text.unicodeScalars.contains { $0.value == 0x31B })
        #expect(difference(decomposed, text) == ["+owner: \"Tổ\""])
    }

    @Test func writesUTF16AgainAsUTF8() throws {
        let units = Self.sample.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        let file = try EntryFile(SourceFile(name: "x.yaml", bytes: [0xFF, 0xFE] + units))
        var draft = try #require(file.draft("a.first"))
        draft.owner = "Tổ"
        let text = String(decoding: try file.replacing(with: draft), as: UTF8.self)
        #expect(difference(Self.sample, text) == ["+owner: \"Tổ\""])
    }

    @Test func aFileWithoutALastLineEndIsContinued() throws {
        let cut = Self.sample.replacing("\n# The end.\n", with: "")
        let text = try written(cut, id: "b.second") { $0.owner = "Tổ" }
        #expect(text.hasSuffix("answer: none\n    owner: \"Tổ\"\n"))
    }

    @Test func addsAnEntryBehindTheOthers() throws {
        var draft = EntryDraft(id: "c.third")
        draft.titles = ["vi": "Thứ ba"]
        draft.examples = ["vi": ["“câu” có ngoặc cong", "câu - gạch"]]
        draft.answers = ["vi": "Trả lời."]
        let text = String(decoding: try file().adding(draft), as: UTF8.self)
        #expect(
            difference(Self.sample, text) == [
                "+", "+- \"câu - gạch\"", "+- \"“câu” có ngoặc cong\"", "+- id: c.third", "+Trả lời.", "+answer:",
                "+examples:", "+title:", "+vi:", "+vi: \"Thứ ba\"", "+vi: |",
            ])
        #expect(text.hasSuffix("# The end.\n"))
        #expect(throws: EntryFileError.taken) { try file().adding(EntryDraft(id: "b.second")) }
    }

    @Test func saysWhichKeyALineBelongsTo() throws {
        let file = try file()
        let lines = Self.sample.split(separator: "\n", omittingEmptySubsequences: false)
        let line = try #require(lines.firstIndex { $0.contains("Dòng hai") }) + 1
        #expect(file.key(at: line, of: "a.first") == "answer")
        #expect(file.key(at: line, of: "b.second") == nil)
        #expect(file.key(at: 1, of: "a.first") == nil)
    }

    // MARK: What cannot be written

    @Test func anEntryWithoutLinesOfItsOwnIsNotEdited() throws {
        let flow = "intents: [{id: a, title: {vi: \"A\"}}, {id: b, title: {vi: \"B\"}}]\n"
        #expect(throws: EntryFileError.notEditable) { try written(flow, id: "a") { $0.owner = "x" } }
        #expect(throws: EntryFileError.notEditable) { try file(flow).adding(EntryDraft(id: "c")) }
        #expect(throws: EntryFileError.notEditable) { try file("intents: []\n").adding(EntryDraft(id: "c")) }
    }

    @Test func anEntryInOneLineIsWrittenOutWhole() throws {
        let flow = "intents:\n- {id: a, title: {vi: \"A\"}, answer: none}\n- {id: b, title: {vi: \"B\"}}\n"
        let text = try written(flow, id: "a") { $0.owner = "x" }
        #expect(text.hasSuffix("- {id: b, title: {vi: \"B\"}}\n"))
        #expect(text.hasPrefix("intents:\n- id: a\n  title:\n    vi: \"A\"\n  answer: none\n  owner: \"x\"\n"))
    }

    @Test func aBrokenFileIsSaidToBeBroken() throws {
        #expect(throws: EntryFileError.self) { try file("intents:\n  - id: a\n    title: b: c\n") }
        #expect(throws: EntryFileError.missing) { try file().replacing(with: EntryDraft(id: "nobody")) }
    }

    @Test(arguments: ["x]", "a, b", "{", "'", "\"", "a: b", "# x", "- y", "&a", "*a", "!t", "%", "\\", "|", "> x", ""])
    func whatIsTypedInAnyFieldIsThatText(typed: String) throws {
        let text = try written { draft in
            draft.titles["vi"] = typed
            draft.buttons["vi"] = typed
            draft.examples["vi"] = [typed, "b \(typed)"]
            draft.answers["vi"] = "\(typed)\n\(typed)"
            draft.rules = [typed]
            draft.exceptions = [typed]
            draft.owner = typed
            draft.sourceTitle = typed
            draft.review = typed
            draft.validFrom = typed
            draft.topics = [typed]
            draft.department = typed
        }
        let draft = try #require(file(text).draft("a.first"))
        #expect(draft.titles["vi"] == (typed.isEmpty ? nil : typed))
        #expect(draft.owner == typed && draft.review == typed && draft.topics == (typed.isEmpty ? [] : [typed]))
        #expect(try file(text).draft("b.second") == file().draft("b.second"))
    }

    // MARK: Every shipped file

    static let shipped = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Intents").path

    static let entryFiles: [SourceFile] =
        ((try? KnowledgeFiles.read(folder: shipped)) ?? []).filter { file in
            ((try? EntryFile(file))?.ids.isEmpty == false)
        }

    @Test func thereAreShippedFiles() { #expect(Self.entryFiles.count > 40) }

    @Test(arguments: entryFiles.map(\.name)) func aShippedEntryIsWrittenAsItIs(name: String) throws {
        let source = try #require(Self.entryFiles.first { $0.name == name })
        let file = try EntryFile(source)
        for (number, id) in file.ids.enumerated() {
            let draft = try #require(file.draft(id))
            #expect(try file.replacing(with: draft) == source.bytes, "\(id)")
            // The whole entry as a new one in a file of its own is the same entry.
            let alone = try EntryFile(SourceFile(name: name, bytes: Array("intents:\n  - id: other\n".utf8)))
            let again = try EntryFile(SourceFile(name: name, bytes: alone.adding(draft)))
            #expect(again.draft(id) == draft, "\(id)")
            // One field changed: the lines outside it stay. A field each, in turn.
            let edited = try Self.edited(draft, field: number)
            let bytes = try file.replacing(with: edited)
            let changed = difference(
                String(decoding: source.bytes, as: UTF8.self), String(decoding: bytes, as: UTF8.self))
            #expect((1...4).contains(changed.count), "\(id): \(changed)")
        }
    }

    private static func edited(_ draft: EntryDraft, field: Int) throws -> EntryDraft {
        var draft = draft
        switch field % 5 {
        case 0: draft.titles["vi", default: ""] += " (mới)"
        case 1: draft.examples["vi", default: []].append("câu mới: \"đây\" # kia")
        case 2: draft.answers["vi"] == nil ? draft.owner += " 2" : (draft.answers["vi", default: ""] += "\n\nThêm.")
        case 3: draft.owner += " (tổ 2)"
        default: draft.tests.append(EntryDraft.Test(language: "vi", text: "câu thử mới", isCounterExample: true))
        }
        return draft
    }
}
