import Messaging

/// A JSON object (RFC 8259), read once and checked whole; members are looked up in the text, and strings are decoded only
/// when they are asked for.
///
/// Our own reader and not Foundation's, because Foundation takes 28 µs for a webhook where this takes about one, turns
/// 64-bit ids into `Double`, refuses a whole body for one lone surrogate, and accepts UTF-16 and trailing commas. Here:
/// the body is an object in UTF-8; nothing may follow it but white space; no comma too many; what is not Unicode inside a
/// string (a lone `\ud83d`, a letter cut by bytes) becomes U+FFFD, because a name that some gateway cut must not cost a
/// message; of members with the same name the first counts, as in Zalo's signature.
final class JSONDocument: Sendable {
    /// Deeper than any webhook by far (Facebook's reach 8), shallow enough for the stack of any thread.
    static let depthLimit = 32

    enum Kind: UInt8 { case object, array, string, number, bool, null }

    /// A value; members of an object follow it as key, value, key, value.
    struct Node {
        let kind: Kind
        var hasEscapes = false
        /// Where it begins and ends in `bytes`; strings without their quotes.
        let start: Int32
        var end: Int32 = 0
        /// The node behind this one and all it holds.
        var next: Int32 = 0
    }

    let bytes: [UInt8]
    let nodes: [Node]

    init(_ bytes: [UInt8]) throws(MalformedBody) {
        var parser = JSONParser(bytes)
        try parser.parse()
        self.bytes = bytes
        nodes = parser.nodes
    }

    var root: JSONValue { JSONValue(document: self, index: 0) }
}

/// Checks a text and lays its values out as nodes, in one pass.
private struct JSONParser {
    let bytes: [UInt8]
    var nodes: [JSONDocument.Node] = []
    var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func parse() throws(MalformedBody) {
        guard bytes.count < Int32.max else { throw MalformedBody(reason: "too large") }
        skipBlanks()
        guard peek == UInt8(ascii: "{") else { throw MalformedBody(reason: "not a JSON object in UTF-8") }
        nodes.reserveCapacity(bytes.count / 16)
        try value(depth: 1)
        skipBlanks()
        guard position == bytes.count else { throw malformed }
    }

    private var malformed: MalformedBody { MalformedBody(reason: "not JSON at byte \(position)") }

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipBlanks() {
        while position < bytes.count {
            let byte = bytes[position]
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
            position += 1
        }
    }

    private mutating func expect(_ byte: UInt8) throws(MalformedBody) {
        guard peek == byte else { throw malformed }
        position += 1
    }

    private mutating func open(_ kind: JSONDocument.Kind) -> Int {
        nodes.append(JSONDocument.Node(kind: kind, start: Int32(position)))
        return nodes.count - 1
    }

    private mutating func close(_ node: Int) {
        nodes[node].end = Int32(position)
        nodes[node].next = Int32(nodes.count)
    }

    private mutating func value(depth: Int) throws(MalformedBody) {
        guard depth <= JSONDocument.depthLimit else { throw MalformedBody(reason: "nested too deeply") }
        switch peek {
        case UInt8(ascii: "{"): try object(depth: depth)
        case UInt8(ascii: "["): try array(depth: depth)
        case UInt8(ascii: "\""): try string()
        case UInt8(ascii: "t"): try literal("true", .bool)
        case UInt8(ascii: "f"): try literal("false", .bool)
        case UInt8(ascii: "n"): try literal("null", .null)
        default: try number()
        }
    }

    private mutating func object(depth: Int) throws(MalformedBody) {
        let node = open(.object)
        position += 1
        skipBlanks()
        if peek != UInt8(ascii: "}") {
            while true {
                skipBlanks()
                try string()
                skipBlanks()
                try expect(UInt8(ascii: ":"))
                skipBlanks()
                try value(depth: depth + 1)
                skipBlanks()
                guard peek == UInt8(ascii: ",") else { break }
                position += 1
            }
        }
        try expect(UInt8(ascii: "}"))
        close(node)
    }

    private mutating func array(depth: Int) throws(MalformedBody) {
        let node = open(.array)
        position += 1
        skipBlanks()
        if peek != UInt8(ascii: "]") {
            while true {
                skipBlanks()
                try value(depth: depth + 1)
                skipBlanks()
                guard peek == UInt8(ascii: ",") else { break }
                position += 1
            }
        }
        try expect(UInt8(ascii: "]"))
        close(node)
    }

    private mutating func string() throws(MalformedBody) {
        try expect(UInt8(ascii: "\""))
        let node = open(.string)
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") {
                close(node)
                position += 1
                return
            }
            guard byte >= 0x20 else { throw malformed }
            position += 1
            if byte == UInt8(ascii: "\\") {
                nodes[node].hasEscapes = true
                try escape()
            }
        }
        throw malformed
    }

    private mutating func escape() throws(MalformedBody) {
        guard let byte = peek else { throw malformed }
        position += 1
        switch byte {
        case UInt8(ascii: "u"):
            for _ in 0..<4 {
                guard let digit = peek, JSONValue.hexDigit(digit) != nil else { throw malformed }
                position += 1
            }
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return
        default: throw malformed
        }
    }

    private mutating func literal(_ text: StaticString, _ kind: JSONDocument.Kind) throws(MalformedBody) {
        let node = open(kind)
        for offset in 0..<text.utf8CodeUnitCount { try expect(text.utf8Start[offset]) }
        close(node)
    }

    private mutating func number() throws(MalformedBody) {
        let node = open(.number)
        if peek == UInt8(ascii: "-") { position += 1 }
        if peek == UInt8(ascii: "0") { position += 1 } else { try digits() }
        if peek == UInt8(ascii: ".") {
            position += 1
            try digits()
        }
        if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
            position += 1
            if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { position += 1 }
            try digits()
        }
        close(node)
    }

    private mutating func digits() throws(MalformedBody) {
        let start = position
        while let byte = peek, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { position += 1 }
        guard position > start else { throw malformed }
    }
}
