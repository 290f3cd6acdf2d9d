/// The proxies whose X-Forwarded-For is believed, as addresses and networks ("127.0.0.1", "10.0.0.0/8", "fd00::/8").
struct TrustedProxies: Sendable {
    private var networks: [(prefix: IPAddress, bits: Int)] = []

    init(_ entries: [String]) throws(ServerError) {
        for entry in entries {
            let parts = entry.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
            guard let prefix = IPAddress(parts[0]) else { throw .trustedProxyInvalid(entry) }
            let offset = prefix.isIPv4 && !parts[0].contains(":") ? 96 : 0
            guard parts.count == 2 else {
                networks.append((prefix, 128))
                continue
            }
            guard let bits = Int(parts[1]), parts[1].utf8.allSatisfy({ (48...57).contains($0) }),
                bits <= 128 - offset
            else { throw .trustedProxyInvalid(entry) }
            networks.append((prefix, offset + bits))
        }
    }

    func contains(_ address: IPAddress) -> Bool {
        networks.contains { network in
            let whole = network.bits / 8
            guard network.prefix.bytes[..<whole] == address.bytes[..<whole] else { return false }
            let rest = network.bits % 8
            guard rest > 0 else { return true }
            let mask = UInt8(truncatingIfNeeded: 0xff00 >> rest)
            return network.prefix.bytes[whole] & mask == address.bytes[whole] & mask
        }
    }

    /// The last address in `forwardedFor` (written from client to proxy) that is not a trusted proxy, the first when
    /// all are; nil when an entry that had to be looked at is no address, since then nothing in it can be believed.
    func client(forwardedFor: String) -> IPAddress? {
        var client: IPAddress?
        for entry in forwardedFor.split(separator: ",", omittingEmptySubsequences: false).reversed() {
            guard let address = IPAddress(Self.withoutPort(entry)) else { return nil }
            client = address
            if !contains(address) { break }
        }
        return client
    }

    /// Some proxies write "192.0.2.1:443" or "[2001:db8::1]:443".
    private static func withoutPort(_ entry: Substring) -> Substring {
        let blank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        let text = entry.drop(while: blank)
        let trimmed = text.lastIndex(where: { !blank($0) }).map { text[...$0] } ?? ""
        if trimmed.first == "[", let end = trimmed.firstIndex(of: "]") {
            return trimmed[trimmed.index(after: trimmed.startIndex)..<end]
        }
        guard let colon = trimmed.firstIndex(of: ":"), colon == trimmed.lastIndex(of: ":") else { return trimmed }
        return trimmed[..<colon]
    }
}
