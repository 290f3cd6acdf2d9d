/// Where a rule fits a text: words `start..<end`.
struct Span: Hashable, Sendable {
    var start: Int
    var end: Int
}

/// One text held against the rules of a set.
struct RuleRun {
    let set: RuleSet
    let text: RawText
    let words: [Word]
    /// What `PhraseBook.find` found, sorted.
    let hits: [PhraseBook.Hit]
    let places: PhraseTable

    init(_ set: RuleSet, _ turn: Turn, places: PhraseTable, allowingSlips: Bool = false) {
        self.set = set
        text = turn.text
        words = turn.words
        hits = allowingSlips || !turn.hits.contains(where: \.isLoose) ? turn.hits : turn.hits.filter { !$0.isLoose }
        self.places = places
    }

    /// Rules that might fit, in order.
    func candidates() -> [Int32] { set.candidates(hits) }

    /// Where a rule fits; empty if it does not.
    func spans(ofRule number: Int32) -> [Span] {
        let rule = set.rules[Int(number)]
        for phrases in rule.needs where !phrases.contains(where: { first(of: $0) != nil }) { return [] }
        return spans(rule.root)
    }

    private func first(of phrase: Int32) -> Int? {
        var low = 0
        var high = hits.count
        while low < high {
            let middle = (low + high) / 2
            if hits[middle].phrase < phrase { low = middle + 1 } else { high = middle }
        }
        return low < hits.count && hits[low].phrase == phrase ? low : nil
    }

    private func spans(_ node: Int32) -> [Span] {
        switch set.nodes[Int(node)] {
        case .phrase(let phrase): return phraseSpans(phrase)
        case .any(let parts): return unite(parts.flatMap { spans(set.children[Int($0)]) })
        case .optional(let part): return spans(part)
        case .sequence(let parts): return sequence(parts)
        case .all(let parts, let not): return all(parts, not)
        case .near(let left, let right, let distance): return near(spans(left), spans(right), distance)
        case .entity(let entity): return unite(entities(entity))
        case .start: return [Span(start: 0, end: 0)]
        case .end: return [Span(start: words.count, end: words.count)]
        }
    }

    private func phraseSpans(_ phrase: Int32) -> [Span] {
        guard let start = first(of: phrase) else { return [] }
        var found: [Span] = []
        for hit in hits[start...].prefix(PatternLimit.spans) {
            if hit.phrase != phrase { break }
            found.append(hit.span)
        }
        return found
    }

    private func sequence(_ parts: Range<Int32>) -> [Span] {
        var current: [Span]?
        // After "^" nothing may stand between.
        var gap = PatternLimit.gap
        for part in parts {
            let node = set.children[Int(part)]
            switch set.nodes[Int(node)] {
            case .start:
                current = current.map { $0.filter { $0.end == 0 } } ?? [Span(start: 0, end: 0)]
                gap = 0
            case .end: current = current?.filter { $0.end == words.count } ?? []
            case .optional(let inner):
                // An optional beginning changes nothing: what follows fits with it or without.
                if let found = current { current = unite(found + join(found, spans(inner), gap)) }
            default:
                let next = spans(node)
                current = current.map { join($0, next, gap) } ?? next
                gap = PatternLimit.gap
            }
            if current?.isEmpty == true { return [] }
        }
        return current ?? []
    }

    private func join(_ left: [Span], _ right: [Span], _ gap: Int) -> [Span] {
        var joined: [Span] = []
        for first in left {
            for second in right where second.start >= first.end && second.start - first.end <= gap {
                joined.append(Span(start: first.start, end: second.end))
            }
        }
        return unite(joined)
    }

    private func near(_ left: [Span], _ right: [Span], _ distance: Int) -> [Span] {
        var joined: [Span] = []
        for first in left {
            for second in right {
                let between = second.start >= first.end ? second.start - first.end : first.start - second.end
                if between >= 0, between <= distance {
                    joined.append(Span(start: min(first.start, second.start), end: max(first.end, second.end)))
                }
            }
        }
        return unite(joined)
    }

    private func all(_ parts: Range<Int32>, _ not: Range<Int32>) -> [Span] {
        var hull: Span?
        for part in parts {
            guard let first = spans(set.children[Int(part)]).first else { return [] }
            hull = hull.map { Span(start: min($0.start, first.start), end: max($0.end, first.end)) } ?? first
        }
        if not.contains(where: { !spans(set.children[Int($0)]).isEmpty }) { return [] }
        return hull.map { [$0] } ?? []
    }

    private func entities(_ entity: Pattern.Entity) -> [Span] {
        switch entity {
        case .number: return EntityReader(text: text, words: words).numbers()
        case .date: return EntityReader(text: text, words: words).dates()
        case .phone: return EntityReader(text: text, words: words).phones()
        case .place:
            return words.indices.compactMap { start in
                places.match(words, at: start).map { Span(start: start, end: start + $0.count) }
            }
        }
    }

    /// Sorted, each once, and not more than `PatternLimit.spans`.
    private func unite(_ spans: [Span]) -> [Span] {
        guard spans.count > 1 else { return spans }
        var result: [Span] = []
        for span in spans.sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) }) where result.last != span {
            result.append(span)
            if result.count == PatternLimit.spans { break }
        }
        return result
    }
}
