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

    /// users.md A, musts 1, 3, 4, 5, 6 and 12: what the texts of every kind must say, in both languages.
    @Test(arguments: [
        (
            language: "vi", busy: "bận", noAmbulance: "không thay được", ask: "SỐ ĐIỆN THOẠI", out: "Được phép",
            by: "Tin tự động"
        ),
        (language: "en", busy: "busy", noAmbulance: "not", ask: "PHONE NUMBER", out: "may", by: "Automatic message"),
    ])
    func everyEmergencyTextSaysWhatItMust(
        words: (language: String, busy: String, noAmbulance: String, ask: String, out: String, by: String)
    ) throws {
        let set = try #require(load().set)
        for kind in set.settings.emergencies.kinds {
            let safety = try #require(set.emergencyText(kind: kind.id, language: words.language))
            let name = Comment(rawValue: "\(kind.id), \(words.language)")
            let call = try #require(safety.phones.first)
            #expect(safety.text.split(separator: "\n").first?.contains(call.number) == true, name)
            #expect(safety.text.lowercased().contains(words.busy), name)
            #expect(safety.text.contains(words.by), name)
            #expect(!safety.text.contains("!") && !safety.text.contains("?"), name)
            #expect(!safety.text.contains("{"), name)
            if kind.isCallOnly {
                #expect(safety.phones.count == 1, name)
                continue
            }
            #expect(safety.text.contains("0274.1022"), name)
            #expect(safety.text.contains(words.noAmbulance), name)
            #expect(safety.text.contains(words.ask) || safety.text.contains("SAFE PHONE NUMBER"), name)
            #expect(safety.text.contains(words.out) || safety.text.contains("Going out"), name)
            #expect(safety.ask.map(\.id) == ["phone", "place"], name)
        }
    }

    @Test func somebodyIsNamedToBeCalledWhenNobodyOpensAnEmergency() throws {
        let set = try #require(load().set)
        #expect(!set.settings.emergencies.callList.isEmpty)
        for entry in set.settings.emergencies.callList { #expect(set.phone(entry.phone.id) != nil) }
    }

    @Test func whoeverSpeaksOfSelfHarmGetsOneNumberAndIsAskedForNothingElse() throws {
        let set = try #require(load().set)
        let kind = try #require(set.settings.emergencies.kinds.first { $0.id == "self_harm" })
        #expect(kind.isCallOnly && kind.numbers.map(\.id) == ["medical_115"] && kind.ask.map(\.id) == ["phone"])
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
