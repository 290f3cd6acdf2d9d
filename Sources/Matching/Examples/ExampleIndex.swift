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
    private var spread: [Spread] = []
    private var backgrounds: [Double] = []

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

    // Postings: for each feature its entries, the most telling first.
    private var postingStart: [Int32] = []
    private var postings: [(entry: Int32, impact: Float)] = []
    // By entry: its features in order, and for each where it occurs.
    private var entryStart: [Int32] = []
    private var entryFeatures: [Int32] = []
    private var occurrenceStart: [Int32] = []
    private var occurrences: [Occurrence] = []
    // By entry: lengths of its examples.
    private var exampleStart: [Int32] = []
    private var exampleLengths: [Double] = []
    let entryCount: Int

    /// Entries of one feature that a message looks at: the least telling are left out, so that common words cost no
    /// more in a large knowledge base.
    private static let longestPosting = 160
    /// Candidates that are compared in detail.
    static let mostCandidates = 12

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
            for token in tokens where token.feature >= 0 {
                entries[entry].append((token.feature, Occurrence(example: -1, form: -1)))
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
            for item in entry where item.feature != last && item.occurrence.example >= 0 {
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
            for item in items where item.occurrence.example >= 0 {
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
        var lists: [[(entry: Int32, impact: Float)]] = Array(repeating: [], count: space.count)
        var counts: [(feature: Int32, entry: Int32, count: Double)] = []
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
                counts.append((feature, Int32(entry), count))
                totals[Int(feature)] += count
            }
        }
        backgrounds = totals.map { tuning.background / (1 - tuning.background) * ($0 / size) }
        for item in counts {
            let share = item.count / Double(max(sizes[Int(item.entry)], 1))
            lists[Int(item.feature)].append((item.entry, Float(impact(item.feature, share: share))))
        }
        for list in lists {
            postingStart.append(Int32(postings.count))
            let ordered = list.sorted { ($1.impact, $0.entry) < ($0.impact, $1.entry) }
            postings.append(contentsOf: ordered.prefix(ExampleIndex.longestPosting))
        }
        postingStart.append(Int32(postings.count))
    }
}

extension ExampleIndex {
    private func impact(_ feature: Int32, share: Double) -> Double {
        guard share > 0 else { return 0 }
        let bits = FixedLog.log2(onePlus: share, over: backgrounds[Int(feature)])
        if space.isPair(feature) { return bits * tuning.pair }
        return space.isFiller(feature) ? bits * tuning.filler : bits
    }

    /// A message's features, each once, in order.
    struct Query {
        struct Part {
            var feature: Int32
            var form: Int32
            var isExact: Bool
            var weight: Double
        }
        var parts: [Part] = []
        /// Sum of squares, unknown words included.
        var square = 0.0
        /// Sum of squares of the known words and pairs.
        var knownSquare = 0.0
        var unknownWords = 0
        var knownWords = 0
        /// Neighbouring words of which the knowledge base knows both, and as a pair.
        var neighbours = 0
        var knownPairs = 0
    }

    /// Whether any example holds the feature.
    func isUsed(_ feature: Int32) -> Bool { spread[Int(feature)] != .nowhere }

    private func isGone(_ feature: Int32, _ trial: Trial?) -> Bool {
        switch trial {
        case nil: spread[Int(feature)] == .nowhere
        case .example: spread[Int(feature)] == .nowhere || spread[Int(feature)] == .oneExample
        case .entry: spread[Int(feature)] != .many
        }
    }

    func query(_ tokens: some RandomAccessCollection<FeatureSpace.Token>, trial: Trial? = nil) -> Query {
        var query = Query()
        query.parts.reserveCapacity(tokens.count * 2)
        var previous: Int32 = -1
        for token in tokens {
            if token.feature < 0 || isGone(token.feature, trial) {
                if !token.isNumber {
                    query.square += unknownWeight * unknownWeight
                    query.unknownWords += 1
                }
            } else {
                let factor = token.isGuess ? 0.8 : 1
                query.parts.append(
                    Query.Part(
                        feature: token.feature, form: token.form, isExact: token.isExact,
                        weight: weights[Int(token.feature)] * factor))
                query.knownWords += 1
                let pair = space.pair(previous, token.feature)
                query.neighbours += 1
                if pair >= 0, !isGone(pair, trial) {
                    query.knownPairs += 1
                    query.parts.append(
                        Query.Part(feature: pair, form: -1, isExact: false, weight: weights[Int(pair)] * factor))
                }
            }
            previous = token.feature
        }
        query.parts.sort { ($0.feature, $0.form) < ($1.feature, $1.form) }
        // Each feature once; two spellings of one fold (con, còn) are two parts.
        var unique: [Query.Part] = []
        unique.reserveCapacity(query.parts.count)
        for part in query.parts where unique.last?.feature != part.feature || unique.last?.form != part.form {
            unique.append(part)
            query.knownSquare += part.weight * part.weight
        }
        query.parts = unique
        query.square += query.knownSquare
        return query
    }

