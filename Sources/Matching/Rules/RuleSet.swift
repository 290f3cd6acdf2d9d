/// Many rules compiled together. Each is filed under the rarest word it cannot do without, so a message looks only at the
/// rules that could fit it, however many there are.
struct RuleSet: Sendable {
    struct Compiled: Sendable {
        let text: String
        /// The caller's number: entry, kind of emergency, kind of speech.
        let owner: Int32
        let pattern: Pattern<Term>
        /// At least one word of each set must stand in the message.
        let needs: [[Int32]]
        /// All words it speaks of.
        let words: Set<Int32>
    }

    /// A word of a rule: its numbers in the vocabulary.
    struct Term: Sendable, Hashable {
        let fold: Int32
        let form: Int32
    }

    private(set) var rules: [Compiled] = []
    private(set) var problems: [RuleProblem] = []
    /// Rules by the fold they are filed under.
    private var byWord: [Int32: [Int32]] = [:]
    /// Rules that need no word at all ("<phone>").
    private var always: [Int32] = []

    /// `sources` are patterns with their owner's number, in the order in which hits are reported.
    init(_ sources: [(owner: Int32, pattern: String)], reader: WordReader) {
        var usage: [Int32: Int] = [:]
        for source in sources {
            var pattern = PatternReader(source.pattern)
            do {
                let compiled = RuleSet.compile(try pattern.read(), reader)
                let needs = RuleSet.needs(compiled)
                for fold in Set(needs.joined()) { usage[fold, default: 0] += 1 }
                rules.append(
                    Compiled(
                        text: source.pattern, owner: source.owner, pattern: compiled, needs: needs,
                        words: Set(RuleSet.words(compiled))))
            } catch {
                problems.append(error)
            }
        }
        for (index, rule) in rules.enumerated() {
            func cost(_ words: [Int32]) -> Int {
                words.reduce(0) { $0 + usage[$1, default: 0] * 8 + min(reader.vocabulary.count(ofFold: $1), 4000) }
            }
            guard let words = rule.needs.min(by: { cost($0) < cost($1) }) else {
                always.append(Int32(index))
                continue
            }
            for word in Set(words).sorted() { byWord[word, default: []].append(Int32(index)) }
        }
    }

    /// Rules that might fit a text with these words, in order, each once.
    func candidates(_ words: [Word]) -> [Int32] {
        var found = always
        for (index, word) in words.enumerated() where word.fold >= 0 {
            if let rules = byWord[word.fold], !words[..<index].contains(where: { $0.fold == word.fold }) {
                found.append(contentsOf: rules)
            }
        }
        guard found.count > 1 else { return found }
        found.sort()
        var last: Int32 = -1
        return found.filter { rule in
            defer { last = rule }
            return rule != last
        }
    }

    private static func compile(_ pattern: Pattern<String>, _ reader: WordReader) -> Pattern<Term> {
        switch pattern {
        case .phrase(let words):
            let text = TextReader.read(words.joined(separator: " "), mostBytes: PatternLimit.longest * 8)
            let terms = reader.read(text, language: "vi", guesses: false).map { Term(fold: $0.fold, form: $0.form) }
            return .phrase(terms)
        case .any(let parts): return .any(parts.map { compile($0, reader) })
        case .optional(let part): return .optional(compile(part, reader))
        case .sequence(let parts): return .sequence(parts.map { compile($0, reader) })
        case .all(let parts, let not):
            return .all(parts.map { compile($0, reader) }, not: not.map { compile($0, reader) })
        case .near(let left, let right, let distance):
            return .near(compile(left, reader), compile(right, reader), distance)
        case .entity(let entity): return .entity(Pattern<Term>.Entity(rawValue: entity.rawValue) ?? .number)
        case .start: return .start
        case .end: return .end
        }
    }

    private static func words(_ pattern: Pattern<Term>) -> [Int32] {
        switch pattern {
        case .phrase(let terms): terms.map(\.fold)
        case .any(let parts), .sequence(let parts), .all(let parts, _): parts.flatMap(words)
        case .optional(let part): words(part)
        case .near(let left, let right, _): words(left) + words(right)
        case .entity, .start, .end: []
        }
    }

    /// Sets of words of which each must meet the message.
    private static func needs(_ pattern: Pattern<Term>) -> [[Int32]] {
        switch pattern {
        case .phrase(let terms): return terms.map { [$0.fold] }
        case .sequence(let parts), .all(let parts, _): return parts.flatMap(needs)
        case .near(let left, let right, _): return needs(left) + needs(right)
        case .optional, .entity, .start, .end: return []
        case .any(let parts):
            var union: [Int32] = []
            for part in parts {
                guard let smallest = needs(part).min(by: { $0.count < $1.count }) else { return [] }
                union += smallest
            }
            return [union]
        }
    }
}
