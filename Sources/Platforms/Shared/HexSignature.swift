import Crypto

/// A SHA-256 as the platforms write it into headers: a fixed prefix and 64 lower-case hexadecimal digits. Exactly that is
/// taken: all three document lower case, and a value of another form (two signatures joined by a comma among them) is no
/// signature.
struct HexSignature {
    private let digest: [UInt8]

    init?(_ text: String, prefix: String = "") {
        let bytes = Array(text.utf8)
        guard bytes.count == prefix.utf8.count + 64, bytes.starts(with: prefix.utf8) else { return nil }
        var digest: [UInt8] = []
        digest.reserveCapacity(32)
        for position in stride(from: prefix.utf8.count, to: bytes.count, by: 2) {
            guard let high = Self.digit(bytes[position]), let low = Self.digit(bytes[position + 1]) else { return nil }
            digest.append(high << 4 | low)
        }
        self.digest = digest
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        default: nil
        }
    }

    /// Compares in constant time.
    func matches(_ digest: [UInt8]) -> Bool { ConstantTime.equal(digest, self.digest) }
}
