/// Turns rules as written into what `RuleSet` holds.
struct RuleCompiler {
    private(set) var rules: [RuleSet.Rule] = []
    private(set) var problems: [RuleProblem] = []
    private(set) var nodes: [RuleSet.Node] = []
    private(set) var children: [Int32] = []
    /// By rule: its root, and sets of phrases of which each must meet the message.
    private(set) var roots: [Int32] = []
    private(set) var needs: [[[Int32]]] = []
    /// By rule: phrases of which one must be the last words of the message; none: any may.
    private(set) var finals: [[Int32]] = []
    private(set) var byPhrase: [[Int32]] = []
    private(set) var always: [Int32] = []

    mutating func compile(
        _ sources: [(owner: Int32, pattern: String)], _ reader: WordReader, _ book: inout PhraseBook
    ) {
        for source in sources {
            var pattern = PatternReader(source.pattern)
            do {
                let tree = try pattern.read()
                var words: Set<Int32> = []
                let root = add(tree, reader, &book, &words)
                roots.append(root)
                needs.append(needs(root, reader.vocabulary, book))
                finals.append(finals(root))
                rules.append(RuleSet.Rule(text: source.pattern, owner: source.owner, words: words))
            } catch {
                problems.append(error)
            }
        }
        file(reader.vocabulary, book)
    }

    private mutating func add(
        _ pattern: Pattern, _ reader: WordReader, _ book: inout PhraseBook, _ words: inout Set<Int32>
    ) -> Int32 {
        let node: RuleSet.Node
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

    /// Phrases of which one must be the message's last words; empty for a rule that does not end in "$" or leaves it open.
    private func finals(_ root: Int32) -> [Int32] {
        guard case .sequence(let parts) = nodes[Int(root)], let end = parts.last,
            case .end = nodes[Int(children[Int(end)])],
            let phrases = lastPhrases(children[Int(parts.lowerBound)..<Int(end)])
        else { return [] }
        return phrases
    }

    /// Phrases with which a run of parts may end; nil where there is no telling.
    private func lastPhrases(_ parts: ArraySlice<Int32>) -> [Int32]? {
        var phrases: [Int32] = []
        for part in parts.reversed() {
            guard let found = lastPhrases(part) else { return nil }
            phrases += found
            // What may be missing leaves the end to what stands before it.
            guard case .optional = nodes[Int(part)] else { return phrases }
        }
        return nil
    }

    private func lastPhrases(_ node: Int32) -> [Int32]? {
        switch nodes[Int(node)] {
        case .phrase(let phrase): return [phrase]
        case .optional(let part): return lastPhrases(part)
        case .sequence(let parts): return lastPhrases(children[Int(parts.lowerBound)..<Int(parts.upperBound)])
        case .any(let parts):
            var phrases: [Int32] = []
            for part in parts {
                guard let found = lastPhrases(children[Int(part)]) else { return nil }
                phrases += found
            }
            return phrases
        case .all, .near, .entity, .start, .end: return nil
        }
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
        for (index, needs) in needs.enumerated() {
            let rarest = needs.min { cost($0, vocabulary, book) < cost($1, vocabulary, book) }
            guard let rarest else {
                always.append(Int32(index))
                continue
            }
            for phrase in Set(rarest).sorted() { byPhrase[Int(phrase)].append(Int32(index)) }
        }
    }
}
