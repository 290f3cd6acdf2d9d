import Foundation
import Testing

@testable import Matching

@Suite("What holds for every message")
struct PropertyTests {
    /// Small and the same everywhere: Steele and Vigna's SplitMix64.
    struct Generator: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return value ^ (value >> 31)
        }
    }

    static let examples = Sample.entries.flatMap { entry in entry.examples.values.joined().map { (entry.id, $0) } }

    @Test("a message equal to an example finds its entry")
    func examplesFindThemselves() {
        let wrong = Self.examples.filter { Sample.decide($0.1).candidates.first?.intent != $0.0 }
        #expect(wrong.isEmpty, "\(wrong)")
    }

    @Test("so does the example without diacritics, in capitals, decomposed, and with raw Telex keys")
    func variantsFindThem() {
        func share(_ change: (String) -> String) -> Double {
            let right = Self.examples.filter { Sample.decide(change($0.1)).candidates.first?.intent == $0.0 }
            return Double(right.count) / Double(Self.examples.count)
        }
        #expect(share(folded) >= 0.98)
        #expect(share { $0.uppercased() } == 1)
        #expect(share(\.decomposedStringWithCanonicalMapping) == 1)
        #expect(share(telex) >= 0.95)
        #expect(share { $0.replacing(" ", with: "  ") + "???" } == 1)
    }

    @Test("the same input gives the same decision, from a matcher built again too, and in whatever order entries come")
    func deterministic() {
        let again = Matcher(Sample.knowledge)
        let reversed = Matcher(
            KnowledgeBase(
                entries: Sample.entries.reversed(), emergencies: SampleEmergencies.kinds, lexicon: Sample.lexicon,
                speech: Sample.speech))
        for (_, text) in Self.examples {
            let decision = Sample.decide(text)
            #expect(Sample.decide(text) == decision)
            #expect(again.decide(text) == decision)
            #expect(reversed.decide(text) == decision)
        }
    }

    @Test("scores lie between 0 and 1 in steps of a millionth, ranked, at most five")
    func scores() {
        for (_, text) in Self.examples {
            let decision = Sample.decide(text + " và thêm chút")
            #expect((0...1).contains(decision.score))
            #expect(decision.candidates.count <= 5)
            #expect(decision.candidates.map(\.score) == decision.candidates.map { ($0.score * 1e6).rounded() / 1e6 })
        }
    }

    @Test("no scalars, in whatever order, crash it or take long")
    func randomScalars() {
        var generator = Generator(state: 42)
        for _ in 0..<400 {
            var scalars = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0..<200, using: &generator) {
                let limit: UInt32 = [0x80, 0x250, 0x2000, 0x10FFFF].randomElement(using: &generator) ?? 0x80
                if let scalar = Unicode.Scalar(UInt32.random(in: 0...limit, using: &generator)) {
                    scalars.append(scalar)
                }
            }
            _ = Sample.decide(String(scalars))
            _ = Sample.matcher.emergencyLevel(String(scalars))
        }
    }

    @Test("words of the knowledge base in random order never crash it")
    func randomWords() {
        var generator = Generator(state: 7)
        let words: [String] =
            Self.examples.flatMap { $0.1.split(separator: " ").map(String.init) } + [
                "0", "115", "?", ",", "ko", "(", "không",
            ]
        for _ in 0..<300 {
            let count = Int.random(in: 1..<60, using: &generator)
            let text = (0..<count).compactMap { _ in words.randomElement(using: &generator) }.joined(separator: " ")
            #expect(Sample.decide(text).candidates.count <= 5)
        }
    }

    @Test(
        "a mebibyte of anything is read only as far as the limit, quickly",
        arguments: [
            "a", "a ", "tiêm ", "khó thở ", "\u{301}", "\u{200F}", "\u{200B}", "🙂", "không ", "1", "1.", "xetnghiem",
            "ở", "(", "tieem ", "kh", "你", "\n", "0909 ",
        ])
    func bounded(_ piece: String) {
        let text = String(repeating: piece, count: 1_048_576 / piece.utf8.count)
        let start = ContinuousClock.now
        _ = Sample.decide(text)
        _ = Sample.matcher.emergencyLevel(text)
        // Debug builds on a busy machine: generous, but far from what reading everything would take.
        #expect(ContinuousClock.now - start < .seconds(20))
    }

    @Test("marks that show nothing change nothing")
    func invisible() {
        let plain = Sample.decide("xét nghiệm ở đâu")
        let marked = Sample.decide("\u{FEFF}xét\u{200B} nghi\u{200D}ệm ở\u{200E} đâu\u{200F}")
        #expect(marked.intents == plain.intents)
        #expect(marked.score == plain.score)
    }

    @Test("an empty knowledge base hands everything over")
    func emptyKnowledge() {
        let matcher = Matcher(KnowledgeBase(entries: []))
        #expect(matcher.decide("xét nghiệm ở đâu").action == .escalate)
        #expect(matcher.emergencyLevel("khó thở") == .none)
    }

    private func folded(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.decomposedStringWithCanonicalMapping.unicodeScalars.filter {
                    $0.properties.generalCategory != .nonspacingMark
                })
        ).replacing("đ", with: "d").replacing("Đ", with: "D")
    }

    private func telex(_ text: String) -> String {
        let tones: [Unicode.Scalar: String] = [
            "\u{301}": "s", "\u{300}": "f", "\u{309}": "r", "\u{303}": "x", "\u{323}": "j",
        ]
        return text.split(separator: " ").map { word in
            var keys = ""
            var tone = ""
            for scalar in String(word).decomposedStringWithCanonicalMapping.unicodeScalars {
                switch scalar {
                case "\u{302}": keys.append(keys.last.map(String.init) ?? "")
                case "\u{306}", "\u{31B}": keys += "w"
                case "đ": keys += "dd"
                default: if let key = tones[scalar] { tone = key } else { keys.unicodeScalars.append(scalar) }
                }
            }
            return keys + tone
        }.joined(separator: " ")
    }
}
