/// Many rules compiled together. Each is filed under the rarest phrases it cannot do without, so a message looks only at
/// the rules that could fit it, however many there are.
final class RuleSet: Sendable {
    struct Rule: Sendable {
        let text: String
        /// The caller's number: entry, kind of emergency, kind of speech.
        let owner: Int32
        /// All words it speaks of.
        let words: Set<Int32>
    }

    /// A rule's tree laid flat: following it costs no reference counting.
    enum Node: Sendable {
        case phrase(Int32)
        case any(Range<Int32>)
        case optional(Int32)
        case sequence(Range<Int32>)
        case all(Range<Int32>, not: Range<Int32>)
        case near(Int32, Int32, Int)
        case entity(Pattern.Entity)
        case start
        case end
    }

    let rules: [Rule]
    let problems: [RuleProblem]
    let nodes: Column<Node>
    let children: Column<Int32>
    // By rule.
    let owners: Column<Int32>
    let roots: Column<Int32>
    /// Numbers of the lists in `needed`: at least one phrase of each must stand in the message.
    let needs: Lists<Int32>
    let needed: Lists<Int32>
    /// Phrases of which one must be the last words of the message ("^ alo $"); none: any may.
    let finals: Lists<Int32>
    /// Rules by the phrase they are filed under.
    let byPhrase: Lists<Int32>
    /// Rules that need no phrase at all ("<phone>").
    let always: [Int32]

    /// `sources` are patterns with their owner's number, in the order in which hits are reported.
    init(_ sources: [(owner: Int32, pattern: String)], reader: WordReader, book: inout PhraseBook) {
        var compiler = RuleCompiler()
        compiler.compile(sources, reader, &book)
        rules = compiler.rules
        problems = compiler.problems
        nodes = Column(compiler.nodes)
        children = Column(compiler.children)
        owners = Column(compiler.rules.map(\.owner))
        roots = Column(compiler.roots)
        finals = Lists(compiler.finals)
        var next: Int32 = 0
        needs = Lists(
            compiler.needs.map { lists in
                lists.map { _ in
                    defer { next += 1 }
                    return next
                }
            })
        needed = Lists(Array(compiler.needs.joined()))
        byPhrase = Lists(compiler.byPhrase)
        always = compiler.always
    }
}
