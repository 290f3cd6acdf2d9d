import CCrypto

/// A key for HMAC-SHA256 (RFC 2104), prepared once and used by many tasks at the same time.
///
/// Duplicating a keyed context takes half the time of keying a new one for each message.
public struct HMACKey: Sendable {
    /// `@unchecked Sendable` because the context is never changed once it has its key; duplicating it only reads.
    private final class KeyedContext: @unchecked Sendable {
        let pointer: OpaquePointer

        init(_ key: [UInt8]) {
            pointer = required(EVP_MAC_CTX_new(Algorithm.hmac.pointer), "no memory for HMAC")
            var digest = Array("SHA256".utf8CString)
            // An empty array may have no address, which would mean "keep the key you have".
            let addressable = key.isEmpty ? [0] : key
            let started = digest.withUnsafeMutableBufferPointer { name in
                let parameters = [
                    OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name.baseAddress, 0),
                    OSSL_PARAM_construct_end(),
                ]
                return EVP_MAC_init(pointer, addressable, key.count, parameters)
            }
            requireSuccess(started, "HMAC does not take its key")
        }

        deinit { EVP_MAC_CTX_free(pointer) }
    }

    private let context: KeyedContext

    public init(_ key: [UInt8]) { context = KeyedContext(key) }

    /// The code for the parts as if they stood behind one another: 32 bytes. Compare it with `ConstantTime.equal`.
    public func authenticate(_ parts: [UInt8]...) -> [UInt8] {
        let copy = required(EVP_MAC_CTX_dup(context.pointer), "no memory for HMAC")
        defer { EVP_MAC_CTX_free(copy) }
        for part in parts {
            requireSuccess(EVP_MAC_update(copy, part, part.count), "HMAC failed")
        }
        var code = [UInt8](repeating: 0, count: 32)
        var count = 0
        requireSuccess(EVP_MAC_final(copy, &code, &count, code.count), "HMAC cannot end")
        return code
    }
}
