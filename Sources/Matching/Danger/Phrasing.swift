/// What the words around a sign say about it: that it is absent, over, or asked about in general.
///
/// The words are built in, by keys without diacritics: they are the language's, not the knowledge base's.
struct Phrasing: Sendable {
    // With diacritics where a word has them, and without only where that is not another word (đỡ is not do, đâu not đau).
    private let negations = Phrasing.fullKeys(
        "không ko k hong hông khong chưa chua chẳng chả hết het bớt bot đỡ khỏi khoi not never without isnt doesnt dont"
    )
    /// Denies only with something between: "đâu có khó thở", but not "mắt nhìn đâu đâu kêu không thưa".
    private let distantNegation = Phrasing.fullKeys("đâu")
    /// What may stand between a negation and what it denies: "không còn thấy khó thở", "không ho, sốt khó thở gì". Anything
    /// else ends it: "không ngủ được khó thở" denies the sleep.
    private let links = Phrasing.keys(
        "bị còn thấy có hề phải cảm giác và hay hoặc ho sốt đau nhức mệt cúm any have has having feel feeling a the sign signs of or and"
    )
    private let generals = Phrasing.phrases([
        "triệu chứng", "dấu hiệu", "biểu hiện", "nguyên nhân", "là gì", "thế nào là", "như thế nào là", "định nghĩa",
        "phân biệt", "có phải là", "cách nhận biết", "tại sao", "vì sao", "what is", "what are", "symptoms of",
        "signs of",
        "symptom of", "sign of", "difference between", "how to recognize", "meaning of", "define",
    ])
    /// As typed: without diacritics "lỡ" is also "lọ", a jar of pills.
    private let conditions = Phrasing.phrases(
        [
            "nếu", "neu", "lỡ", "lo nhu", "lo ma", "trường hợp nào", "truong hop nao", "khi nào thì", "khi nao thi",
            "in case", "if i get", "if someone", "if i have",
        ], by: \.full)
    private let persons = Phrasing.keys(
        "tôi tui em mình con cháu ba má bố mẹ cha vợ chồng bé ông bà anh chị chú bác cô dì cậu mợ nó ảnh chỉ bả ổng họ my he she his her him"
    )
    private let nows = Phrasing.phrases([
        "đang", "bây giờ", "giờ", "từ sáng", "từ tối", "hôm nay", "nãy giờ", "quá", "rồi", "now", "right now",
    ])

    /// Why the sign at `span` is not to be taken as one that is there now; nil if it is.
    func weakens(_ span: Span, _ turn: Turn) -> Reason.Weakness? {
        if isNegated(span, turn) { return .absent }
        if isGeneral(turn) { return .general }
        return nil
    }

    private func isNegated(_ span: Span, _ turn: Turn) -> Bool {
        var index = span.start - 1
        var steps = 0
        while index >= 0, steps < 3 {
            if turn.words[index + 1].gap == .sentence || turn.words[index + 1].gap == .comma { return false }
            let key = turn.fullKey(index)
            if negations.contains(key) { return true }
            if distantNegation.contains(key) { return steps > 0 }
            guard links.contains(turn.key(index)) else { return false }
            index -= 1
            steps += 1
        }
        return false
    }

    /// A question about danger, not a report of one.
    func isGeneral(_ turn: Turn) -> Bool {
        let keys = turn.words.indices.map(turn.key)
        func has(_ phrases: [[UInt64]]) -> Bool { phrases.contains { Phrasing.contains(keys, $0) } }
        if has(nows) { return false }
        if keys.contains(where: persons.contains) { return false }
        let typed = turn.words.indices.map(turn.fullKey)
        return has(generals) || conditions.contains { Phrasing.contains(typed, $0) }
    }

    private static func contains(_ keys: [UInt64], _ phrase: [UInt64]) -> Bool {
        guard let first = phrase.first, phrase.count <= keys.count else { return false }
        for start in 0...(keys.count - phrase.count) where keys[start] == first {
            if (0..<phrase.count).allSatisfy({ keys[start + $0] == phrase[$0] }) { return true }
        }
        return false
    }

    private static func keys(_ words: String) -> Set<UInt64> {
        Set(TextReader.read(words, mostBytes: 4096).words.map(\.key.folded))
    }

    private static func fullKeys(_ words: String) -> Set<UInt64> {
        Set(TextReader.read(words, mostBytes: 4096).words.map(\.key.full))
    }

    private static func phrases(
        _ phrases: [String], by key: KeyPath<SpellingKey, UInt64> = \.folded
    ) -> [[UInt64]] {
        phrases.map { TextReader.read($0, mostBytes: 256).words.map { $0.key[keyPath: key] } }
    }
}
