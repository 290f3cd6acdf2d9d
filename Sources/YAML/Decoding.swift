/// Bytes to text: UTF-8 with or without a byte order mark, UTF-16 with one.
enum Decoding {
    /// The text without its mark, and what to tell the editor about its encoding.
    static func text(_ bytes: [UInt8], problems: inout ProblemList) throws(YAMLProblem) -> String {
        let start = Position(line: 1, column: 1)
        if bytes.count > YAMLLimits.fileBytes {
            throw problems.refusal(
                start, vi: "tệp lớn hơn 1 MiB; hãy chia thành nhiều tệp",
                en: "the file is larger than 1 MiB; split it into several")
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            problems.note(
                start, vi: "tệp bắt đầu bằng dấu BOM; đã bỏ qua", en: "the file begins with a byte order mark; ignored")
            return try utf8(bytes[3...], problems: &problems)
        }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            return try utf16(bytes, problems: &problems)
        }
        return try utf8(bytes[...], problems: &problems)
    }

    private static func utf8(_ bytes: ArraySlice<UInt8>, problems: inout ProblemList) throws(YAMLProblem) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        var parser = Unicode.UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        var before = ""
        while case .valid(let unit) = parser.parseScalar(from: &iterator) {
            before.unicodeScalars.append(Unicode.UTF8.decode(unit))
        }
        let lines = before.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let place = Position(line: max(lines.count, 1), column: (lines.last?.count ?? 0) + 1)
        throw problems.refusal(
            place,
            vi: "chữ ở đây không phải UTF-8 (có thể là Windows-1258, VNI hoặc TCVN3); hãy lưu lại tệp bằng mã UTF-8",
            en: "not UTF-8 (perhaps Windows-1258, VNI or TCVN3); save the file again as UTF-8")
    }

    private static func utf16(_ bytes: [UInt8], problems: inout ProblemList) throws(YAMLProblem) -> String {
        let start = Position(line: 1, column: 1)
        let bigEndian = bytes[0] == 0xFE
        let units = stride(from: 2, to: bytes.count - 1, by: 2).map { index -> UInt16 in
            let (high, low) = bigEndian ? (bytes[index], bytes[index + 1]) : (bytes[index + 1], bytes[index])
            return UInt16(high) << 8 | UInt16(low)
        }
        guard bytes.count.isMultiple(of: 2), let text = String(validating: units, as: UTF16.self) else {
            throw problems.refusal(
                start, vi: "tệp UTF-16 bị hỏng; hãy lưu lại tệp bằng mã UTF-8",
                en: "a damaged UTF-16 file; save it again as UTF-8")
        }
        problems.note(
            start, vi: "tệp ở dạng UTF-16; đã đọc được, nhưng nên lưu bằng UTF-8",
            en: "the file is UTF-16; it was read, but save it as UTF-8")
        return text
    }
}
