/// Finds `timestamp`, a member of the outermost object, in a body that is not verified yet: Zalo's signature covers it.
/// Nothing else is looked at, nothing is allocated, and a body that is nested too deeply or has no such member is given
/// up. A name written with escapes is not found; Zalo writes none.
enum TimestampScan {
    static let depthLimit = 32
    /// Twice what a time in nanoseconds takes.
    static let digitLimit = 32

    /// The digits, in or out of quotes; nil when there are none or the body is no JSON object to begin with.
    static func digits(in body: [UInt8]) -> ArraySlice<UInt8>? {
        var position = afterBlanks(body, 0)
        guard position < body.count, body[position] == UInt8(ascii: "{") else { return nil }
        var depth = 0
        var expectsName = false
        while position < body.count {
            switch body[position] {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                guard depth <= depthLimit else { return nil }
                expectsName = depth == 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                guard depth > 0 else { return nil }
            case UInt8(ascii: ","): expectsName = depth == 1
            case UInt8(ascii: "\""):
                guard let end = endOfString(body, position) else { return nil }
                if expectsName, isTimestamp(body[position + 1..<end]) { return value(body, after: end + 1) }
                expectsName = false
                position = end
            default: break
            }
            position += 1
        }
        return nil
    }

    private static func isTimestamp(_ name: ArraySlice<UInt8>) -> Bool { name.elementsEqual("timestamp".utf8) }

    private static func afterBlanks(_ body: [UInt8], _ start: Int) -> Int {
        var position = start
        while position < body.count, [0x20, 0x0A, 0x0D, 0x09].contains(body[position]) { position += 1 }
        return position
    }

    /// Where the string that opens at `start` closes.
    private static func endOfString(_ body: [UInt8], _ start: Int) -> Int? {
        var position = start + 1
        while position < body.count {
            if body[position] == UInt8(ascii: "\"") { return position }
            position += body[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        return nil
    }

    private static func value(_ body: [UInt8], after name: Int) -> ArraySlice<UInt8>? {
        var start = afterBlanks(body, name)
        guard start < body.count, body[start] == UInt8(ascii: ":") else { return nil }
        start = afterBlanks(body, start + 1)
        let isQuoted = start < body.count && body[start] == UInt8(ascii: "\"")
        if isQuoted { start += 1 }
        var end = start
        while end < body.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(body[end]) { end += 1 }
        guard end > start, end - start <= digitLimit, end < body.count else { return nil }
        let follows = isQuoted ? [UInt8(ascii: "\"")] : [UInt8(ascii: ","), UInt8(ascii: "}"), 0x20, 0x0A, 0x0D, 0x09]
        return follows.contains(body[end]) ? body[start..<end] : nil
    }
}
