/// Finds the entries whose examples a message is like: first by what speaks for each entry as a whole, then the likeliest
/// of them example by example.
extension ExampleIndex {
    /// Entries that are compared in detail: more than are ever shown.
    static let mostCandidates = 7
    /// For a part of a message fewer are enough to see whether it is sure.
    static let mostPartCandidates = 2

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
        var comparison = Comparison(likeliest, self, trial)
        compare(query, &comparison)
        var found = likeliest.enumerated().map { slot, entry in
            evidence(slot, comparison, query, likelihood: Double(sums[Int(entry)]))
        }
        found.sort { ($1.score, $0.entry) < ($0.score, $1.entry) }
        return found
    }

    /// Adds up what speaks for each entry and picks the highest sums.
    private func accumulate(_ query: Query, _ sums: inout [Float], _ excluded: [Int32], _ most: Int) -> [Int32] {
        var touched = [Int32](repeating: 0, count: entryCount)
        var touchedCount = 0
        postings.withUnsafeBufferPointer { postings in
            sums.withUnsafeMutableBufferPointer { sums in
                touched.withUnsafeMutableBufferPointer { touched in
                    for part in query.parts {
                        let end = Int(postingStart[Int(part.feature) + 1])
                        var number = Int(postingStart[Int(part.feature)])
                        while number < end {
                            let posting = postings[number]
                            let entry = Int(posting.entry)
                            if sums[entry] == 0 {
                                touched[touchedCount] = posting.entry
                                touchedCount += 1
                            }
                            sums[entry] += posting.impact
                            number += 1
                        }
                    }
                }
            }
        }
        var best: [Int32] = []
        for entry in touched[..<touchedCount] where !excluded.contains(entry) {
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

    /// Adds each feature of the message to the examples of the candidates that hold it.
    private func compare(_ query: Query, _ comparison: inout Comparison) {
        postings.withUnsafeBufferPointer { postings in
            entryFeatures.withUnsafeBufferPointer { features in
                occurrences.withUnsafeBufferPointer { occurrences in
                    for part in query.parts {
                        let feature = Int(part.feature)
                        let range = Int(postingStart[feature])..<Int(postingStart[feature + 1])
                        // A long list is searched for the few candidates, a short one looked through.
                        if isCut[feature] || range.count > 8 * comparison.entries.count {
                            for (slot, entry) in comparison.entries.enumerated() {
                                let place = place(of: part.feature, in: entry, features)
                                if place >= 0 { add(part, slot, place, occurrences, &comparison) }
                            }
                        } else {
                            for number in range {
                                let slot = Int(comparison.slots[Int(postings[number].entry)])
                                if slot >= 0 { add(part, slot, Int(postings[number].place), occurrences, &comparison) }
                            }
                        }
                    }
                }
            }
        }
    }

    /// Adds one feature of the message to the examples of an entry that hold it and agree in their diacritics.
    private func add(
        _ part: Query.Part, _ slot: Int, _ place: Int, _ occurrences: UnsafeBufferPointer<Occurrence>,
        _ comparison: inout Comparison
    ) {
        let square = part.weight * weights[Int(part.feature)]
        let without = comparison.leftOut?.slot == slot ? comparison.leftOut?.example ?? -2 : -2
        let start = comparison.starts[slot]
        var last: Int16 = -2
        var holders = 0
        var isInAnswer = false
        for number in Int(occurrenceStart[place])..<Int(occurrenceStart[place + 1]) {
            let occurrence = occurrences[number]
            guard occurrence.example != last, occurrence.example != without,
                !part.isExact || occurrence.form < 0 || occurrence.form == part.form
            else { continue }
            last = occurrence.example
            if last >= 0 {
                comparison.dots[start + Int(last)] += square
                holders += 1
            } else {
                isInAnswer = true
            }
        }
        if holders > 0 {
            comparison.covered[slot] += square
            if without >= 0 {
                let share = Double(holders) / Double(max(exampleCount(comparison.entries[slot]) - 1, 1))
                comparison.likelihoods[slot] += impact(part.feature, share: share)
            }
        } else if isInAnswer {
            comparison.covered[slot] += square * tuning.answer
        }
    }

    private func evidence(_ slot: Int, _ comparison: Comparison, _ query: Query, likelihood: Double) -> Evidence {
        let entry = comparison.entries[slot]
        var evidence = Evidence(entry: entry)
        evidence.likelihood = comparison.leftOut?.slot == slot ? comparison.likelihoods[slot] : likelihood
        let length = query.square.squareRoot()
        var top = (0.0, 0.0, 0.0)
        for number in 0..<exampleCount(entry) {
            let dot = comparison.dots[comparison.starts[slot] + number]
            guard dot > 0 else { continue }
            let exampleLength = exampleLength(entry, number)
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
        evidence.coverage = min(comparison.covered[slot] / query.square, 1)
        evidence.score =
            tuning.cosine * evidence.best + tuning.mean * evidence.mean
            + tuning.likelihood * evidence.likelihood / (Double(query.parts.count) + 4) / 2
        return evidence
    }

    /// What a message and an example have in common, the weightiest first: for reasons.
    func shared(_ query: Query, _ entry: Int32, example: Int16, most: Int) -> [Query.Part] {
        var parts = query.parts.filter { part in
            let found = entryFeatures.withUnsafeBufferPointer { place(of: part.feature, in: entry, $0) }
            guard found >= 0 else { return false }
            let range = Int(occurrenceStart[found])..<Int(occurrenceStart[found + 1])
            return occurrences[range].contains {
                $0.example == example && (!part.isExact || $0.form < 0 || $0.form == part.form)
            }
        }
        parts.sort { ($1.weight, $0.feature) < ($0.weight, $1.feature) }
        return Array(parts.prefix(most))
    }

    func exampleCount(_ entry: Int32) -> Int { Int(exampleStart[Int(entry) + 1] - exampleStart[Int(entry)]) }

    func exampleLength(_ entry: Int32, _ number: Int) -> Double {
        exampleLengths[Int(exampleStart[Int(entry)]) + number]
    }

    /// Where a feature's occurrences in an entry are listed, or -1.
    private func place(of feature: Int32, in entry: Int32, _ features: UnsafeBufferPointer<Int32>) -> Int {
        var low = Int(entryStart[Int(entry)])
        let end = Int(entryStart[Int(entry) + 1])
        var high = end
        while low < high {
            let middle = (low + high) / 2
            if features[middle] < feature { low = middle + 1 } else { high = middle }
        }
        return low < end && features[low] == feature ? low : -1
    }
}

/// Where a message stands against each example of a few entries.
private struct Comparison {
    let entries: [Int32]
    /// By entry of the knowledge base: its slot here, or -1.
    private(set) var slots: [Int8]
    /// The example left out of one entry in a trial.
    private(set) var leftOut: (slot: Int, example: Int16)?
    /// By slot: where its examples begin in `dots`.
    private(set) var starts: [Int] = []
    var dots: [Double]
    var covered: [Double]
    var likelihoods: [Double]

    init(_ entries: [Int32], _ index: ExampleIndex, _ trial: ExampleIndex.Trial?) {
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
}
