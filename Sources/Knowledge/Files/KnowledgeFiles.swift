import Foundation
import YAML

/// Why the folder cannot be read at all; what is wrong inside a file is a `Problem`.
public enum KnowledgeFilesError: Error, Sendable, Hashable, CustomStringConvertible {
    /// There is no such folder, or it may not be read.
    case unreadableFolder(String)
    /// A file vanished or may not be read; try again, an editor may be saving it.
    case unreadableFile(String)
    /// More files or bytes than `KnowledgeFiles` allows: probably the wrong folder.
    case tooMuch(String)

    public var description: String {
        switch self {
        case .unreadableFolder(let path): "cannot read the folder \(path)"
        case .unreadableFile(let path): "cannot read the file \(path)"
        case .tooMuch(let path):
            "\(path) holds more than \(KnowledgeFiles.mostFiles) files or \(KnowledgeFiles.mostBytes >> 20) MiB"
        }
    }
}

/// Reads the FAQ folder: the only place where Knowledge touches the disk, with `FolderFingerprint`.
public enum KnowledgeFiles {
    /// Most files: a hotline has some tens; a wrong folder may have a million.
    public static let mostFiles = 1000
    /// Most bytes of all files together; 10,000 entries are about 30 MB.
    public static let mostBytes = 64 << 20

    /// Every `*.yaml` below `folder`, hidden ones left out, and emergency-tests.tsv in it; sorted by name.
    public static func read(folder: String) throws(KnowledgeFilesError) -> [SourceFile] {
        var files: [SourceFile] = []
        var total = 0
        for name in try names(in: folder) {
            let path = "\(folder)/\(name)"
            // One byte more than is allowed shows that a file is too large without reading all of it.
            guard let handle = FileHandle(forReadingAtPath: path),
                let data = try? handle.read(upToCount: YAMLLimits.fileBytes + 1)
            else { throw .unreadableFile(path) }
            total += data.count
            if total > mostBytes { throw .tooMuch(folder) }
            files.append(SourceFile(name: name, path: path, bytes: Array(data)))
        }
        return files
    }

    /// Relative names of the files that `read` would read.
    static func names(in folder: String) throws(KnowledgeFilesError) -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue,
            let enumerator = FileManager.default.enumerator(atPath: folder)
        else { throw .unreadableFolder(folder) }
        var names: [String] = []
        while let name = enumerator.nextObject() as? String {
            if name.split(separator: "/").last?.first == "." {
                enumerator.skipDescendants()
            } else if name.hasSuffix(".yaml") || name == EmergencyWordingReader.file {
                names.append(name)
                if names.count > mostFiles { throw .tooMuch(folder) }
            }
        }
        return names.sorted()
    }
}
