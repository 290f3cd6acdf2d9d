extension ExampleIndex {
    /// A message's features, each once, in order.
    struct Query {
        struct Part: BitwiseCopyable {
            var feature: Int32
            var form: Int32
            var isExact: Bool
            var weight: Double
            /// What it adds to the likeness with an example that holds it.
            var square: Double

            /// Tells spellings of one feature apart; the open one, which agrees with all, comes last.
            fileprivate var spelling: Int32 { isExact ? form : .max }
        }
        var parts: [Part] = []
        /// Sum of squares, unknown words included.
        var square = 0.0
        /// Sum of squares of the known words and pairs.
        var knownSquare = 0.0
        var unknownWords = 0
        var knownWords = 0
        /// Neighbouring words of which the knowledge base knows both, and as a pair.
        var neighbours = 0
        var knownPairs = 0
    }

    private func isGone(_ feature: Int32, _ trial: Trial?) -> Bool {
        switch trial {
        case nil: spread[feature] == .nowhere
        case .example: spread[feature].rawValue <= Spread.oneExample.rawValue
        case .entry: spread[feature] != .many
        }
    }

    func query(_ tokens: ArraySlice<FeatureSpace.Token>, trial: Trial? = nil) -> Query {
        var query = Query()
        query.parts.reserveCapacity(tokens.count * 2)
        var previous: Int32 = -1
        for token in tokens {
            if token.feature < 0 || isGone(token.feature, trial) {
                if !token.isNumber {
                    query.square += unknownWeight * unknownWeight
                    query.unknownWords += 1
                }
            } else {
                // A word that was guessed weighs a little less.
                let factor = token.isGuess ? 0.8 : 1
                query.parts.append(part(token.feature, form: token.form, isExact: token.isExact, factor))
                query.knownWords += 1
                let pair = space.pair(previous, token.feature)
                query.neighbours += 1
                if pair >= 0, !isGone(pair, trial) {
                    query.knownPairs += 1
                    query.parts.append(part(pair, form: -1, isExact: false, factor))
                }
            }
            previous = token.feature
        }
        query.unite()
        return query
    }

    private func part(_ feature: Int32, form: Int32, isExact: Bool, _ factor: Double) -> Query.Part {
        let weight = weights[feature]
        return Query.Part(
            feature: feature, form: form, isExact: isExact, weight: weight * factor, square: weight * factor * weight)
    }
}

extension ExampleIndex.Query {
    /// Each feature once; two spellings of one fold (con, còn) are two parts, but a word that is written with its
    /// diacritics once and without them once is one.
    fileprivate mutating func unite() {
        parts.sort { ($0.feature, $0.spelling) < ($1.feature, $1.spelling) }
        var kept = 0
        for part in parts {
            if kept > 0, parts[kept - 1].feature == part.feature,
                !part.isExact || parts[kept - 1].spelling == part.spelling
            {
                continue
            }
            parts[kept] = part
            kept += 1
            knownSquare += part.weight * part.weight
        }
        parts.removeLast(parts.count - kept)
        square += knownSquare
    }
}
