import CCrypto

/// SHA-256 (FIPS 180-4).
public enum SHA256 {
    /// Hashes the parts as if they stood behind one another. Returns 32 bytes.
    public static func hash(_ parts: [UInt8]...) -> [UInt8] {
        let context = required(EVP_MD_CTX_new(), "no memory for SHA-256")
        defer { EVP_MD_CTX_free(context) }
        requireSuccess(EVP_DigestInit_ex2(context, Algorithm.sha256.pointer, nil), "SHA-256 cannot start")
        for part in parts {
            requireSuccess(EVP_DigestUpdate(context, part, part.count), "SHA-256 failed")
        }
        var digest = [UInt8](repeating: 0, count: 32)
        requireSuccess(EVP_DigestFinal_ex(context, &digest, nil), "SHA-256 cannot end")
        return digest
    }
}
