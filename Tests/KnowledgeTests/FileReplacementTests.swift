import Foundation
import Glibc
import Knowledge
import TestSupport
import Testing

/// Writing files so that a reader sees the old or the new one, and nothing over somebody else's change.
@Suite struct FileReplacementTests {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
        try write("a.yaml", "a: 1\n")
        try write("b.yaml", "b: 1\n")
    }

    private func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(filePath: "\(folder.path)/\(name)"))
    }

    private func read(_ name: String) -> String? {
        try? String(contentsOfFile: "\(folder.path)/\(name)", encoding: .utf8)
    }

    private func file(_ name: String, _ old: String?, _ new: String?) -> FileReplacement.File {
        FileReplacement.File(name: name, old: old.map { Array($0.utf8) }, new: new.map { Array($0.utf8) })
    }

    private func replace(_ files: [FileReplacement.File]) throws(FileReplacementError) {
        try FileReplacement(folder: folder.path, files: files).write(mark: "test")
    }

    private var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
    }

    @Test func filesChangeComeAndGo() throws {
        defer { folder.remove() }
        try replace([file("a.yaml", "a: 1\n", "a: 2\n"), file("b.yaml", "b: 1\n", nil), file("c.yaml", nil, "c: 1\n")])
        #expect(read("a.yaml") == "a: 2\n" && read("c.yaml") == "c: 1\n")
        #expect(try names == ["a.yaml", "c.yaml"])
    }

    @Test(arguments: [("a.yaml", "a: 0\n"), ("a.yaml", nil), ("gone.yaml", "x")] as [(String, String?)])
    func nothingIsWrittenWhenOneFileIsNotAsItWas(name: String, old: String?) throws {
        defer { folder.remove() }
        #expect(throws: FileReplacementError.changed([name])) {
            try replace([file("b.yaml", "b: 1\n", "b: 2\n"), file(name, old, "new")])
        }
        #expect(read("a.yaml") == "a: 1\n" && read("b.yaml") == "b: 1\n")
        #expect(try names == ["a.yaml", "b.yaml"])
    }

    @Test func nothingIsLeftWhenOneFileCannotBeWritten() throws {
        defer { folder.remove() }
        #expect(throws: FileReplacementError.self) {
            try replace([file("a.yaml", "a: 1\n", "a: 2\n"), file("none/x.yaml", nil, "x")])
        }
        #expect(read("a.yaml") == "a: 1\n")
        #expect(try names == ["a.yaml", "b.yaml"])
    }

    @Test func theFileKeepsItsRightsAndALinkStaysALink() throws {
        defer { folder.remove() }
        let real = try TestFolder()
        defer { real.remove() }
        try Data("l: 1\n".utf8).write(to: URL(filePath: "\(real.path)/l.yaml"))
        try FileManager.default.createSymbolicLink(
            atPath: "\(folder.path)/l.yaml", withDestinationPath: "\(real.path)/l.yaml")
        chmod("\(folder.path)/a.yaml", 0o664)
        try replace([file("a.yaml", "a: 1\n", "a: 2\n"), file("l.yaml", "l: 1\n", "l: 2\n")])
        var status = stat()
        #expect(stat("\(folder.path)/a.yaml", &status) == 0 && status.st_mode & 0o777 == 0o664)
        #expect(try String(contentsOfFile: "\(real.path)/l.yaml", encoding: .utf8) == "l: 2\n")
        #expect(lstat("\(folder.path)/l.yaml", &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
    }
}

/// What is different between two sets, in entries; and two changes of one entry put together.
@Suite struct KnowledgeChangeTests {
    private func file(_ name: String, _ entries: [String: String]) -> SourceFile {
        let text = entries.sorted { $0.key < $1.key }.map { "  - id: \($0.key)\n    title: {vi: \"\($0.value)\"}\n" }
        return SourceFile(name: name, bytes: Array(("intents:\n" + text.joined()).utf8))
    }

    @Test func namesEntriesAndWhereNoneExplainsItFiles() {
        let old = [
            file("a.yaml", ["a": "A", "b": "B"]), file("m.yaml", ["moved": "M"]),
            SourceFile(name: "phones.yaml", bytes: Array("phones: []\n".utf8)),
        ]
        let new = [
            file("a.yaml", ["a": "A2", "c": "C", "moved": "M"]), file("m.yaml", [:]),
            SourceFile(name: "phones.yaml", bytes: Array("phones: []  # none\n".utf8)),
        ]
        let change = KnowledgeChange(from: old, to: new)
        #expect(change.changed.map(\.id) == ["a"] && change.changed[0].titles == ["vi": "A2"])
        #expect(change.added.map(\.id) == ["c"])
        #expect(change.removed.map(\.id) == ["b"])
        #expect(change.files == ["phones.yaml"])
        #expect(KnowledgeChange(from: new, to: new).isEmpty)
        #expect(!KnowledgeChange(from: new, to: []).isEmpty)
    }

    @Test func whatOneChangedStaysOnTopOfWhatAnotherChanged() {
        var base = EntryDraft(id: "a")
        base.titles = ["vi": "Tên", "en": "Name"]
        base.examples = ["vi": ["một"]]
        base.owner = "Tổ"
        var mine = base
        mine.titles["vi"] = "Tên mới"
        mine.answers["vi"] = "Trả lời."
        mine.titles["en"] = nil
        var theirs = base
        theirs.owner = "Tổ 2"
        theirs.titles["vi"] = "Tên khác"
        theirs.examples["vi"] = ["một", "hai"]
        var expected = theirs
        expected.titles = ["vi": "Tên mới"]
        expected.answers = ["vi": "Trả lời."]
        #expect(mine.keeping(changesFrom: base, over: theirs) == expected)
        #expect(base.keeping(changesFrom: base, over: theirs) == theirs)
    }
}
