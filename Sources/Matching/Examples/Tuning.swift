/// Numbers that were fixed on development data, not by argument.
struct Tuning: Sendable {
    /// Weight of courtesy and grammar words against others.
    var filler = 0.35
    /// Weight of neighbouring pairs against single words.
    var pair = 0.4
    /// Weight of a word the knowledge base does not know, against the rarest it knows.
    var unknown = 1.0
    /// Share of the background in the chance of a word in an entry.
    var background = 0.3
    /// How much a word of the answer counts against a word of an example.
    var answer = 0.4
    /// Shares of the parts of the score by which candidates are ranked.
    var cosine = 1.0
    var mean = 0.5
    var likelihood = 1.2
    static let standard = Tuning()
}
