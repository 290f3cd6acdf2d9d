import Testing

@testable import Crypto

struct EncodingTests {
    @Test(arguments: [([], ""), ([0], "00"), ([0x0f, 0xf0, 0xab], "0ff0ab")] as [([UInt8], String)])
    func hexGoesBothWays(_ bytes: [UInt8], _ text: String) {
        #expect(Hex.encode(bytes) == text)
        #expect(Hex.decode(text) == bytes)
        #expect(Hex.decode(text.uppercased()) == bytes)
    }

    @Test(arguments: ["0", "000", "0g", "g0", " 00", "0x00", "00\n", "٠٠", "\u{ff10}0"])
    func whatIsNoHexIsRefused(_ text: String) {
        #expect(Hex.decode(text) == nil)
    }

    /// RFC 4648 section 10, without padding, and the two characters that differ.
    @Test(arguments: [
        ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"),
        ("foobar", "Zm9vYmFy"), ("\u{3fb}\u{3ff}?", "z7vPvz8"), (">>>???", "Pj4-Pz8_"),
    ])
    func base64URLGoesBothWays(_ plain: String, _ text: String) {
        #expect(Base64URL.encode(plain.utf8) == text)
        #expect(Base64URL.decode(text) == Array(plain.utf8))
    }

    @Test func everyByteSurvivesBase64URL() {
        let all = [UInt8](0...255)
        let text = Base64URL.encode(all)
        #expect(!text.contains { "+/=".contains($0) })
        #expect(Base64URL.decode(text) == all)
    }

    @Test(arguments: ["Z", "Zg==", "Zg=", "Zh", "Zm9", "Pj4+", "Pz8/", "Zm 8", "Zm8\n", "Zmé8", "!!!!", "A"])
    func whatIsNoBase64URLIsRefused(_ text: String) {
        #expect(Base64URL.decode(text) == nil)
    }

    @Test(arguments: [0, 1, 12, 32, 100_000])
    func randomBytesAreAsManyAsAskedFor(_ count: Int) {
        #expect(SecureRandom.bytes(count).count == count)
    }

    @Test func randomBytesDiffer() {
        #expect(Set((0..<1_000).map { _ in SecureRandom.bytes(16) }).count == 1_000)
    }
}
