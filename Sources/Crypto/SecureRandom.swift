import CCrypto

/// Unpredictable bytes from libcrypto, which the kernel seeds.
public enum SecureRandom {
    /// `count` random bytes. Ends the process when there are none to be had: a predictable key or token is worse.
    public static func bytes(_ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        requireSuccess(RAND_bytes(&bytes, Int32(count)), "no random bytes")
        return bytes
    }
}
