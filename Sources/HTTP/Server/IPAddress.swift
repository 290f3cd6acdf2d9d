import Glibc

/// An IPv4 or IPv6 address as 16 bytes; IPv4 and `::ffff:` mapped addresses are the same.
struct IPAddress: Hashable, Sendable, CustomStringConvertible {
    /// Network order; IPv4 stands in the last 4 behind ::ffff.
    let bytes: [UInt8]

    var isIPv4: Bool { bytes[..<12] == Self.mappedPrefix }

    private static let mappedPrefix: ArraySlice<UInt8> = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff]

    /// Reads "192.0.2.1" or "2001:db8::1", without port, brackets or zone.
    init?(_ text: some StringProtocol) {
        let text = String(text)
        var v4 = in_addr()
        var v6 = in6_addr()
        if inet_pton(AF_INET, text, &v4) == 1 {
            bytes = Self.mappedPrefix + withUnsafeBytes(of: v4) { Array($0) }
        } else if inet_pton(AF_INET6, text, &v6) == 1 {
            bytes = withUnsafeBytes(of: v6) { Array($0) }
        } else {
            return nil
        }
    }

    /// The address of an accepted socket.
    init?(_ storage: sockaddr_storage) {
        switch Int32(storage.ss_family) {
        case AF_INET:
            let v4 = withUnsafeBytes(of: storage) { $0.loadUnaligned(as: sockaddr_in.self) }
            bytes = Self.mappedPrefix + withUnsafeBytes(of: v4.sin_addr) { Array($0) }
        case AF_INET6:
            let v6 = withUnsafeBytes(of: storage) { $0.loadUnaligned(as: sockaddr_in6.self) }
            bytes = withUnsafeBytes(of: v6.sin6_addr) { Array($0) }
        default: return nil
        }
    }

    var description: String {
        if isIPv4 { return bytes[12...].map(String.init).joined(separator: ".") }
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        return bytes.withUnsafeBytes { raw in
            inet_ntop(AF_INET6, raw.baseAddress, &text, socklen_t(text.count)).map { String(cString: $0) } ?? "::"
        }
    }
}
