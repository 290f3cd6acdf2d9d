import Foundation
import Testing

@testable import Crypto

final class KeyFileTests {
    private let folder: String
    private var path: String { folder + "/seal.key" }

    init() throws {
        var template = Array((NSTemporaryDirectory() + "/switchboard-key-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else { throw POSIXError(.EIO) }
        folder = String(decoding: template.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private func write(_ text: String, mode: Int = 0o600) throws {
        try Data(text.utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }

    @Test func theFirstStartMakesAKeyThatLaterStartsFind() throws {
        let key = try KeyFile.loadOrCreate(path: path)
        #expect(key.count == 32)
        #expect(try KeyFile.loadOrCreate(path: path) == key)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == Hex.encode(key) + "\n")
    }

    @Test func twoFilesHoldDifferentKeys() throws {
        #expect(try KeyFile.loadOrCreate(path: path) != KeyFile.loadOrCreate(path: path + ".other"))
    }

    @Test(arguments: [0o600, 0o400]) func aKeyOnlyItsOwnerReadsIsTaken(_ mode: Int) throws {
        try write(String(repeating: "Ab", count: 32), mode: mode)
        #expect(try KeyFile.loadOrCreate(path: path) == bytes(0xab, 32))
    }

    @Test(arguments: [0o640, 0o604, 0o644, 0o660, 0o666, 0o700, 0o777])
    func aKeyOthersCanReadIsRefused(_ mode: Int) throws {
        try write(String(repeating: "ab", count: 32) + "\n", mode: mode)
        #expect(throws: CryptoError.keyFileExposed(path: path, mode: UInt32(mode))) {
            try KeyFile.loadOrCreate(path: path)
        }
    }

    @Test(arguments: [
        "", "\n", "ab", String(repeating: "ab", count: 31), String(repeating: "ab", count: 33),
        String(repeating: "ab", count: 32) + "\n\n", String(repeating: "ab", count: 32) + " ",
        String(repeating: "xy", count: 32), String(repeating: "a", count: 63),
        "0x" + String(repeating: "ab", count: 31),
    ])
    func aMalformedKeyIsRefusedAndLeftAlone(_ text: String) throws {
        try write(text)
        let error = #expect(throws: CryptoError.self) { try KeyFile.loadOrCreate(path: path) }
        #expect(error == .keyFileMalformed(path: path))
        #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
        if text.count > 2 { #expect(error?.description.contains(text) == false) }
    }

    @Test func aMissingFolderIsNamed() {
        let missing = folder + "/missing/seal.key"
        let error = #expect(throws: CryptoError.self) { try KeyFile.loadOrCreate(path: missing) }
        #expect(error?.description.contains(missing) == true)
    }
}
