/// Seals what citizens wrote before it is stored: AES-256-GCM with a random nonce.
///
/// A sealed text is: format byte 1, nonce (12 bytes), ciphertext, tag (16 bytes); 29 bytes longer than the plain text.
/// The context (such as "message.text") is authenticated but not stored, so a sealed text is of no use in another place.
public struct SealingKey: Sendable {
    private static let format: UInt8 = 1
    private static let overhead = 1 + AES256GCM.nonceCount + AES256GCM.tagCount

    private let key: [UInt8]

    /// - Throws: `keyLength` unless the key has 32 bytes.
    public init(_ key: [UInt8]) throws(CryptoError) {
        guard key.count == AES256GCM.keyCount else { throw .keyLength(found: key.count) }
        self.key = key
    }

    /// Random nonces allow 2^32 texts a key before a repetition becomes likelier than 2^-32 (NIST SP 800-38D 8.3).
    public func seal(_ plain: [UInt8], context: String) -> [UInt8] {
        let nonce = SecureRandom.bytes(AES256GCM.nonceCount)
        var sealed: [UInt8] = []
        sealed.reserveCapacity(plain.count + SealingKey.overhead)
        sealed.append(SealingKey.format)
        sealed += nonce
        AES256GCM.seal(plain, key: key, nonce: nonce, additional: Array(context.utf8), appendingTo: &sealed)
        return sealed
    }

    /// - Throws: `unknownFormat`, or `notAuthentic` for anything not sealed with this key for this context.
    public func open(_ sealed: [UInt8], context: String) throws(CryptoError) -> [UInt8] {
        guard sealed.count >= SealingKey.overhead else { throw .notAuthentic }
        guard sealed[0] == SealingKey.format else { throw .unknownFormat(sealed[0]) }
        let nonce = Array(sealed[1...AES256GCM.nonceCount])
        let body = sealed[(1 + AES256GCM.nonceCount)...]
        let plain = AES256GCM.open(
            body.dropLast(AES256GCM.tagCount), tag: body.suffix(AES256GCM.tagCount), key: key, nonce: nonce,
            additional: Array(context.utf8))
        guard let plain else { throw .notAuthentic }
        return plain
    }
}
