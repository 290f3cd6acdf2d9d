/// The entries' own examples, arranged so that a message touches only what it shares with them.
final class ExampleIndex: Sendable {
    /// Where a feature written in one way occurs in an entry: in which examples of a block of 32 (bit by bit). Block -1 is
    /// the answer.
    struct Occurrence: BitwiseCopyable, Sendable {
        var feature: Int32
        var form: Int32
        var block: Int32
        var examples: UInt32

        /// Where the first example of the block stands among those of its entry.
        var first: Int { Int(block) * UInt32.bitWidth }
        var isInAnswer: Bool { block < 0 }

        /// An example's block and its bit there; example -1 is the answer.
        static func place(_ example: Int16) -> (block: Int32, bit: UInt32) {
            (Int32(example >> 5), 1 << UInt32(example & 31))
        }

        func agrees(_ part: Query.Part) -> Bool { !part.isExact || form < 0 || form == part.form }
    }

    /// An entry that holds a feature.
    struct Posting: BitwiseCopyable, Sendable {
        var entry: Int32
        /// How much the feature speaks for the entry, in bits; more than zero.
        var impact: Float
    }

    /// A word that many examples of an entry hold: a message without it is hardly about its matter.
    struct Core: BitwiseCopyable, Sendable {
        var feature: Int32
        /// Of the entry's examples.
        var share: Double
    }

    /// How far a feature is spread over the knowledge base.
    enum Spread: UInt8, Sendable { case nowhere, oneExample, oneEntry, many }

    /// What is left out of the knowledge base for a trial of itself.
    enum Trial: Sendable {
        /// The message is this example: it is not compared with itself, and only its entry can be right.
        case example(entry: Int32, number: Int16)
        /// The message is an example of this entry, which is taken out: no answer can be right.
        case entry(Int32)
    }

    let space: FeatureSpace
    let tuning: Tuning
    let entryCount: Int
    /// Weight of a word unknown to the knowledge base.
    let unknownWeight: Double

    // By feature.
    let weights: Column<Double>
    let spread: Column<Spread>
    let backgrounds: Column<Double>
    /// Its entries, the most telling first.
    let postings: Lists<Posting>

    // By entry: where its features occur, in the order of features and blocks; one by the length of each
    // of its examples.
    let occurrences: Lists<Occurrence>
    let inverseLengths: Lists<Double>
    let cores: Lists<Core>

    /// `examples` by entry: tokens of each example, the title among them; `answers` by entry.
    convenience init(
        examples: [[[FeatureSpace.Token]]], answers: [[FeatureSpace.Token]], space: FeatureSpace,
        tuning: Tuning = .standard
    ) {
        self.init(ExampleIndexBuilder(examples: examples, answers: answers, space: space, tuning: tuning))
    }

    private init(_ builder: ExampleIndexBuilder) {
        space = builder.space
        tuning = builder.tuning
        entryCount = builder.sizes.count
        unknownWeight = builder.unknownWeight
        weights = Column(builder.weights)
        spread = Column(builder.spread)
        backgrounds = Column(builder.backgrounds)
        postings = Lists(builder.postings)
        occurrences = Lists(builder.occurrences)
        inverseLengths = Lists(builder.inverseLengths)
        cores = Lists(builder.cores)
    }

    /// Whether any example or answer holds the feature.
    func isUsed(_ feature: Int32) -> Bool { spread[feature] != .nowhere }

    func exampleCount(_ entry: Int32) -> Int { inverseLengths.range(Int(entry)).count }

    /// How much a feature held by this share of an entry's examples speaks for the entry, in bits.
    func impact(_ feature: Int32, share: Double) -> Double {
        ExampleIndexBuilder.impact(feature, share: share, background: backgrounds[feature], space, tuning)
    }

    /// Where a feature occurs in an entry.
    func occurrences(of feature: Int32, in entry: Int32) -> Slice<UnsafeBufferPointer<Occurrence>> {
        let own = occurrences.list(Int(entry))
        var low = 0
        var high = own.count
        while low < high {
            let middle = (low + high) / 2
            if own[middle].feature < feature { low = middle + 1 } else { high = middle }
        }
        while high < own.count, own[high].feature == feature { high += 1 }
        return own[low..<high]
    }
}
