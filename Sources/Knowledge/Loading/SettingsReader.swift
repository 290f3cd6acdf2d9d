import Matching
import Messaging
import YAML

/// Reads settings.yaml.
struct SettingsReader {
    private static let keys = [
        "as_of", "languages", "thresholds", "departments", "notice", "greeting", "texts", "intake", "speech",
        "emergencies",
    ]

    var reading: Reading

    mutating func settings(_ root: Node) -> Settings? {
        guard let map = root.mapping(allowedKeys: Self.keys, &reading.problems) else { return nil }
        let languages = languages(map.required("languages", &reading.problems))
        reading = Reading(required: languages.first, problems: reading.problems)
        return Settings(
            asOf: reading.day(map["as_of"]), asOfPlace: map["as_of"].map(reading.place), languages: languages,
            thresholds: thresholds(map["thresholds"]),
            departments: departments(map.required("departments", &reading.problems)),
            notice: notice(map.required("notice", &reading.problems)),
            greeting: reading.localized(map.required("greeting", &reading.problems)),
            texts: texts(map.required("texts", &reading.problems)),
            intake: intake(map.required("intake", &reading.problems)),
            speech: speech(map.required("speech", &reading.problems)),
            emergencies: emergencies(map.required("emergencies", &reading.problems)))
    }

    private mutating func languages(_ node: Node?) -> [String] {
        guard let items = node?.sequence(&reading.problems) else { return [] }
        return items.compactMap { $0.choice(of: Language.known, &reading.problems) }
    }

    private mutating func thresholds(_ node: Node?) -> Thresholds {
        let standard = Thresholds()
        guard let map = node?.mapping(allowedKeys: ["answer", "clarify"], &reading.problems) else { return standard }
        let answer = map["answer"]?.number(in: 0...1, &reading.problems) ?? standard.answer
        let clarify = map["clarify"]?.number(in: 0...1, &reading.problems) ?? standard.clarify
        if clarify > answer {
            reading.problems.error(
                map.position, vi: "ngưỡng clarify không được lớn hơn ngưỡng answer",
                en: "the threshold clarify may not be above answer")
        }
        return Thresholds(answer: answer, clarify: clarify)
    }

    private mutating func departments(_ node: Node?) -> [Department] {
        guard let items = node?.sequence(&reading.problems) else { return [] }
        if items.isEmpty, let node {
            reading.problems.error(
                node.position, vi: "cần ít nhất một đơn vị", en: "at least one department is needed")
        }
        var places: [(id: String, place: FilePlace)] = []
        let departments = items.compactMap { item -> Department? in
            guard let map = item.mapping(allowedKeys: ["id", "title"], &reading.problems),
                let id = reading.id(map.required("id", &reading.problems))
            else { return nil }
            places.append((id, reading.place(item)))
            let title = reading.localized(map.required("title", &reading.problems))
            return Department(id: DepartmentID(id), title: title)
        }
        reading.refuseRepeated(places)
        return departments
    }

    private mutating func notice(_ node: Node?) -> Notice? {
        guard let map = node?.mapping(allowedKeys: ["version", "text"], &reading.problems),
            let version = map.required("version", &reading.problems)?.text(limit: 40, &reading.problems)
        else { return nil }
        let text = reading.localized(map.required("text", &reading.problems), limit: TextLimits.notice)
        return Notice(version: version, text: text)
    }

    private mutating func texts(_ node: Node?) -> Texts {
        let keys = TextKey.allCases.map(\.rawValue)
        guard let map = node?.mapping(allowedKeys: keys, &reading.problems) else { return Texts(texts: [:]) }
        var texts: [TextKey: Localized] = [:]
        for key in TextKey.allCases {
            let mayBeEmpty = TextKey.mayBeEmpty.contains(key)
            if mayBeEmpty, map[key.rawValue]?.scalar?.isEmpty ?? true { continue }
            guard let node = map.required(key.rawValue, &reading.problems) else { continue }
            texts[key] = reading.localized(node, mayBeEmpty: mayBeEmpty)
        }
        return Texts(texts: texts)
    }

