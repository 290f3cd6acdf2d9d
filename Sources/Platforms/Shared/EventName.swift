/// A platform's word for an event, made safe to log: letters, digits and `_`, at most 64.
enum EventName {
    static func safe(_ name: String?) -> String {
        guard let name, !name.isEmpty else { return "unnamed" }
        let bytes = name.utf8.prefix(64).map { byte in isWord(byte) ? byte : UInt8(ascii: "_") }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
