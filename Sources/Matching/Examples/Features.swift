/// What a text is compared by: its words, with synonyms drawn together, and pairs of neighbours.
struct FeatureSpace: Sendable {
    /// A word or a synonym group, and how it was written.
    struct Token: Sendable, Hashable {
        /// Number of the feature; -1: not known to the knowledge base.
        var feature: Int32
        /// Spelling with diacritics; -1 where it does not matter.
        var form: Int32
        var isExact: Bool
        /// Range of the message's words.
        var start: Int32
        var end: Int32
        var isGuess: Bool
        var isNumber: Bool
    }

    /// In place of a synonym group: the phrase is passed over.
    private static let emptyPhrases: Int32 = .max

    private let wordCount: Int32
    private var synonyms = PhraseTable()
    private var groupNames: [String] = []
    private var pairs = KeyTable(minimumCapacity: 4096)
    private var pairCount: Int32 = 0
    /// Words that carry courtesy or grammar and little of the question.
    private var isFiller: [Bool]

    init(reader: WordReader, lexicon: Lexicon) {
        let vocabulary = reader.vocabulary
        wordCount = Int32(vocabulary.folds.count)
        isFiller = Array(repeating: false, count: vocabulary.folds.count)
        for word in TextReader.read(Filler.words, mostBytes: 8192).words {
            let fold = vocabulary.fold(word.key.folded)
            if fold >= 0 { isFiller[Int(fold)] = true }
        }
        for phrase in Filler.phrases {
            let words = reader.read(TextReader.read(phrase, mostBytes: 256), language: "vi", guesses: false)
            synonyms.insert(words, value: FeatureSpace.emptyPhrases)
        }
        for (_, groups) in lexicon.synonyms.sorted(by: { $0.key < $1.key }) {
            for group in groups {
                let value = Int32(groupNames.count)
                groupNames.append(group.first ?? "")
                for phrase in group {
                    let words = reader.read(TextReader.read(phrase, mostBytes: 256), language: "vi", guesses: false)
                    synonyms.insert(words, value: value)
                }
            }
        }
    }

    var count: Int { Int(wordCount) + groupNames.count + Int(pairCount) }
    private var firstPair: Int32 { wordCount + Int32(groupNames.count) }

    func isPair(_ feature: Int32) -> Bool { feature >= firstPair }
    func isFiller(_ feature: Int32) -> Bool { feature < wordCount && isFiller[Int(feature)] }

    func tokens(_ words: [Word]) -> [Token] {
        var tokens: [Token] = []
        tokens.reserveCapacity(words.count)
        var index = 0
        while index < words.count {
            let word = words[index]
            if let (count, group) = synonyms.match(words, at: index) {
                if group == FeatureSpace.emptyPhrases {
                    index += count
                    continue
                }
                tokens.append(
                    Token(
                        feature: wordCount + group, form: -1, isExact: false, start: Int32(index),
                        end: Int32(index + count),
                        isGuess: word.isGuess, isNumber: false))
                index += count
                continue
            }
            tokens.append(
                Token(
                    feature: word.fold, form: word.form, isExact: word.isExact, start: Int32(index),
                    end: Int32(index + 1),
                    isGuess: word.isGuess, isNumber: word.kind == .number))
            index += 1
        }
        return tokens
    }

    /// The feature of two neighbours, or -1 if no example has them side by side.
    func pair(_ left: Int32, _ right: Int32) -> Int32 {
        guard left >= 0, right >= 0 else { return -1 }
        let found = pairs[Vocabulary.pairKey(left, right)]
        return found < 0 ? -1 : firstPair + found
    }

    mutating func insertPair(_ left: Int32, _ right: Int32) -> Int32 {
        guard left >= 0, right >= 0 else { return -1 }
        let key = Vocabulary.pairKey(left, right)
        let found = pairs[key]
        if found >= 0 { return firstPair + found }
        pairs.set(key, pairCount)
        pairCount += 1
        return firstPair + pairCount - 1
    }

    /// Words, then synonym groups by their first word, as an editor would write them.
    func names(_ vocabulary: Vocabulary) -> [String] {
        (0..<wordCount).map { vocabulary.spelling(fold: $0) } + groupNames
    }
}

/// Words that stand around a question. Never those that carry one (bao nhiêu, ở đâu, khi nào, không, được).
enum Filler {
    /// Phrases that tell nothing, though their words may.
    static let phrases = [
        "trường hợp", "trường hợp này", "trường hợp của tôi", "như vậy", "vì vậy", "do vậy", "hiện tại", "hiện nay",
        "hiện giờ", "bây giờ", "năm nay", "chuyên gia", "các chuyên gia", "đội ngũ bác sĩ", "quý báo", "quý bác sĩ",
        "quý cơ quan", "chân thành", "trân trọng", "chúc sức khỏe", "thường xuyên", "thỉnh thoảng", "ngoài ra",
        "tuy nhiên", "trước đây", "trước đó", "sau đó", "khoảng", "có thể", "liệu", "hoặc", "nếu", "đều", "cụ thể",
        "chi tiết", "thông tin", "sử dụng", "thực hiện", "đối với", "liên quan", "bao gồm", "ví dụ", "xin hỏi",
        "cho hỏi", "as well as", "in case of", "due to", "such as",
    ]

    static let words = """
        ạ dạ vâng alo alô xin chào cảm ơn cám em tôi tui mình con cháu anh chị cô chú bác sĩ thưa ơi nhé nha nhỉ hỏi cho giùm dùm giúp
        với vui lòng mong muốn thì là mà và của những các này kia đó ấy vậy thế đang đã sẽ rất quá lắm cũng như ở trong
        ngoài biết trả lời tư vấn giải đáp admin ad alo bị có được người nhà
        the a an is are am be to of in on at for and or my me i you it this that please thanks thank hello hi hey do does
        did can could would will should if have has had been was were get got there your our we us with about so just any some
        """
}
