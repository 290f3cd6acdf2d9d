import Foundation
import Glibc

/// Why files were not written; nothing of them is half written.
public enum FileReplacementError: Error, Sendable, Hashable {
    /// A file is not as it was when the change was made: somebody else has saved it since.
    case changed([String])
    /// The disk is full, or the folder may not be written to.
    case unwritable(path: String, reason: String)
}

/// Files of the folder as they are to become.
public struct FileReplacement: Sendable {
    public struct File: Sendable {
        /// Relative to the folder.
        public let name: String
        /// As the change was made from it; nil: there was no such file.
        public let old: [UInt8]?
        /// nil: the file goes.
        public let new: [UInt8]?

        public init(name: String, old: [UInt8]?, new: [UInt8]?) {
            self.name = name
            self.old = old
            self.new = new
        }
    }

    public let folder: String
    public let files: [File]

    public init(folder: String, files: [File]) {
        self.folder = folder
        self.files = files
    }

    /// Writes each file beside its old one, flushes it to the disk and then gives it the name, so that a reader sees the
    /// old or the new file whole. First all are compared with what they should be; one that is not stops everything.
    /// `mark`: part of the temporary names, unlike any other's.
    public func write(mark: String) throws(FileReplacementError) {
        let changed = files.filter { contents($0.name) != $0.old }.map(\.name)
        guard changed.isEmpty else { throw .changed(changed) }
        var written: [(temporary: String, final: String)] = []
        do throws(FileReplacementError) {
            for file in files {
                guard let new = file.new else { continue }
                let final = target(file.name)
                let temporary = Self.beside(final, ".\(mark).tmp")
                written.append((temporary, final))
                try Self.write(new, to: temporary, like: final)
            }
        } catch {
            for file in written { unlink(file.temporary) }
            throw error
        }
        for file in written {
            guard rename(file.temporary, file.final) == 0 else { throw Self.failure(file.final) }
        }
        for file in files where file.new == nil { unlink(target(file.name)) }
        for folder in Set(files.map { Self.folder(of: target($0.name)) }) { Self.flush(folder) }
    }

    private func contents(_ name: String) -> [UInt8]? {
        FileManager.default.contents(atPath: "\(folder)/\(name)").map { [UInt8]($0) }
    }

    /// Where the file really is: a link to it stays a link.
    private func target(_ name: String) -> String {
        let path = "\(folder)/\(name)"
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    /// A hidden name in the same folder: what reads the folder does not see it.
    private static func beside(_ path: String, _ ending: String) -> String {
        "\(folder(of: path))/.\(path.split(separator: "/").last ?? "")\(ending)"
    }

    private static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    }

    private static func write(_ bytes: [UInt8], to path: String, like old: String) throws(FileReplacementError) {
        var status = stat()
        let mode = stat(old, &status) == 0 ? status.st_mode & 0o777 : 0o644
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard file >= 0 else { throw failure(path) }
        defer { close(file) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure(path) }
            rest = rest.dropFirst(count)
        }
        // The creation mask may have taken rights away that the old file gives.
        guard fchmod(file, mode) == 0, fsync(file) == 0 else { throw failure(path) }
    }

    /// The new names survive a loss of power too.
    private static func flush(_ folder: String) {
        let file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard file >= 0 else { return }
        fsync(file)
        close(file)
    }

    private static func failure(_ path: String) -> FileReplacementError {
        .unwritable(path: path, reason: String(cString: strerror(errno)))
    }
}
