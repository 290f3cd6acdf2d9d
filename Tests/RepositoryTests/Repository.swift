import Foundation

/// The files of the repository these tests stand in: what git tracks or would track; without git, every file that is
/// not a build's.
struct Repository: Sendable {
    static let current = Repository(root: findRoot())

    let root: URL
    /// Paths from the root, sorted.
    let files: [String]
    private let fileSet: Set<String>
    private let folders: Set<String>

    init(root: URL) {
        self.root = root
        files = (Self.listedByGit(root) ?? Self.walked(root)).sorted()
        fileSet = Set(files)
        folders = Set(files.flatMap(Self.parents))
    }

    func files(under folder: String, ending end: String = "") -> [String] {
        files.filter { $0.hasPrefix(folder) && $0.hasSuffix(end) }
    }

    var swiftFiles: [String] { files(under: "", ending: ".swift").filter { $0 != "Package.swift" } }

    func holds(_ path: String) -> Bool { fileSet.contains(path) || folders.contains(path) }

    func bytes(of file: String) throws -> Data { try Data(contentsOf: root.appending(path: file)) }

    func size(of file: String) throws -> Int {
        try FileManager.default.attributesOfItem(atPath: root.appending(path: file).path)[.size] as? Int ?? .max
    }

    func text(of file: String) throws -> String { String(decoding: try bytes(of: file), as: UTF8.self) }

    /// All Swift files, read once, with and without comments and literals.
    static let sources: [Source] = current.swiftFiles.map { file in
        let text = (try? current.text(of: file)) ?? ""
        return Source(file: file, text: text, code: SwiftText(text))
    }

    struct Source: Sendable {
        let file: String
        let text: String
        let code: SwiftText
    }

    /// The folder above this file that holds a manifest and sources.
    private static func findRoot() -> URL {
        var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        while folder.path != "/", !isRoot(folder) { folder = folder.deletingLastPathComponent() }
        return folder
    }

    private static func isRoot(_ folder: URL) -> Bool {
        ["Package.swift", "Sources"].allSatisfy {
            FileManager.default.fileExists(atPath: folder.appending(path: $0).path)
        }
    }

    private static func listedByGit(_ root: URL) -> [String]? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        process.currentDirectoryURL = root
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        do { try process.run() } catch { return nil }
        let listed = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { return nil }
        return listed.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }.filter { path in
            // A file deleted but not yet committed is still in git's list.
            FileManager.default.fileExists(atPath: root.appending(path: path).path)
        }
    }

    private static func walked(_ root: URL) -> [String] {
        let skipped = [".git/", ".build/", ".build-", "var/"]
        let found = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
        return found.filter { path in
            var isFolder: ObjCBool = false
            let exists = FileManager.default.fileExists(
                atPath: root.appending(path: path).path, isDirectory: &isFolder)
            return exists && !isFolder.boolValue && !skipped.contains { path.hasPrefix($0) }
        }
    }

    private static func parents(of file: String) -> [String] {
        let parts = file.split(separator: "/")
        return (1..<max(1, parts.count)).map { parts[..<$0].joined(separator: "/") }
    }
}
