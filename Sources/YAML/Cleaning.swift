import Foundation

/// What comes along when text is pasted from Word or a chat is put right, with one note a kind; what cannot be put
/// right safely is refused with the line as it should be.
struct Cleaning {
    private var problems: ProblemList
    private var noted: Set<String> = []
    private var curlyQuotes = CurlyQuotes()

    /// Blocks are followed line by line only where there is something to straighten.
    private let hasCurlyQuotes: Bool

    private init(problems: ProblemList, hasCurlyQuotes: Bool) {
        self.problems = problems
        self.hasCurlyQuotes = hasCurlyQuotes
    }

    /// The lines of a file, and the notes made so far.
    static func lines(of text: String, problems: inout ProblemList) throws(YAMLProblem) -> [String] {
        let hasCurlyQuotes = text.unicodeScalars.contains { (0x2018...0x201F).contains($0.value) }
        var cleaning = Cleaning(problems: problems, hasCurlyQuotes: hasCurlyQuotes)
        var lines: [String] = []
        for (index, line) in cleaning.split(text).enumerated() {
            lines.append(try cleaning.clean(line, number: index + 1))
        }
        problems = cleaning.problems
        return lines
    }

    /// Lines end in LF, CR LF or CR; what else Unicode calls a line's end is cleaned away as a space.
    private mutating func split(_ text: String) -> [String] {
        var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { String(Substring($0)) }
        guard let first = lines.firstIndex(where: { $0.utf8.contains(UInt8(ascii: "\r")) }) else { return lines }
        let before = lines[first].unicodeScalars.prefix { $0 != "\r" }
        note(
            "return", Position(line: first + 1, column: String(before).count + 1),
            vi: "dòng kết thúc kiểu Windows (CRLF); đã đọc như thường",
            en: "lines end as on Windows (CRLF); read as usual")
        for index in lines.indices.dropLast() where lines[index].utf8.last == UInt8(ascii: "\r") {
            lines[index].unicodeScalars.removeLast()
        }
        return lines.flatMap { line in
            line.unicodeScalars.split(separator: "\r", omittingEmptySubsequences: false).map { String($0) }
        }
    }

    private mutating func clean(_ line: String, number: Int) throws(YAMLProblem) -> String {
        if line.utf8.count > YAMLLimits.lineLength, line.unicodeScalars.count > YAMLLimits.lineLength {
            throw problems.refusal(
                Position(line: number, column: 1), vi: "dòng dài hơn \(YAMLLimits.lineLength) ký tự; hãy xuống dòng",
                en: "the line is longer than \(YAMLLimits.lineLength) characters; break it")
        }
        if line.unicodeScalars.allSatisfy({ Self.isBlank($0) || Self.isInvisible($0) }) { return "" }
        var composed = line
        if !line.unicodeScalars.allSatisfy(\.isOrdinary) {
            try refuseIndentation(line, number: number)
            composed = compose(try cleanScalars(line, number: number), number: number)
        }
        guard hasCurlyQuotes else { return composed }
        let (quoted, changedAt) = curlyQuotes.straighten(composed)
        if let changedAt {
            note(
                "curly", Position(line: number, column: changedAt),
                vi: "ngoặc kép cong “ ” của Word được hiểu là ngoặc kép thẳng \" \"",
                en: "Word's curly quotes were read as straight ones")
        }
        return quoted
    }

    private func refuseIndentation(_ line: String, number: Int) throws(YAMLProblem) {
        let indentation = line.unicodeScalars.prefix { Self.isBlank($0) }
        guard let wrong = indentation.firstIndex(where: { $0 != " " }) else { return }
        let column = indentation.distance(from: indentation.startIndex, to: wrong) + 1
        let better = indentation.map { $0 == "\t" ? "  " : " " }.joined()
        let rest = String(line.unicodeScalars.dropFirst(indentation.count))
        let isTab = line.unicodeScalars[wrong] == "\t"
        throw problems.refusal(
            Position(line: number, column: column),
            vi: (isTab ? "có phím Tab" : "có khoảng trắng đặc biệt (của Word hoặc trang web)")
                + " ở đầu dòng; chỉ dùng dấu cách thường",
            en: (isTab ? "a tab" : "a no-break or other special space") + " in the indentation; use ordinary spaces",
            correction: .init(written: line, better: better + rest))
    }

