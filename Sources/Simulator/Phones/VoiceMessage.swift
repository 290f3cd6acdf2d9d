/// One second of a quiet tone: 8,000 samples of 8 bits in a RIFF file.
enum VoiceMessage {
    static let wave: [UInt8] = {
        let samples = (0..<8000).map { UInt8($0 / 9 % 2 == 0 ? 118 : 138) }
        func little(_ value: Int, _ bytes: Int) -> [UInt8] { (0..<bytes).map { UInt8(value >> (8 * $0) & 255) } }
        let format = little(1, 2) + little(1, 2) + little(8000, 4) + little(8000, 4) + little(1, 2) + little(8, 2)
        return Array("RIFF".utf8) + little(36 + samples.count, 4) + Array("WAVEfmt ".utf8) + little(16, 4) + format
            + Array("data".utf8) + little(samples.count, 4) + samples
    }()
}
