import Foundation
import Knowledge
import Matching
import Testing

/// The FAQ files that go out with the program, as the service would load them.
@Suite struct ShippedFilesTests {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private func load() -> Loaded {
        let today = Day(number: 18_839)
        return Loader.load(folder: Self.root.path + "/Intents", day: nil, today: today) { "\($0.count)" }
    }

    @Test func theyHaveNoErrorAndAllTheirTestsPass() throws {
        let loaded = load()
        #expect(loaded.problems.filter { $0.severity == .error }.map(\.description) == [])
        let set = try #require(loaded.set)
        let report = EntryTests.run(set)
        #expect(report.failures.map(\.description) == [])
        #expect(report.cases.count > 600)
    }

    @Test func theyHoldFortyEntriesInBothLanguagesAtLeast() throws {
        let set = try #require(load().set)
        let both = set.intents.filter { $0.answers?["vi"] != nil && $0.answers?["en"] != nil }
        #expect(both.count >= 40)
    }

    /// users.md A: red recall at least 98 %, red on harmless near-misses at most 5 %. The wordings stand beside the
    /// matcher's tests.
    @Test func emergenciesAreSeenAndNearMissesAreNot() throws {
        let set = try #require(load().set)
        let file = Self.root.path + "/Tests/MatchingTests/Data/emergencies.tsv"
        let rows = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
            .filter { !$0.hasPrefix("#") }.map { $0.split(separator: "\t") }
        func reds(_ kind: String) -> (found: Int, all: Int) {
            let texts = rows.filter { $0[0] == kind }.map { String($0[1]) }
            let found = texts.filter { text in
                if case .red = set.matcher.emergencyLevel(text) { true } else { false }
            }
            return (found.count, texts.count)
        }
        let (red, emergencies) = reds("red")
        let (wrong, harmless) = reds("miss")
        #expect(emergencies >= 120 && harmless >= 120)
        #expect(Double(red) >= 0.98 * Double(emergencies), "\(red) of \(emergencies)")
        #expect(Double(wrong) <= 0.05 * Double(harmless), "\(wrong) of \(harmless)")
    }
}