    private mutating func cleanScalars(_ line: String, number: Int) throws(YAMLProblem) -> String {
        var clean = String.UnicodeScalarView()
        for scalar in line.unicodeScalars {
            func place() -> Position { Position(line: number, column: String(clean).count + 1) }
            if scalar.value < 0x20 && scalar != "\t" || (0x7F..<0xA0).contains(scalar.value) && scalar.value != 0x85
                || scalar.value == 0xFFFE || scalar.value == 0xFFFF
            {
                let code = String(scalar.value, radix: 16, uppercase: true)
                throw problems.refusal(
                    place(), vi: "có ký tự điều khiển U+\(code) (thường do dán từ Word); hãy xóa ký tự ấy",
                    en: "a control character U+\(code) (often pasted from Word); delete it")
            }
            if Self.isInvisible(scalar), !Self.joinsEmoji(scalar, after: clean.last) {
                note(
                    "invisible", place(), vi: "có ký tự không nhìn thấy (độ rộng bằng không); đã bỏ",
                    en: "an invisible (zero-width) character; removed")
            } else if scalar != " ", scalar != "\t", Self.isBlank(scalar) {
                note(
                    "space", place(), vi: "có khoảng trắng đặc biệt (của Word hoặc trang web); đã đổi thành dấu cách",
                    en: "a no-break or other special space; changed to an ordinary one")
                clean.append(" ")
            } else {
                clean.append(scalar)
            }
        }
        return String(clean)
    }

    /// Vietnamese letters with their marks put together (NFC), as every comparison expects them.
    private mutating func compose(_ line: String, number: Int) -> String {
        let composed = line.precomposedStringWithCanonicalMapping
        if let (index, _) = zip(composed.unicodeScalars, line.unicodeScalars).enumerated()
            .first(where: { $0.element.0 != $0.element.1 })
        {
            let before = String(composed.unicodeScalars.prefix(index))
            note(
                "composed", Position(line: number, column: before.count + 1),
                vi: "chữ có dấu ở dạng tổ hợp (thường từ máy Mac hoặc Word); đã ghép lại thành chữ dựng sẵn",
                en: "letters and their marks are stored apart (often from a Mac or Word); put together")
        }
        return composed
    }

    private mutating func note(_ kind: String, _ position: Position, vi: String, en: String) {
        if noted.insert(kind).inserted { problems.note(position, vi: vi, en: en) }
    }

    static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\t" || (scalar.value >= 0x80 && scalar.properties.isWhitespace)
    }

    /// Zero-width spaces and joiners, direction marks, soft hyphens, a byte order mark in the middle.
    static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0xFEFF: true
        default: false
        }
    }

    /// A zero-width joiner inside an emoji is part of the picture.
    static func joinsEmoji(_ scalar: Unicode.Scalar, after previous: Unicode.Scalar?) -> Bool {
        guard scalar.value == 0x200D, let previous else { return false }
        return previous.value == 0xFE0F || previous.properties.isEmojiPresentation
            || previous.properties.isEmojiModifier
    }
}

extension Unicode.Scalar {
    /// A printable Latin or Vietnamese letter as keyboards make it: one column wide, composed, nothing to clean. Nearly
    /// every line holds nothing else, and is then left as it is.
    var isOrdinary: Bool {
        (0x20..<0x7F).contains(value) || (0xA1..<0x300).contains(value) && value != 0xAD
            || (0x1EA0...0x1EF9).contains(value)
    }
}
