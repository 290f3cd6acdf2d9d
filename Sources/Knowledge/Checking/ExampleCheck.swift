import Foundation

/// Examples that stand in two entries, or nearly: the matcher cannot tell the entries apart by them.
struct ExampleCheck {
    let intents: [Intent]

    /// Words that are polite and say nothing; without diacritics.
    private static let courtesy: Set<String> = [
        "da", "a", "cho", "em", "hoi", "anh", "chi", "vay", "voi", "nhe", "oi", "minh", "toi", "xin", "ad", "please",
        "hi",
        "hello", "the", "i",
    ]

    func problems() -> [Problem] {
        var problems: [Problem] = []
        var bySpelling: [String: (intent: String, place: FilePlace)] = [:]
        var byWords: [String: (intent: String, place: FilePlace)] = [:]
        for intent in intents {
            for example in intent.examples {
                let words = Self.words(example.text.lowercased())
                let spelling = words.joined(separator: " ")
                let key = Self.key(example.text)
                if let other = bySpelling[spelling] {
                    problems.append(duplicate(example, of: other, isSameEntry: other.intent == intent.id))
                } else if let other = byWords[key], other.intent != intent.id, !key.isEmpty {
                    problems.append(near(example, other))
                }
                if bySpelling[spelling] == nil { bySpelling[spelling] = (intent.id, example.place) }
                if byWords[key] == nil { byWords[key] = (intent.id, example.place) }
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

    /// The same for texts of the same words in any order, without diacritics and courtesy.
    private static func key(_ text: String) -> String {
        let folded = text.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil)
            .replacing("đ", with: "d")
        return words(folded).filter { !courtesy.contains(String($0)) }.sorted().joined(separator: " ")
    }
}
