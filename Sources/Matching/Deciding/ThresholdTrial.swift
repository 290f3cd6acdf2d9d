/// What answering from each chance on would have earned on a knowledge base's own examples (see `Matcher.tryThresholds`).
public struct ThresholdTrial: Sendable, Hashable {
    public struct Row: Sendable, Hashable {
        /// Answered, or asked back, from this chance on.
        public let chance: Double
        /// Examples whose entry came first, and those for which it is among the entries that asking back offers.
        public let right: Int
        public let offered: Int
        /// Examples asked about, their entry being there, and being away.
        public let present: Int
        public let absent: Int

        /// What is earned by answering: a wrong answer costs as much as five right ones earn.
        public var gainOfAnswers: Double { gain(right, cost: 5) }
        /// What is earned by asking back: a list without the right entry costs a turn, as one with it saves one.
        public var gainOfOffers: Double { gain(offered, cost: 1) }

        private func gain(_ right: Int, cost: Double) -> Double {
            Double(right) - cost * (Double(present - right) + Double(absent) * SelfTrials.absentWeight)
        }
    }

    /// Fewer say nothing.
    private static let fewest = 40
    /// Gains that differ by less, as a share, are taken for the same.
    private static let nearly = 0.01

    public let examples: Int
    /// From 0.20 to 0.95 in steps of 0.05: finer ones would move with every edit.
    public let rows: [Row]

    init(_ outcomes: [SelfTrials.Outcome], confidence: Confidence) {
        let sorted = outcomes.map { (chance: confidence.chance($0.signs), outcome: $0) }
        examples = outcomes.count { !$0.isAbsent }
        rows = (4..<20).map { twentieths in
            let chance = Double(twentieths) / 20
            let answered = sorted.lazy.filter { $0.chance >= chance }.map(\.outcome)
            return Row(
                chance: chance, right: answered.count(where: \.isRight), offered: answered.count(where: \.isOffered),
                present: answered.count { !$0.isAbsent }, absent: answered.count(where: \.isAbsent))
        }
    }

    /// Those that earn most; the standard ones where there are too few examples to tell.
    public var best: Thresholds {
        guard examples >= Self.fewest else { return Thresholds() }
        func best(_ gain: (Row) -> Double) -> Double {
            let most = rows.map(gain).max() ?? 0
            // Where several earn nearly the same, as far from less as can be: an edit or two must not move it.
            let equal = rows.filter { gain($0) >= most - abs(most) * Self.nearly }
            return equal[equal.count / 2].chance
        }
        let answer = best(\.gainOfAnswers)
        return Thresholds(answer: answer, clarify: min(best(\.gainOfOffers), answer))
    }
}

extension Matcher {
    /// Asks the knowledge base about each of its own examples, left out, and about an example of each entry that is left
    /// out. Rules take no part: they are sure or not by themselves. About 50 microseconds an example.
    public func tryThresholds() -> ThresholdTrial {
        let trials = SelfTrials(index: index.examples, confidence: index.confidence)
        let outcomes = index.exampleTexts.enumerated().flatMap { entry, texts in
            texts.enumerated().flatMap { number, text in
                trials.run(
                    KnowledgeIndex.exampleTokens(text, index.turns.words, index.space), entry: Int32(entry),
                    number: number)
            }
        }
        return ThresholdTrial(outcomes, confidence: index.confidence)
    }
}
