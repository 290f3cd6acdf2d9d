import Matching

/// Rules that fit what they should not, or nothing at all.
struct RuleCheck {
    let set: KnowledgeSet

    func problems() -> [Problem] { onOthersExamples() + neverFitting() + exceptionsOnOwnExamples() }

    private func onOthersExamples() -> [Problem] {
        struct Crossing: Hashable {
            let hit: RuleHit
            let other: String
        }
        var found: [(crossing: Crossing, example: String, count: Int)] = []
        var indices: [Crossing: Int] = [:]
        for intent in set.intents {
            for example in intent.examples {
                for hit in set.matcher.ruleHits(in: example.text) where hit.intent != intent.id {
                    let crossing = Crossing(hit: hit, other: intent.id)
                    if let index = indices[crossing] {
                        found[index].count += 1
                    } else {
                        indices[crossing] = found.count
                        found.append((crossing, example.text, 1))
                    }
                }
            }
        }
        return found.compactMap { item in
            guard let place = place(of: item.crossing.hit) else { return nil }
            return Problem(
                .warning, place,
                vi: "mẫu này bắt cả \(item.count) câu mẫu của mục '\(item.crossing.other)', ví dụ '\(item.example)'",
                en: "the rule fits \(item.count) examples of '\(item.crossing.other)', such as '\(item.example)'")
        }
    }

    private func neverFitting() -> [Problem] {
        let place = set.places.first { $0.validity.contains(set.day) }?.name ?? "Bình Dương"
        return set.intents.filter { $0.validity.contains(set.day) }.flatMap { intent in
            intent.rules.filter { rule in
                !Rule.samples(of: rule.text, place: place).contains { sample in
                    set.matcher.ruleHits(in: sample).contains { $0.intent == intent.id && $0.rule == rule.text }
                }
            }.map { rule in
                Problem(
                    .warning, rule.place,
                    vi: "mẫu này không bắt được câu nào: trái với phần ! hay except, hoặc từ bị lexicon.yaml đổi",
                    en: "the rule can never fit: its ! part or an except contradicts it, or lexicon.yaml changes a word"
                )
            }
        }
    }

    /// An exception that fits an example of its own entry switches the example off.
    private func exceptionsOnOwnExamples() -> [Problem] {
        let entries = set.intents.map { intent in
            Entry(
                id: intent.id, topics: [], titles: [:], examples: [:], rules: intent.exceptions.map(\.text),
                answeredLanguages: [])
        }
        let matcher = Matcher(KnowledgeBase(entries: entries))
        return set.intents.filter { !$0.exceptions.isEmpty }.flatMap { intent in
            intent.examples.flatMap { example in
                matcher.ruleHits(in: example.text).filter { $0.intent == intent.id }.map { hit in
                    Problem(
                        .warning, example.place, vi: "câu mẫu này bị chính except '\(hit.rule)' của mục loại ra",
                        en: "this example is excluded by the entry's own except '\(hit.rule)'")
                }
            }
        }
    }

    private func place(of hit: RuleHit) -> FilePlace? {
        set.intent(hit.intent)?.rules.first { $0.text == hit.rule }?.place
    }
}
