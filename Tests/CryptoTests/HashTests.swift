import Testing

@testable import Crypto

/// Repeats a byte, as the vectors of the RFCs do.
func bytes(_ byte: UInt8, _ count: Int) -> [UInt8] { [UInt8](repeating: byte, count: count) }

func hex(_ text: String) throws -> [UInt8] { try #require(Hex.decode(text)) }

struct HashTests {
    /// FIPS 180-4, examples of NIST's Cryptographic Standards page.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func sha256GivesThePublishedHash(_ text: String, _ expected: String) {
        #expect(Hex.encode(SHA256.hash(Array(text.utf8))) == expected)
    }

    @Test func sha256OfPartsIsThatOfTheWhole() {
        let whole = Array("abc".utf8)
        #expect(SHA256.hash([], Array("a".utf8), Array("bc".utf8), []) == SHA256.hash(whole))
        #expect(SHA256.hash() == SHA256.hash([]))
    }

    /// RFC 4231 sections 4.2 to 4.8 (4.6 is cut to 16 bytes there).
    @Test(arguments: [
        (
            bytes(0x0b, 20), Array("Hi There".utf8), "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        ),
        (
            Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        (bytes(0xaa, 20), bytes(0xdd, 50), "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"),
        ([UInt8](1...25), bytes(0xcd, 50), "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"),
        (bytes(0x0c, 20), Array("Test With Truncation".utf8), "a3b6167473100ee06e0c796c2955552b"),
        (
            bytes(0xaa, 131), Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
        (
            bytes(0xaa, 131),
            Array(
                "This is a test using a larger than block-size key and a larger than block-size data. The key needs to be hashed before being used by the HMAC algorithm."
                    .utf8), "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
        ),
    ])
    func hmacGivesThePublishedCode(_ key: [UInt8], _ message: [UInt8], _ expected: String) {
        let code = Hex.encode(HMACKey(key).authenticate(message))
        #expect(code.count == 64)
        #expect(code.hasPrefix(expected))
    }

    @Test func hmacOfPartsIsThatOfTheWholeAndTheKeyCanBeUsedAgain() {
        let key = HMACKey(Array("Jefe".utf8))
        let whole = key.authenticate(Array("what do ya want".utf8))
        #expect(key.authenticate(Array("what do".utf8), [], Array(" ya want".utf8)) == whole)
        #expect(key.authenticate(Array("what do ya want".utf8)) == whole)
        #expect(key.authenticate(Array("what do ya wanT".utf8)) != whole)
        #expect(HMACKey(Array("jefe".utf8)).authenticate(Array("what do ya want".utf8)) != whole)
    }

    /// HMAC-SHA256 of nothing under an empty key, as in RFC 2104's definition computed with SHA-256.
    @Test func anEmptyKeyIsAKey() {
        let inner = SHA256.hash(bytes(0x36, 64))
        #expect(HMACKey([]).authenticate() == SHA256.hash(bytes(0x5c, 64), inner))
    }

    @Test func oneKeyServesManyTasksAtOnce() async {
        let key = HMACKey(bytes(7, 32))
        let expected = (0..<64).map { key.authenticate([UInt8($0)]) }
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    (0..<2_000).allSatisfy { key.authenticate([UInt8($0 % 64)]) == expected[$0 % 64] }
                }
            }
            for await isRight in group { #expect(isRight) }
        }
    }

    @Test(
        arguments: [
            ([], [], true), ([1], [1], true), ([1, 2, 3], [1, 2, 3], true), ([1], [], false),
            ([1, 2, 3], [1, 2, 4], false),
            ([1, 2, 3], [0, 2, 3], false), ([1, 2], [1, 2, 3], false),
        ] as [([UInt8], [UInt8], Bool)])
    func constantTimeComparesLikeEquality(_ a: [UInt8], _ b: [UInt8], _ expected: Bool) {
        #expect(ConstantTime.equal(a, b) == expected)
    }
}
