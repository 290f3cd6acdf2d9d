import Foundation
import Knowledge
import Matching

/// The matcher's report: the questions beside the tests of the shipped files and, where the development data are laid
/// beside the project, real questions clean and noisy, a foreign FAQ and a live shop bot's traffic; each beside two simple
/// methods on the same entries. `--speed` measures time and memory on knowledge bases of three sizes instead.
struct MatchingBench {
    private static let data = "../shared/data"
    private static let own = "Tests/KnowledgeTests/Data"

    func run(_ arguments: [String]) throws {
        if arguments == ["--speed"] { return try MatchingSpeed().run() }
        guard arguments.isEmpty else { throw BenchFailure("matching takes nothing or --speed") }
        let shipped = try Self.load("Intents")
        let topics = { (id: String) in shipped.intent(id)?.topics.map(\.id) ?? [] }
        try report(
            QuestionSet(
                name: "own", entries: Self.own + "/questions.tsv", offTopic: Self.own + "/off-topic.txt", topics: topics
            ),
            shipped)
        guard FileManager.default.fileExists(atPath: Self.data) else {
            print("\(Self.data) is not there: real questions are not measured")
            return
        }
        let folder = try BenchFolder()
        defer { folder.remove() }
        try Self.prepare(folder.path)
        print("\nvi: topics are weak labels, about seven in ten right; compare with a former run, not with a goal")
        for variant in ["", "-none", "-half", "-teencode", "-telex", "-slips", "-none+slips", "-spaces"] {
            let name = "vi" + variant
            try report(QuestionSet(name: name, jsonLines: "\(folder.path)/\(name).jsonl"), shipped)
        }
        for name in ["quebec", "sofmattress"] {
            let set = try Self.load("\(folder.path)/\(name)")
            try report(QuestionSet(name: name, jsonLines: "\(folder.path)/\(name).jsonl"), set)
        }
    }

    private static func load(_ folder: String) throws -> KnowledgeSet {
        guard let day = Day("2021-07-31") else { throw BenchFailure("no such day") }
        let loaded = Loader.load(folder: folder, day: day, today: day, purpose: .matching) { _ in "" }
        guard let set = loaded.set else {
            throw BenchFailure(loaded.problems.map { $0.rendered(in: "en") }.joined(separator: "\n"))
        }
        return set
    }

    private static func prepare(_ folder: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "Tests/Bench/prepare_questions.py", data, folder]
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw BenchFailure("prepare_questions.py failed") }
    }

    // MARK: Reporting

    private func report(_ questions: QuestionSet, _ set: KnowledgeSet) throws {
        let inScope = questions.questions.count { !$0.accepted.isEmpty }
        print("\n\(questions.name): \(inScope) questions, \(questions.questions.count - inScope) off-topic")
        print(
            "  method         accuracy  top 3    MRR     F1  AUROC |     P      R     H    cost | P(95)  R(95)  H(95)")
        var times: [Double] = []
        let outcomes = questions.questions.map { question in
            let began = ContinuousClock.now
            let decision = set.matcher.decide(question.text)
            times.append(began.duration(to: .now) / .microseconds(1))
            let isAnswer = decision.action == .answer
            return Outcome(
                question: question,
                candidates: decision.candidates.map { Outcome.Candidate(topics: $0.topics, score: $0.score) },
                answered: isAnswer
                    ? decision.candidates.filter { decision.intents.contains($0.intent) }.flatMap(\.topics) : nil,
                language: String(decision.language.prefix(2)))
        }
        let figures = MatchingFigures(outcomes: outcomes)
        print(row("switchboard", figures))
        for baseline in [ExactTrigger(set.knowledge.entries), BM25(set.knowledge.entries)] as [any Baseline] {
            let outcomes = questions.questions.map { question in
                let candidates = baseline.candidates(question.text)
                let first = candidates.first.flatMap { $0.score >= baseline.threshold ? $0.topics : nil }
                return Outcome(question: question, candidates: candidates, answered: first, language: nil)
            }
            print(row(baseline.name, MatchingFigures(outcomes: outcomes)))
        }
        let sample = Sample(times)
        let language = figures.languageShare.map { "language \(percent($0)) %, " } ?? ""
        print(
            "  \(language)median \(sample.percentile(0.5).written) us, 99th percentile \(sample.percentile(0.99).written) us"
        )
    }

    private func row(_ name: String, _ figures: MatchingFigures) -> String {
        let answering = figures.answering
        let fixed = figures.atNinetyFive
        let cells = [
            (figures.accuracy, 10), (figures.top(3), 7), (figures.meanReciprocalRank, 7), (figures.macroF1, 7),
            (figures.auroc, 7),
        ]
        let left = cells.map { padded(percent($0.0), $0.1) }.joined()
        let decided =
            padded(percent(answering.precision), 6) + padded(percent(answering.recall), 7)
            + padded(hundredths(answering.harm), 6) + padded(hundredths(answering.cost), 8)
        let tuned =
            padded(percent(fixed.precision), 6) + padded(percent(fixed.recall), 7) + padded(hundredths(fixed.harm), 7)
        return "  " + name.padding(toLength: 14, withPad: " ", startingAt: 0) + left + " |" + decided + " |" + tuned
    }

    private func percent(_ share: Double) -> String { "\((share * 1000).rounded() / 10)" }
    private func hundredths(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }
    private func padded(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(width - text.count, 1)) + text
    }
}
