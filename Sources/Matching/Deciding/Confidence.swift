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

        var values: [Double] {
            [
                best, mean, coverage, margin, unknown, rule, otherRule, length, messageShare, exampleShare, common,
                votes,
                pairs,
            ]
        }
    }

    /// The highest chance that an entry was given for an example of another: below it likeness to it proves nothing.
    private(set) var mistaken: [Int32: Double] = [:]
    private(set) var weights: [Double] = [0.8, 2.8, 1.3, 1.2, -0.4, 3.5, 0, -1.5, -1.5, 1.1, 1.4, 0.9, 0.7]
    private(set) var bias = -4.2

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
        let uncalibrated = self
        let tally = Tally(entries: index.entryCount)
        var trials: [(signs: [Double], isRight: Double)] = []
        var wrong: [(entry: Int32, signs: Signs)] = []
        for (entry, number) in chosen {
            let tokens = examples[entry][number]
            func run(_ trial: ExampleIndex.Trial) {
                let ranking = Ranking(
                    tokens[...], examples: index, confidence: uncalibrated, trial: trial, tally: tally)
                guard let best = ranking.items.first else { return }
                var isRight = best.entry == Int32(entry)
                if case .entry = trial { isRight = false }
                trials.append((best.signs.values, isRight ? 1 : 0))
                if !isRight { wrong.append((best.entry, best.signs)) }
            }
            run(.example(entry: Int32(entry), number: Int16(clamping: number)))
            run(.entry(Int32(entry)))
        }
        learn(trials)
        for (entry, signs) in wrong { mistaken[entry] = max(mistaken[entry] ?? 0, chance(signs)) }
    }

    private mutating func learn(_ trials: [(signs: [Double], isRight: Double)]) {
        guard !trials.isEmpty else { return }
        let start = (weights, bias)
        let share = 1 / Double(trials.count)
        for _ in 0..<Confidence.rounds {
            var slopes = Array(repeating: 0.0, count: weights.count)
            var slope = 0.0
            for trial in trials {
                let error = FixedLogistic.value(sum(trial.signs)) - trial.isRight
                for place in slopes.indices { slopes[place] += error * trial.signs[place] }
                slope += error
            }
            for place in weights.indices {
                weights[place] -=
                    Confidence.step * (slopes[place] * share + Confidence.hold * (weights[place] - start.0[place]))
            }
            bias -= Confidence.step * (slope * share + Confidence.hold * (bias - start.1))
        }
    }

    private func sum(_ signs: [Double]) -> Double {
        var sum = bias
        for place in weights.indices { sum += signs[place] * weights[place] }
        return sum
    }

    func chance(_ signs: Signs) -> Double { Confidence.rounded(FixedLogistic.value(sum(signs.values))) }

    static func rounded(_ chance: Double) -> Double { (chance * 1e6).rounded() / 1e6 }
}
