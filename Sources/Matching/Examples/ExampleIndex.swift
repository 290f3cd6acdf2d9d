/// The entries' own examples, arranged so that a message touches only what it shares with them.
struct ExampleIndex: Sendable {
    /// An occurrence of a feature: in which example of its entry and how it is written there.
    struct Occurrence: Sendable {
        var example: Int16
        var form: Int32
    }

    /// What an entry shares with one message.
    struct Evidence: Sendable {
        var entry: Int32
        /// Likeness to the entry as a whole, in bits.
        var likelihood = 0.0
        /// Likeness (cosine) to the nearest example and to the three nearest on average.
        var best = 0.0
        var mean = 0.0
        var nearest: Int16 = -1
        /// Share of the message's weight that any example of the entry explains.
        var coverage = 0.0
        /// What the nearest example and the message have in common, as a share of each and in itself.
        var messageShare = 0.0
        var exampleShare = 0.0
        var common = 0.0
        /// Votes of all examples, nearer ones far more than others.
        var votes = 0.0
        var score = 0.0
    }

    let space: FeatureSpace
    let tuning: Tuning
    private(set) var weights: [Double] = []
    /// By feature: how far it is spread.
    private(set) var spread: [Spread] = []
    private(set) var backgrounds: [Double] = []

    enum Spread: UInt8, Sendable { case nowhere, oneExample, oneEntry, many }

    /// What is left out of the knowledge base for a trial of itself.
    enum Trial: Sendable {
        /// The message is this example: it is not compared with itself, and only its entry can be right.
        case example(entry: Int32, number: Int16)
        /// The message is an example of this entry, which is taken out: no answer can be right.
        case entry(Int32)
    }
    /// Weight of a word unknown to the knowledge base.
    private(set) var unknownWeight = 0.0

    /// An entry that holds a feature.
    struct Posting: Sendable {
        var entry: Int32
        var impact: Float
        /// Where the feature's occurrences in the entry are listed.
        var place: Int32
    }

    // Postings: for each feature its entries, the most telling first.
    private(set) var postingStart: [Int32] = []
    private(set) var postings: [Posting] = []
    /// By feature: not all of its entries are listed.
    private(set) var isCut: [Bool] = []
    // By entry: its features in order, and for each where it occurs.
    private(set) var entryStart: [Int32] = []
    private(set) var entryFeatures: [Int32] = []
    private(set) var occurrenceStart: [Int32] = []
    private(set) var occurrences: [Occurrence] = []
    // By entry: lengths of its examples.
    private(set) var exampleStart: [Int32] = []
    private(set) var exampleLengths: [Double] = []
    let entryCount: Int

    /// Entries of one feature that a message looks at: the least telling are left out, so that common words cost no
    /// more in a large knowledge base.
    private static let longestPosting = 64

    /// `examples` by entry: tokens of each example, the title among them; `answers` by entry.
    init(
        examples: [[[FeatureSpace.Token]]], answers: [[FeatureSpace.Token]], space: FeatureSpace,
        tuning: Tuning = .standard
    ) {
        var space = space
        self.tuning = tuning
        entryCount = examples.count
        // By entry: (feature, occurrence) in order.
        var entries: [[(feature: Int32, occurrence: Occurrence)]] = []
        for entry in examples {
            var found: [(feature: Int32, occurrence: Occurrence)] = []
            for (number, tokens) in entry.enumerated() {
                for (index, token) in tokens.enumerated() where token.feature >= 0 {
                    found.append((token.feature, Occurrence(example: Int16(clamping: number), form: token.form)))
                    if index + 1 < tokens.count {
                        let pair = space.insertPair(token.feature, tokens[index + 1].feature)
                        if pair >= 0 { found.append((pair, Occurrence(example: Int16(clamping: number), form: -1))) }
                    }
                }
            }
            entries.append(found)
        }
        for (entry, tokens) in answers.enumerated() {
            for (place, token) in tokens.enumerated() where token.feature >= 0 {
                entries[entry].append((token.feature, Occurrence(example: -1, form: -1)))
                guard place + 1 < tokens.count else { continue }
                let pair = space.insertPair(token.feature, tokens[place + 1].feature)
                if pair >= 0 { entries[entry].append((pair, Occurrence(example: -1, form: -1))) }
            }
        }
        self.space = space
        for entry in entries.indices {
            entries[entry].sort {
                ($0.feature, $0.occurrence.example, $0.occurrence.form) < (
                    $1.feature, $1.occurrence.example, $1.occurrence.form
                )
            }
        }
        weigh(entries)
        measureSpread(entries)
        layOut(entries, sizes: examples.map(\.count))
        post(sizes: examples.map(\.count))
    }

