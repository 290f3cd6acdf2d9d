import Matching

/// Examples that stand in two entries, or nearly: the matcher cannot tell the entries apart by them.
struct ExampleCheck {
    let set: KnowledgeSet

    func problems() -> [Problem] {
        var problems: [Problem] = []
        var bySpelling: [String: (intent: String, place: FilePlace)] = [:]
        // The same words to the matcher, in any order: diacritics, synonyms and courtesy make no difference.
        var byWords: [TextTokens: (intent: String, place: FilePlace)] = [:]
        for intent in set.intents {
            for example in intent.examples {
                let spelling = Self.words(example.text.lowercased()).joined(separator: " ")
                let words = set.matcher.tokens(of: example.text)
                if let other = bySpelling[spelling] {
                    problems.append(duplicate(example, of: other, isSameEntry: other.intent == intent.id))
                } else if let other = byWords[words], other.intent != intent.id, !words.ids.isEmpty {
                    problems.append(near(example, other))
                }
                if bySpelling[spelling] == nil { bySpelling[spelling] = (intent.id, example.place) }
                if byWords[words] == nil { byWords[words] = (intent.id, example.place) }
            }
        }
        return problems
    }

    private func duplicate(
        _ example: Wording, of other: (intent: String, place: FilePlace), isSameEntry: Bool
    ) -> Problem {
        isSameEntry
            ? Problem(
                .warning, example.place, vi: "câu mẫu này đã có ở dòng \(other.place.line)",
                en: "this example already stands in line \(other.place.line)")
            : Problem(
                .warning, example.place, vi: "câu mẫu này cũng có ở mục '\(other.intent)' (\(other.place))",
                en: "this example also stands in '\(other.intent)' (\(other.place))")
    }

    private func near(_ example: Wording, _ other: (intent: String, place: FilePlace)) -> Problem {
        Problem(
            .warning, example.place,
            vi: "câu mẫu này gần như trùng với một câu ở mục '\(other.intent)' (\(other.place))",
            en: "this example is nearly one of '\(other.intent)' (\(other.place))")
    }

    private static func words(_ text: String) -> [Substring] { text.split { !$0.isLetter && !$0.isNumber } }
}
