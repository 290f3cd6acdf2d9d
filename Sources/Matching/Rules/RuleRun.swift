/// Where a rule fits a text: words `start..<end`.
struct Span: Hashable, Sendable {
    var start: Int
    var end: Int
}

/// One text held against the rules of a set.
struct RuleRun {
    let text: RawText
    let words: [Word]
    let places: PhraseTable

    /// Where the rule fits; empty if it does not.
    func spans(_ rule: RuleSet.Compiled) -> [Span] {
        for set in rule.needs where !set.contains(where: { fold in words.contains { $0.fold == fold } }) { return [] }
        return spans(rule.pattern)
    }

    private func spans(_ pattern: Pattern<RuleSet.Term>) -> [Span] {
        switch pattern {
        case .phrase(let terms): return phrase(terms)
        case .any(let parts): return unite(parts.flatMap(spans))
        case .optional(let part): return spans(part)
        case .sequence(let parts): return sequence(parts)
        case .all(let parts, let not): return all(parts, not)
        case .near(let left, let right, let distance): return near(spans(left), spans(right), distance)
        case .entity(let entity): return unite(entities(entity))
        case .start: return [Span(start: 0, end: 0)]
        case .end: return [Span(start: words.count, end: words.count)]
        }
    }

    private func phrase(_ terms: [RuleSet.Term]) -> [Span] {
        guard let first = terms.first, terms.count <= words.count else { return [] }
        var found: [Span] = []
        for start in 0...(words.count - terms.count)
        where words[start].fold == first.fold && words[start].agrees(fold: first.fold, form: first.form) {
            let fits = (1..<terms.count).allSatisfy {
                words[start + $0].agrees(fold: terms[$0].fold, form: terms[$0].form)
            }
            if fits { found.append(Span(start: start, end: start + terms.count)) }
            if found.count == PatternLimit.spans { break }
        }
        return found
    }

    private func sequence(_ parts: [Pattern<RuleSet.Term>]) -> [Span] {
        var current: [Span]?
        // After "^" nothing may stand between.
        var gap = PatternLimit.gap
        for part in parts {
            switch part {
            case .start:
                current = current.map { $0.filter { $0.end == 0 } } ?? [Span(start: 0, end: 0)]
                gap = 0
            case .end: current = current?.filter { $0.end == words.count } ?? []
            case .optional(let inner):
                // An optional beginning changes nothing: what follows fits with it or without.
                if let found = current { current = unite(found + join(found, spans(inner), gap)) }
            default:
                let next = spans(part)
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

    private func all(_ parts: [Pattern<RuleSet.Term>], _ not: [Pattern<RuleSet.Term>]) -> [Span] {
        var hull: Span?
        for part in parts {
            guard let first = spans(part).first else { return [] }
            hull = hull.map { Span(start: min($0.start, first.start), end: max($0.end, first.end)) } ?? first
        }
        if not.contains(where: { !spans($0).isEmpty }) { return [] }
        return hull.map { [$0] } ?? []
    }

    private func entities(_ entity: Pattern<RuleSet.Term>.Entity) -> [Span] {
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
