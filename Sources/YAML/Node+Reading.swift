/// Reading by schema: each function says what the schema expects, reports what is not so, and goes on.
extension Node {
    /// A map. With `allowedKeys`, any other key is an error that names the nearest known one.
    public func mapping(allowedKeys: [String]? = nil, _ problems: inout ProblemList) -> Mapping? {
        guard case .mapping(let pairs) = value else {
            mismatch(vi: "một nhóm 'khóa: nội dung'", en: "a map of 'key: value'", &problems)
            return nil
        }
        for (index, pair) in pairs.enumerated() {
            guard let name = pair.key.scalar else {
                problems.error(pair.key.position, vi: "khóa phải là một từ", en: "a key must be a word")
                continue
            }
            guard let allowedKeys, !allowedKeys.contains(name) else { continue }
            if isInFlow, pair.value.isAbsent, index > 0 {
                reportLostComma(pair.key, name, after: pairs[index - 1].value, &problems)
            } else {
                reportUnknownKey(pair.key, name, allowedKeys, &problems)
            }
        }
        return Mapping(pairs: pairs, position: position)
    }

    /// A list; an absent value is an empty one.
    public func sequence(_ problems: inout ProblemList) -> [Node]? {
        if case .sequence(let items) = value { return items }
        if isAbsent { return [] }
        if let slip = LineSlip.of(line), position.column == slip.column {
            problems.error(position, vi: slip.vi, en: slip.en, correction: slip.correction)
            return nil
        }
        mismatch(vi: "một danh sách (mỗi dòng bắt đầu bằng '- ')", en: "a list (lines beginning with '- ')", &problems)
        return nil
    }

    /// A single value as typed, at most `limit` characters; ids, names, numbers. Never empty.
    public func text(limit: Int = 10_000, _ problems: inout ProblemList) -> String? {
        guard case .scalar(let raw, _) = value else {
            reportColon(&problems)
            return nil
        }
        let text = raw.trimmed
        if text.isEmpty {
            problems.error(position, vi: "chưa có nội dung", en: "nothing stands here")
            return nil
        }
        if text.count > limit {
            problems.error(
                position, vi: "dài \(text.count) ký tự, nhiều nhất là \(limit)",
                en: "\(text.count) characters long, at most \(limit)")
            return nil
        }
        return text
    }

    /// A text for people. Not in quotes nor a block, it must be safe from losing a part to a ` #` or a comma.
    public func prose(_ problems: inout ProblemList) -> String? {
        guard let text = text(&problems) else { return nil }
        guard case .scalar(_, .plain) = value else { return text }
        let before = String(line.prefix(position.column - 1))
        let written = line.dropFirst(position.column - 1)
        if comment != nil {
            problems.error(
                position, vi: "chữ sau dấu # bị mất vì câu không có ngoặc; đặt cả câu trong ngoặc kép",
                en: "what stands behind # is lost because the text has no quotes; put it in quotes",
                correction: .init(written: line, better: before + Quoting.quoted(written)))
        } else if isInFlow {
            let rest = written.hasPrefix(text) ? String(written.dropFirst(text.count)) : ""
            problems.error(
                position, vi: "chữ trong [ ] hoặc { } phải đặt trong ngoặc kép, nếu không dấu phẩy sẽ cắt câu",
                en: "text inside [ ] or { } must be in quotes, or a comma cuts it",
                correction: .init(written: line, better: before + Quoting.quoted(text) + rest))
        }
        return text
    }

    /// `true` or `false`, nothing else.
    public func bool(_ problems: inout ProblemList) -> Bool? {
        guard let text = text(&problems) else { return nil }
        if text == "true" { return true }
        if text == "false" { return false }
        problems.error(position, vi: "chỉ được ghi true hoặc false", en: "only true or false may stand here")
        return nil
    }

