/// How a platform writes the strings of its webhook bodies. It matters because signatures cover the bytes.
enum JSONStyle: Sendable {
    /// Zalo, and every answer to an API call: UTF-8 as it is.
    case plain
    /// Facebook: `\u00e0` in lower case and `\/`.
    /// https://developers.facebook.com/documentation/business-messaging/messenger-platform/webhooks
    case lowerCaseEscapes
    /// Viber: `\u00E0` in upper case, slashes as they are (seen in real callbacks).
    case upperCaseEscapes
}

extension JSON {
    /// The bytes of this value without any white space.
    func bytes(_ style: JSONStyle = .plain) -> [UInt8] {
        var out: [UInt8] = []
        write(to: &out, style)
        return out
    }

    private func write(to out: inout [UInt8], _ style: JSONStyle) {
        switch self {
        case .null: out += "null".utf8
        case .bool(let value): out += (value ? "true" : "false").utf8
        case .int(let value): out += String(value).utf8
        case .number(let value): out += "\(value)".utf8
        case .string(let value): Self.write(value, to: &out, style)
        case .array(let values):
            out.append(UInt8(ascii: "["))
            for (index, value) in values.enumerated() {
                if index > 0 { out.append(UInt8(ascii: ",")) }
                value.write(to: &out, style)
            }
            out.append(UInt8(ascii: "]"))
        case .object(let members):
            out.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                if index > 0 { out.append(UInt8(ascii: ",")) }
                Self.write(member.name, to: &out, style)
                out.append(UInt8(ascii: ":"))
                member.value.write(to: &out, style)
            }
            out.append(UInt8(ascii: "}"))
        }
    }

    private static func write(_ text: String, to out: inout [UInt8], _ style: JSONStyle) {
        out.append(UInt8(ascii: "\""))
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += #"\""#.utf8
            case "\\": out += #"\\"#.utf8
            case "\n": out += #"\n"#.utf8
            case "\r": out += #"\r"#.utf8
            case "\t": out += #"\t"#.utf8
            case "/" where style == .lowerCaseEscapes: out += #"\/"#.utf8
            case _ where scalar.value < 0x20 || (style != .plain && scalar.value > 0x7E):
                for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter { escape(unit, to: &out, style) }
            default: out += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
            }
        }
        out.append(UInt8(ascii: "\""))
    }

    private static let lowerDigits = Array("0123456789abcdef".utf8)
    private static let upperDigits = Array("0123456789ABCDEF".utf8)

    private static func escape(_ unit: UInt16, to out: inout [UInt8], _ style: JSONStyle) {
        let digits = style == .upperCaseEscapes ? upperDigits : lowerDigits
        out += #"\u"#.utf8
        for shift in [12, 8, 4, 0] { out.append(digits[Int(unit >> shift & 15)]) }
    }
}
