import YAML

extension EntryDraft {
    /// An entry of a file that has been loaded without errors; of another, as much as can be read.
    init(_ entry: Node) {
        let map = Fields(entry)
        self.init(id: map.text("id"))
        department = map.text("department")
        topics = map.list("topics")
        titles = map.texts("title")
        buttons = map.texts("button")
        examples = Fields(map["examples"]).all.mapValues { $0.items.map(\.typed) }.filter { !$0.value.isEmpty }
        rules = map.list("rules")
        exceptions = map.list("except")
        answers = map.texts("answer")
        suggest = map.list("suggest")
        ask = map.list("ask")
        priority = map.text("priority", or: "normal")
        isConfidential = map.text("confidential") == "true"
        escalation = map.text("escalate", or: "on-request")
        sourceTitle = Fields(map["source"]).text("title")
        sourceIssued = Fields(map["source"]).text("issued")
        owner = map.text("owner")
        confirmed = map.text("confirmed")
        validFrom = Fields(map["valid"]).text("from")
        validUntil = Fields(map["valid"]).text("until")
        review = map.text("review")
        isVolatile = map.text("volatile") == "true"
        tests = map["tests"]?.items.flatMap(Self.tests) ?? []
    }

    /// One item of `tests:` may hold a text in each language.
    static func tests(_ item: Node) -> [Test] {
        let map = Fields(item)
        let isCounterExample = map.text("not") == "true"
        return map.pairs.filter { $0.key.typed != "not" }.map {
            Test(language: $0.key.typed, text: $0.value.typed, isCounterExample: isCounterExample)
        }
    }
}

/// The values of a map by key; empty when it is none.
private struct Fields {
    let pairs: [Node.Pair]

    init(_ node: Node?) {
        if case .mapping(let pairs) = node?.value { self.pairs = pairs } else { pairs = [] }
    }

    subscript(key: String) -> Node? { pairs.first { $0.key.scalar == key }?.value }

    var all: [String: Node] { Dictionary(pairs.map { ($0.key.typed, $0.value) }) { first, _ in first } }

    func text(_ key: String, or fallback: String = "") -> String {
        let text = self[key]?.typed ?? ""
        return text.isEmpty ? fallback : text
    }

    func list(_ key: String) -> [String] { self[key]?.items.map(\.typed) ?? [] }

    func texts(_ key: String) -> [String: String] {
        Fields(self[key]).all.mapValues(\.typed).filter { !$0.value.isEmpty }
    }
}

extension Node {
    /// A scalar as the loader reads it; empty for a list or a map.
    var typed: String {
        let text = scalar ?? ""
        guard let first = text.firstIndex(where: { !$0.isWhitespace }),
            let last = text.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(text[first...last])
    }

    var items: [Node] {
        if case .sequence(let items) = value { return items }
        return []
    }
}
