/// Ranks entries for a turn: the rules that fit it, its words against the examples, as a whole and part by part.
struct Ranker {
    let index: KnowledgeIndex
    let turn: Turn
    private let tokens: [FeatureSpace.Token]
    private let tally: Tally
    private var hits: [(entry: Int32, span: Span, rule: Int32)] = []
    private var excepted: [Int32] = []

    /// A part of a message has at least so many words that say something.
    private static let shortestPart = 3
    private static let mostParts = 6
    /// Words of a message that may be read as a follow-up to the last answer.
    static let longestFollowUp = 8

    init(index: KnowledgeIndex, turn: Turn) {
        self.index = index
        self.turn = turn
        tally = Tally(entries: index.entries.count)
        let run = RuleRun(index.rules, turn)
        for number in run.candidates() {
            let entry = index.rules.owners[number]
            if hits.contains(where: { $0.entry == entry }) { continue }
            if let span = run.firstSpan(ofRule: number) { hits.append((entry, span, number)) }
        }
        let exceptRun = RuleRun(index.exceptions, turn)
        for number in exceptRun.candidates() {
            let entry = index.exceptions.owners[number]
            if !excepted.contains(entry), exceptRun.firstSpan(ofRule: number) != nil { excepted.append(entry) }
        }
        tokens = Ranker.withoutPlaces(index.space.tokens(turn.words), turn, index)
    }

    func whole() -> Ranking { rank(tokens[...], 0..<turn.words.count) }

    /// Where the rule of an entry fits.
    func place(of entry: Int32) -> Int { hits.first { $0.entry == entry }?.span.start ?? turn.words.count }

    /// The parts between full stops, question marks and commas, each ranked alone; empty if there is only one.
    func parts() -> [Ranking] {
        let ends = tokens.indices.dropFirst().filter { place in
            let gap = turn.words[Int(tokens[place].start)].gap
            return gap == .sentence || gap == .comma
        }
        guard !ends.isEmpty else { return [] }
        let cuts = [0] + ends + [tokens.count]
        var ranges: [Range<Int>] = []
        for (start, end) in zip(cuts, cuts.dropFirst()) {
            let telling = tokens[start..<end].count { $0.feature >= 0 && !index.space.isFiller($0.feature) }
            if telling >= Ranker.shortestPart || ranges.isEmpty {
                ranges.append(start..<end)
            } else {
                ranges[ranges.count - 1] = ranges[ranges.count - 1].lowerBound..<end
            }
        }
        guard ranges.count > 1 else { return [] }
        return ranges.prefix(Ranker.mostParts).map { range in
            let words = Int(tokens[range.lowerBound].start)..<Int(tokens[range.upperBound - 1].end)
            return rank(tokens[range], words, most: ExampleIndex.mostPartCandidates)
        }
    }

    /// The message read as going on from the entry last answered.
    func following(_ entry: Int32) -> Ranking? {
        guard turn.words.count <= Ranker.longestFollowUp else { return nil }
        let titles = index.entries[Int(entry)].titles
        guard let title = titles[turn.language] ?? titles["vi"] else { return nil }
        let text = TextReader.read(title, mostBytes: 512)
        let before = index.space.tokens(index.turns.words.read(text, language: turn.language, guesses: false))
        let fresh = before.filter { old in !tokens.contains { $0.feature == old.feature } }
        return Ranking(
            (fresh + tokens)[...], excepted: excepted + [entry], examples: index.examples, confidence: index.confidence,
            tally: tally)
    }

    private func rank(
        _ tokens: ArraySlice<FeatureSpace.Token>, _ words: Range<Int>, most: Int = ExampleIndex.mostCandidates
    ) -> Ranking {
        var inside: [Ranking.RuleHit] = []
        for hit in hits where words.lowerBound <= hit.span.start && hit.span.end <= words.upperBound {
            inside.append(Ranking.RuleHit(entry: hit.entry, rule: hit.rule, isWhole: isWhole(words, hit.rule)))
        }
        return Ranking(
            tokens, hits: inside, excepted: excepted, examples: index.examples, confidence: index.confidence,
            most: most, tally: tally)
    }

    /// The words say nothing but what the rule speaks of.
    private func isWhole(_ range: Range<Int>, _ rule: Int32) -> Bool {
        let words = index.rules.rules[Int(rule)].words
        return range.allSatisfy { place in
            let fold = turn.words[place].fold
            if fold < 0 { return Filler.keys.contains(turn.key(place)) }
            return words.contains(fold) || index.space.isFiller(fold)
        }
    }

    /// Names of places say where, not what: those that no example holds are left out.
    private static func withoutPlaces(
        _ tokens: [FeatureSpace.Token], _ turn: Turn, _ index: KnowledgeIndex
    ) -> [FeatureSpace.Token] {
        guard turn.words.indices.contains(where: { turn.places.match(turn.words, at: $0) != nil }) else {
            return tokens
        }
        var kept: [FeatureSpace.Token] = []
        var skipUntil = 0
        for token in tokens {
            if let place = turn.places.match(turn.words, at: Int(token.start)) {
                skipUntil = max(skipUntil, Int(token.start) + place.count)
            }
            let isPlace = Int(token.start) < skipUntil
            if !isPlace || (token.feature >= 0 && index.examples.isUsed(token.feature)) { kept.append(token) }
        }
        return kept.isEmpty ? tokens : kept
    }
}
