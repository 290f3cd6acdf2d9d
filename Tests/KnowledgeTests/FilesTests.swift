import Foundation
import Knowledge
import Testing

/// The only I/O: reading the folder, and seeing that it changed.
@Suite struct FilesTests {
    let folder: String

    init() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "knowledge-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url.appending(path: "b"), withIntermediateDirectories: true)
        folder = url.path
    }

    private func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name)"))
    }

    @Test func readsEveryYAMLFileInOrderAndNothingElse() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for name in ["z.yaml", "a.yaml", "b/c.yaml", "notes.txt", ".hidden.yaml", "a.yaml~"] { try write(name, name) }
        try FileManager.default.createDirectory(atPath: "\(folder)/.git", withIntermediateDirectories: true)
        try write(".git/x.yaml", "x")
        let files = try KnowledgeFiles.read(folder: folder)
        #expect(files.map(\.name) == ["a.yaml", "b/c.yaml", "z.yaml"])
        #expect(files.map(\.path) == ["a.yaml", "b/c.yaml", "z.yaml"].map { "\(folder)/\($0)" })
        #expect(files[1].bytes == Array("b/c.yaml".utf8))
    }

    @Test func aFolderThatIsNoneIsAnError() {
        #expect(throws: KnowledgeFilesError.unreadableFolder("/no/such/folder")) {
            try KnowledgeFiles.read(folder: "/no/such/folder")
        }
        #expect(throws: KnowledgeFilesError.self) { try FolderFingerprint.of("/no/such/folder") }
    }

    @Test func aFileOverTheLimitIsNotReadWhole() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try write("big.yaml", String(repeating: "# x\n", count: 1 << 19))
        let files = try KnowledgeFiles.read(folder: folder)
        #expect(files[0].bytes.count == (1 << 20) + 1)
        #expect(GoodSet.load(files, purpose: .matching).problems.contains { $0.en.contains("1 MiB") })
    }

    @Test func theFingerprintChangesWithAnyFileAndOnlyThen() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try write("a.yaml", "a: 1")
        let first = try FolderFingerprint.of(folder)
        #expect(try FolderFingerprint.of(folder) == first)
        try write("notes.txt", "x")
        #expect(try FolderFingerprint.of(folder) == first)
        try write("b/c.yaml", "c: 1")
        let second = try FolderFingerprint.of(folder)
        #expect(second != first)
        try write("a.yaml", "a: 22")
        let third = try FolderFingerprint.of(folder)
        #expect(third != second)
        // The same size and time under the same name, but another file.
        let old = try FileManager.default.attributesOfItem(atPath: "\(folder)/a.yaml")[.modificationDate]
        try write("new", "a: 33")
        try FileManager.default.setAttributes([.modificationDate: old as Any], ofItemAtPath: "\(folder)/new")
        try FileManager.default.removeItem(atPath: "\(folder)/a.yaml")
        try FileManager.default.moveItem(atPath: "\(folder)/new", toPath: "\(folder)/a.yaml")
        #expect(try FolderFingerprint.of(folder) != third)
    }
}
