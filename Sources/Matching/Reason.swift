/// One step on the way to a decision, as a value: `description` says it in English, Knowledge in an editor's language.
public enum Reason: Sendable, Hashable, CustomStringConvertible {
    case nothingToRead
    /// A pattern of an emergency's kind fits.
    case redSign(kind: String, pattern: String)
    case amberSign(kind: String, pattern: String)
    /// A red sign that counts as amber.
    case weakenedSign(kind: String, pattern: String, by: Weakness)
    /// No pattern says so, but it reads like the examples of a kind: the words that speak for it, the weightiest first.
    case readsLikeDanger(kind: String, [WordWeight], isRed: Bool)
    case said(Decision.Speech, pattern: String)
    /// A place in the list last offered.
    case chose(Int, intent: String)
    case choseBeyond(Int, listed: Int)
    case forwarded
    /// Read as a follow-up to the entry last answered.
    case goesOn(from: String)
    case nothingKnown
    case ruleFits(intent: String, rule: String)
    /// The entry's nearest example; likeness 0 to 1.
    case nearest(intent: String, example: String, likeness: Double)
    /// What message and nearest example have in common, the weightiest first, and how many words no entry knows.
    case common([WordWeight], unknown: Int, known: Int)
    /// Words that most examples of the entry hold and the message does not.
    case missing(intent: String, [String])
    /// The runner-up. `lacksRule`: a rule fits the first and none of this one; else its likeness was not enough.
    case second(intent: String, likeness: Double, lacksRule: Bool)
    /// Sure enough for others, but examples of other entries reach as much: it needs more than `needed`.
    case oftenMistaken(intent: String, needed: Double)
    case notSure
    case tooUnsure
    case angry
    case askedBackAlready
    case answeredAlready(intent: String)
    case alwaysAPerson(intent: String)
    case noAnswer(intent: String, language: String)

    /// Why a red sign is not taken as one that is there now.
    public enum Weakness: Sendable, Hashable {
        /// It is said to be absent or over.
        case absent
        /// The question is a general one.
        case general
        /// As a whole the message reads like the harmless examples.
        case harmless
    }

    /// A word, or two side by side, and how rare it is: bits of evidence.
    public struct WordWeight: Sendable, Hashable {
        public let word: String
        public let weight: Double
    }

    public var description: String {
        switch self {
        case .nothingToRead: "no letter or digit to read"
        case .redSign(_, let pattern): "emergency sign \(pattern): red"
        case .amberSign(_, let pattern): "warning sign \(pattern): amber"
        case .weakenedSign(_, let pattern, .absent):
            "emergency sign \(pattern), but it is said to be absent or over: amber"
        case .weakenedSign(_, let pattern, .general):
            "emergency sign \(pattern), but the question is a general one: amber"
        case .weakenedSign(_, let pattern, .harmless):
            "emergency sign \(pattern), but the whole reads like the harmless examples: amber"
        case .readsLikeDanger(let kind, let words, let isRed):
            "reads like the examples of \(kind): " + words.map { "\($0.word) \($0.tenths)" }.joined(separator: ", ")
                + (isRed ? ": red" : ": amber")
        case .said(let speech, let pattern): "says \(speech.rawValue): \(pattern)"
        case .chose(let place, let intent): "chose \(place) of the list: \(intent)"
        case .choseBeyond(let place, let listed): "chose \(place), but the list had \(listed)"
        case .forwarded: "long, asks nothing, and reads like something passed on"
        case .goesOn(let intent): "read as going on from \(intent)"
        case .nothingKnown: "no word of the message is known to any entry"
        case .ruleFits(let intent, let rule): "\(intent): the rule \(rule) fits"
        case .nearest(let intent, let example, let likeness):
            "\(intent): most like \"\(example)\" (\(Reason.percent(likeness)))"
        case .common(let words, let unknown, let known):
            "in common: " + words.map { "\($0.word) \($0.tenths)" }.joined(separator: ", ")
                + (unknown > 0 ? "; \(unknown) of \(unknown + known) words unknown" : "")
        case .missing(let intent, let words):
            "most examples of \(intent) also say " + words.joined(separator: ", ")
        case .second(let intent, let likeness, let lacksRule):
            "second \(intent): " + (lacksRule ? "no rule of it fits" : "likeness \(Reason.percent(likeness))")
        case .oftenMistaken(let intent, let needed):
            "\(intent): examples of other entries reach \(Reason.percent(needed)), it needs more"
        case .notSure: "not sure enough to answer: asks back"
        case .tooUnsure: "too unsure even to ask back: a person"
        case .angry: "angry: a person, without asking back"
        case .askedBackAlready: "asked back once already: a person"
        case .answeredAlready(let intent): "\(intent) was answered already: a person"
        case .alwaysAPerson(let intent): "\(intent) always goes to a person"
        case .noAnswer(let intent, let language): "\(intent) has no answer in \(language)"
        }
    }

    /// "83 %".
    public static func percent(_ value: Double) -> String { "\(Int((value * 100).rounded())) %" }
}

extension Reason.WordWeight {
    /// The weight with one decimal.
    public var tenths: String {
        let tenths = Int((weight * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
