/// A knowledge base asked about itself: an example as if it were not there (its entry should come first), and as if its
/// entry were not there (nothing should be sure).
struct SelfTrials {
    struct Outcome {
        /// The entry that came first.
        var best: Int32
        var signs: Confidence.Signs
        var isRight: Bool
        /// Its entry is among those that would be offered.
        var isOffered: Bool
        /// The entry asked about was not there.
        var isAbsent: Bool
        /// What it counts beside others.
        var weight: Double { isAbsent ? SelfTrials.absentWeight : 1 }
    }

    /// Of three messages two are about something in the files, as in the development data (750 questions, 400 others), and
    /// the third tempts half as much as an example whose entry is away: that one is still about the town and the disease.
    static let absentWeight = 0.25

    private let index: ExampleIndex
    private let confidence: Confidence
    private let tally: Tally

    init(index: ExampleIndex, confidence: Confidence) {
        self.index = index
        self.confidence = confidence
        tally = Tally(entries: index.entryCount)
    }

    func run(_ tokens: [FeatureSpace.Token], entry: Int32, number: Int) -> [Outcome] {
        let trials: [ExampleIndex.Trial] = [.example(entry: entry, number: Int16(clamping: number)), .entry(entry)]
        return trials.compactMap { trial in
            let ranking = Ranking(tokens[...], examples: index, confidence: confidence, trial: trial, tally: tally)
            guard let best = ranking.items.first else { return nil }
            var isAbsent = false
            if case .entry = trial { isAbsent = true }
            return Outcome(
                best: best.entry, signs: ranking.signs(of: best), isRight: !isAbsent && best.entry == entry,
                isOffered: !isAbsent && ranking.items.prefix(Judgement.mostAnswers).contains { $0.entry == entry },
                isAbsent: isAbsent)
        }
    }
}
