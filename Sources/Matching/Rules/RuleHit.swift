/// A rule that fits a text, for tools that check what editors write.
public struct RuleHit: Sendable, Hashable {
    public let intent: String
    /// The rule as written.
    public let rule: String
}

extension Matcher {
    /// Every rule that fits `text`, those of entries with a fitting exception left out; by entry id.
    public func ruleHits(in text: String) -> [RuleHit] {
        let turn = index.turns.read(text)
        func fitting(_ set: RuleSet) -> [RuleSet.Rule] {
            let run = RuleRun(set, turn)
            return run.candidates().filter { run.firstSpan(ofRule: $0) != nil }.map { set.rules[Int($0)] }
        }
        let excepted = Set(fitting(index.exceptions).map(\.owner))
        return fitting(index.rules).filter { !excepted.contains($0.owner) }
            .map { RuleHit(intent: index.entries[Int($0.owner)].id, rule: $0.text) }
    }
}

extension Rule {
    /// Short texts that `pattern` describes, at most 32: a rule that fits none of its own can hardly ever fit.
    /// `place` stands for `<place>`. Empty when the pattern does not parse.
    public static func samples(of pattern: String, place: String) -> [String] {
        var reader = PatternReader(pattern)
        guard let parsed = try? reader.read() else { return [] }
        var samples: [String] = []
        for choice in 0..<32 {
            let sample = words(parsed, choice: choice, place: place).joined(separator: " ")
            if !samples.contains(sample) { samples.append(sample) }
        }
        return samples
    }

    private static func words(_ pattern: Pattern, choice: Int, place: String) -> [String] {
        switch pattern {
        case .phrase(let words): words
        case .any(let parts): parts.isEmpty ? [] : words(parts[choice % parts.count], choice: choice, place: place)
        case .sequence(let parts), .all(let parts, _): parts.flatMap { words($0, choice: choice, place: place) }
        case .near(let left, let right, _):
            words(left, choice: choice, place: place) + words(right, choice: choice, place: place)
        case .entity(.place): [place]
        case .entity(.number): ["5"]
        case .entity(.date): ["31/7/2021"]
        case .entity(.phone): ["0912345678"]
        case .optional, .start, .end: []
        }
    }
}
