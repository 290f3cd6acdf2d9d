/// What a matcher made of one question.
struct Outcome {
    struct Candidate {
        let topics: [String]
        let score: Double
    }

    let question: QuestionSet.Question
    /// Best first.
    let candidates: [Candidate]
    /// Topics of the entries it answers with; nil: it asks back or hands over.
    let answered: [String]?
    /// The language it took the question for; nil where it does not tell.
    let language: String?

    var isInScope: Bool { !question.accepted.isEmpty }
    var score: Double { candidates.first?.score ?? 0 }
    func isRight(_ topics: [String]) -> Bool { topics.contains(where: question.accepted.contains) }
    var isBestRight: Bool { candidates.first.map { isRight($0.topics) } ?? false }
}

/// The figures that tell whether a matcher may be let loose: shares of 0 to 1.
struct MatchingFigures {
    let outcomes: [Outcome]
    private var inScope: [Outcome] { outcomes.filter(\.isInScope) }

    /// The best entry has an accepted topic, whatever the score.
    var accuracy: Double { share(inScope.count(where: \.isBestRight), inScope.count) }

    func top(_ places: Int) -> Double {
        share(
            inScope.count { outcome in outcome.candidates.prefix(places).contains { outcome.isRight($0.topics) } },
            inScope.count)
    }

    var meanReciprocalRank: Double {
        inScope.reduce(0) { sum, outcome in
            let place = outcome.candidates.firstIndex { outcome.isRight($0.topics) }
            return sum + (place.map { 1 / Double($0 + 1) } ?? 0)
        } / Double(max(inScope.count, 1))
    }

    /// The mean over topics of the harmonic mean of precision and recall of the best entry.
    var macroF1: Double {
        var counts: [String: (right: Int, said: Int, wanted: Int)] = [:]
        for outcome in inScope {
            let said = outcome.candidates.first?.topics.first ?? ""
            let wanted = outcome.isBestRight ? said : outcome.question.accepted.sorted().first ?? ""
            counts[said, default: (0, 0, 0)].said += 1
            counts[wanted, default: (0, 0, 0)].wanted += 1
            if outcome.isBestRight { counts[said, default: (0, 0, 0)].right += 1 }
        }
        let wanted = counts.values.filter { $0.wanted > 0 }
        return wanted.reduce(0) { $0 + 2 * Double($1.right) / Double($1.said + $1.wanted) }
            / Double(max(wanted.count, 1))
    }

    /// How well the score tells questions of the subject from others: 0.5 is chance.
    var auroc: Double {
        let ordered = outcomes.map { (score: $0.score, isInScope: $0.isInScope) }.sorted { $0.score < $1.score }
        let inside = Double(ordered.count(where: \.isInScope))
        let outside = Double(ordered.count) - inside
        guard inside > 0, outside > 0 else { return 0 }
        var ranks = 0.0
        var start = 0
        while start < ordered.count {
            var end = start
            while end < ordered.count, ordered[end].score == ordered[start].score { end += 1 }
            let rank = Double(start + end + 1) / 2
            ranks += rank * Double(ordered[start..<end].count(where: \.isInScope))
            start = end
        }
        return (ranks - inside * (inside + 1) / 2) / (inside * outside)
    }

    /// P: of what it answers, what is right. R: of what it could answer, what it answers rightly. H: wrong answers a
    /// hundred messages. Cost: +1 right, 0 handed over, -5 wrong, a message.
    struct Answering {
        let precision: Double
        let recall: Double
        let harm: Double
        var cost: Double
    }

    /// As the matcher decides.
    var answering: Answering {
        answering(of: outcomes) { outcome in outcome.answered.map { outcome.isRight($0) } }
    }

    private func answering(of outcomes: [Outcome], _ isRight: (Outcome) -> Bool?) -> Answering {
        let answers = outcomes.compactMap(isRight)
        let right = answers.count { $0 }
        let wrong = answers.count - right
        return Answering(
            precision: share(right, answers.count), recall: share(right, outcomes.count(where: \.isInScope)),
            harm: 100 * share(wrong, outcomes.count), cost: Double(right - 5 * wrong) / Double(max(outcomes.count, 1)))
    }

    /// A threshold on the score fixed for 95 % precision on a random half and measured on the other; the mean of 40
    /// draws.
    var atNinetyFive: Answering {
        var draw = LinearCongruence(seed: 7)
        var sums = (precision: 0.0, answered: 0, recall: 0.0, harm: 0.0)
        for _ in 0..<40 {
            var order = Array(outcomes.indices)
            for place in order.indices.dropLast() { order.swapAt(place, place + draw.next(order.count - place)) }
            let half = order.count / 2
            let threshold = Self.threshold(order[..<half].map { outcomes[$0] })
            let result = answering(of: order[half...].map { outcomes[$0] }) { outcome in
                outcome.score >= threshold ? outcome.isBestRight : nil
            }
            if result.precision > 0 || result.harm > 0 {
                sums.precision += result.precision
                sums.answered += 1
            }
            sums.recall += result.recall / 40
            sums.harm += result.harm / 40
        }
        return Answering(
            precision: sums.precision / Double(max(sums.answered, 1)), recall: sums.recall, harm: sums.harm, cost: 0)
    }

    private static func threshold(_ outcomes: [Outcome]) -> Double {
        let ordered = outcomes.sorted { $0.score > $1.score }
        var right = 0
        var threshold = 2.0
        for (place, outcome) in ordered.enumerated() {
            right += outcome.isBestRight ? 1 : 0
            let isLast = place + 1 == ordered.count || ordered[place + 1].score < outcome.score
            if isLast, Double(right) >= 0.95 * Double(place + 1) { threshold = outcome.score }
        }
        return threshold
    }

    /// Questions whose language was told rightly.
    var languageShare: Double? {
        let told = outcomes.compactMap { outcome in outcome.language.map { $0 == outcome.question.language } }
        return told.isEmpty ? nil : share(told.count { $0 }, told.count)
    }

    private func share(_ part: Int, _ whole: Int) -> Double { whole == 0 ? 0 : Double(part) / Double(whole) }
}

/// The same numbers on every machine and in every run.
struct LinearCongruence {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// 0 to `bound` - 1.
    mutating func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(max(bound, 1)))
    }
}
