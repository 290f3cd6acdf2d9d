import CCrypto

/// The algorithms of libcrypto, looked up once: a look-up costs more than hashing a short message.
///
/// `@unchecked Sendable` because a fetched algorithm is never changed and libcrypto shares it between threads itself.
struct Algorithm: @unchecked Sendable {
    let pointer: OpaquePointer

    static let sha256 = Algorithm(EVP_MD_fetch(nil, "SHA256", nil))
    static let hmac = Algorithm(EVP_MAC_fetch(nil, "HMAC", nil))
    static let aes256GCM = Algorithm(EVP_CIPHER_fetch(nil, "AES-256-GCM", nil))

    private init(_ pointer: OpaquePointer?) {
        self.pointer = required(pointer, "an algorithm is missing from this build of libcrypto")
    }
}

/// For calls that fail only when memory has run out or libcrypto is broken, never because of what came from outside.
/// Going on would mean unsealed or unverified data, so the process ends.
func required<T>(_ value: T?, _ failure: StaticString) -> T {
    guard let value else { fatalError("libcrypto: \(failure)") }
    return value
}

/// The same for calls that return 1 when they succeed.
func requireSuccess(_ code: Int32, _ failure: StaticString) {
    guard code == 1 else { fatalError("libcrypto: \(failure)") }
}
