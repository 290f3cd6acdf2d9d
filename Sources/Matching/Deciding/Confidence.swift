/// From what is known about a candidate to the chance that answering with it is right.
struct Confidence {
    /// What the chance is estimated from; each between 0 and about 1.
    struct Signs {
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

    static let weights: [Double] = [5, 2, 4, 3, -3, 4, -1.5, 0, 0, 0, 0, 0, 0]
    static let bias = -5.5

    static func chance(_ signs: Signs) -> Double {
        var sum = bias
        for (value, weight) in zip(signs.values, weights) { sum += value * weight }
        return (FixedLogistic.value(sum) * 1e6).rounded() / 1e6
    }
}
