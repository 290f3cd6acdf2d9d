/// Why a key or a sealed text could not be used. No case holds a key or a text.
public enum CryptoError: Error, Sendable, Hashable {
    /// A sealing key has 32 bytes.
    case keyLength(found: Int)
    /// Sealed with another key or for another context, changed, or cut short. It cannot be known which.
    case notAuthentic
    /// The first byte names a format this program does not know: use a newer program.
    case unknownFormat(UInt8)
    /// Others than the owner can read the key file. Consider the key known, then `chmod 600`.
    case keyFileExposed(path: String, mode: UInt32)
    /// The key file does not hold 64 hexadecimal digits. Restore it from the backup.
    case keyFileMalformed(path: String)
    /// The key file cannot be read or made.
    case keyFileUnusable(path: String, reason: String)
}

extension CryptoError: CustomStringConvertible {
    /// What an operator reads in the log.
    public var description: String {
        switch self {
        case .keyLength(let found): "the sealing key has \(found) bytes instead of 32"
        case .notAuthentic: "a sealed text was changed, cut short, or sealed with another key or for another place"
        case .unknownFormat(let byte): "a sealed text has format \(byte), which this program does not know"
        case .keyFileExposed(let path, let mode):
            "the key file \(path) has mode \(String(mode, radix: 8)), others may have read it: it must be 600"
        case .keyFileMalformed(let path):
            "the key file \(path) does not hold 64 hexadecimal digits: restore it from the backup"
        case .keyFileUnusable(let path, let reason): "the key file \(path) cannot be used: \(reason)"
        }
    }
}
