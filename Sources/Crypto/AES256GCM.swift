import CCrypto

/// AES-256-GCM (NIST SP 800-38D) with 12-byte nonces and 16-byte tags.
enum AES256GCM {
    static let keyCount = 32
    static let nonceCount = 12
    static let tagCount = 16

    /// Appends the ciphertext and the tag to `output`.
    static func seal(
        _ plain: [UInt8], key: [UInt8], nonce: [UInt8], additional: [UInt8], appendingTo output: inout [UInt8]
    ) {
        let context = required(EVP_CIPHER_CTX_new(), "no memory for AES")
        defer { EVP_CIPHER_CTX_free(context) }
        requireSuccess(EVP_EncryptInit_ex2(context, Algorithm.aes256GCM.pointer, key, nonce, nil), "AES cannot start")
        var count: Int32 = 0
        requireSuccess(EVP_EncryptUpdate(context, nil, &count, additional, Int32(additional.count)), "AES failed")
        var sealed = [UInt8](repeating: 0, count: plain.count + tagCount)
        sealed.withUnsafeMutableBufferPointer { sealed in
            requireSuccess(
                EVP_EncryptUpdate(context, sealed.baseAddress, &count, plain, Int32(plain.count)), "AES failed")
            let tag = sealed.baseAddress.map { $0 + plain.count }
            requireSuccess(EVP_EncryptFinal_ex(context, tag, &count), "AES cannot end")
            requireSuccess(
                EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, Int32(tagCount), tag), "AES gives no tag")
        }
        output += sealed
    }

    /// The plain text, or nil when the tag does not fit.
    static func open(
        _ cipher: ArraySlice<UInt8>, tag: ArraySlice<UInt8>, key: [UInt8], nonce: [UInt8], additional: [UInt8]
    ) -> [UInt8]? {
        let context = required(EVP_CIPHER_CTX_new(), "no memory for AES")
        defer { EVP_CIPHER_CTX_free(context) }
        requireSuccess(EVP_DecryptInit_ex2(context, Algorithm.aes256GCM.pointer, key, nonce, nil), "AES cannot start")
        var count: Int32 = 0
        requireSuccess(EVP_DecryptUpdate(context, nil, &count, additional, Int32(additional.count)), "AES failed")
        var plain = [UInt8](repeating: 0, count: cipher.count)
        cipher.withUnsafeBufferPointer { cipher in
            requireSuccess(
                EVP_DecryptUpdate(context, &plain, &count, cipher.baseAddress, Int32(cipher.count)), "AES failed")
        }
        var expected = Array(tag)
        requireSuccess(
            EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(tagCount), &expected), "AES takes no tag")
        var unused: UInt8 = 0
        return EVP_DecryptFinal_ex(context, &unused, &count) == 1 ? plain : nil
    }
}