    /// Rare among entries weighs more.
    private mutating func weigh(_ entries: [[(feature: Int32, occurrence: Occurrence)]]) {
        var holders = Array(repeating: 0, count: space.count)
        for entry in entries {
            var last: Int32 = -1
            for item in entry where item.feature != last {
                holders[Int(item.feature)] += 1
                last = item.feature
            }
        }
        let total = Double(entries.count)
        weights = holders.enumerated().map { feature, count in
            let rarity = 0.3 + FixedLog.log2(onePlus: total, over: Double(count) + 1)
            if space.isPair(Int32(feature)) { return rarity * tuning.pair }
            return space.isFiller(Int32(feature)) ? rarity * tuning.filler : rarity
        }
        unknownWeight = tuning.unknown * (0.3 + FixedLog.log2(onePlus: total, over: 1))
    }

    private mutating func measureSpread(_ entries: [[(feature: Int32, occurrence: Occurrence)]]) {
        var first: [(entry: Int32, example: Int16)?] = Array(repeating: nil, count: space.count)
        spread = Array(repeating: .nowhere, count: space.count)
        for (entry, items) in entries.enumerated() {
            for item in items {
                guard let seen = first[Int(item.feature)] else {
                    first[Int(item.feature)] = (Int32(entry), item.occurrence.example)
                    spread[Int(item.feature)] = .oneExample
                    continue
                }
                if seen.entry != Int32(entry) {
                    spread[Int(item.feature)] = .many
                } else if seen.example != item.occurrence.example, spread[Int(item.feature)] != .many {
                    spread[Int(item.feature)] = .oneEntry
                }
            }
        }
    }

    private mutating func layOut(_ entries: [[(feature: Int32, occurrence: Occurrence)]], sizes: [Int]) {
        for (entry, items) in entries.enumerated() {
            entryStart.append(Int32(entryFeatures.count))
            exampleStart.append(Int32(exampleLengths.count))
            var squares = Array(repeating: 0.0, count: sizes[entry])
            var last: Int32 = -1
            var lastExample: Int16 = -2
            for item in items {
                if item.feature != last {
                    entryFeatures.append(item.feature)
                    occurrenceStart.append(Int32(occurrences.count))
                    last = item.feature
                    lastExample = -2
                }
                occurrences.append(item.occurrence)
                if item.occurrence.example >= 0, item.occurrence.example != lastExample {
                    squares[Int(item.occurrence.example)] += weights[Int(item.feature)] * weights[Int(item.feature)]
                }
                lastExample = item.occurrence.example
            }
            exampleLengths.append(contentsOf: squares.map { $0.squareRoot() })
        }
        entryStart.append(Int32(entryFeatures.count))
        exampleStart.append(Int32(exampleLengths.count))
        occurrenceStart.append(Int32(occurrences.count))
    }

    /// The chance of a feature in an entry against its chance in all of them, in bits, times the feature's weight class.
    private mutating func post(sizes: [Int]) {
        var lists: [[Posting]] = Array(repeating: [], count: space.count)
        var counts: [(feature: Int32, entry: Int32, count: Double, place: Int32)] = []
        var totals = Array(repeating: 0.0, count: space.count)
        var size = 0.0
        for entry in 0..<entryCount {
            size += Double(max(sizes[entry], 1))
            for place in Int(entryStart[entry])..<Int(entryStart[entry + 1]) {
                let feature = entryFeatures[place]
                var count = 0.0
                var last: Int16 = -2
                for occurrence in occurrences[Int(occurrenceStart[place])..<Int(occurrenceStart[place + 1])]
                where occurrence.example != last {
                    count += occurrence.example < 0 ? tuning.answer : 1
                    last = occurrence.example
                }
                counts.append((feature, Int32(entry), count, Int32(place)))
                totals[Int(feature)] += count
            }
        }
        backgrounds = totals.map { tuning.background / (1 - tuning.background) * ($0 / size) }
        for item in counts {
            let share = item.count / Double(max(sizes[Int(item.entry)], 1))
            lists[Int(item.feature)].append(
                Posting(entry: item.entry, impact: Float(impact(item.feature, share: share)), place: item.place))
        }
        for list in lists {
            postingStart.append(Int32(postings.count))
            let ordered = list.sorted { ($1.impact, $0.entry) < ($0.impact, $1.entry) }
            postings.append(contentsOf: ordered.prefix(ExampleIndex.longestPosting))
            isCut.append(list.count > ExampleIndex.longestPosting)
        }
        postingStart.append(Int32(postings.count))
    }

    /// How much a feature held by this share of an entry's examples speaks for the entry, in bits.
    func impact(_ feature: Int32, share: Double) -> Double {
        guard share > 0 else { return 0 }
        let bits = FixedLog.log2(onePlus: share, over: backgrounds[Int(feature)])
        if space.isPair(feature) { return bits * tuning.pair }
        return space.isFiller(feature) ? bits * tuning.filler : bits
    }
}
