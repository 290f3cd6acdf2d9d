/// A line that begins as Word or a hurried hand writes lists and keys: it can be told better than by what the parser
/// stumbles over later.
struct LineSlip {
    let vi: String
    let en: String
    /// Where it stands, from 1.
    let column: Int
    let correction: YAMLProblem.Correction

    /// What Word puts in place of `- ` at the beginning of a line.
    private static let bullets: Set<Character> = [
        "–", "—", "−", "•", "·", "▪", "●", "○", "‣", "➢", "\u{F0B7}", "\u{F0A7}",
    ]

    /// The slip at the beginning of `line`; nil when there is none.
    static func of(_ line: String) -> LineSlip? {
        let indent = line.prefix { $0 == " " }
        let rest = line.dropFirst(indent.count)
        guard let first = rest.first else { return nil }
        if bullets.contains(first) {
            return LineSlip(
                vi:
                    "đầu dòng là '\(first)' (Word tự đổi); danh sách phải bắt đầu bằng gạch ngang thường và một dấu cách",
                en: "the line begins with '\(first)', as Word writes lists; begin it with an ordinary dash and a space",
                line, indent.count, better: "\(indent)- \(behind(rest.dropFirst()))")
        }
        if first == "-", let second = rest.dropFirst().first, second != " ", second != "-" {
            return LineSlip(
                vi: "sau gạch đầu dòng phải có một dấu cách", en: "a space must follow the dash of a list item", line,
                indent.count, better: "\(indent)- \(behind(rest.dropFirst()))")
        }
        return colon(line, indent, rest)
    }

    /// `owner:"CDC"` and `owner： "CDC"`.
    private static func colon(_ line: String, _ indent: Substring, _ rest: Substring) -> LineSlip? {
        let key = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "_.-".contains($0)) }
        let value = rest.dropFirst(key.count)
        guard !key.isEmpty, let mark = value.first, mark == ":" || mark == "：",
            let next = value.dropFirst().first, mark == "：" || next == "\"" || next == "'"
        else { return nil }
        return LineSlip(
            vi: "sau khóa phải là dấu hai chấm thường và một dấu cách",
            en: "an ordinary colon and a space must follow the key", line, indent.count + key.count,
            better: "\(indent)\(key): \(behind(value.dropFirst()))")
    }

    private static func behind(_ text: Substring) -> Substring { text.drop(while: \.isWhitespace) }

    private init(vi: String, en: String, _ line: String, _ before: Int, better: String) {
        self.vi = vi
        self.en = en
        column = before + 1
        correction = .init(written: line, better: better)
    }
}
