import Crypto

/// A SHA-256 as the platforms write it into headers: a fixed prefix and 64 lower-case hexadecimal digits. Exactly that is
/// taken: all three document lower case, and a value of another form (two signatures joined by a comma among them) is no
/// signature.
struct HexSignature {
    private let digits: [UInt8]

    init?(_ text: String, prefix: String = "") {
        let bytes = Array(text.utf8)
        guard bytes.count == prefix.utf8.count + 64, bytes.starts(with: prefix.utf8) else { return nil }
        digits = Array(bytes.dropFirst(prefix.utf8.count))
        let isHexadecimal = digits.allSatisfy { byte in
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
        }
        guard isHexadecimal else { return nil }
    }

    /// Compares in constant time.
    func matches(_ digest: [UInt8]) -> Bool { ConstantTime.equal(Array(Hex.encode(digest).utf8), digits) }
}