    private mutating func intake(_ node: Node?) -> [IntakeKind] {
        guard let items = node?.sequence(&reading.problems) else { return [] }
        var places: [(id: String, place: FilePlace)] = []
        let kinds = items.compactMap { item -> IntakeKind? in
            let keys = ["id", "question", "button", "share", "recognise", "sensitive"]
            guard let map = item.mapping(allowedKeys: keys, &reading.problems),
                let id = reading.id(map.required("id", &reading.problems))
            else { return nil }
            places.append((id, reading.place(item)))
            return IntakeKind(
                id: id, question: reading.localized(map.required("question", &reading.problems)),
                button: map["button"].map { reading.localized($0, limit: TextLimits.button) },
                share: reading.choice(map["share"], default: .none),
                recognise: reading.choice(map["recognise"], default: .text),
                isSensitive: map["sensitive"]?.bool(&reading.problems) ?? false)
        }
        reading.refuseRepeated(places)
        return kinds
    }

    private mutating func speech(_ node: Node?) -> [SpeechPatterns] {
        guard let map = node?.mapping(allowedKeys: SpeechPatterns.kinds, &reading.problems) else { return [] }
        return map.pairs.compactMap { pair in
            pair.key.scalar.map { SpeechPatterns(kind: $0, patterns: reading.patterns(pair.value)) }
        }
    }

    private mutating func emergencies(_ node: Node?) -> Emergencies {
        let keys = ["amber_line", "danger_button", "danger_kind", "never", "kinds", "fallback_line", "call_list"]
        guard let map = node?.mapping(allowedKeys: keys, &reading.problems) else { return .none }
        let items = map.required("kinds", &reading.problems)?.sequence(&reading.problems) ?? []
        let kinds = items.compactMap { kind($0) }
        reading.refuseRepeated(kinds.map { ($0.id, $0.place) })
        let dangerKind = map["danger_kind"]
        let dangerID = dangerKind?.choice(of: kinds.map(\.id), &reading.problems)
        return Emergencies(
            amberLine: reading.localized(map.required("amber_line", &reading.problems)),
            dangerButton: reading.localized(
                map.required("danger_button", &reading.problems), limit: TextLimits.button),
            dangerKind: dangerID ?? kinds.first?.id, never: reading.proses(map["never"]), kinds: kinds,
            fallbackLine: map["fallback_line"].map { reading.localized($0) }, callList: callList(map["call_list"]))
    }

    private mutating func callList(_ node: Node?) -> [Emergencies.CallListEntry] {
        let items = node?.sequence(&reading.problems) ?? []
        return items.compactMap { item in
            guard let map = item.mapping(allowedKeys: ["title", "phone"], &reading.problems),
                let phone = reading.reference(map.required("phone", &reading.problems))
            else { return nil }
            return Emergencies.CallListEntry(
                title: reading.localized(map.required("title", &reading.problems)), phone: phone)
        }
    }

    private mutating func kind(_ node: Node) -> Emergencies.Kind? {
        let keys = [
            "id", "title", "numbers", "call_only", "red", "amber", "except", "ask", "text", "approver", "date",
        ]
        guard let map = node.mapping(allowedKeys: keys, &reading.problems) else { return nil }
        let id = reading.id(map.required("id", &reading.problems))
        let numbers = map.required("numbers", &reading.problems)
        let kind = Emergencies.Kind(
            id: id ?? "", title: reading.localized(map.required("title", &reading.problems)),
            numbers: reading.references(numbers), isCallOnly: map["call_only"]?.bool(&reading.problems) ?? false,
            red: reading.patterns(map.required("red", &reading.problems)), amber: reading.patterns(map["amber"]),
            except: reading.patterns(map["except"]), ask: reading.references(map["ask"]),
            text: reading.localized(map.required("text", &reading.problems), limit: TextLimits.emergency),
            approver: map.required("approver", &reading.problems)?.prose(&reading.problems),
            date: reading.day(map.required("date", &reading.problems)), place: reading.place(node))
        if let numbers, kind.numbers.isEmpty {
            reading.problems.error(numbers.position, vi: "cần ít nhất một số", en: "at least one number is needed")
        }
        return id == nil ? nil : kind
    }
}
