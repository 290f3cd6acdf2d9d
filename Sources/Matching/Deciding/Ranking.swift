/// Entries ranked for a run of words, rules and examples together.
struct Ranking {
    struct Item {
        var entry: Int32
        var score: Double
        var evidence: ExampleIndex.Evidence
        /// Number of the rule that fits, or -1.
        var rule: Int32 = -1
        /// The words are one of its examples, no more and no less.
        var isExample = false
        var signs = Confidence.Signs()
    }

    var items: [Item] = []
    /// The chance of the first.
    var best: Double { items.first?.score ?? 0 }
    var query: ExampleIndex.Query

    init(
        _ tokens: ArraySlice<FeatureSpace.Token>, hits: [(entry: Int32, rule: Int32)] = [], excepted: [Int32] = [],
        examples: ExampleIndex, confidence: Confidence, most: Int = ExampleIndex.mostCandidates,
        trial: ExampleIndex.Trial? = nil, tally: Tally
    ) {
        query = examples.query(tokens, trial: trial)
        var evidence = examples.candidates(query, excluding: excepted, most: most, trial: trial, tally: tally)
        for hit in hits
        where !excepted.contains(hit.entry) && !evidence.contains(where: { $0.entry == hit.entry }) {
            evidence.append(ExampleIndex.Evidence(entry: hit.entry))
        }
        items.reserveCapacity(evidence.count)
        let words = Double(max(query.knownWords + query.unknownWords, 1))
        let votes = evidence.reduce(0) { $0 + $1.votes }
        for item in evidence {
            var signs = Confidence.Signs()
            signs.best = item.best
            signs.mean = item.mean
            signs.coverage = item.coverage
            signs.unknown = Double(query.unknownWords) / words
            let rule = hits.first { $0.entry == item.entry }?.rule ?? -1
            signs.rule = rule < 0 ? 0 : 1
            let isExample = item.messageShare > 0.999 && item.exampleShare > 0.999
            signs.otherRule = hits.isEmpty || signs.rule == 1 ? 0 : 1
            signs.length = min(words / 40, 1)
            signs.messageShare = item.messageShare
            signs.exampleShare = item.exampleShare
            signs.common = min(item.common / 50, 1)
            signs.votes = votes > 0 ? item.votes / votes : 0
            signs.pairs = Double(query.knownPairs) / Double(max(query.neighbours, 1))
            items.append(
                Item(
                    entry: item.entry, score: item.score + signs.rule * 1.5 + (isExample ? 2 : 0), evidence: item,
                    rule: rule, isExample: isExample, signs: signs))
        }
        items.sort { ($1.score, $0.entry) < ($0.score, $1.entry) }
        let (first, second) = (items.first?.score ?? 0, items.dropFirst().first?.score ?? 0)
        for place in items.indices {
            let score = items[place].score
            let rival = place == 0 ? second : first
            items[place].signs.margin = score <= 0 ? 0 : max((score - rival) / score, -1)
            items[place].score = confidence.chance(items[place].signs)
        }
        if trial == nil { trustAnExample(words: query.knownWords) }
    }

    /// What an editor wrote down as a wording of one entry, and of no other, is a sure hit like a rule's; calibration by
    /// examples that are left out cannot know it.
    private mutating func trustAnExample(words: Int) {
        guard let first = items.first, first.isExample, words >= Self.exampleWords, first.signs.otherRule == 0,
            !items.dropFirst().contains(where: \.isExample)
        else { return }
        items[0].score = max(first.score, Self.exampleChance)
    }

    /// Shorter wordings ("xét nghiệm") may mean anything.
    private static let exampleWords = 3
    private static let exampleChance = 0.93
}
