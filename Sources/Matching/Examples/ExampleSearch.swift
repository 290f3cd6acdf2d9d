/// Finds the entries whose examples a message is like: first by what speaks for each entry as a whole, then the likeliest
/// of them example by example.
extension ExampleIndex {
    /// Entries that are compared in detail: more than are ever shown.
    static let mostCandidates = 10
    /// For a part of a message two are enough to see whether it is sure.
    static let mostPartCandidates = 3

    /// The likeliest entries, best first; `excluded` entries are passed over.
    func candidates(
        _ query: Query, excluding excluded: [Int32] = [], most: Int = ExampleIndex.mostCandidates, trial: Trial? = nil
    ) -> [Evidence] {
        guard query.square > 0, !query.parts.isEmpty else { return [] }
        var excluded = excluded
        if case .entry(let entry) = trial { excluded.append(entry) }
        var sums = [Float](repeating: 0, count: entryCount)
        let likeliest = accumulate(query, &sums, excluded, most)
        guard !likeliest.isEmpty else { return [] }
        var comparison = Comparison(self, likeliest, trial)
        comparison.run(query)
        var found = likeliest.enumerated().map { slot, entry in
            comparison.evidence(slot, query, likelihood: Double(sums[Int(entry)]))
        }
        found.sort { ($1.score, $0.entry) < ($0.score, $1.entry) }
        return found
    }

    /// Adds up what speaks for each entry and picks the highest sums.
    private func accumulate(_ query: Query, _ sums: inout [Float], _ excluded: [Int32], _ most: Int) -> [Int32] {
        var touched: [Int32] = []
        touched.reserveCapacity(min(entryCount, 512))
        postings.withUnsafeBufferPointer { postings in
            sums.withUnsafeMutableBufferPointer { sums in
                for part in query.parts {
                    let range = Int(postingStart[Int(part.feature)])..<Int(postingStart[Int(part.feature) + 1])
                    for posting in postings[range] {
                        let entry = Int(posting.entry)
                        if sums[entry] == 0 { touched.append(posting.entry) }
                        sums[entry] += posting.impact
                    }
                }
            }
        }
        var best: [Int32] = []
        for entry in touched where !excluded.contains(entry) {
            let sum = sums[Int(entry)]
            if best.count == most, let last = best.last {
                if sum < sums[Int(last)] || (sum == sums[Int(last)] && entry > last) { continue }
                best.removeLast()
            }
            let place = best.firstIndex { sums[Int($0)] < sum || (sums[Int($0)] == sum && $0 > entry) } ?? best.count
            best.insert(entry, at: place)
        }
        return best
    }
}

/// A message against each example of a few entries.
private struct Comparison {
    private let index: ExampleIndex
    private let entries: [Int32]
    /// By entry of the knowledge base: its slot here, or -1.
    private var slots: [Int8]
    /// The example left out of one entry in a trial.
    private var leftOut: (slot: Int, example: Int16)?
    /// By slot: where its examples begin in `dots`.
    private var starts: [Int] = []
    private var dots: [Double]
    private var covered: [Double]
    private var likelihoods: [Double]

    init(_ index: ExampleIndex, _ entries: [Int32], _ trial: ExampleIndex.Trial?) {
        self.index = index
        self.entries = entries
        slots = [Int8](repeating: -1, count: index.entryCount)
        var count = 0
        for (slot, entry) in entries.enumerated() {
            slots[Int(entry)] = Int8(truncatingIfNeeded: slot)
            starts.append(count)
            count += index.exampleCount(entry)
            if case .example(entry, let number) = trial { leftOut = (slot, number) }
        }
        dots = [Double](repeating: 0, count: count)
        covered = [Double](repeating: 0, count: entries.count)
        likelihoods = [Double](repeating: 0, count: entries.count)
    }

    mutating func run(_ query: ExampleIndex.Query) {
        index.postings.withUnsafeBufferPointer { postings in
            index.occurrences.withUnsafeBufferPointer { occurrences in
                for part in query.parts {
                    let feature = Int(part.feature)
                    if index.isCut[feature] {
                        for (slot, entry) in entries.enumerated() {
                            let place = index.place(of: part.feature, in: entry)
                            if place >= 0 { add(part, slot, place, occurrences) }
                        }
                        continue
                    }
                    for number in Int(index.postingStart[feature])..<Int(index.postingStart[feature + 1]) {
                        let posting = postings[number]
                        let slot = slots[Int(posting.entry)]
                        if slot >= 0 { add(part, Int(slot), Int(posting.place), occurrences) }
                    }
                }
            }
        }
    }

    /// Adds one feature of the message to the examples of an entry that hold it and agree in their diacritics.
    private mutating func add(
        _ part: ExampleIndex.Query.Part, _ slot: Int, _ place: Int,
        _ occurrences: UnsafeBufferPointer<ExampleIndex.Occurrence>
    ) {
        let square = part.weight * index.weights[Int(part.feature)]
        let without = leftOut?.slot == slot ? leftOut?.example ?? -2 : -2
        let start = starts[slot]
        var last: Int16 = -2
        var holders = 0
        var isInAnswer = false
        for number in Int(index.occurrenceStart[place])..<Int(index.occurrenceStart[place + 1]) {
            let occurrence = occurrences[number]
            guard occurrence.example != last, occurrence.example != without,
                !part.isExact || occurrence.form < 0 || occurrence.form == part.form
            else { continue }
            last = occurrence.example
            if last >= 0 {
                dots[start + Int(last)] += square
                holders += 1
            } else {
                isInAnswer = true
            }
        }
        if holders > 0 {
            covered[slot] += square
            if without >= 0 {
                let share = Double(holders) / Double(max(index.exampleCount(entries[slot]) - 1, 1))
                likelihoods[slot] += index.impact(part.feature, share: share)
            }
        } else if isInAnswer {
            covered[slot] += square * index.tuning.answer
        }
    }

    func evidence(_ slot: Int, _ query: ExampleIndex.Query, likelihood: Double) -> ExampleIndex.Evidence {
        let entry = entries[slot]
        var evidence = ExampleIndex.Evidence(entry: entry)
        evidence.likelihood = leftOut?.slot == slot ? likelihoods[slot] : likelihood
        let length = query.square.squareRoot()
        var top = (0.0, 0.0, 0.0)
        for number in 0..<index.exampleCount(entry) {
            let dot = dots[starts[slot] + number]
            guard dot > 0 else { continue }
            let exampleLength = index.exampleLength(entry, number)
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
        evidence.coverage = min(covered[slot] / query.square, 1)
        let tuning = index.tuning
        evidence.score =
            tuning.cosine * evidence.best + tuning.mean * evidence.mean
            + tuning.likelihood * evidence.likelihood / (Double(query.parts.count) + 4) / 2
        return evidence
    }
}

extension ExampleIndex {
    func exampleCount(_ entry: Int32) -> Int { Int(exampleStart[Int(entry) + 1] - exampleStart[Int(entry)]) }

    func exampleLength(_ entry: Int32, _ number: Int) -> Double {
        exampleLengths[Int(exampleStart[Int(entry)]) + number]
    }

    /// Where a feature's occurrences in an entry are listed, or -1.
    func place(of feature: Int32, in entry: Int32) -> Int {
        var low = Int(entryStart[Int(entry)])
        let end = Int(entryStart[Int(entry) + 1])
        var high = end
        while low < high {
            let middle = (low + high) / 2
            if entryFeatures[middle] < feature { low = middle + 1 } else { high = middle }
        }
        return low < end && entryFeatures[low] == feature ? low : -1
    }
}
