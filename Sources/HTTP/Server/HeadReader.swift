import CMicroHTTPD

/// Reads the headers of a request and refuses what libmicrohttpd 0.9.75 lets through although another program could
/// read it differently (RFC 9112 sections 2.2, 3.2, 5.1, 5.2, 6.1, 6.3; "request smuggling").
///
/// libmicrohttpd cuts lines by writing NUL over their ends and hands out pointers into its read buffer, which never
/// moves while a head is read. So every line must begin exactly two bytes (CR LF) behind the last byte of the one
/// before: a bare LF, a NUL inside a value or a folded line leaves a gap and is refused.
struct HeadReader {
    private(set) var headers: [String: String] = [:]
    private(set) var hosts = 0
    private(set) var lengths = 0
    private(set) var encodings = 0
    private(set) var isSound = true
    private var next: UInt

    /// `next` is where the first header line must begin.
    private init(next: UInt) {
        self.next = next
        headers.reserveCapacity(12)
    }

    /// The head of the request in `connection`, nil when it is ambiguous. The pointers must be those handed to the
    /// access handler; `targetCount` is the target's length before libmicrohttpd decoded it in place.
    static func read(
        _ connection: OpaquePointer, method: UnsafePointer<CChar>, target: UnsafePointer<CChar>, targetCount: Int,
        version: UnsafePointer<CChar>
    ) -> HeadReader? {
        let methodCount = length(method)
        let start = UInt(bitPattern: method)
        guard methodCount > 0, (0..<methodCount).allSatisfy({ isToken(UInt8(bitPattern: method[$0])) }),
            UInt(bitPattern: target) == start + UInt(methodCount) + 1,
            UInt(bitPattern: version) == UInt(bitPattern: target) + UInt(targetCount) + 1
        else { return nil }
        var reader = HeadReader(next: UInt(bitPattern: version) + UInt(length(version)) + 2)
        withUnsafeMutablePointer(to: &reader) { context in
            _ = MHD_get_connection_values_n(connection, mhd_header_kind, headerArrived, context)
        }
        guard reader.isSound, reader.next + 2 == start + UInt(mhd_header_size(connection)) else { return nil }
        let isHTTP11 = version[7] != CChar(bitPattern: UInt8(ascii: "0"))
        guard reader.lengths + reader.encodings <= 1, reader.hosts == 1 || (reader.hosts == 0 && !isHTTP11),
            reader.encodings == 0 || (isHTTP11 && reader.headers["transfer-encoding"]?.lowercased() == "chunked")
        else { return nil }
        return reader
    }

    private static func length(_ text: UnsafePointer<CChar>) -> Int {
        var count = 0
        while text[count] != 0 { count += 1 }
        return count
    }

    /// RFC 9110 section 5.6.2.
    static func isToken(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x61...0x7a, 0x41...0x5a, 0x30...0x39, 0x21, 0x23...0x27, 0x2a, 0x2b, 0x2d, 0x2e, 0x5e, 0x5f, 0x60, 0x7c,
            0x7e:
            true
        default: false
        }
    }

    fileprivate mutating func add(name: UnsafeBufferPointer<UInt8>, value: UnsafeBufferPointer<UInt8>) {
        guard let line = name.baseAddress, let content = value.baseAddress, UInt(bitPattern: line) == next,
            !name.isEmpty, name.allSatisfy(Self.isToken),
            value.allSatisfy({ $0 >= 0x20 && $0 != 0x7f || $0 == 0x09 })
        else {
            isSound = false
            return
        }
        // Between the colon and the value there may be blanks only; libmicrohttpd has skipped them.
        let gap = UInt(bitPattern: content) &- UInt(bitPattern: line) &- UInt(name.count) &- 1
        guard gap <= UInt(UInt16.max), (0..<Int(gap)).allSatisfy({ Self.isBlank(line[name.count + 1 + $0]) }) else {
            isSound = false
            return
        }
        next = UInt(bitPattern: content) + UInt(value.count) + 2

        let key = String(unsafeUninitializedCapacity: name.count) { buffer in
            for (index, byte) in name.enumerated() {
                buffer[index] = (0x41...0x5a).contains(byte) ? byte | 0x20 : byte
            }
            return name.count
        }
        var count = value.count
        while count > 0, Self.isBlank(value[count - 1]) { count -= 1 }
        let text = String(decoding: UnsafeBufferPointer(rebasing: value[..<count]), as: UTF8.self)
        switch key {
        case "host": hosts += 1
        case "content-length": lengths += 1
        case "transfer-encoding": encodings += 1
        default: break
        }
        if let before = headers.updateValue(text, forKey: key) {
            headers[key] = before + (key == "cookie" ? "; " : ", ") + text
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}

private func headerArrived(
    context: UnsafeMutableRawPointer?, kind: MHD_ValueKind, name: UnsafePointer<CChar>?, nameCount: Int,
    value: UnsafePointer<CChar>?, valueCount: Int
) -> MHD_Result {
    guard let reader = context?.assumingMemoryBound(to: HeadReader.self), let name, let value else { return mhd_no }
    name.withMemoryRebound(to: UInt8.self, capacity: nameCount) { name in
        value.withMemoryRebound(to: UInt8.self, capacity: valueCount) { value in
            reader.pointee.add(
                name: UnsafeBufferPointer(start: name, count: nameCount),
                value: UnsafeBufferPointer(start: value, count: valueCount))
        }
    }
    return reader.pointee.isSound ? mhd_yes : mhd_no
}
