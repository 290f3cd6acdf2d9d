/// Finds the entries whose examples a message is like: first by what speaks for each entry as a whole, then the likeliest
/// of them example by example.
extension ExampleIndex {
    /// Entries that are compared in detail: more than are ever shown. After as many as are ever offered, only those that
    /// are at least so likely, as a share of the likeliest.
    static let mostCandidates = 7
    private static let fewestCandidates = 3
    private static let leastShare: Float = 0.6
    /// For a part of a message fewer are enough to see whether it is sure.
    static let mostPartCandidates = 2

    /// What an entry shares with one message.
    struct Evidence {
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
        /// Words that most of the entry's examples hold and the message does not, by their shares.
        var lacking = 0.0
        var score = 0.0
    }

    /// The likeliest entries, best first; `excluded` entries are passed over.
    func candidates(
        _ query: Query, excluding excluded: [Int32] = [], most: Int = ExampleIndex.mostCandidates, trial: Trial? = nil,
        tally: Tally
    ) -> [Evidence] {
        guard query.square > 0, !query.parts.isEmpty else { return [] }
        var excluded = excluded
        if case .entry(let entry) = trial { excluded.append(entry) }
        var leftOut: (entry: Int32, number: Int16)?
        if case .example(let entry, let number) = trial { leftOut = (entry, number) }
        var found = likeliest(query, excluded, most, tally).map {
            compare(query, $0.entry, sum: $0.sum, leftOut: leftOut)
        }
        found.sort { ($1.score, $0.entry) < ($0.score, $1.entry) }
        return found
    }

    /// Adds up what speaks for each entry and picks the highest sums.
    private func likeliest(
        _ query: Query, _ excluded: [Int32], _ most: Int, _ tally: Tally
    ) -> [(entry: Int32, sum: Float)] {
        for part in query.parts { tally.add(postings.list(Int(part.feature))) }
        var best: [(entry: Int32, sum: Float)] = []
        best.reserveCapacity(most + 1)
        var least: Float = 0
        tally.drain { entry, sum in
            if best.count == most, sum < least || (sum == least && entry > best[most - 1].entry) { return }
            if excluded.contains(entry) { return }
            if best.count == most { best[most - 1] = (entry, sum) } else { best.append((entry, sum)) }
            var place = best.count - 1
            while place > 0, (best[place - 1].sum, entry) < (sum, best[place - 1].entry) {
                best.swapAt(place, place - 1)
                place -= 1
            }
            least = best[best.count - 1].sum
        }
        while best.count > Self.fewestCandidates, best[best.count - 1].sum < best[0].sum * Self.leastShare {
            best.removeLast()
        }
        return best
    }

    /// An entry that is compared, and how much of the message it explains.
    private struct Row {
        var evidence: Evidence
        var covered = 0.0
        /// The example that is not looked at, if any.
        var leftOut: Int16 = -2

        func leftOut(of block: Int32) -> UInt32 {
            guard leftOut >= 0 else { return 0 }
            let (ownBlock, bit) = Occurrence.place(leftOut)
            return ownBlock == block ? bit : 0
        }
    }

    /// Holds the message against each example of an entry. `leftOut`: the example that is not looked at.
    private func compare(
        _ query: Query, _ entry: Int32, sum: Float, leftOut: (entry: Int32, number: Int16)?
    ) -> Evidence {
        var row = Row(evidence: Evidence(entry: entry, likelihood: Double(sum)))
        if let leftOut, leftOut.entry == entry {
            row.leftOut = leftOut.number
            row.evidence.likelihood = 0
        }
        return withUnsafeTemporaryAllocation(of: Double.self, capacity: max(exampleCount(entry), 1)) { dots in
            dots.initialize(repeating: 0)
            // Both lists are in the order of features.
            let own = occurrences.list(Int(entry))
            var place = 0
            for part in query.parts {
                while place < own.count, own[place].feature < part.feature { place += 1 }
                if place == own.count { break }
                if own[place].feature == part.feature { add(part, own[place...], &row, dots) }
            }
            row.evidence.coverage = min(row.covered / query.square, 1)
            for core in missing(query, entry) { row.evidence.lacking += core.share }
            weigh(&row.evidence, query, dots, inverseLengths.list(Int(entry)))
            return row.evidence
        }
    }

