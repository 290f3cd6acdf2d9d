import CCrypto
import Foundation

/// Passwords of agents, kept as scrypt hashes (RFC 7914).
///
/// Hashing and verifying take about a tenth of a second of CPU and 32 MiB each; callers bound how many run at once.
public enum Password {
    private static let saltCount = 16
    private static let hashCount = 32

    /// What a stored hash may ask for, so that a damaged one cannot exhaust the machine (128 MiB at most).
    private static let logNRange = 10...17
    private static let blockSizeRange = 1...8
    private static let parallelRange = 1...4

    /// A stored form with its parameters and a random salt: `scrypt$15$8$1$salt$hash` (log2 of N, r, p).
    public static func hash(_ password: String) -> String {
        let salt = SecureRandom.bytes(saltCount)
        let hash = scrypt(
            normalized(password), salt: salt, logN: 15, blockSize: 8, parallel: 1, count: hashCount)
        let sealed = required(hash, "scrypt failed")
        return "scrypt$15$8$1$\(Base64URL.encode(salt))$\(Base64URL.encode(sealed))"
    }

    /// True when the password is the one that was hashed. A malformed stored form fits no password.
    public static func verify(_ password: String, against stored: String) -> Bool {
        let fields = stored.split(separator: "$", omittingEmptySubsequences: false)
        guard fields.count == 6, fields[0] == "scrypt",
            let logN = Int(fields[1]), logNRange.contains(logN),
            let blockSize = Int(fields[2]), blockSizeRange.contains(blockSize),
            let parallel = Int(fields[3]), parallelRange.contains(parallel),
            let salt = Base64URL.decode(String(fields[4])), salt.count == saltCount,
            let expected = Base64URL.decode(String(fields[5])), expected.count == hashCount,
            let actual = scrypt(
                normalized(password), salt: salt, logN: logN, blockSize: blockSize, parallel: parallel,
                count: hashCount)
        else { return false }
        return ConstantTime.equal(actual, expected)
    }

    /// Keyboards send Vietnamese letters composed or decomposed: the same password must fit from both (RFC 8265 4.2).
    private static func normalized(_ password: String) -> [UInt8] {
        Array(password.precomposedStringWithCanonicalMapping.utf8)
    }

    static func scrypt(
        _ password: [UInt8], salt: [UInt8], logN: Int, blockSize: Int, parallel: Int, count: Int
    ) -> [UInt8]? {
        // OpenSSL refuses over 32 MiB unless told; the second term is what it needs beside the big table.
        let bytesMax = UInt64(128 * blockSize << logN) + UInt64(128 * blockSize * (parallel + 2))
        var output = [UInt8](repeating: 0, count: count)
        let code = password.withUnsafeBytes { password in
            EVP_PBE_scrypt(
                password.bindMemory(to: CChar.self).baseAddress, password.count, salt, salt.count, 1 << logN,
                UInt64(blockSize), UInt64(parallel), bytesMax, &output, count)
        }
        return code == 1 ? output : nil
    }
}
