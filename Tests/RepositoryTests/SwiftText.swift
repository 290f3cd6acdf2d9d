/// Swift source with comments and the words of string literals blanked out, so that a search finds code only. Lines and
/// columns (in bytes) stay; what stands in `\( )` is code.
struct SwiftText: Sendable {
    /// UTF-8.
    let bytes: [UInt8]

    var code: String { String(decoding: bytes, as: UTF8.self) }

    init(_ source: String) {
        var reader = Reader(bytes: Array(source.utf8))
        reader.readCode(untilBracket: false)
        bytes = reader.out
    }

    private struct Reader {
        let bytes: [UInt8]
        var out: [UInt8] = []
        var position = 0

        private func starts(_ text: StaticString) -> Bool { starts(text.utf8Start, text.utf8CodeUnitCount) }

        private func starts(_ text: UnsafePointer<UInt8>, _ count: Int) -> Bool {
            guard position + count <= bytes.count else { return false }
            for offset in 0..<count where bytes[position + offset] != text[offset] { return false }
            return true
        }

        private func hashes(at start: Int) -> Int {
            var end = start
            while end < bytes.count, bytes[end] == UInt8(ascii: "#") { end += 1 }
            return end - start
        }

        private mutating func keep(_ count: Int = 1) {
            for _ in 0..<count where position < bytes.count {
                out.append(bytes[position])
                position += 1
            }
        }

        private mutating func blank(_ count: Int = 1) {
            for _ in 0..<count where position < bytes.count {
                out.append(bytes[position] == UInt8(ascii: "\n") ? bytes[position] : UInt8(ascii: " "))
                position += 1
            }
        }

        /// To the end, or over the closing bracket of an interpolation.
        mutating func readCode(untilBracket: Bool) {
            var depth = untilBracket ? 1 : 0
            while position < bytes.count {
                switch bytes[position] {
                case UInt8(ascii: "/") where starts("//"):
                    while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { blank() }
                case UInt8(ascii: "/") where starts("/*"):
                    skipBlockComment()
                case UInt8(ascii: "\""), UInt8(ascii: "#"):
                    readStringOrHashes()
                case UInt8(ascii: "("):
                    depth += 1
                    keep()
                case UInt8(ascii: ")"):
                    depth -= 1
                    keep()
                    if untilBracket, depth == 0 { return }
                default:
                    keep()
                }
            }
        }

        private mutating func skipBlockComment() {
            var depth = 0
            repeat {
                if starts("/*") {
                    depth += 1
                    blank(2)
                } else if starts("*/") {
                    depth -= 1
                    blank(2)
                } else {
                    blank()
                }
            } while depth > 0 && position < bytes.count
        }

        private mutating func readStringOrHashes() {
            let count = hashes(at: position)
            keep(count)
            guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { return }
            let isLong = starts("\"\"\"")
            let quotes = isLong ? 3 : 1
            keep(quotes)
            while position < bytes.count {
                let ends = isLong ? starts("\"\"\"") : starts("\"")
                if ends, hashes(at: position + quotes) >= count { return keep(quotes + count) }
                if starts("\\"), hashes(at: position + 1) >= count {
                    blank(1 + count)
                    if starts("(") {
                        blank()
                        readCode(untilBracket: true)
                    } else {
                        blank()
                    }
                } else if !isLong, bytes[position] == UInt8(ascii: "\n") {
                    // Not a literal after all, or not Swift: the line's end ends it.
                    return
                } else {
                    blank()
                }
            }
        }
    }
}