    /// The likeliest entries, best first; `excluded` entries are passed over.
    func candidates(_ query: Query, excluding excluded: [Int32] = [], trial: Trial? = nil) -> [Evidence] {
        guard query.square > 0 else { return [] }
        var sums = [Float](repeating: 0, count: entryCount)
        var touched: [Int32] = []
        for part in query.parts {
            for index in Int(postingStart[Int(part.feature)])..<Int(postingStart[Int(part.feature) + 1]) {
                let posting = postings[index]
                if sums[Int(posting.entry)] == 0 { touched.append(posting.entry) }
                sums[Int(posting.entry)] += posting.impact
            }
        }
        var best: [Int32] = []
        var excluded = excluded
        if case .entry(let entry) = trial { excluded.append(entry) }
        for entry in touched where !excluded.contains(entry) {
            let sum = sums[Int(entry)]
            if best.count == ExampleIndex.mostCandidates, let last = best.last {
                if sum < sums[Int(last)] || (sum == sums[Int(last)] && entry > last) { continue }
                best.removeLast()
            }
            let place = best.firstIndex { sums[Int($0)] < sum || (sums[Int($0)] == sum && $0 > entry) } ?? best.count
            best.insert(entry, at: place)
        }
        var found = best.map { entry in
            if case .example(entry, let number) = trial {
                return compare(query, entry, likelihood: nil, without: number)
            }
            return compare(query, entry, likelihood: Double(sums[Int(entry)]))
        }
        found.sort { ($1.score, $0.entry) < ($0.score, $1.entry) }
        return found
    }

    /// Without a likelihood given it is counted again, as if the example `without` did not exist.
    private func compare(_ query: Query, _ entry: Int32, likelihood: Double?, without: Int16 = -2) -> Evidence {
        var evidence = Evidence(entry: entry, likelihood: likelihood ?? 0)
        let examples = Int(exampleStart[Int(entry) + 1]) - Int(exampleStart[Int(entry)])
        var dots = [Double](repeating: 0, count: examples)
        var covered = 0.0
        var place = Int(entryStart[Int(entry)])
        let end = Int(entryStart[Int(entry) + 1])
        for part in query.parts {
            place = seek(part.feature, from: place, to: end)
            guard place < end, entryFeatures[place] == part.feature else { continue }
            let square = part.weight * weights[Int(part.feature)]
            var last: Int16 = -2
            var isCovered = false
            var holders = 0.0
            for index in Int(occurrenceStart[place])..<Int(occurrenceStart[place + 1]) {
                let occurrence = occurrences[index]
                guard occurrence.example != last, occurrence.example != without,
                    !part.isExact || occurrence.form < 0 || occurrence.form == part.form
                else { continue }
                last = occurrence.example
                if occurrence.example >= 0 {
                    dots[Int(occurrence.example)] += square
                    isCovered = true
                    holders += 1
                } else if !isCovered {
                    covered += square * tuning.answer
                }
            }
            if isCovered { covered += square }
            if likelihood == nil {
                evidence.likelihood += impact(part.feature, share: holders / Double(max(examples - 1, 1)))
            }
        }
        let length = query.square.squareRoot()
        var top = (0.0, 0.0, 0.0)
        for (number, dot) in dots.enumerated() where dot > 0 {
            let exampleLength = exampleLengths[Int(exampleStart[Int(entry)]) + number]
            let cosine = dot / (length * exampleLength)
            evidence.votes += cosine * cosine * cosine * cosine
            if cosine > top.0 {
                top = (cosine, top.0, top.1)
                evidence.nearest = Int16(clamping: number)
                evidence.messageShare = dot / query.square
                evidence.exampleShare = dot / (exampleLength * exampleLength)
                evidence.common = dot
            } else if cosine > top.1 {
                top = (top.0, cosine, top.1)
            } else if cosine > top.2 {
                top.2 = cosine
            }
        }
        evidence.best = top.0
        evidence.mean = (top.0 + top.1 + top.2) / 3
        evidence.coverage = min(covered / query.square, 1)
        evidence.score =
            tuning.cosine * evidence.best + tuning.mean * evidence.mean
            + tuning.likelihood * evidence.likelihood / (Double(query.parts.count) + 4) / 2
        return evidence
    }

    /// The first place from `start` whose feature is not smaller.
    private func seek(_ feature: Int32, from start: Int, to end: Int) -> Int {
        var low = start
        var step = 1
        while low + step < end, entryFeatures[low + step] < feature {
            low += step
            step *= 2
        }
        var high = min(low + step, end)
        while low < high {
            let middle = (low + high) / 2
            if entryFeatures[middle] < feature { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
