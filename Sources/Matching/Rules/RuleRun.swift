/// Where a rule fits a text: words `start..<end`.
struct Span: BitwiseCopyable, Hashable, Sendable {
    var start: Int
    var end: Int
}

/// One text held against the rules of a set.
struct RuleRun {
    let set: RuleSet
    let turn: Turn
    /// What `PhraseFinder.find` found, sorted.
    let hits: [PhraseFinder.Hit]

    init(_ set: RuleSet, _ turn: Turn, allowingSlips: Bool = false) {
        self.set = set
        self.turn = turn
        hits = allowingSlips ? turn.hits : turn.strictHits
    }

    /// Rules that might fit, in order, each once.
    func candidates() -> [Int32] {
        var found = set.always
        var last: Int32 = -1
        for hit in hits where hit.phrase != last {
            last = hit.phrase
            guard Int(hit.phrase) < set.byPhrase.count else { break }
            for rule in set.byPhrase.list(Int(hit.phrase)) where couldFit(rule) { found.append(rule) }
        }
        guard found.count > 1 else { return found }
        found.sort()
        var previous: Int32 = -1
        found.removeAll { rule in
            defer { previous = rule }
            return rule == previous
        }
        return found
    }

    /// Where a rule fits; empty if it does not.
    func spans(ofRule number: Int32) -> [Span] { spans(set.roots[number]) }

    /// The first place where a rule fits.
    func firstSpan(ofRule number: Int32) -> Span? { first(set.roots[number]) }

    /// Of each set of phrases that it needs, one may stand in the text, and one that it must end with at its end.
    private func couldFit(_ number: Int32) -> Bool {
        let finals = set.finals.list(Int(number))
        guard finals.isEmpty || finals.contains(where: turn.finals.contains) else { return false }
        return set.needs.list(Int(number)).allSatisfy { need in
            set.needed.list(Int(need)).contains { turn.phrases.mayHold($0) }
        }
    }

    private func firstHit(of phrase: Int32) -> Int? {
        guard turn.phrases.mayHold(phrase) else { return nil }
        var low = 0
        var high = hits.count
        while low < high {
            let middle = (low + high) / 2
            if hits[middle].phrase < phrase { low = middle + 1 } else { high = middle }
        }
        return low < hits.count && hits[low].phrase == phrase ? low : nil
    }

    /// The first of `spans(node)`, found without listing them where that is easy.
    private func first(_ node: Int32) -> Span? {
        switch set.nodes[node] {
        case .phrase(let phrase): return firstHit(of: phrase).map { hits[$0].span }
        case .optional(let part): return first(part)
        case .any(let parts):
            var least: Span?
            for part in parts {
                guard let span = first(set.children[part]) else { continue }
                if let found = least, (found.start, found.end) <= (span.start, span.end) { continue }
                least = span
            }
            return least
        default: return spans(node).first
        }
    }

    private func spans(_ node: Int32) -> [Span] {
        switch set.nodes[node] {
        case .phrase(let phrase): return phraseSpans(phrase)
        case .any(let parts): return unite(parts.flatMap { spans(set.children[$0]) })
        case .optional(let part): return spans(part)
        case .sequence(let parts): return sequence(parts)
        case .all(let parts, let not): return all(parts, not)
        case .near(let left, let right, let distance): return near(spans(left), spans(right), distance)
        case .entity(let entity): return unite(entities(entity))
        case .start: return [Span(start: 0, end: 0)]
        case .end: return [Span(start: turn.words.count, end: turn.words.count)]
        }
    }

    private func phraseSpans(_ phrase: Int32) -> [Span] {
        guard let start = firstHit(of: phrase) else { return [] }
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
            let node = set.children[part]
            switch set.nodes[node] {
            case .start:
                current = current.map { $0.filter { $0.end == 0 } } ?? [Span(start: 0, end: 0)]
                gap = 0
            case .end: current = current?.filter { $0.end == turn.words.count } ?? []
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
            guard let first = first(set.children[part]) else { return [] }
            hull = hull.map { Span(start: min($0.start, first.start), end: max($0.end, first.end)) } ?? first
        }
        if not.contains(where: { first(set.children[$0]) != nil }) { return [] }
        return hull.map { [$0] } ?? []
    }

    private func entities(_ entity: Pattern.Entity) -> [Span] {
        switch entity {
        case .number: return EntityReader(text: turn.text, words: turn.words).numbers()
        case .date: return EntityReader(text: turn.text, words: turn.words).dates()
        case .phone: return EntityReader(text: turn.text, words: turn.words).phones()
        case .place:
            return turn.words.indices.compactMap { start in
                turn.places.match(turn.words, at: start).map { Span(start: start, end: start + $0.count) }
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
