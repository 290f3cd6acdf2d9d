import Glibc

/// A 32-byte key as one line of hexadecimal digits in a file that only its owner can read.
public enum KeyFile {
    private static let keyCount = 32

    /// Reads the key, or makes a random one when the file is missing (the first start).
    ///
    /// - Parameter path: the file; its folder must exist.
    /// - Returns: the 32 bytes.
    /// - Throws: `keyFileExposed` for a mode wider than 0600, `keyFileMalformed`, `keyFileUnusable`.
    public static func loadOrCreate(path: String) throws(CryptoError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        if descriptor < 0 && errno == ENOENT { return try create(path) }
        guard descriptor >= 0 else { throw unusable(path) }
        defer { close(descriptor) }
        var information = stat()
        guard fstat(descriptor, &information) == 0 else { throw unusable(path) }
        let mode = information.st_mode & 0o777
        guard mode & ~0o600 == 0 else { throw .keyFileExposed(path: path, mode: mode) }
        // One byte more than a key and its line end, to notice what is too long.
        var bytes = [UInt8](repeating: 0, count: 2 * keyCount + 2)
        let count = read(descriptor, &bytes, bytes.count)
        guard count >= 0 else { throw unusable(path) }
        var text = bytes[..<count]
        if text.last == UInt8(ascii: "\n") { text.removeLast() }
        guard let key = Hex.decode(String(decoding: text, as: UTF8.self)), key.count == keyCount else {
            throw .keyFileMalformed(path: path)
        }
        return key
    }

    private static func create(_ path: String) throws(CryptoError) -> [UInt8] {
        let key = SecureRandom.bytes(keyCount)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw unusable(path) }
        let line = Array((Hex.encode(key) + "\n").utf8)
        let isKept = write(descriptor, line, line.count) == line.count && fsync(descriptor) == 0
        let failure = isKept ? nil : unusable(path)
        close(descriptor)
        if let failure {
            unlink(path)
            throw failure
        }
        try syncFolder(of: path)
        return key
    }

    /// Without it the file's name may be lost with the power, and with the key all that was sealed until then.
    private static func syncFolder(of path: String) throws(CryptoError) {
        let end = path.lastIndex(of: "/")
        let folder = end.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unusable(path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw unusable(path) }
    }

    private static func unusable(_ path: String) -> CryptoError {
        .keyFileUnusable(path: path, reason: String(cString: strerror(errno)))
    }
}
