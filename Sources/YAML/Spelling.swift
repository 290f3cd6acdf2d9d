/// Finds what was probably meant.
public enum Spelling {
    /// The member of `known` nearest to `word`, at most two edits away; the first of equals.
    public static func nearest(_ word: String, among known: [String]) -> String? {
        // An edit of most of a short word is another word.
        let limit = min(2, word.count / 2)
        let ranked = known.map { (distance($0, word), $0) }.filter { $0.0 <= limit }
        return ranked.min { $0.0 < $1.0 }?.1
    }

    /// "; did you mean 'x'?" in both languages, or nothing.
    static func hint(_ word: String, among known: [String]) -> (vi: String, en: String) {
        guard let nearest = nearest(word, among: known) else { return ("", "") }
        return ("; có phải là '\(nearest)'?", "; did you mean '\(nearest)'?")
    }

    /// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other.
    static func distance(_ left: String, _ right: String) -> Int {
        let (a, b) = (Array(left), Array(right))
        // Words that differ much in length are not compared letter by letter; this also bounds the work.
        if abs(a.count - b.count) > 2 { return 3 }
        var older = [Int](repeating: 0, count: b.count + 1)
        var previous = Array(0...b.count)
        for i in a.indices {
            var current = [i + 1] + [Int](repeating: 0, count: b.count)
            for j in b.indices {
                let cost = a[i] == b[j] ? 0 : 1
                current[j + 1] = min(previous[j] + cost, previous[j + 1] + 1, current[j] + 1)
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                    current[j + 1] = min(current[j + 1], older[j - 1] + 1)
                }
            }
            (older, previous) = (previous, current)
        }
        return previous[b.count]
    }
}
