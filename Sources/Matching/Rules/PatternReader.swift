/// Reads one rule by recursive descent: `|` binds least, then `&`, then `~n`, then a sequence of elements.
struct PatternReader {
    private let pattern: String
    private let characters: [Character]
    private var place = 0
    private var depth = 0

    init(_ pattern: String) {
        self.pattern = pattern
        characters = Array(pattern)
    }

    mutating func read() throws(RuleProblem) -> Pattern {
        if characters.count > PatternLimit.longest {
            throw problem(
                "the rule is longer than \(PatternLimit.longest) characters; make it two rules",
                at: PatternLimit.longest)
        }
        skipBlanks()
        if place == characters.count { throw problem("the rule is empty", at: 0) }
        let result = try alternatives()
        if let next = peek() {
            throw problem(next == ")" || next == "]" ? "'\(next)' closes nothing" : "'\(next)' is not expected here")
        }
        try requireSomethingToFind(result)
        return result
    }

    private mutating func alternatives() throws(RuleProblem) -> Pattern {
        depth += 1
        defer { depth -= 1 }
        if depth > PatternLimit.depth { throw problem("more than \(PatternLimit.depth) brackets within each other") }
        var parts = [try conjunction()]
        while take("|") { parts.append(try conjunction()) }
        return parts.count == 1 ? parts[0] : .any(parts)
    }

    private mutating func conjunction() throws(RuleProblem) -> Pattern {
        var parts: [Pattern] = []
        var not: [Pattern] = []
        repeat {
            if take("!") { not.append(try nearness()) } else { parts.append(try nearness()) }
        } while take("&")
        if parts.count == 1, not.isEmpty { return parts[0] }
        return .all(parts, not: not)
    }

    private mutating func nearness() throws(RuleProblem) -> Pattern {
        var left = try sequence()
        while take("~") {
            let start = place
            var digits = ""
            while let digit = peek(), digit.isASCII, digit.isNumber {
                digits.append(digit)
                place += 1
            }
            guard let distance = Int(digits), (0...30).contains(distance) else {
                throw problem("after ~ a number from 0 to 30 is expected, as in 'a ~3 b'", at: start)
            }
            skipBlanks()
            left = .near(left, try sequence(), distance)
        }
        return left
    }

    private mutating func sequence() throws(RuleProblem) -> Pattern {
        var parts: [Pattern] = []
        var words: [String] = []
        func flush() {
            if !words.isEmpty { parts.append(.phrase(words)) }
            words = []
        }
        loop: while let next = peek() {
            switch next {
            case "(", "[":
                flush()
                let start = place
                place += 1
                skipBlanks()
                let inner = try alternatives()
                guard take(next == "(" ? ")" : "]") else {
                    throw problem("'\(next)' is not closed; write '\(next == "(" ? ")" : "]")' after it", at: start)
                }
                parts.append(next == "(" ? inner : .optional(inner))
            case "<":
                flush()
                parts.append(.entity(try entity()))
            case "^":
                flush()
                place += 1
                parts.append(.start)
            case "$":
                flush()
                place += 1
                parts.append(.end)
            case ")", "]", "|", "&", "~", "!": break loop
            case ">": throw problem("'>' closes nothing")
            default: words.append(contentsOf: try word())
            }
            skipBlanks()
        }
        flush()
        if parts.isEmpty { throw problem("a word, '(' or '[' is expected here") }
        return parts.count == 1 ? parts[0] : .sequence(parts)
    }

    private mutating func entity() throws(RuleProblem) -> Pattern.Entity {
        let start = place
        place += 1
        var name = ""
        while let next = peek(), next != ">" {
            name.append(next)
            place += 1
        }
        guard take(">"), let entity = Pattern.Entity(rawValue: name.lowercased()) else {
            let known = Pattern.Entity.allCases.map { "<\($0.rawValue)>" }.joined(separator: ", ")
            throw problem("<\(name)> is not known; known are \(known)", at: start)
        }
        return entity
    }

    private mutating func word() throws(RuleProblem) -> [String] {
        let start = place
        while let next = peek(), !PatternReader.isBlank(next), !PatternReader.isOperator(next) { place += 1 }
        let word = String(characters[start..<place])
        if !word.unicodeScalars.contains(where: PatternReader.isRead) {
            throw problem("'\(word)' holds no letter or digit; the matcher never sees it", at: start)
        }
        return [word]
    }

    private func requireSomethingToFind(_ pattern: Pattern) throws(RuleProblem) {
        if !PatternReader.finds(pattern) {
            throw problem("the rule has only optional or forbidden parts, so it would fit every message", at: 0)
        }
    }

    private static func finds(_ pattern: Pattern) -> Bool {
        switch pattern {
        case .phrase, .entity: true
        case .any(let parts): parts.allSatisfy(finds)
        case .optional, .start, .end: false
        case .sequence(let parts), .all(let parts, _): parts.contains(where: finds)
        case .near(let left, let right, _): finds(left) && finds(right)
        }
    }

    private static func isOperator(_ character: Character) -> Bool {
        switch character {
        case "(", ")", "[", "]", "|", "&", "~", "!", "<", ">", "^", "$": true
        default: false
        }
    }

    private static func isBlank(_ character: Character) -> Bool { character == " " || character.isWhitespace }

    private static func isRead(_ scalar: Unicode.Scalar) -> Bool {
        switch Glyph(scalar) {
        case .letter, .ideograph: true
        default: false
        }
    }

    private func peek() -> Character? { place < characters.count ? characters[place] : nil }

    private mutating func take(_ character: Character) -> Bool {
        guard peek() == character else { return false }
        place += 1
        skipBlanks()
        return true
    }

    private mutating func skipBlanks() {
        while let next = peek(), PatternReader.isBlank(next) { place += 1 }
    }

    private func problem(_ message: String, at offset: Int? = nil) -> RuleProblem {
        RuleProblem(pattern: pattern, offset: min(offset ?? place, characters.count), message: message)
    }
}

extension PatternReader {
    /// The phrases of a pattern, for the vocabulary; none if it does not parse.
    static func phrases(of pattern: String) -> [String] {
        var reader = PatternReader(pattern)
        guard let pattern = try? reader.read() else { return [] }
        return phrases(pattern)
    }

    private static func phrases(_ pattern: Pattern) -> [String] {
        switch pattern {
        case .phrase(let words): [words.joined(separator: " ")]
        case .any(let parts), .sequence(let parts): parts.flatMap(phrases)
        case .all(let parts, let not): (parts + not).flatMap(phrases)
        case .optional(let part): phrases(part)
        case .near(let left, let right, _): phrases(left) + phrases(right)
        case .entity, .start, .end: []
        }
    }
}
