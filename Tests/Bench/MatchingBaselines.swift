import Foundation
import Matching

/// What the matcher is measured beside: simple methods that anyone could run, on the same entries.
protocol Baseline {
    var name: String { get }
    /// From this score on it answers.
    var threshold: Double { get }
    /// Best first, at most five.
    func candidates(_ text: String) -> [Outcome.Candidate]
}

/// Lower case, without diacritics, in words.
private func words(_ text: String) -> [String] {
    text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
        .replacingOccurrences(of: "đ", with: "d")
        .split(whereSeparator: { !$0.isLetter && !$0.isNumber }).map(String.init)
}

private func wordings(_ entry: Entry) -> [String] {
    entry.titles.sorted { $0.key < $1.key }.map(\.value) + entry.examples.sorted { $0.key < $1.key }.flatMap(\.value)
}

/// An entry is answered when the message is one of its wordings.
struct ExactTrigger: Baseline {
    let name = "exact trigger"
    let threshold = 1.0
    private var entries: [String: [String]] = [:]

    init(_ knowledge: [Entry]) {
        for entry in knowledge {
            for wording in wordings(entry) { entries[words(wording).joined(separator: " ")] = entry.topics }
        }
    }

    func candidates(_ text: String) -> [Outcome.Candidate] {
        entries[words(text).joined(separator: " ")].map { [Outcome.Candidate(topics: $0, score: 1)] } ?? []
    }
}

/// Okapi BM25 (k1 1.2, b 0.75) over the entries' wordings and answers, each entry one document.
struct BM25: Baseline {
    let name = "BM25"
    /// The scores say nothing about whether to answer: this is where about half of the messages are answered.
    let threshold = 18.0
    private let topics: [[String]]
    private var postings: [String: [(entry: Int, weight: Double)]] = [:]

    init(_ knowledge: [Entry]) {
        topics = knowledge.map(\.topics)
        let documents = knowledge.map { entry in
            wordings(entry).flatMap(words) + entry.answers.sorted { $0.key < $1.key }.flatMap { words($0.value) }
        }
        let meanLength = Double(documents.reduce(0) { $0 + $1.count }) / Double(max(documents.count, 1))
        var counts: [String: [(entry: Int, count: Int)]] = [:]
        for (entry, document) in documents.enumerated() {
            for (word, count) in Dictionary(document.map { ($0, 1) }, uniquingKeysWith: +) {
                counts[word, default: []].append((entry, count))
            }
        }
        for (word, holders) in counts {
            let without = Double(documents.count - holders.count) + 0.5
            let with = Double(holders.count) + 0.5
            let rarity: Double = log(1 + without / with)
            for (entry, count) in holders {
                let frequency = Double(count)
                let length: Double = 1.2 * (0.25 + 0.75 * Double(documents[entry].count) / meanLength)
                postings[word, default: []].append((entry, rarity * frequency * 2.2 / (frequency + length)))
            }
        }
    }

    func candidates(_ text: String) -> [Outcome.Candidate] {
        var sums: [Int: Double] = [:]
        for word in Set(words(text)) {
            for (entry, weight) in postings[word] ?? [] { sums[entry, default: 0] += weight }
        }
        return sums.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(5)
            .map { Outcome.Candidate(topics: topics[$0.key], score: $0.value) }
    }
}
