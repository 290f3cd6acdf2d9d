import HTTP
import Testing

@Suite struct FuzzTests {
    /// A generator with a seed, so that a failure can be seen again (SplitMix64).
    private struct Seeded: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9e37_79b9_7f4a_7c15
            var z = state
            z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
            z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
            return z ^ (z >> 31)
        }
    }

    private static let originals = [
        "GET /a/b?c=d%20e HTTP/1.1\r\nHost: h\r\nCookie: a=b\r\nX-Forwarded-For: 1.2.3.4, ::1\r\n\r\n",
        "POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello",
        "POST /x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3;a=b\r\nabc\r\n0\r\nTrailer: 1\r\n\r\n",
        "POST /x HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nok",
        "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
        "HEAD /events HTTP/1.1\r\nHost: h\r\n\r\nGET /events HTTP/1.1\r\nHost: h\r\n\r\n",
    ]

    private static func mutate(_ bytes: [UInt8], _ random: inout Seeded) -> [UInt8] {
        let special: [UInt8] = [0, 9, 10, 13, 32, 37, 43, 44, 45, 47, 58, 63, 127, 128, 255]
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let place = Int.random(in: 0..<max(1, bytes.count), using: &random)
            switch Int.random(in: 0..<6, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes[place] = special.randomElement(using: &random) ?? 0
            case 2: bytes.insert(special.randomElement(using: &random) ?? 0, at: place)
            case 3: bytes.remove(at: place)
            case 4: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 40)], at: place)
            default: bytes.removeSubrange(place...)
            }
            if bytes.isEmpty { return [0] }
        }
        return bytes
    }

    @Test(arguments: 0..<8)
    func randomChangesOf250RequestsDoNotHurtTheServer(part: Int) async throws {
        let limits = quickLimits {
            $0.headMilliseconds = 50
            $0.bodyMilliseconds = 50
            $0.idleMilliseconds = 50
        }
        var random = Seeded(state: UInt64(1022 + part))
        try await withServer(limits: limits, trustedProxies: ["127.0.0.1"]) { port, server in
            for number in 0..<250 {
                let bytes = Self.mutate(Array(Self.originals[number % Self.originals.count].utf8), &random)
                let client = try RawClient(port: port)
                await client.send(bytes)
                // Most end their side; the others wait until the server has had enough.
                if !number.isMultiple(of: 5) { client.finishSending() }
                _ = try? await client.readToEnd()
            }
            await eventually { server.statistics.connectionsOpen == 0 && server.statistics.exchangesInHand == 0 }
            let client = try RawClient(port: port)
            await client.send("GET /well HTTP/1.1\r\nHost: h\r\n\r\n")
            #expect(try await client.readReply().text == "GET /well [] 127.0.0.1 ")
        }
    }
}
