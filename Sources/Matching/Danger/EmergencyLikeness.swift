/// How much a message reads like those in which people told of a danger.
///
/// Signs are what an editor can name; people in fear write around every list. So each word, and each pair of neighbours,
/// of the emergency examples is weighed by how much more often it stands in them than in harmless messages, in bits, and
/// a message is weighed by its words.
final class EmergencyLikeness: Sendable {
    struct Reading: Sendable {
        /// Bits, by the square root of the number of words and pairs that are known; without limit where the message is
        /// an example as it stands.
        var score: Double
        /// What of the message is known, each once.
        var rows: [Int32]
    }

    let kinds: [String]
    /// From here on a message is red, or amber; below the last a sign alone does not make it red.
    let red: Double
    let amber: Double
    let harmless: Double
    /// From the key of a word or pair to its row.
    private let table: KeyTable
    /// From the key of a whole example to 1 for danger, 0 for harmless.
    private let wholes: KeyTable
    private let weights: Column<Double>
    /// By row and kind: how much the word or pair speaks for this kind among all, in bits.
    private let kindWeights: Column<Float>
    private let kindShares: [Double]

    /// The three scores are set by the examples, each weighed as if it were not there: so many of the harmless may come out
    /// red; so many of the dangers below amber, and so many where even a sign is not believed.
    private static let redHarmless = 0.03
    private static let amberMissed = 0.01
    private static let disbelieved = 0.003
    /// Fewer teach nothing.
    private static let fewest = 50
    private static let mostWordsShown = 4

    /// Nil if there are too few examples to learn from.
    init?(_ examples: EmergencyExamples, others: [String], reader: WordReader) {
        kinds = examples.danger.keys.sorted()
        var wholes = KeyTable()
        func words(_ string: String) -> EmergencyWords {
            let text = TextReader.read(string, mostBytes: Matcher.longestText)
            return EmergencyWords(reader.read(text, language: Language.detect(text)), of: text)
        }
        func keys(_ text: String, isDanger: Bool) -> [UInt64] {
            let words = words(text)
            wholes.set(words.wholeKey, isDanger ? 1 : 0)
            return words.distinctKeys
        }
        let danger = kinds.enumerated().flatMap { kind, id in
            (examples.danger[id] ?? []).map { (kind: kind, keys: keys($0, isDanger: true)) }
        }
        guard danger.count >= EmergencyLikeness.fewest, examples.harmless.count >= EmergencyLikeness.fewest else {
            return nil
        }
        let harmless =
            examples.harmless.map { keys($0, isDanger: false) }
            + others.map { words($0).distinctKeys }
        self.wholes = wholes
        let counts = EmergencyCounts(danger, harmless, kinds: kinds.count)
        table = counts.table
        weights = Column(counts.weights)
        kindWeights = Column(counts.kindWeights)
        kindShares = counts.kindShares
        let dangerScores = danger.map { counts.score(without: $0.keys, isDanger: true) }.sorted()
        let harmlessScores = harmless.prefix(examples.harmless.count)
            .map { counts.score(without: $0, isDanger: false) }.sorted()
        func score(_ sorted: [Double], _ share: Double) -> Double { sorted[Int(Double(sorted.count - 1) * share)] }
        red = score(harmlessScores, 1 - EmergencyLikeness.redHarmless)
        amber = min(score(dangerScores, EmergencyLikeness.amberMissed), red)
        self.harmless = score(dangerScores, EmergencyLikeness.disbelieved)
    }

    func read(_ turn: Turn) -> Reading {
        var rows: [Int32] = []
        let words = EmergencyWords(turn.words, of: turn.text)
        for (key, _) in words.keys() {
            let row = table[key]
            if row >= 0 { rows.append(row) }
        }
        // What is said twice counts once.
        rows.sort()
        var sum = 0.0
        var last: Int32 = -1
        rows.removeAll { row in
            defer { last = row }
            if row == last { return true }
            sum += weights[row]
            return false
        }
        switch wholes[words.wholeKey] {
        case 1: sum = .infinity
        case 0: sum = -.infinity
        default: sum /= Double(rows.count + 1).squareRoot()
        }
        return Reading(score: sum, rows: rows)
    }

    /// The kind whose examples it is most like.
    func kind(_ reading: Reading) -> String {
        var best = 0
        var most = -Double.infinity
        for kind in kinds.indices {
            let sum = reading.rows.reduce(kindShares[kind]) { $0 + Double(kindWeights[Int($1) * kinds.count + kind]) }
            if sum > most { (best, most) = (kind, sum) }
        }
        return kinds[best]
    }

    /// What speaks most for danger, in the words of the message.
    func words(_ turn: Turn) -> [Reason.WordWeight] {
        let weighed = EmergencyWords(turn.words, of: turn.text).keys().compactMap {
            key, words -> (words: Range<Int>, weight: Double)? in
            let row = table[key]
            return row < 0 || weights[row] <= 0 ? nil : (words, weights[row])
        }
        let heaviest = weighed.sorted { ($1.weight, $0.words.lowerBound) < ($0.weight, $1.words.lowerBound) }
        return heaviest.prefix(EmergencyLikeness.mostWordsShown).map { found in
            let typed = found.words.map { turn.text.words[Int(turn.words[$0].source)] }
            let spelled = typed.map { Vocabulary.spell(turn.text.letters(of: $0)) }
            return Reason.WordWeight(word: spelled.joined(separator: " "), weight: found.weight)
        }
    }
}
