/// From what is known about a candidate to the chance that answering with it is right.
///
/// The weights begin with values fixed on development data and are then drawn towards what the knowledge base shows about
/// itself: each example in turn is asked as if it were not there (its entry should win), and as if its entry were not
/// there (nothing should).
struct Confidence: Sendable {
    /// What the chance is estimated from; each between 0 and about 1.
    struct Signs: Sendable {
        var best = 0.0
        var mean = 0.0
        var coverage = 0.0
        /// Distance to the next entry, as a share of the score.
        var margin = 0.0
        /// Share of the words that the knowledge base does not know.
        var unknown = 0.0
        var rule = 0.0
        /// A rule of another entry fits.
        var otherRule = 0.0
        var length = 0.0
        var messageShare = 0.0
        var exampleShare = 0.0
        var common = 0.0
        /// Share of the votes of all candidates' examples.
        var votes = 0.0
        /// Share of neighbouring words that stand side by side in some example.
        var pairs = 0.0
        /// What speaks for the entry as a whole, against the length of the message.
        var likelihood = 0.0
        /// Words that most examples of the entry hold, and the message does not.
        var lacking = 0.0

        /// As `weights` takes them; the last stands for itself.
        var values: SIMD16<Double> {
            SIMD16(
                best, mean, coverage, margin, unknown, rule, otherRule, length, messageShare, exampleShare, common,
                votes, pairs, likelihood, lacking, 1)
        }
    }

    /// The highest chance that an entry was given for an example of another: below it likeness to it proves nothing.
    private(set) var mistaken: [Int32: Double] = [:]
    // Fitted to Vietnamese hotline questions and English shop questions with their off-topic messages.
    private var weights = SIMD16(
        0.91, 3.68, 1.68, 0.31, 0.23, 3, 0, -0.31, -1.56, 1.47, 0.14, 0.58, 1.4, 1.16, -0.76, -4.49)

    /// Examples tried: enough to see, few enough that loading stays quick.
    private static let mostTrials = 400
    private static let rounds = 150
    private static let step = 2.0
    /// How strongly the weights are held to where they began.
    private static let hold = 0.1

    init() {}

    init(trying examples: [[[FeatureSpace.Token]]], examples index: ExampleIndex) {
        let count = examples.reduce(0) { $0 + $1.count }
        guard count >= 40 else { return }
        // Chosen entry by entry: an example that is added to one must not exchange those of the others.
        let step = max(count / Confidence.mostTrials, 1)
        let chosen = examples.enumerated().flatMap { entry, texts in
            stride(from: min(step / 2, max(texts.count - 1, 0)), to: texts.count, by: step).map {
                (entry: entry, number: $0)
            }
        }
        let trials = SelfTrials(index: index, confidence: self)
        let outcomes = chosen.flatMap {
            trials.run(examples[$0.entry][$0.number], entry: Int32($0.entry), number: $0.number)
        }
        learn(outcomes)
        for outcome in outcomes where !outcome.isRight {
            mistaken[outcome.best] = max(mistaken[outcome.best] ?? 0, chance(outcome.signs))
        }
    }

    private mutating func learn(_ outcomes: [SelfTrials.Outcome]) {
        guard !outcomes.isEmpty else { return }
        let start = weights
        let share = 1 / outcomes.reduce(0) { $0 + $1.weight }
        let trials = outcomes.map { (signs: $0.signs.values, isRight: $0.isRight ? 1.0 : 0, weight: $0.weight) }
        for _ in 0..<Confidence.rounds {
            var slopes = SIMD16<Double>.zero
            for trial in trials {
                let error = FixedLogistic.value((trial.signs * weights).sum()) - trial.isRight
                slopes += error * trial.weight * trial.signs
            }
            weights -= Confidence.step * (slopes * share + Confidence.hold * (weights - start))
        }
    }

    func chance(_ signs: Signs) -> Double { Confidence.rounded(FixedLogistic.value((signs.values * weights).sum())) }

    static func rounded(_ chance: Double) -> Double { (chance * 1e6).rounded() / 1e6 }
}