    /// A whole number within `range`.
    public func integer(in range: ClosedRange<Int>, _ problems: inout ProblemList) -> Int? {
        guard let text = text(&problems) else { return nil }
        if let number = Int(text), range.contains(number) { return number }
        problems.error(
            position, vi: "phải là số nguyên từ \(range.lowerBound) đến \(range.upperBound)",
            en: "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        return nil
    }

    /// A number within `range`, with a point for the decimals.
    public func number(in range: ClosedRange<Double>, _ problems: inout ProblemList) -> Double? {
        guard let text = text(&problems) else { return nil }
        if let number = Double(text), range.contains(number) { return number }
        problems.error(
            position, vi: "phải là số từ \(range.lowerBound) đến \(range.upperBound), ví dụ 0.8",
            en: "must be a number from \(range.lowerBound) to \(range.upperBound), such as 0.8")
        return nil
    }

    /// A day of the calendar written YYYY-MM-DD.
    public func date(_ problems: inout ProblemList) -> (year: Int, month: Int, day: Int)? {
        guard let text = text(&problems) else { return nil }
        if let date = calendarDate(text) { return date }
        problems.error(
            position, vi: "ngày phải viết theo dạng năm-tháng-ngày, ví dụ 2021-07-31",
            en: "a date is written year-month-day, such as 2021-07-31")
        return nil
    }

    /// A list of single values as typed.
    public func strings(_ problems: inout ProblemList) -> [String]? {
        sequence(&problems)?.compactMap { $0.text(&problems) }
    }

    /// One of `allowed`; anything else is an error that names the nearest of them.
    public func choice(of allowed: [String], _ problems: inout ProblemList) -> String? {
        guard let text = text(&problems) else { return nil }
        if allowed.contains(text) { return text }
        let hint = Spelling.hint(text, among: allowed)
        problems.error(
            position, vi: "'\(text)' không có trong: \(allowed.joined(separator: ", "))\(hint.vi)",
            en: "'\(text)' is not one of: \(allowed.joined(separator: ", "))\(hint.en)")
        return nil
    }
}

extension Node {
    private func mismatch(vi: String, en: String, _ problems: inout ProblemList) {
        problems.error(position, vi: "ở đây phải là \(vi)", en: "expected \(en) here")
    }

    /// `- Lưu ý: mang CMND` is a map for YAML and a sentence for its writer.
    private func reportColon(_ problems: inout ProblemList) {
        if case .mapping(let pairs) = value, !isInFlow, pairs.count == 1 {
            let before = String(line.prefix(position.column - 1))
            let written = line.dropFirst(position.column - 1)
            problems.error(
                position, vi: "dấu hai chấm trong chữ không có ngoặc; đặt cả câu trong ngoặc kép",
                en: "a colon inside an unquoted text; put the text in quotes",
                correction: .init(written: line, better: before + Quoting.quoted(written)))
        } else {
            mismatch(vi: "một câu chữ, không phải danh sách hay nhóm", en: "a text, not a list or a map", &problems)
        }
    }

    private func reportUnknownKey(
        _ key: Node, _ name: String, _ allowed: [String], _ problems: inout ProblemList
    ) {
        let hint = Spelling.hint(name, among: allowed)
        problems.error(
            key.position, vi: "không có khóa '\(name)'\(hint.vi)", en: "there is no key '\(name)'\(hint.en)")
    }

    /// `{vi: Ở đâu, khi nào}`: the part behind the comma became a key of its own.
    private func reportLostComma(
        _ key: Node, _ name: String, after previous: Node, _ problems: inout ProblemList
    ) {
        var correction: YAMLProblem.Correction?
        if previous.position.line == key.position.line, previous.scalar != nil {
            let start = previous.position.column - 1
            let end = key.position.column - 1 + name.count
            let text = line.prefix(end).dropFirst(start)
            correction = .init(written: line, better: line.prefix(start) + Quoting.quoted(text) + line.dropFirst(end))
        }
        problems.error(
            key.position, vi: "dấu phẩy đã cắt câu trong { }; đặt cả câu trong ngoặc kép",
            en: "a comma cut the text inside { }; put the text in quotes", correction: correction)
    }
}

/// The day that `text` names, nil when there is none such.
private func calendarDate(_ text: String) -> (year: Int, month: Int, day: Int)? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2], text.utf8.allSatisfy({ $0 == 0x2D || (0x30...0x39).contains($0) }),
        let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), (1...12).contains(month)
    else { return nil }
    let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return year >= 1 && (1...lengths[month - 1]).contains(day) ? (year, month, day) : nil
}

extension String {
    fileprivate var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
