/// The path and query of a request target in origin form (RFC 9112 section 3.2.1), decoded once.
struct Target {
    let path: String
    let query: [(name: String, value: String)]

    /// Nil for other forms (absolute, `*`), blanks and control characters, incomplete percent signs, an encoded NUL,
    /// control characters in the path and what is not UTF-8 when decoded.
    init?(_ raw: [UInt8]) {
        guard raw.first == UInt8(ascii: "/"), raw.allSatisfy({ $0 > 0x20 && $0 != 0x7f }) else { return nil }
        let mark = raw.firstIndex(of: UInt8(ascii: "?")) ?? raw.endIndex
        guard let path = Self.decode(raw[..<mark], plusIsBlank: false),
            path.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f })
        else { return nil }
        self.path = path
        var query: [(name: String, value: String)] = []
        for item in raw[mark...].dropFirst().split(separator: UInt8(ascii: "&")) {
            let equals = item.firstIndex(of: UInt8(ascii: "=")) ?? item.endIndex
            guard let name = Self.decode(item[..<equals], plusIsBlank: true),
                let value = Self.decode(item[equals...].dropFirst(), plusIsBlank: true)
            else { return nil }
            query.append((name, value))
        }
        self.query = query
    }

    private static func decode(_ bytes: ArraySlice<UInt8>, plusIsBlank: Bool) -> String? {
        let percent = UInt8(ascii: "%")
        let plus = UInt8(ascii: "+")
        guard bytes.contains(where: { $0 == percent || ($0 == plus && plusIsBlank) }) else {
            return String(validating: bytes, as: UTF8.self)
        }
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var rest = bytes
        while let byte = rest.popFirst() {
            if byte == percent {
                guard let high = rest.popFirst().flatMap(hexDigit), let low = rest.popFirst().flatMap(hexDigit),
                    high | low != 0
                else { return nil }
                decoded.append(high << 4 | low)
            } else {
                decoded.append(byte == plus && plusIsBlank ? UInt8(ascii: " ") : byte)
            }
        }
        return String(validating: decoded, as: UTF8.self)
    }

    private static func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
