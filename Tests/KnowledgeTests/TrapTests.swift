import Foundation
import Knowledge
import Testing

/// YAML's own traps in Vietnamese prose: none of them may lose a word silently.
@Suite struct TrapTests {
    struct Trap: Sendable, CustomTestStringConvertible {
        let line: String
        let place: String
        let word: String
        var better: String?
        var testDescription: String { line }
    }

    /// Each line stands in an entry of its own, as the last.
    static let traps: [Trap] = [
        .init(
            line: "    examples: {vi: [ở đâu, khi nào]}", place: "4:21", word: "in quotes",
            better: "    examples: {vi: [\"ở đâu\", khi nào]}"),
        .init(
            line: "    examples:\n      vi:\n        - Gọi phím #1022 hoặc đến phường", place: "6:11", word: "lost",
            better: "        - \"Gọi phím #1022 hoặc đến phường\""),
        .init(
            line: "    examples:\n      vi:\n        - Lưu ý: mang CMND", place: "6:11", word: "colon",
            better: "        - \"Lưu ý: mang CMND\""),
        .init(
            line: "    examples:\n      vi:\n        - \"xét nghiệm\" ở đâu", place: "6:24", word: "closing quote",
            better: "        - '\"xét nghiệm\" ở đâu'"),
        .init(
            line: "    examples:\n    \u{A0}\u{A0}vi:\n        - \"a\"", place: "5:5", word: "no-break",
            better: "      vi:"),
        // A whole list as Word writes it is one long text for YAML.
        .init(
            line: "    examples:\n      vi:\n        – “câu một”\n        – “câu hai”", place: "6:9",
            word: "as Word writes",
            better: "        - “câu một”"),
        .init(
            line: "    examples:\n      vi:\n        • câu một", place: "6:9", word: "as Word writes",
            better: "        - câu một"),
        .init(line: "    examples:\n\tvi:\n        - \"a\"", place: "5:1", word: "tab", better: "  vi:"),
        .init(
            line: "    button: {vi: Ở đâu, khi nào, en: \"x\"}", place: "4:25", word: "comma cut",
            better: "    button: {vi: \"Ở đâu, khi nào\", en: \"x\"}"),
        .init(line: "    title: {vi: \"hai\"}", place: "4:5", word: "stands twice"),
        .init(line: "    owner: &a \"x\"", place: "4:12", word: "anchor"),
        .init(line: "    owner: *a", place: "4:12", word: "alias"),
        .init(line: "    owner: !!str x", place: "4:12", word: "tag"),
        .init(line: "---\nintents: []", place: "4:1", word: "second document"),
        .init(line: "    owner: \"không đóng", place: "4:12", word: "never closed"),
        .init(line: "    owner: “CDC” và “Sở”: cả hai", place: "4:25", word: "colon"),
        .init(line: "    owner: \u{1}", place: "4:12", word: "control"),
    ]

    @Test(arguments: traps) func isToldWithTheLineAsItShouldBe(_ trap: Trap) throws {
        let text = "intents:\n  - id: x\n    title: {vi: \"một\"}\n\(trap.line)\n"
        let loaded = GoodSet.load([SourceFile(name: "x.yaml", bytes: Array(text.utf8))], purpose: .matching)
        let found = loaded.problems.first {
            $0.place.description == "x.yaml:\(trap.place)" && $0.en.contains(trap.word)
        }
        #expect(found?.severity == .error, "\(loaded.problems)")
        if let better = trap.better { #expect(found?.better == better) }
    }

    @Test func anotherEncodingIsFoundAtItsFirstLetter() {
        let bytes = Array("intents:\n  - id: x\n    title: {vi: \"".utf8) + [0xCA, 0xE1] + Array("\"}\n".utf8)
        let loaded = GoodSet.load([SourceFile(name: "x.yaml", bytes: bytes)], purpose: .matching)
        #expect(loaded.problems.map(\.place.description) == ["x.yaml:3:18"])
    }

    @Test func depthIsBounded() {
        let bytes = Array(String(repeating: "? ", count: 4_000).utf8)
        let loaded = GoodSet.load([SourceFile(name: "x.yaml", bytes: bytes)], purpose: .matching)
        #expect(loaded.problems.first?.en.contains("16 deep") == true)
    }

    @Test(arguments: ["no", "yes", "012", "115", "18:00", "1e3", "2021-07-31", "null", "~"])
    func whatLooksLikeAnotherTypeStaysText(_ text: String) throws {
        let loaded = GoodSet.load([GoodSet.entry("    owner: \(text)\n")], purpose: .matching)
        #expect(loaded.set?.intent("x")?.owner == text, "\(loaded.problems)")
    }

    @Test func whatComesFromWordIsReadWithNotes() throws {
        let text =
            "\u{FEFF}intents:\r\n  - id: x\r\n    title:\r\n      vi: “Xe\u{301}t\u{A0}nghiệm: ở đâu”\r\n"
            + "    examples: {vi: [\"a\u{200B}\"]}\r\n    answer: none\r\n"
        let utf16: [UInt8] = text.utf16.flatMap { unit -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        for bytes in [Array(text.utf8), utf16] {
            let loaded = GoodSet.load([SourceFile(name: "x.yaml", bytes: bytes)], purpose: .matching)
            let title = try #require(loaded.set?.title(of: "x", language: "vi"), "\(loaded.problems)")
            #expect(
                Array(title.unicodeScalars)
                    == Array("X\u{E9}t nghiệm: ở đâu".precomposedStringWithCanonicalMapping.unicodeScalars))
            #expect(loaded.problems.count == 6 && loaded.problems.allSatisfy { $0.severity == .note })
        }
    }

    @Test func noMutilatedFileCrashesAndEachIsUnderstoodOrRefused() throws {
        let source = GoodSet.entry("    rules: ['a (b | c) & !d']\n    button: {vi: “Nút”}\n    review: 3d\n").bytes
        for index in source.indices {
            for replacement: [UInt8] in [[], [0x22]] {
                var bytes = source
                bytes.replaceSubrange(index...index, with: replacement)
                let loaded = GoodSet.load([SourceFile(name: "x.yaml", bytes: bytes)], purpose: .matching)
                #expect((loaded.set == nil) == loaded.problems.contains { $0.severity == .error })
                #expect(loaded.problems.allSatisfy { $0.place.line >= 1 && $0.place.column >= 1 })
            }
        }
    }

    @Test(.timeLimit(.minutes(1))) func manyEntriesAreReadAndLinkedInBoundedTime() {
        // The wrong reference keeps the matcher from being built: its own tests bound that.
        let wrong = GoodSet.entry("    suggest: [no.such]\n")
        let entries = (0..<1_000).map { number in
            let examples = (0..<20).map { "        - \"câu mẫu số \($0) của mục \(number)\"\n" }.joined()
            return "  - id: entry.\(number)\n    title: {vi: \"Mục \(number)\"}\n    examples:\n      vi:\n\(examples)"
                + "    answer: {vi: \"Trả lời.\"}\n    suggest: [entry.\(999 - number)]\n"
        }
        let files = stride(from: 0, to: 1_000, by: 100).map { start in
            let text = "intents:\n" + entries[start..<start + 100].joined()
            return SourceFile(name: "f\(start).yaml", bytes: Array(text.utf8))
        }
        let loaded = GoodSet.load(files + [wrong], purpose: .matching)
        #expect(loaded.problems.map(\.place.description) == ["x.yaml:6:15"])
    }
}
