/// SHA-256 and HMAC after FIPS 180-4 and RFC 2104, written for these tests alone: the simulator's signatures are compared
/// with another implementation than the one they are made with.
enum PlainSHA256 {
    static func hash(_ message: [UInt8]) -> [UInt8] {
        var state: [UInt32] = [
            0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
        ]
        var padded = message + [0x80]
        padded += [UInt8](repeating: 0, count: (120 - padded.count % 64) % 64)
        let bits = UInt64(message.count) * 8
        padded += (0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * $0)) }
        for start in stride(from: 0, to: padded.count, by: 64) { compress(padded[start..<start + 64], &state) }
        return state.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * $0)) } }
    }

    static func hmac(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
        var block = key.count > 64 ? hash(key) : key
        block += [UInt8](repeating: 0, count: 64 - block.count)
        return hash(block.map { $0 ^ 0x5c } + hash(block.map { $0 ^ 0x36 } + message))
    }

    static func hex(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private static func compress(_ block: ArraySlice<UInt8>, _ state: inout [UInt32]) {
        func turned(_ word: UInt32, _ by: UInt32) -> UInt32 { word >> by | word << (32 - by) }
        let bytes = Array(block)
        var words = (0..<16).map { index in
            (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(bytes[4 * index + $1]) }
        }
        for index in 16..<64 {
            let first = words[index - 15]
            let second = words[index - 2]
            words.append(
                words[index - 16] &+ (turned(first, 7) ^ turned(first, 18) ^ first >> 3) &+ words[index - 7]
                    &+ (turned(second, 17) ^ turned(second, 19) ^ second >> 10))
        }
        var s = state
        for index in 0..<64 {
            let high = turned(s[4], 6) ^ turned(s[4], 11) ^ turned(s[4], 25)
            let one = s[7] &+ high &+ (s[4] & s[5] ^ ~s[4] & s[6]) &+ constants[index] &+ words[index]
            let low = turned(s[0], 2) ^ turned(s[0], 13) ^ turned(s[0], 22)
            let two = low &+ (s[0] & s[1] ^ s[0] & s[2] ^ s[1] & s[2])
            s = [one &+ two, s[0], s[1], s[2], s[3] &+ one, s[4], s[5], s[6]]
        }
        for index in 0..<8 { state[index] &+= s[index] }
    }

    /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes, found by whole numbers.
    private static let constants: [UInt32] = {
        var primes: [UInt64] = []
        var candidate: UInt64 = 2
        while primes.count < 64 {
            if primes.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
            candidate += 1
        }
        return primes.map { prime in
            // The largest r with r^3 <= prime * 2^96, that is the cube root in units of 2^-32.
            var low: UInt64 = 0
            var high: UInt64 = 1 << 36
            while high - low > 1 {
                let middle = (low + high) / 2
                if isCube(middle, atMost: prime) { low = middle } else { high = middle }
            }
            return UInt32(truncatingIfNeeded: low)
        }
    }()

    private static func isCube(_ root: UInt64, atMost prime: UInt64) -> Bool {
        let value = UInt128(root)
        return value * value * value <= UInt128(prime) << 96
    }
}
