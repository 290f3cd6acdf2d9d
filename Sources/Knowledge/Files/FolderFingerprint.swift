import Glibc

/// What the files of a folder look like from outside. Compared once a second: polling sees network mounts and needs no
/// watch that could overflow; files are read when two rounds agree, so never between the two writes of an editor.
public struct FolderFingerprint: Sendable, Hashable {
    private struct File: Sendable, Hashable {
        let name: String
        let inode: UInt64
        let size: Int64
        let modifiedSeconds: Int64
        let modifiedNanoseconds: Int64
    }

    private let files: [File]

    /// The fingerprint of the `*.yaml` files below `folder`.
    public static func of(_ folder: String) throws(KnowledgeFilesError) -> FolderFingerprint {
        var files: [File] = []
        for name in try KnowledgeFiles.names(in: folder) {
            var status = stat()
            guard stat("\(folder)/\(name)", &status) == 0 else { throw .unreadableFile("\(folder)/\(name)") }
            files.append(
                File(
                    name: name, inode: UInt64(status.st_ino), size: Int64(status.st_size),
                    modifiedSeconds: Int64(status.st_mtim.tv_sec), modifiedNanoseconds: Int64(status.st_mtim.tv_nsec)))
        }
        return FolderFingerprint(files: files)
    }
}
