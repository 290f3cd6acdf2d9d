import Messaging

/// One value of a document. Whatever is asked of it, a value of the wrong type answers nil.
struct JSONValue {
    let document: JSONDocument
    let index: Int32

    private var node: JSONDocument.Node { document.nodes[Int(index)] }

    var kind: JSONDocument.Kind { node.kind }

    /// The value as it stands in the text; a string without its quotes.
    var raw: ArraySlice<UInt8> { document.bytes[Int(node.start)..<Int(node.end)] }

    /// The member of this name: the first, when there are several.
    subscript(name: String) -> JSONValue? { members.first { $0.key.equals(name) }?.value }

    /// Members of an object in order; none of anything else.
    var members: Members { Members(document: document, position: index + 1, end: kind == .object ? node.next : 0) }

    /// Elements of an array in order; none of anything else.
    var elements: Elements { Elements(document: document, position: index + 1, end: kind == .array ? node.next : 0) }

    /// Elements of the member of this name; none when it is missing or no array.
    func elements(_ name: String) -> [JSONValue] { self[name].map { Array($0.elements) } ?? [] }

    var string: String? { kind == .string ? String(decoding: unescaped, as: UTF8.self) : nil }

    /// A string that says something.
    var text: String? {
        guard let string, !string.isEmpty else { return nil }
        return string
    }

    /// An id given as a string or a number, as text: numbers keep their digits, whatever their size. Printable ASCII
    /// without blanks, as all ids of all three platforms are, and not longer than `idLimit`; else there is no id.
    var id: String? {
        guard kind == .string || kind == .number else { return nil }
        let bytes = unescaped
        guard !bytes.isEmpty, bytes.count <= Self.idLimit, bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            return nil
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Facebook's message ids are the longest known, about 150 bytes.
    static let idLimit = 512

    /// A whole number, given as such or as a string; exact, nil when it does not fit.
    var integer: Int64? {
        guard kind == .number || kind == .string, raw.count <= 20 else { return nil }
        return Int64(String(decoding: raw, as: UTF8.self))
    }

    /// A number, given as such or as a string.
    var double: Double? {
        guard kind == .number || kind == .string, raw.count <= 40 else { return nil }
        guard let number = Double(String(decoding: raw, as: UTF8.self)), number.isFinite else { return nil }
        return number
    }

    /// True or false, given as such or as a string (Facebook's documents show both).
    var bool: Bool? {
        guard kind == .bool || kind == .string else { return nil }
        return equals("true") ? true : equals("false") ? false : nil
    }

    /// A time since 1970, string or number, in milliseconds or (below 10^11, which is 1973 in milliseconds) in seconds, as
    /// Facebook has been seen to send. A time that is no date of the years 1970 to 9999 is no time.
    var instant: Instant? {
        guard let number = integer, number > 0, number <= Self.lastMillisecond else { return nil }
        return Instant(milliseconds: number < 100_000_000_000 ? number * 1000 : number)
    }

    private static let lastMillisecond: Int64 = 253_402_300_799_999

    func equals(_ text: String) -> Bool {
        let node = node
        guard !node.hasEscapes else { return unescaped.elementsEqual(text.utf8) }
        // Nearly always it is another member, and of another length.
        return Int(node.end - node.start) == text.utf8.count && raw.elementsEqual(text.utf8)
    }
}

// MARK: - Walking

extension JSONValue {
    struct Elements: Sequence, IteratorProtocol {
        let document: JSONDocument
        var position: Int32
        let end: Int32

        mutating func next() -> JSONValue? {
            guard position < end else { return nil }
            defer { position = document.nodes[Int(position)].next }
            return JSONValue(document: document, index: position)
        }
    }

    struct Members: Sequence, IteratorProtocol {
        let document: JSONDocument
        var position: Int32
        let end: Int32

        mutating func next() -> (key: JSONValue, value: JSONValue)? {
            guard position < end else { return nil }
            defer { position = document.nodes[Int(position + 1)].next }
            return (JSONValue(document: document, index: position), JSONValue(document: document, index: position + 1))
        }
    }
}

// MARK: - Escapes

extension JSONValue {
    static func hexDigit(_ byte: UInt8) -> UInt16? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }

    private var unescaped: ArraySlice<UInt8> {
        guard node.hasEscapes else { return raw }
        let raw = raw
        var result: [UInt8] = []
        result.reserveCapacity(raw.count)
        var position = raw.startIndex
        while position < raw.endIndex {
            let byte = raw[position]
            guard byte == UInt8(ascii: "\\") else {
                result.append(byte)
                position += 1
                continue
            }
            switch raw[position + 1] {
            case UInt8(ascii: "u"):
                let (scalar, length) = Self.scalar(in: raw, at: position)
                result.append(contentsOf: String(Character(scalar)).utf8)
                position += length
                continue
            case UInt8(ascii: "b"): result.append(0x08)
            case UInt8(ascii: "f"): result.append(0x0C)
            case UInt8(ascii: "n"): result.append(0x0A)
            case UInt8(ascii: "r"): result.append(0x0D)
            case UInt8(ascii: "t"): result.append(0x09)
            case let plain: result.append(plain)
            }
            position += 2
        }
        return result[...]
    }

    /// The scalar of the `\uXXXX` at `position`, or of a pair of them, and how many bytes that takes; U+FFFD for a
    /// surrogate without its other half.
    private static func scalar(in raw: ArraySlice<UInt8>, at position: Int) -> (Unicode.Scalar, Int) {
        let unit = codeUnit(in: raw, at: position) ?? 0
        if let scalar = Unicode.Scalar(unit) { return (scalar, 6) }
        guard UTF16.isLeadSurrogate(unit), let trail = codeUnit(in: raw, at: position + 6),
            UTF16.isTrailSurrogate(trail)
        else { return ("\u{FFFD}", 6) }
        let pair = 0x10000 + UInt32(unit & 0x3FF) << 10 + UInt32(trail & 0x3FF)
        return (Unicode.Scalar(pair) ?? "\u{FFFD}", 12)
    }

    private static func codeUnit(in raw: ArraySlice<UInt8>, at position: Int) -> UInt16? {
        guard position + 6 <= raw.endIndex, raw[position] == UInt8(ascii: "\\"), raw[position + 1] == UInt8(ascii: "u")
        else { return nil }
        return raw[position + 2..<position + 6].reduce(0) { $0 << 4 | (hexDigit($1) ?? 0) }
    }
}
