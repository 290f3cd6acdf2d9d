import Glibc
import Synchronization

/// An exclusive lock on `DATABASE.lock`, held while a process may write the database.
///
/// SQLite before 3.51.3 can damage a file that two connections write or checkpoint at the same instant
/// (https://sqlite.org/wal.html#walresetbug), so there is never a second one. The kernel drops the lock when the process
/// dies. The file stays: removing it would let two processes lock two different files.
final class FileLock: Sendable {
    private let descriptor: Mutex<Int32?>

    init(database path: String) throws(DatabaseError) {
        let lockPath = path + ".lock"
        let opened = open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard opened >= 0 else {
            throw .cannotOpen(path: lockPath, message: String(cString: strerror(errno)))
        }
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            let holder = FileLock.processID(in: opened)
            Glibc.close(opened)
            throw .locked(path: path, processID: holder)
        }
        descriptor = Mutex(opened)
        let text = Array("\(getpid())\n".utf8)
        // Only for the message another process shows; the lock holds without it.
        _ = ftruncate(opened, 0)
        _ = pwrite(opened, text, text.count, 0)
    }

    deinit { release() }

    func release() {
        descriptor.withLock { open in
            if let descriptor = open { Glibc.close(descriptor) }
            open = nil
        }
    }

    private static func processID(in descriptor: Int32) -> Int32? {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else { return nil }
        return Int32(String(decoding: bytes[..<count], as: UTF8.self).prefix { $0 != "\n" })
    }
}
