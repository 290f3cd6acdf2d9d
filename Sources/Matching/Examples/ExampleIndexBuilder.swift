/// Counts and arranges the examples of a knowledge base for `ExampleIndex`.
struct ExampleIndexBuilder {
    private typealias Item = (feature: Int32, example: Int16, form: Int32)

    let tuning: Tuning
    /// By entry: its examples.
    let sizes: [Int]
    private(set) var space: FeatureSpace
    private(set) var unknownWeight = 0.0
    private(set) var weights: [Double] = []
    private(set) var spread: [ExampleIndex.Spread] = []
    private(set) var backgrounds: [Double] = []
    private(set) var postings: [[ExampleIndex.Posting]] = []
    private(set) var occurrences: [[ExampleIndex.Occurrence]] = []
    private(set) var inverseLengths: [[Double]] = []
    private(set) var cores: [[ExampleIndex.Core]] = []

    /// Entries of one feature that a message looks at: the least telling are left out, so that common words cost no
    /// more in a large knowledge base.
    private static let longestPosting = 96
    /// What stands in so many of an entry's examples belongs to its matter; a few examples say nothing about that.
    private static let coreShare = 0.6
    private static let fewestForCore = 6

    init(
        examples: [[[FeatureSpace.Token]]], answers: [[FeatureSpace.Token]], space: FeatureSpace, tuning: Tuning
    ) {
        self.space = space
        self.tuning = tuning
        sizes = examples.map(\.count)
        let entries = zip(examples, answers).map { items($0, answer: $1) }
        weigh(entries)
        measureSpread(entries)
        for (entry, items) in entries.enumerated() { layOut(items, size: sizes[entry]) }
        post()
    }

    /// An entry's words and pairs in order.
    private mutating func items(_ examples: [[FeatureSpace.Token]], answer: [FeatureSpace.Token]) -> [Item] {
        var found: [Item] = []
        func take(_ tokens: [FeatureSpace.Token], example: Int16, _ space: inout FeatureSpace) {
            for (place, token) in tokens.enumerated() where token.feature >= 0 {
                let form = example < 0 ? -1 : token.form
                found.append((token.feature, example, form))
                guard place + 1 < tokens.count else { continue }
                let pair = space.insertPair(token.feature, tokens[place + 1].feature)
                if pair >= 0 { found.append((pair, example, -1)) }
            }
        }
        for (number, tokens) in examples.enumerated() { take(tokens, example: Int16(clamping: number), &space) }
        take(answer, example: -1, &space)
        found.sort { ($0.feature, $0.example, $0.form) < ($1.feature, $1.example, $1.form) }
        return found
    }

    /// Rare among entries weighs more.
    private mutating func weigh(_ entries: [[Item]]) {
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

    private mutating func measureSpread(_ entries: [[Item]]) {
        var first: [(entry: Int, example: Int16)?] = Array(repeating: nil, count: space.count)
        spread = Array(repeating: .nowhere, count: space.count)
        for (entry, items) in entries.enumerated() {
            for item in items {
                let feature = Int(item.feature)
                guard let seen = first[feature] else {
                    first[feature] = (entry, item.example)
                    spread[feature] = .oneExample
                    continue
                }
                if seen.entry != entry {
                    spread[feature] = .many
                } else if seen.example != item.example, spread[feature] != .many {
                    spread[feature] = .oneEntry
                }
            }
        }
    }

    private mutating func layOut(_ items: [Item], size: Int) {
        var own: [ExampleIndex.Occurrence] = []
        /// Where those of the last feature begin.
        var start = 0
        var squares = Array(repeating: 0.0, count: size)
        var lastExample: Int16 = -2
        for item in items {
            if item.feature != own.last?.feature {
                start = own.count
                lastExample = -2
            }
            let (block, bit) = ExampleIndex.Occurrence.place(item.example)
            if let known = own[start...].firstIndex(where: { $0.block == block && $0.form == item.form }) {
                own[known].examples |= bit
            } else {
                own.append(
                    ExampleIndex.Occurrence(feature: item.feature, form: item.form, block: block, examples: bit))
            }
            if item.example >= 0, item.example != lastExample {
                squares[Int(item.example)] += weights[Int(item.feature)] * weights[Int(item.feature)]
            }
            lastExample = item.example
        }
        occurrences.append(own)
        inverseLengths.append(squares.map { $0 > 0 ? 1 / $0.squareRoot() : 0 })
    }

    /// The chance of a feature in an entry against its chance in all of them, in bits, times the feature's weight class.
    private mutating func post() {
        cores = Array(repeating: [], count: sizes.count)
        var counts: [(feature: Int32, entry: Int32, count: Double)] = []
        var totals = Array(repeating: 0.0, count: space.count)
        for (entry, own) in occurrences.enumerated() {
            var start = 0
            while start < own.count {
                let feature = own[start].feature
                let end = own[start...].firstIndex { $0.feature != feature } ?? own.count
                let count = holders(own[start..<end])
                addCore(feature, of: entry, holders: count)
                counts.append((feature, Int32(entry), count))
                totals[Int(feature)] += count
                start = end
            }
        }
        let size = Double(sizes.reduce(0) { $0 + max($1, 1) })
        backgrounds = totals.map { tuning.background / (1 - tuning.background) * ($0 / size) }
        var lists: [[ExampleIndex.Posting]] = Array(repeating: [], count: space.count)
        for item in counts {
            let share = item.count / Double(max(sizes[Int(item.entry)], 1))
            let impact = Self.impact(
                item.feature, share: share, background: backgrounds[Int(item.feature)], space, tuning)
            lists[Int(item.feature)].append(
                ExampleIndex.Posting(entry: item.entry, impact: max(Float(impact), .leastNormalMagnitude)))
        }
        postings = lists.map { list in
            Array(list.sorted { ($1.impact, $0.entry) < ($0.impact, $1.entry) }.prefix(Self.longestPosting))
        }
    }

    private mutating func addCore(_ feature: Int32, of entry: Int, holders: Double) {
        let share = holders / Double(max(sizes[entry], 1))
        guard share >= Self.coreShare, sizes[entry] >= Self.fewestForCore, !space.isPair(feature),
            !space.isFiller(feature)
        else { return }
        cores[entry].append(ExampleIndex.Core(feature: feature, share: min(share, 1)))
    }

    /// Examples in which a feature occurs however it is written, and the answer for what it counts.
    private func holders(_ occurrences: ArraySlice<ExampleIndex.Occurrence>) -> Double {
        var count = 0.0
        var block: Int32 = -1
        var seen: UInt32 = 0
        for occurrence in occurrences where !occurrence.isInAnswer {
            if occurrence.block != block { (block, seen) = (occurrence.block, 0) }
            count += Double((occurrence.examples & ~seen).nonzeroBitCount)
            seen |= occurrence.examples
        }
        return count + (occurrences.contains(where: \.isInAnswer) ? tuning.answer : 0)
    }

    static func impact(
        _ feature: Int32, share: Double, background: Double, _ space: FeatureSpace, _ tuning: Tuning
    ) -> Double {
        guard share > 0 else { return 0 }
        let bits = FixedLog.log2(onePlus: share, over: background)
        if space.isPair(feature) { return bits * tuning.pair }
        return space.isFiller(feature) ? bits * tuning.filler : bits
    }
}
