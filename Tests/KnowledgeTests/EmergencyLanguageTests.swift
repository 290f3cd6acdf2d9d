import Foundation
import Matching
import Testing

@testable import Knowledge

/// The signs of danger in languages in which nothing else is read, on the files that go out with the program.
@Suite struct EmergencyLanguageTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private static let set = Loader.load(
        folder: root.path + "/Intents", day: nil, today: Day(number: 18_839), hash: { "\($0.count)" }
    ).set
    private static let rows: [(level: String, language: String, text: String)] = {
        let file = root.path + "/Tests/KnowledgeTests/Data/emergencies-other-languages.tsv"
        let lines = ((try? String(contentsOfFile: file, encoding: .utf8)) ?? "").split(separator: "\n")
        return lines.compactMap { line in
            let parts = line.split(separator: "\t").map(String.init)
            return parts.count == 3 ? (parts[0], parts[1], parts[2]) : nil
        }
    }()

    private func decisions(_ level: String, _ language: String) throws -> [(text: String, decision: Decision)] {
        let set = try #require(Self.set, "Intents/ does not load")
        return Self.rows.filter { $0.level == level && $0.language == language }
            .map { ($0.text, set.matcher.decide($0.text, context: Context(language: language))) }
    }

    @Test(arguments: ["zh-Hant", "zh-Hans", "ko", "ja"])
    func whoIsInDangerGetsTheNumberFirstInTheirLanguage(language: String) throws {
        let emergencies = try decisions("red", language)
        #expect(emergencies.count >= 50)
        for (text, decision) in emergencies {
            guard case .red(let kind) = decision.level else {
                Issue.record("not red: \(text)")
                continue
            }
            #expect(decision.language == language, "\(text)")
            let fixed = try #require(Self.set?.emergencyText(kind: kind, language: decision.language))
            let number = try #require(fixed.phones.first).number
            #expect(fixed.text.prefix { $0 != "\n" }.contains(number), "\(text)")
            #expect(fixed.text == Self.set?.emergencyText(kind: kind, language: language)?.text)
        }
    }

    @Test(arguments: ["zh-Hant", "zh-Hans", "ko", "ja"])
    func whatOnlySoundsLikeItIsNotRed(language: String) throws {
        let harmless = try decisions("miss", language)
        #expect(harmless.count >= 25)
        let red = harmless.filter { if case .red = $0.decision.level { true } else { false } }
        #expect(red.map(\.text) == [])
    }

    /// Whoever reads a fixed text in the wrong script loses seconds: each kind has all four.
    @Test(arguments: ["zh-Hant", "zh-Hans", "ko", "ja"])
    func everyKindHasItsFixedTextInTheLanguage(language: String) throws {
        for kind in try #require(Self.set).settings.emergencies.kinds {
            #expect(kind.text[language] != nil, "\(kind.id)")
        }
    }
}