    /// Adds one feature of the message to the examples of an entry that hold it and agree in their diacritics. `own` begins
    /// with its occurrences.
    private func add(
        _ part: Query.Part, _ own: Slice<UnsafeBufferPointer<Occurrence>>, _ row: inout Row,
        _ dots: UnsafeMutableBufferPointer<Double>
    ) {
        var holders = 0
        var isInAnswer = false
        var block: Int32 = -1
        var seen: UInt32 = 0
        for occurrence in own {
            if occurrence.feature != part.feature { break }
            guard occurrence.agrees(part) else { continue }
            if occurrence.isInAnswer {
                isInAnswer = true
                continue
            }
            // Of the same example written in two ways, one counts.
            if occurrence.block != block { (block, seen) = (occurrence.block, row.leftOut(of: occurrence.block)) }
            var examples = occurrence.examples & ~seen
            seen |= examples
            holders += examples.nonzeroBitCount
            while examples != 0 {
                dots[occurrence.first + examples.trailingZeroBitCount] += part.square
                examples &= examples - 1
            }
        }
        if holders > 0 {
            row.covered += part.square
            if row.leftOut >= 0 {
                let share = Double(holders) / Double(max(exampleCount(row.evidence.entry) - 1, 1))
                row.evidence.likelihood += impact(part.feature, share: share)
            }
        } else if isInAnswer {
            row.covered += part.square * tuning.answer
        }
    }

    private func weigh(
        _ evidence: inout Evidence, _ query: Query, _ dots: UnsafeMutableBufferPointer<Double>,
        _ inverses: UnsafeBufferPointer<Double>
    ) {
        let inverse = 1 / query.square.squareRoot()
        var top = (0.0, 0.0, 0.0)
        for number in inverses.indices {
            let dot = dots[number]
            guard dot > 0 else { continue }
            let ownInverse = inverses[number]
            let cosine = dot * inverse * ownInverse
            let square = cosine * cosine
            evidence.votes += square * square
            if cosine > top.0 {
                top = (cosine, top.0, top.1)
                evidence.nearest = Int16(clamping: number)
                evidence.messageShare = dot / query.square
                evidence.exampleShare = dot * ownInverse * ownInverse
                evidence.common = dot
            } else if cosine > top.1 {
                top = (top.0, cosine, top.1)
            } else if cosine > top.2 {
                top.2 = cosine
            }
        }
        evidence.best = top.0
        evidence.mean = (top.0 + top.1 + top.2) / 3
        evidence.score =
            tuning.cosine * evidence.best + tuning.mean * evidence.mean
            + tuning.likelihood * evidence.likelihood / (Double(query.parts.count) + 4) / 2
    }

    /// What most examples of an entry hold and the message does not.
    func missing(_ query: Query, _ entry: Int32) -> LazyFilterSequence<UnsafeBufferPointer<Core>> {
        cores.list(Int(entry)).lazy.filter { core in !query.parts.contains { $0.feature == core.feature } }
    }

    /// The words that a message and an example have in common, the weightiest first: for reasons.
    func shared(_ query: Query, _ entry: Int32, example: Int16, most: Int) -> [Query.Part] {
        var best: [Query.Part] = []
        best.reserveCapacity(most)
        for part in query.parts where !space.isPair(part.feature) {
            if best.count == most, let last = best.last, part.weight <= last.weight { continue }
            guard isThere(part, entry, example) else { continue }
            if best.count == most { best.removeLast() }
            best.insert(part, at: best.firstIndex { $0.weight < part.weight } ?? best.count)
        }
        return best
    }

    private func isThere(_ part: Query.Part, _ entry: Int32, _ example: Int16) -> Bool {
        let (block, bit) = Occurrence.place(example)
        return occurrences(of: part.feature, in: entry)
            .contains { $0.block == block && $0.examples & bit != 0 && $0.agrees(part) }
    }
}
