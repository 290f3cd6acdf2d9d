import Foundation
import Testing

@testable import Crypto

struct PasswordTests {
    private static let stored = Password.hash("mật khẩu đúng")

    /// RFC 7914 section 12, the first three (the fourth takes a gigabyte).
    @Test(arguments: [
        (
            "", "", 4, 1, 1,
            "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906"
        ),
        (
            "password", "NaCl", 10, 8, 16,
            "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640"
        ),
        (
            "pleaseletmein", "SodiumChloride", 14, 8, 1,
            "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887"
        ),
    ])
    func scryptGivesThePublishedHash(
        _ password: String, _ salt: String, _ logN: Int, _ blockSize: Int, _ parallel: Int, _ expected: String
    ) throws {
        let hash = Password.scrypt(
            Array(password.utf8), salt: Array(salt.utf8), logN: logN, blockSize: blockSize, parallel: parallel,
            count: 64)
        #expect(try hash == hex(expected))
    }

    @Test func thePasswordFitsAndItsStoredFormNamesTheParameters() {
        #expect(Self.stored.hasPrefix("scrypt$15$8$1$"))
        #expect(Password.verify("mật khẩu đúng", against: Self.stored))
    }

    @Test func decomposedLettersFitToo() {
        let decomposed = "mật khẩu đúng".decomposedStringWithCanonicalMapping
        #expect(Array(decomposed.utf8) != Array("mật khẩu đúng".utf8))
        #expect(Password.verify(decomposed, against: Self.stored))
    }

    @Test(arguments: ["", "mat khau dung", "mật khẩu đúng ", "Mật khẩu đúng"])
    func anotherPasswordDoesNotFit(_ password: String) {
        #expect(!Password.verify(password, against: Self.stored))
    }

    @Test func theSamePasswordIsStoredDifferentlyEachTime() {
        #expect(Password.hash("same") != Password.hash("same"))
    }

    @Test(arguments: [
        "", "$", "mật khẩu đúng", "scrypt$15$8$1$AAAAAAAAAAAAAAAAAAAAAA", "scrypt$15$8$1$$",
        "scrypt$99$8$1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "scrypt$-1$8$1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "scrypt$15$999999999$1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "scrypt$15$8$0$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "bcrypt$15$8$1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "scrypt$15$8$1$AAAAAAAAAAAAAAAAAAAA!!$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "scrypt$15$8$1$AAAAAAAAAAAAAAAAAAAAAA$AAAA", "scrypt$15$8$1$AAAAAAAAAAAAAAAAAAAAAA$",
    ])
    func aMalformedStoredFormFitsNoPassword(_ stored: String) {
        #expect(!Password.verify("", against: stored))
        #expect(!Password.verify("mật khẩu đúng", against: stored))
    }

    @Test func aCutStoredFormFitsNoPassword() {
        #expect(!Password.verify("mật khẩu đúng", against: String(Self.stored.dropLast())))
        #expect(!Password.verify("mật khẩu đúng", against: Self.stored + "$"))
    }
}
