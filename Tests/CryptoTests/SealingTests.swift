import Testing

@testable import Crypto

struct SealingTests {
    private let key: SealingKey
    private let plain = Array("Nhà em 5 người, hết gạo rồi ạ".utf8)

    init() throws { key = try SealingKey(bytes(7, 32)) }

    struct Vector: Sendable {
        let key, nonce, additional, plain, cipher, tag: String
    }

    private static let feKey = "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"
    private static let fePlain =
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
    private static let feCipher =
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"

    /// Test cases 13 to 16 of "The Galois/Counter Mode of Operation" (McGrew, Viega), which NIST SP 800-38D points to.
    static let vectors = [
        Vector(
            key: String(repeating: "0", count: 64), nonce: String(repeating: "0", count: 24), additional: "", plain: "",
            cipher: "", tag: "530f8afbc74536b9a963b4f1c4cb738b"),
        Vector(
            key: String(repeating: "0", count: 64), nonce: String(repeating: "0", count: 24), additional: "",
            plain: String(repeating: "0", count: 32), cipher: "cea7403d4d606b6e074ec5d3baf39d18",
            tag: "d0d1c8a799996bf0265b98b5d48ab919"),
        Vector(
            key: feKey, nonce: "cafebabefacedbaddecaf888", additional: "", plain: fePlain + "1aafd255",
            cipher: feCipher + "898015ad", tag: "b094dac5d93471bdec1a502270e3cc6c"),
        Vector(
            key: feKey, nonce: "cafebabefacedbaddecaf888", additional: "feedfacedeadbeeffeedfacedeadbeefabaddad2",
            plain: fePlain, cipher: feCipher, tag: "76fc6ece0f4e1768cddf8853bb2d551b"),
    ]

    @Test(arguments: vectors) func aes256GCMGivesThePublishedText(_ vector: Vector) throws {
        let (key, nonce, additional) = (try hex(vector.key), try hex(vector.nonce), try hex(vector.additional))
        var sealed: [UInt8] = []
        AES256GCM.seal(try hex(vector.plain), key: key, nonce: nonce, additional: additional, appendingTo: &sealed)
        #expect(Hex.encode(sealed) == vector.cipher + vector.tag)
        let opened = AES256GCM.open(
            sealed.dropLast(16), tag: sealed.suffix(16), key: key, nonce: nonce, additional: additional)
        #expect(try opened == hex(vector.plain))
    }

    @Test(arguments: [0, 1, 15, 16, 17, 200, 70_000])
    func aSealedTextOpensAgain(_ count: Int) throws {
        let plain = bytes(0xe1, count)
        let sealed = key.seal(plain, context: "message.text")
        #expect(sealed.count == count + 29)
        #expect(sealed[0] == 1)
        #expect(try key.open(sealed, context: "message.text") == plain)
    }

    @Test func theSameTextIsSealedDifferentlyEachTime() {
        let seals = Set((0..<100).map { _ in key.seal(plain, context: "a") })
        #expect(seals.count == 100)
    }

    @Test func aSealedTextHoldsNothingOfThePlainOne() {
        let sealed = key.seal(bytes(0x41, 200), context: "a")
        #expect(sealed.dropFirst(13).filter { $0 == 0x41 }.count < 20)
    }

    @Test func everyChangedByteIsNoticed() {
        let sealed = key.seal(plain, context: "a")
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 1
            #expect(throws: index == 0 ? CryptoError.unknownFormat(0) : .notAuthentic) {
                try key.open(changed, context: "a")
            }
        }
    }

    @Test func everyCutIsNoticed() {
        let sealed = key.seal(plain, context: "a")
        for count in 0..<sealed.count {
            #expect(throws: CryptoError.notAuthentic) { try key.open(Array(sealed.prefix(count)), context: "a") }
        }
        #expect(throws: CryptoError.notAuthentic) { try key.open(sealed + [0], context: "a") }
    }

    @Test(arguments: ["", "A", "a ", "message.text"])
    func anotherContextDoesNotOpen(_ context: String) {
        let sealed = key.seal(plain, context: "a")
        #expect(throws: CryptoError.notAuthentic) { try key.open(sealed, context: context) }
    }

    @Test func anotherKeyDoesNotOpen() throws {
        let sealed = key.seal(plain, context: "a")
        let other = try SealingKey(bytes(8, 32))
        #expect(throws: CryptoError.notAuthentic) { try other.open(sealed, context: "a") }
    }

    @Test(arguments: [0, 16, 31, 33, 64])
    func aKeyOfAnotherLengthIsRefused(_ count: Int) {
        #expect(throws: CryptoError.keyLength(found: count)) { try SealingKey(bytes(1, count)) }
    }
}
