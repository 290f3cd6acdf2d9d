/// Where calls may go. URLs may come from outside (attachments), so that they are read narrowly: what two parsers could
/// understand differently is refused.
struct OutgoingRules: Sendable {
    private let allowedHosts: Set<String>
    private let allowPlainHTTPOnLoopback: Bool

    private static let loopback: Set<String> = ["127.0.0.1", "localhost", "[::1]"]
    /// Longer URLs are cut by servers; 8,000 is what RFC 9110 section 4.1 asks everybody to support.
    private static let urlBytes = 8_000

    init(allowedHosts: [String], allowPlainHTTPOnLoopback: Bool) {
        self.allowedHosts = Set(allowedHosts.map { $0.lowercased() })
        self.allowPlainHTTPOnLoopback = allowPlainHTTPOnLoopback
    }

    /// Why `request` is not made; nil when it may be.
    func objection(to request: OutgoingRequest) -> String? {
        guard !request.method.isEmpty, request.method.utf8.allSatisfy({ (0x41...0x5a).contains($0) }) else {
            return "the method is not valid"
        }
        for (name, value) in request.headers {
            guard !name.isEmpty, name.utf8.allSatisfy(HeadReader.isToken),
                value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f || $0 == 0x09 })
            else { return "a header is not valid" }
        }
        return objection(toURL: request.url)
    }

    private func objection(toURL url: String) -> String? {
        let url = url.utf8
        guard url.count <= Self.urlBytes, url.allSatisfy({ $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: "\\") }) else {
            return "the URL is not valid"
        }
        let isSecure = url.starts(with: "https://".utf8)
        guard isSecure || url.starts(with: "http://".utf8) else { return "only https is allowed" }
        let rest = url.dropFirst(isSecure ? 8 : 7)
        let authority = rest.prefix { ![UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#")].contains($0) }
        guard !authority.contains(UInt8(ascii: "@")) else { return "the URL holds user information" }
        guard let host = Self.host(authority) else { return "the URL's host is not valid" }
        guard allowedHosts.contains(host) else { return "host \(host) is not allowed" }
        guard isSecure || (allowPlainHTTPOnLoopback && Self.loopback.contains(host)) else {
            return "plain http to \(host) is not allowed"
        }
        return nil
    }

    /// The lower-case host of `name`, `name:port` or `[::1]:port`.
    private static func host(_ authority: Substring.UTF8View) -> String? {
        var name = authority
        if let colon = authority.lastIndex(of: UInt8(ascii: ":")), authority.last != UInt8(ascii: "]") {
            name = authority[..<colon]
            guard let port = UInt16(Substring(authority[colon...].dropFirst())), port > 0 else { return nil }
        }
        let host = String(Substring(name)).lowercased()
        if host == "[::1]" { return host }
        let isName = host.utf8.allSatisfy { byte in
            switch byte {
            case 0x61...0x7a, 0x30...0x39, 0x2d, 0x2e: true
            default: false
            }
        }
        return isName && !host.isEmpty ? host : nil
    }
}
