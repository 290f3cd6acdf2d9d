import Foundation

/// Questions with what would be right for them.
struct QuestionSet {
    struct Question: Decodable {
        let text: String
        /// Topics of which an answer is right; none: no entry is, a person should get it.
        let accepted: Set<String>
        let language: String
    }

    let name: String
    let questions: [Question]

    init(name: String, questions: [Question]) {
        self.name = name
        self.questions = questions
    }

    /// JSON lines, as Tests/Bench/prepare_questions.py writes them.
    init(name: String, jsonLines path: String) throws {
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        let decoder = JSONDecoder()
        self.init(name: name, questions: try lines.map { try decoder.decode(Question.self, from: Data($0.utf8)) })
    }

    /// The questions that stand beside the tests of the shipped files: "entry<TAB>text" and texts of other matters.
    /// `topics` gives an entry's topics.
    init(name: String, entries path: String, offTopic: String, topics: (String) -> [String]) throws {
        func lines(_ path: String) throws -> [Substring] {
            try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
        }
        let asked = try lines(path).compactMap { line -> Question? in
            let parts = line.split(separator: "\t", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { return nil }
            return Question(text: parts[1], accepted: Set(topics(parts[0])), language: "vi")
        }
        let others = try lines(offTopic).map { Question(text: String($0), accepted: [], language: "vi") }
        self.init(name: name, questions: asked + others)
    }
}
