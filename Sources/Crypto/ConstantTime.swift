import CCrypto

/// Comparing secrets without telling by the time taken how much of them agrees.
public enum ConstantTime {
    /// True when both hold the same bytes. The lengths are no secret.
    public static func equal(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        a.count == b.count && CRYPTO_memcmp(a, b, a.count) == 0
    }
}
