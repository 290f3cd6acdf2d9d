/// What a text says, for telling texts that are alike: its words as the matcher reads them (diacritics or none,
/// abbreviations, slips and synonyms drawn together), courtesy left out, each once.
public struct TextTokens: Sendable, Hashable {
    /// Words of a text that are compared; a longer text is no question that others ask too.
    static let most = 48

    /// Ascending. The same number stands for the same word under the same matcher only.
    public let ids: [UInt64]

    /// 0 (nothing in common) to 1 (the same words in any order): Dice's coefficient.
    public func likeness(_ other: TextTokens) -> Double {
        guard !ids.isEmpty, !other.ids.isEmpty else { return 0 }
        var common = 0
        var (left, right) = (ids[...], other.ids[...])
        while let first = left.first, let second = right.first {
            if first == second { common += 1 }
            if first <= second { left.removeFirst() }
            if second <= first { right.removeFirst() }
        }
        return Double(2 * common) / Double(ids.count + other.ids.count)
    }
}

extension Filler {
    /// Courtesy that no entry uses.
    static let keys = Set(TextReader.read(words, mostBytes: 8192).words.map(\.key.folded))
}

extension Matcher {
    /// The words of `text` that tell what it is about. A word that no entry uses counts by its spelling without
    /// diacritics.
    public func tokens(of text: String) -> TextTokens {
        let turn = index.turns.read(text)
        var ids: Set<UInt64> = []
        for token in index.space.tokens(turn.words) where ids.count < TextTokens.most {
            let key = turn.key(Int(token.start))
            let isCourtesy = token.feature >= 0 ? index.space.isFiller(token.feature) : Filler.keys.contains(key)
            guard !isCourtesy else { continue }
            // Spelling keys are 64-bit hashes: the top bit keeps them apart from the numbers of known words.
            ids.insert(token.feature >= 0 ? UInt64(token.feature) : key | 1 << 63)
        }
        return TextTokens(ids: ids.sorted())
    }
}
