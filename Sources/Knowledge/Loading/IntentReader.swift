import Matching
import Messaging
import YAML

/// Reads a file of entries.
struct IntentReader {
    private static let keys = [
        "id", "department", "topics", "title", "button", "examples", "rules", "except", "answer", "suggest", "ask",
        "priority", "confidential", "escalate", "source", "owner", "confirmed", "valid", "review", "volatile", "tests",
    ]

    var reading: Reading
    private var department: Reference?
    private var confirmed: Day?

    init(reading: Reading) { self.reading = reading }

    /// The entries of a file, as many as can be read.
    mutating func intents(_ root: Node) -> [Intent] {
        if root.isAbsent { return [] }
        guard
            let map = root.mapping(allowedKeys: ["department", "confirmed", "intents"], &reading.problems),
            let items = map.required("intents", &reading.problems)?.sequence(&reading.problems)
        else { return [] }
        department = reading.reference(map["department"])
        confirmed = reading.day(map["confirmed"])
        return items.compactMap { intent($0) }
    }

    private mutating func intent(_ node: Node) -> Intent? {
        guard let map = node.mapping(allowedKeys: Self.keys, &reading.problems) else { return nil }
        let idNode = map.required("id", &reading.problems)
        let id = reading.id(idNode)
        let isVolatile = map["volatile"]?.bool(&reading.problems) ?? false
        if isVolatile, map["review"] == nil, let node = map["volatile"] {
            reading.problems.error(
                node.position, vi: "mục thay đổi từng ngày (volatile) phải có hạn xác nhận, ví dụ 'review: 2d'",
                en: "a volatile entry needs a review of days, such as 'review: 2d'")
        }
        let intent = Intent(
            id: id ?? "", departmentReference: reading.reference(map["department"]) ?? department,
            topics: reading.references(map["topics"]),
            titles: reading.localized(map.required("title", &reading.problems)),
            buttons: reading.localized(map["button"], limit: TextLimits.button, isOptional: true),
            examples: reading.localizedLists(map.required("examples", &reading.problems)),
            rules: reading.patterns(map["rules"]), exceptions: reading.patterns(map["except"]),
            answers: answers(map.required("answer", &reading.problems)),
            suggest: reading.references(map["suggest"]), ask: reading.references(map["ask"]),
            priority: priority(map["priority"]),
            isConfidential: map["confidential"]?.bool(&reading.problems) ?? false,
            escalation: escalation(map["escalate"]), source: source(map["source"]),
            owner: map["owner"]?.prose(&reading.problems),
            confirmed: reading.day(map["confirmed"]) ?? confirmed, isConfirmedItself: map["confirmed"] != nil,
            validity: reading.validity(map["valid"]),
            reviewDays: reviewDays(map["review"]), isVolatile: isVolatile, tests: tests(map["tests"]),
            place: reading.place(idNode?.position ?? map.position))
        return id == nil ? nil : intent
    }

    /// Texts by language, or nil for `none`.
    private mutating func answers(_ node: Node?) -> Localized? {
        guard let node, node.scalar != "none" else { return nil }
        if node.scalar == nil { return reading.localized(node) }
        reading.problems.error(
            node.position, vi: "ghi 'none' (luôn chuyển người trực) hoặc mỗi ngôn ngữ một dòng: vi: ..., en: ...",
            en: "write 'none' (always a person) or one text per language: vi: ..., en: ...")
        return nil
    }

    private mutating func priority(_ node: Node?) -> Entry.Priority {
        node?.choice(of: ["normal", "urgent", "emergency"], &reading.problems).flatMap(Entry.Priority.init) ?? .normal
    }

    private mutating func escalation(_ node: Node?) -> Entry.Escalation {
        node?.choice(of: ["never", "on-request", "always"], &reading.problems).flatMap(Entry.Escalation.init)
            ?? .onRequest
    }

    private mutating func source(_ node: Node?) -> Intent.Source? {
        guard let map = node?.mapping(allowedKeys: ["title", "issued"], &reading.problems),
            let title = map.required("title", &reading.problems)?.prose(&reading.problems)
        else { return nil }
        return Intent.Source(title: title, issued: reading.day(map["issued"]))
    }

    /// `30d`: a number of days.
    private mutating func reviewDays(_ node: Node?) -> Int? {
        guard let node, let text = node.text(&reading.problems) else { return nil }
        if text.hasSuffix("d"), let days = Int(text.dropLast()), (1...3650).contains(days) { return days }
        reading.problems.error(
            node.position, vi: "ghi số ngày, ví dụ 'review: 30d'", en: "a number of days, such as 'review: 30d'")
        return nil
    }

    private mutating func tests(_ node: Node?) -> [Intent.EntryTest] {
        guard let items = node?.sequence(&reading.problems) else { return [] }
        return items.flatMap { item -> [Intent.EntryTest] in
            guard let map = item.mapping(allowedKeys: Language.known + ["not"], &reading.problems) else { return [] }
            let isCounterExample = map["not"]?.bool(&reading.problems) ?? false
            let wordings = map.pairs.compactMap { pair -> Wording? in
                guard let language = pair.key.scalar, language != "not" else { return nil }
                return reading.wording(pair.value, language: language)
            }
            if wordings.isEmpty {
                reading.problems.error(
                    item.position, vi: "câu thử phải có một câu, ví dụ vi: \"...\"",
                    en: "a test needs a text, such as vi: \"...\"")
            }
            return wordings.map { Intent.EntryTest(wording: $0, isCounterExample: isCounterExample) }
        }
    }
}
