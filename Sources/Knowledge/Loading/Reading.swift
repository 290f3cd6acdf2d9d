import YAML

/// What the readers of all files share: texts by language, ids, patterns, dates.
struct Reading {
    /// The language in which every text is required; nil when any will do.
    let required: String?
    var problems: ProblemList

    func place(_ node: Node) -> FilePlace { place(node.position) }

    func place(_ position: Position) -> FilePlace {
        FilePlace(file: problems.file, line: position.line, column: position.column)
    }

    // MARK: Texts

    /// A map of languages, each one text of at most `limit` characters.
    mutating func localized(
        _ node: Node?, limit: Int? = nil, mayBeEmpty: Bool = false, isOptional: Bool = false, besides: [String] = []
    ) -> Localized {
        guard let map = node?.mapping(allowedKeys: Language.known + besides, &problems) else { return Localized([]) }
        if !isOptional { requireLanguage(of: map) }
        return Localized(
            map.pairs.compactMap { pair in
                guard let language = pair.key.scalar, Language.known.contains(language) else { return nil }
                return wording(pair.value, language: language, limit: limit, mayBeEmpty: mayBeEmpty)
            })
    }

    /// A map of languages, each a list of texts.
    mutating func localizedLists(_ node: Node?) -> [Wording] {
        guard let map = node?.mapping(allowedKeys: Language.known, &problems) else { return [] }
        requireLanguage(of: map)
        return map.pairs.flatMap { pair -> [Wording] in
            guard let language = pair.key.scalar, let items = pair.value.sequence(&problems) else { return [] }
            return items.compactMap { wording($0, language: language) }
        }
    }

    mutating func wording(
        _ node: Node, language: String, limit: Int? = nil, mayBeEmpty: Bool = false
    ) -> Wording? {
        if mayBeEmpty, node.scalar?.isEmpty == true { return Wording(language: language, text: "", place: place(node)) }
        guard let text = node.prose(&problems) else { return nil }
        if let limit, text.count > limit {
            problems.error(
                node.position, vi: "dài \(text.count) ký tự, nhiều nhất là \(limit)",
                en: "\(text.count) characters long, at most \(limit)")
        }
        return Wording(language: language, text: text, place: place(node))
    }

    mutating func proses(_ node: Node?) -> [String] {
        guard let items = node?.sequence(&problems) else { return [] }
        return items.compactMap { $0.prose(&problems) }
    }

    private mutating func requireLanguage(of map: Mapping) {
        if let required, map[required] == nil {
            problems.error(map.position, vi: "thiếu bản '\(required)'", en: "the text in '\(required)' is missing")
        }
    }

    // MARK: Ids and references

    /// Lower-case letters, digits, dots, dashes and underscores, at most 60.
    mutating func id(_ node: Node?) -> String? {
        guard let node, let text = node.text(&problems) else { return nil }
        let isWell = text.utf8.allSatisfy {
            (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || [0x2E, 0x2D, 0x5F].contains($0)
        }
        if isWell, text.utf8.count <= 60, text.first != ".", text.first != "-" { return text }
        problems.error(
            node.position,
            vi: "mã chỉ gồm chữ thường không dấu, số, dấu chấm, gạch nối, gạch dưới; nhiều nhất 60 ký tự",
            en: "an id holds only a-z, 0-9, dots, dashes and underscores, at most 60")
        return nil
    }

    mutating func references(_ node: Node?) -> [Reference] {
        guard let items = node?.sequence(&problems) else { return [] }
        return items.compactMap { reference($0) }
    }

    mutating func reference(_ node: Node?) -> Reference? {
        guard let node, let text = node.text(&problems) else { return nil }
        return Reference(id: text, place: place(node))
    }

    /// Reports every id that stands twice in one file.
    mutating func refuseRepeated(_ ids: [(id: String, place: FilePlace)]) {
        var first: [String: Int] = [:]
        for (id, place) in ids {
            if let line = first[id] {
                problems.error(
                    Position(line: place.line, column: place.column), vi: "mã '\(id)' đã dùng ở dòng \(line)",
                    en: "the id '\(id)' is already used in line \(line)")
            } else {
                first[id] = place.line
            }
        }
    }

    // MARK: Patterns, dates, choices

    mutating func patterns(_ node: Node?) -> [Pattern] {
        guard let items = node?.sequence(&problems) else { return [] }
        return items.compactMap { item in
            guard let text = item.prose(&problems), case .scalar(_, let style) = item.value else { return nil }
            let column: Int? =
                switch style {
                case .plain: item.position.column
                case .singleQuoted, .doubleQuoted: item.position.column + 1
                case .literal, .folded: nil
                }
            return Pattern(text: text, place: place(item), column: column)
        }
    }

    mutating func day(_ node: Node?) -> Day? {
        guard let node, let date = node.date(&problems) else { return nil }
        return Day(year: date.year, month: date.month, day: date.day)
    }

    /// `{from: DATE, until: DATE}`, either of them optional.
    mutating func validity(_ node: Node?) -> Validity {
        guard let node, let map = node.mapping(allowedKeys: ["from", "until"], &problems) else { return Validity() }
        return validity(from: map["from"], until: map["until"], at: node.position)
    }

    mutating func validity(from: Node?, until: Node?, at position: Position) -> Validity {
        let validity = Validity(from: day(from), until: day(until))
        if let from = validity.from, let until = validity.until, until < from {
            problems.error(position, vi: "ngày kết thúc trước ngày bắt đầu", en: "it ends before it begins")
        }
        return validity
    }

    mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ node: Node?, default fallback: Choice
    ) -> Choice where Choice.RawValue == String {
        let text = node?.choice(of: Choice.allCases.map(\.rawValue), &problems)
        return text.flatMap(Choice.init(rawValue:)) ?? fallback
    }

    /// The items of `key:`, the only key of a register's file.
    mutating func register(_ root: Node, _ key: String) -> [Node] {
        guard let map = root.mapping(allowedKeys: [key], &problems) else { return [] }
        return map.required(key, &problems)?.sequence(&problems) ?? []
    }
}
