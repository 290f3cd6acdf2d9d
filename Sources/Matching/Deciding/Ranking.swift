/// Entries ranked for a run of words, rules and examples together.
struct Ranking {
    /// A rule that fits the words.
    struct RuleHit {
        var entry: Int32
        var rule: Int32
        /// They say nothing else.
        var isWhole: Bool
    }

    struct Item {
        var entry: Int32
        var score: Double
        var evidence: ExampleIndex.Evidence
        /// Number of the rule that fits, or -1.
        var rule: Int32 = -1
        /// The words are one of its examples, no more and no less.
        var isExample = false
        /// Distance to the next entry, as a share of the score.
        var margin = 0.0
    }

    var items: [Item] = []
    /// The chance of the first.
    var best: Double { items.first?.score ?? 0 }
    let query: ExampleIndex.Query
    private let hasRule: Bool
    /// Votes for all candidates together.
    private var votes = 0.0

    init(
        _ tokens: ArraySlice<FeatureSpace.Token>, hits: [RuleHit] = [], excepted: [Int32] = [],
        examples: ExampleIndex, confidence: Confidence, most: Int = ExampleIndex.mostCandidates,
        trial: ExampleIndex.Trial? = nil, tally: Tally
    ) {
        query = examples.query(tokens, trial: trial)
        hasRule = !hits.isEmpty
        var evidence = examples.candidates(query, excluding: excepted, most: most, trial: trial, tally: tally)
        for hit in hits
        where !excepted.contains(hit.entry) && !evidence.contains(where: { $0.entry == hit.entry }) {
            evidence.append(ExampleIndex.Evidence(entry: hit.entry))
        }
        items.reserveCapacity(evidence.count)
        for item in evidence {
            votes += item.votes
            let rule = hits.first { $0.entry == item.entry }?.rule ?? -1
            let isExample = item.messageShare > 0.999 && item.exampleShare > 0.999
            let score = item.score + (rule < 0 ? 0 : 1.5) + (isExample ? 2 : 0)
            items.append(Item(entry: item.entry, score: score, evidence: item, rule: rule, isExample: isExample))
        }
        items.sort { ($1.score, $0.entry) < ($0.score, $1.entry) }
        let (first, second) = (items.first?.score ?? 0, items.dropFirst().first?.score ?? 0)
        for place in items.indices {
            let score = items[place].score
            let rival = place == 0 ? second : first
            items[place].margin = score <= 0 ? 0 : max((score - rival) / score, -1)
            items[place].score = confidence.chance(signs(of: items[place]))
        }
        if trial == nil { trustTheEditor(hits) }
    }

    /// What the chance of an item is estimated from.
    func signs(of item: Item) -> Confidence.Signs {
        let words = Double(max(query.knownWords + query.unknownWords, 1))
        var signs = Confidence.Signs()
        signs.best = item.evidence.best
        signs.mean = item.evidence.mean
        signs.coverage = item.evidence.coverage
        signs.margin = item.margin
        signs.unknown = Double(query.unknownWords) / words
        signs.rule = item.rule < 0 ? 0 : 1
        signs.otherRule = hasRule && item.rule < 0 ? 1 : 0
        signs.length = min(words / 40, 1)
        signs.messageShare = item.evidence.messageShare
        signs.exampleShare = item.evidence.exampleShare
        signs.common = min(item.evidence.common / 50, 1)
        signs.votes = votes > 0 ? item.evidence.votes / votes : 0
        signs.pairs = Double(query.knownPairs) / Double(max(query.neighbours, 1))
        signs.likelihood = item.evidence.likelihood / Double(query.parts.count + 1).squareRoot() / 10
        signs.lacking = item.evidence.lacking
        return signs
    }

    /// What an editor wrote down as a wording or rule of one entry, and of no other, is a sure hit if the message says
    /// nothing else; calibration by examples that are left out cannot know it.
    private mutating func trustTheEditor(_ hits: [RuleHit]) {
        guard let first = items.first, hits.allSatisfy({ $0.entry == first.entry }) else { return }
        let isRule = hits.contains(where: \.isWhole)
        let isOnlyExample = first.isExample && !items.dropFirst().contains(where: \.isExample)
        guard isRule || (isOnlyExample && query.knownWords >= Self.exampleWords) else { return }
        items[0].score = max(first.score, Self.sureChance)
    }

    /// Shorter wordings ("xét nghiệm") may mean anything.
    private static let exampleWords = 3
    private static let sureChance = 0.93
}
