import Matching
import YAML

/// Reads the files that only list things: topics, phones, places, the lexicon, examples of emergencies.
extension Reading {
    mutating func topics(_ root: Node) -> [Topic] {
        let topics = register(root, "topics").compactMap { node -> Topic? in
            let map = node.mapping(&problems)
            guard let map, let id = id(map.required("id", &problems)) else { return nil }
            let title = localized(node, besides: ["id", "second_reader"])
            let needsSecondReader = map["second_reader"]?.bool(&problems) ?? false
            return Topic(id: id, title: title, needsSecondReader: needsSecondReader, place: place(node))
        }
        refuseRepeated(topics.map { ($0.id, $0.place) })
        return topics
    }

    mutating func phones(_ root: Node) -> [Phone] {
        let keys = ["id", "number", "title", "hours", "place", "source"]
        let phones = register(root, "phones").compactMap { node -> Phone? in
            guard let map = node.mapping(allowedKeys: keys, &problems) else { return nil }
            let id = id(map.required("id", &problems))
            let number = phoneNumber(map.required("number", &problems))
            let phone = Phone(
                id: id ?? "", number: number ?? "", title: localized(map.required("title", &problems)),
                hours: map["hours"]?.prose(&problems), served: reference(map["place"]),
                source: map["source"]?.prose(&problems), place: place(node))
            return id == nil || number == nil ? nil : phone
        }
        refuseRepeated(phones.map { ($0.id, $0.place) })
        return phones
    }

    private mutating func phoneNumber(_ node: Node?) -> String? {
        guard let node, let text = node.text(&problems) else { return nil }
        let digits = text.filter(\.isNumber).count
        if (3...15).contains(digits), text.allSatisfy({ $0.isASCII && ($0.isNumber || " .-+()".contains($0)) }) {
            return text
        }
        problems.error(
            node.position, vi: "số điện thoại gồm 3 đến 15 chữ số, có thể cách bằng dấu chấm",
            en: "a telephone number has 3 to 15 digits, perhaps with dots between")
        return nil
    }

    mutating func places(_ root: Node) -> [Place] {
        let keys = ["id", "name", "level", "parent", "aliases", "valid", "phone"]
        let places = register(root, "places").compactMap { node -> Place? in
            guard let map = node.mapping(allowedKeys: keys, &problems) else { return nil }
            let id = id(map.required("id", &problems))
            let name = map.required("name", &problems)?.prose(&problems)
            let result = Place(
                id: id ?? "", name: name ?? "", level: choice(map.required("level", &problems), default: .ward),
                parent: reference(map["parent"]), aliases: proses(map["aliases"]), validity: validity(map["valid"]),
                phone: reference(map["phone"]), place: place(node))
            return id == nil || name == nil ? nil : result
        }
        refuseRepeated(places.map { ($0.id, $0.place) })
        return places
    }

    /// Abbreviations and synonyms; the places are added when it is known which are valid.
    mutating func lexicon(_ root: Node) -> Lexicon {
        guard let map = root.mapping(allowedKeys: ["abbreviations", "synonyms"], &problems) else { return Lexicon() }
        var abbreviations: [String: [String: String]] = [:]
        for pair in map["abbreviations"]?.mapping(allowedKeys: Language.known, &problems)?.pairs ?? [] {
            guard let language = pair.key.scalar, let items = pair.value.sequence(&problems) else { continue }
            for item in items { addAbbreviation(item, to: &abbreviations[language, default: [:]]) }
        }
        var synonyms: [String: [[String]]] = [:]
        for pair in map["synonyms"]?.mapping(allowedKeys: Language.known, &problems)?.pairs ?? [] {
            guard let language = pair.key.scalar, let groups = pair.value.sequence(&problems) else { continue }
            synonyms[language] = groups.map { synonymGroup($0) }
        }
        return Lexicon(abbreviations: abbreviations, synonyms: synonyms)
    }

    /// `danger:` by kind, `harmless:`, and where the kinds are named.
    mutating func emergencyExamples(_ root: Node) -> (EmergencyExamples, kinds: [Reference]) {
        guard let map = root.mapping(allowedKeys: ["danger", "harmless"], &problems) else {
            return (EmergencyExamples(), [])
        }
        var danger: [String: [String]] = [:]
        var kinds: [Reference] = []
        for pair in map.required("danger", &problems)?.mapping(&problems)?.pairs ?? [] {
            guard let kind = reference(pair.key) else { continue }
            kinds.append(kind)
            danger[kind.id] = proses(pair.value)
        }
        return (EmergencyExamples(danger: danger, harmless: proses(map.required("harmless", &problems))), kinds)
    }

    private mutating func addAbbreviation(_ node: Node, to table: inout [String: String]) {
        guard let map = node.mapping(allowedKeys: ["from", "to"], &problems),
            let from = map.required("from", &problems)?.prose(&problems),
            let to = map.required("to", &problems)?.prose(&problems)
        else { return }
        if let other = table.updateValue(to, forKey: from) {
            problems.error(
                node.position, vi: "'\(from)' đã được giải nghĩa là '\(other)'",
                en: "'\(from)' already stands for '\(other)'")
        }
    }

    private mutating func synonymGroup(_ node: Node) -> [String] {
        let words = proses(node)
        if words.count < 2 {
            problems.error(
                node.position, vi: "nhóm từ đồng nghĩa cần ít nhất hai từ", en: "a group of synonyms needs two words")
        }
        return words
    }
}
