import Foundation
import Knowledge
import Matching

/// Time and memory of the matcher, one thread, on knowledge bases made of Vietnamese syllables: 20 wordings, a rule and an
/// answer an entry, with the shipped emergencies, speech and lexicon; messages are wordings with courtesy around them.
struct MatchingSpeed {
    private static let sizes = [100, 1_000, 10_000]
    private static let rounds = 10

    func run() throws {
        guard let day = Day("2021-07-31") else { throw BenchFailure("no such day") }
        let loaded = Loader.load(folder: "Intents", day: day, today: day, purpose: .matching) { _ in "" }
        guard let set = loaded.set else { throw BenchFailure("Intents has errors: run switchboard check") }
        for size in Self.sizes {
            var made = SyntheticKnowledge(seed: 7)
            let (knowledge, messages) = made.knowledge(entries: size, like: set.knowledge)
            let before = Self.residentMegabytes()
            let began = ContinuousClock.now
            let matcher = Matcher(knowledge)
            let load = began.duration(to: .now) / .milliseconds(1)
            let memory = Self.residentMegabytes() - before
            for message in messages { _ = matcher.decide(message) }
            let ordinary = Sample((0..<Self.rounds).flatMap { _ in messages.map { Self.time(matcher, $0) } })
            let long = String(messages.joined(separator: " ").prefix(999))
            let longest = Sample((0..<100).map { _ in Self.time(matcher, long) })
            print(
                """
                \(size) entries: median \(ordinary.percentile(0.5).written) us, 99th percentile \
                \(ordinary.percentile(0.99).written) us; 999 characters \(longest.percentile(0.5).written) us; \
                load \(load.written) ms; memory \(memory.written) MB
                """)
        }
    }

    private static func time(_ matcher: Matcher, _ text: String) -> Double {
        let began = ContinuousClock.now
        _ = matcher.decide(text)
        return began.duration(to: .now) / .microseconds(1)
    }

    private static func residentMegabytes() -> Double {
        let fields = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ") ?? []
        return fields.count > 1 ? (Double(fields[1]) ?? 0) * 4096 / 1_048_576 : 0
    }
}

/// Entries and messages of any number, the same in every run.
private struct SyntheticKnowledge {
    private var draw: LinearCongruence

    private static let onsets = "b c ch d đ g h kh l m n ng nh ph s t th tr v x".split(separator: " ").map(String.init)
    private static let rhymes =
        """
        a á ạ ai ải an án anh ạnh ao áo ăng ắt âm ậm ân ất ê ên ếch i ì ia iêm iến iệt inh o ó oan oạt on ong ô ổ ông ộng ơ
        ơi ợt u ú uân ung ươi ương ược ướng y
        """
        .split(whereSeparator: \.isWhitespace).map(String.init)
    private static let frames = [
        "X ở đâu", "cho hỏi X ở đâu vậy", "khi nào X được", "X bao nhiêu tiền", "em muốn X thì làm sao",
        "làm thế nào để X Y", "X có cần Y không", "tôi bị X có Y được không", "ba má tôi X mà Y thì sao",
        "xin hỏi X cần giấy tờ gì", "nhà em X mấy ngày rồi", "ai được X", "X xong có phải Y nữa không",
        "không X có sao không", "chưa X thì có được Y không ạ", "muốn hỏi về X của Y", "X ở phường mình chỗ nào",
        "công ty bắt X có đúng không", "X hết hạn rồi phải Y lại hả", "hướng dẫn X giúp em với",
    ]
    private static let before = ["dạ ", "cho em hỏi ", "alo ", "", "xin chào, "]
    private static let after = ["", " ạ", " vậy bác sĩ", ", em cảm ơn", " mong sớm trả lời giúp"]

    init(seed: UInt64) { draw = LinearCongruence(seed: seed) }

    /// A thousand messages whatever the size, so that the same number is timed.
    mutating func knowledge(entries: Int, like shipped: KnowledgeBase) -> (KnowledgeBase, messages: [String]) {
        let nouns = (0..<max(entries * 2, 400)).map { _ in syllable() + " " + syllable() }
        var made: [Entry] = []
        var subjects: [[String]] = []
        for number in 0..<entries {
            let words = (0..<4).map { _ in nouns[draw.next(nouns.count)] }
            subjects.append(words)
            made.append(
                Entry(
                    id: "entry.\(number)", topics: ["topic.\(number % 60)"], titles: ["vi": words[0] + " " + words[2]],
                    examples: ["vi": Self.frames.map { filled($0, words) }],
                    rules: ["(\(words[0]) | \(words[1])) & (\(words[2]) | ở đâu)"], answeredLanguages: ["vi"],
                    answers: ["vi": "Anh chị đến phường để \(words[0]) và \(words[2]), mang theo giấy tờ."]))
        }
        let messages = (0..<1000).map { number in
            Self.before[draw.next(5)] + filled(Self.frames[draw.next(20)], subjects[number * entries / 1000])
                + Self.after[draw.next(5)]
        }
        let knowledge = KnowledgeBase(
            entries: made, emergencies: shipped.emergencies, lexicon: shipped.lexicon, speech: shipped.speech)
        return (knowledge, messages)
    }

    private mutating func syllable() -> String {
        Self.onsets[draw.next(Self.onsets.count)] + Self.rhymes[draw.next(Self.rhymes.count)]
    }

    private mutating func filled(_ frame: String, _ words: [String]) -> String {
        frame.replacingOccurrences(of: "X", with: words[draw.next(2)])
            .replacingOccurrences(of: "Y", with: words[2 + draw.next(2)])
    }
}
