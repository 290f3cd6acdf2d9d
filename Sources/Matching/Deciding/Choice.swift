/// A text that only names a place in the list last offered: "1", "so 1", "một", "cái đầu", "the second one".
enum Choice {
    /// 1 for the first; nil if the text says anything else.
    static func read(_ text: RawText) -> Int? {
        guard (1...5).contains(text.words.count) else { return nil }
        var choice: Int?
        for word in text.words {
            if word.kind == .number {
                let digits = text.letters(of: word)
                guard choice == nil, digits.count <= 2 else { return nil }
                choice = digits.reduce(0) { $0 * 10 + Int($1.base) - 0x30 }
            } else if numbers[word.key.folded] >= 0 {
                // "hai một" is no choice, "thứ nhất" and "cái đầu tiên" are.
                let value = Int(numbers[word.key.folded])
                // In "the second one" the last word only points.
                if choice != nil, word.key.folded == one { continue }
                guard choice == nil || choice == value else { return nil }
                choice = value
            } else if around[word.key.folded] < 0 {
                return nil
            }
        }
        guard let choice, choice > 0 else { return nil }
        return choice
    }

    private static let numbers: KeyTable = {
        var table = KeyTable()
        let words = [
            "một nhất đầu tiên one first 1st", "hai nhì two second 2nd", "ba three third 3rd", "bốn tư four fourth 4th",
            "năm five fifth 5th",
        ]
        for (value, row) in words.enumerated() {
            for word in TextReader.read(row, mostBytes: 256).words { table.set(word.key.folded, Int32(value + 1)) }
        }
        return table
    }()

    private static let one = TextReader.read("one", mostBytes: 8).words.first?.key.folded ?? 0

    private static let around: KeyTable = {
        var table = KeyTable()
        let words =
            "số câu cái thứ chọn mục ý ạ nha nhé em tôi dạ lấy the number option no one please choose i 번 番 第 號 号 項 项"
        for word in TextReader.read(words, mostBytes: 256).words where numbers[word.key.folded] < 0 {
            table.set(word.key.folded, 1)
        }
        return table
    }()
}
