/// A rule as a tree, as its editor wrote it.
indirect enum Pattern: Sendable {
    /// Words side by side.
    case phrase([String])
    case any([Pattern])
    case optional(Pattern)
    /// In this order, with at most `PatternLimit.gap` other words between two of them.
    case sequence([Pattern])
    /// All of them, anywhere; none of `not`.
    case all([Pattern], not: [Pattern])
    /// Both, with at most so many other words between, in either order.
    case near(Pattern, Pattern, Int)
    case entity(Entity)
    case start
    case end

    enum Entity: String, Sendable, CaseIterable { case place, number, date, phone }
}

enum PatternLimit {
    /// Other words allowed between two elements of a sequence.
    static let gap = 4
    /// Characters of one rule: a long list of alternatives is fine, a pasted text is not.
    static let longest = 4000
    /// Brackets within brackets.
    static let depth = 12
    /// Places that one part of a rule is followed at in one message; a message that repeats itself more often gains nothing.
    static let spans = 48
}

/// A rule of Intents/README.md's grammar, for tools that check what editors write.
public struct Rule: Sendable, Hashable {
    /// What is wrong with a pattern; empty if it can be used. Offsets count characters from 0.
    public static func problems(in pattern: String) -> [RuleProblem] {
        var reader = PatternReader(pattern)
        do {
            _ = try reader.read()
            return []
        } catch {
            return [error]
        }
    }
}
