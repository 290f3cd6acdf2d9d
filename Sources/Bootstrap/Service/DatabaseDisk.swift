import Foundation

/// The disk that the database is on.
struct DatabaseDisk: Sendable {
    let databasePath: String

    /// Room left for this user; nil when the system does not say.
    var freeBytes: Int64? {
        let folder = URL(fileURLWithPath: databasePath).deletingLastPathComponent().path
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder)
        return (attributes?[.systemFreeSize] as? NSNumber)?.int64Value
    }
}
