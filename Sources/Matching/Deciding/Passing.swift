/// Words that mark a text passed on, and words of a writer's own.
enum Passing {
    static let marks = keys("http https www chia sẻ share chuyển tiếp forward lan nguồn khẩn").map(\.folded)
    static let own = Set(keys("tôi tui em mình con cháu toi my i me").map(\.full))

    private static func keys(_ words: String) -> [SpellingKey] {
        TextReader.read(words, mostBytes: 512).words.map(\.key)
    }
}
