/// Many rules compiled together. Each is filed under the rarest phrases it cannot do without, so a message looks only at
/// the rules that could fit it, however many there are.
struct RuleSet: Sendable {
    struct Rule: Sendable {
        let text: String
        /// The caller's number: entry, kind of emergency, kind of speech.
        let owner: Int32
        let root: Int32
        /// At least one phrase of each set must stand in the message.
        let needs: [[Int32]]
        /// All words it speaks of.
        let words: Set<Int32>
    }

    /// A rule's tree laid flat: following it costs no reference counting.
    enum Node: Sendable {
        case phrase(Int32)
        case any(Range<Int32>)
        case optional(Int32)
        case sequence(Range<Int32>)
        case all(Range<Int32>, not: Range<Int32>)
        case near(Int32, Int32, Int)
        case entity(Pattern.Entity)
        case start
        case end
    }

    private(set) var rules: [Rule] = []
    private(set) var nodes: [Node] = []
    private(set) var children: [Int32] = []
    private(set) var problems: [RuleProblem] = []
    /// Rules by the phrase they are filed under.
    private var byPhrase: [[Int32]] = []
    /// Rules that need no phrase at all ("<phone>").
    private var always: [Int32] = []

    /// `sources` are patterns with their owner's number, in the order in which hits are reported.
    init(_ sources: [(owner: Int32, pattern: String)], reader: WordReader, book: inout PhraseBook) {
        for source in sources {
            var pattern = PatternReader(source.pattern)
            do {
                let tree = try pattern.read()
                var words: Set<Int32> = []
                let root = add(tree, reader, &book, &words)
                let needs = needs(root, reader.vocabulary, book)
                rules.append(Rule(text: source.pattern, owner: source.owner, root: root, needs: needs, words: words))
            } catch {
                problems.append(error)
            }
        }
        file(reader.vocabulary, book)
    }

    /// Rules that might fit a message with these phrases, in order, each once.
    func candidates(_ hits: [PhraseBook.Hit]) -> [Int32] {
        var found = always
        var last: Int32 = -1
        for hit in hits where hit.phrase != last {
            last = hit.phrase
            if Int(hit.phrase) < byPhrase.count { found.append(contentsOf: byPhrase[Int(hit.phrase)]) }
        }
        guard found.count > 1 else { return found }
        found.sort()
        var previous: Int32 = -1
        return found.filter { rule in
            defer { previous = rule }
            return rule != previous
        }
    }

    // MARK: Compiling

    private mutating func add(
        _ pattern: Pattern, _ reader: WordReader, _ book: inout PhraseBook, _ words: inout Set<Int32>
    ) -> Int32 {
        let node: Node
        switch pattern {
        case .phrase(let spelled):
            let text = TextReader.read(spelled.joined(separator: " "), mostBytes: PatternLimit.longest * 8)
            let terms = reader.read(text, language: "vi", guesses: false).map {
                PhraseBook.Term(fold: $0.fold, form: $0.form)
            }
            words.formUnion(terms.map(\.fold))
            node = .phrase(book.insert(terms))
        case .any(let parts): node = .any(addAll(parts, reader, &book, &words))
        case .sequence(let parts): node = .sequence(addAll(parts, reader, &book, &words))
        case .all(let parts, let not):
            let wanted = addAll(parts, reader, &book, &words)
            node = .all(wanted, not: addAll(not, reader, &book, &words))
        case .optional(let part): node = .optional(add(part, reader, &book, &words))
        case .near(let left, let right, let distance):
            let first = add(left, reader, &book, &words)
            node = .near(first, add(right, reader, &book, &words), distance)
        case .entity(let entity): node = .entity(entity)
        case .start: node = .start
        case .end: node = .end
        }
        nodes.append(node)
        return Int32(nodes.count - 1)
    }

    private mutating func addAll(
        _ parts: [Pattern], _ reader: WordReader, _ book: inout PhraseBook, _ words: inout Set<Int32>
    ) -> Range<Int32> {
        let added = parts.map { add($0, reader, &book, &words) }
        let start = Int32(children.count)
        children.append(contentsOf: added)
        return start..<Int32(children.count)
    }

    /// Sets of phrases of which each must meet the message.
    private func needs(_ node: Int32, _ vocabulary: Vocabulary, _ book: PhraseBook) -> [[Int32]] {
        switch nodes[Int(node)] {
        case .phrase(let phrase): return [[phrase]]
        case .sequence(let parts), .all(let parts, _):
            return parts.flatMap { needs(children[Int($0)], vocabulary, book) }
        case .near(let left, let right, _): return needs(left, vocabulary, book) + needs(right, vocabulary, book)
        case .optional, .entity, .start, .end: return []
        case .any(let parts):
            var union: [Int32] = []
            for part in parts {
                let sets = needs(children[Int(part)], vocabulary, book)
                guard let rarest = sets.min(by: { cost($0, vocabulary, book) < cost($1, vocabulary, book) }) else {
                    return []
                }
                union += rarest
            }
            return [union]
        }
    }

    /// How often one of these phrases may be expected: by the rarest word of each.
    private func cost(_ phrases: [Int32], _ vocabulary: Vocabulary, _ book: PhraseBook) -> Int {
        phrases.reduce(0) { sum, phrase in
            sum + 1 + (book.phrases[Int(phrase)].map { vocabulary.count(ofFold: $0.fold) }.min() ?? 0)
        }
    }

    private mutating func file(_ vocabulary: Vocabulary, _ book: PhraseBook) {
        byPhrase = Array(repeating: [], count: book.phrases.count)
        for (index, rule) in rules.enumerated() {
            let rarest = rule.needs.min { cost($0, vocabulary, book) < cost($1, vocabulary, book) }
            guard let rarest else {
                always.append(Int32(index))
                continue
            }
            for phrase in Set(rarest).sorted() { byPhrase[Int(phrase)].append(Int32(index)) }
        }
    }
}
