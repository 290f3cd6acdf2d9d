import Foundation
import Knowledge
import Matching
import Testing

/// The FAQ files that go out with the program, as the service would load them.
@Suite struct ShippedFilesTests {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Read once: the files are large, and nothing here changes them.
    private static let loaded = Loader.load(
        folder: root.path + "/Intents", day: nil, today: Day(number: 18_839)
    ) { "\($0.count)" }

    /// `switchboard thresholds --write` after many wordings were added.
    @Test func theThresholdsAreThoseOfTheTrials() throws {
        let set = try #require(Self.loaded.set)
        let asked = set.matcher.tryThresholds().best
        #expect(abs(set.settings.thresholds.answer - asked.answer) < 0.06)
        #expect(abs(set.settings.thresholds.clarify - asked.clarify) < 0.06)
    }

    @Test func theyHaveNoErrorAndAllTheirTestsPass() throws {
        let loaded = Self.loaded
        #expect(loaded.problems.filter { $0.severity == .error }.map(\.description) == [])
        let set = try #require(loaded.set)
        let report = EntryTests.run(set)
        #expect(report.failures.map(\.description) == [])
        #expect(report.cases.count > 600)
    }

    @Test func theyHoldFortyEntriesInBothLanguagesAtLeast() throws {
        let set = try #require(Self.loaded.set)
        let both = set.intents.filter { $0.answers?["vi"] != nil && $0.answers?["en"] != nil }
        #expect(both.count >= 40)
    }

    /// Each language that is not matched has twelve topics, told and answered in it, that fit the narrowest button.
    @Test(arguments: ["zh-Hant", "zh-Hans", "ko", "ja"]) func theyHoldTwelveTopics(for language: String) throws {
        let set = try #require(Self.loaded.set)
        let list = try #require(set.topicList(language: language))
        #expect(list.entries.count == 12)
        for entry in list.entries {
            #expect(set.intent(entry.intent)?.buttons[language] == entry.title, "\(entry.intent)")
            #expect(entry.title.count <= TextLimits.button, "\(entry.intent)")
            #expect(set.answer(for: entry.intent, language: language)?.language == language, "\(entry.intent)")
        }
        #expect(list.text.hasPrefix(set.text(.notUnderstoodLanguage, language)) && !list.text.contains("{"))
    }

    @Test func aTopicOutOfForceLeavesTheListAndTheNumbersCloseUp() throws {
        let set = try #require(Self.loaded.set)
        let day = try #require(Day("2021-08-02"))
        let list = try #require(set.topicList(language: "ko", on: day))
        #expect(!list.entries.contains { $0.intent == "f0.positive" } && list.entries.count < 12)
        let numbers = list.text.split(separator: "\n").compactMap { Int($0.prefix { $0 != "." }) }
        #expect(numbers == Array(1...list.entries.count) + [0])
    }

    @Test(arguments: ["vi", "en", "und"]) func whatIsMatchedHasNoListOfTopics(language: String) throws {
        #expect(try #require(Self.loaded.set).topicList(language: language) == nil)
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
        let set = try #require(Self.loaded.set)
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
        let set = try #require(Self.loaded.set)
        #expect(!set.settings.emergencies.callList.isEmpty)
        for entry in set.settings.emergencies.callList { #expect(set.phone(entry.phone.id) != nil) }
    }

    @Test func whoeverSpeaksOfSelfHarmGetsOneNumberAndIsAskedForNothingElse() throws {
        let set = try #require(Self.loaded.set)
        let kind = try #require(set.settings.emergencies.kinds.first { $0.id == "self_harm" })
        #expect(kind.isCallOnly && kind.numbers.map(\.id) == ["medical_115"] && kind.ask.map(\.id) == ["phone"])
    }

    /// Wordings of southern citizens in a hurry, mostly without diacritics: nearly all find their entry first, and what is
    /// answered is hardly ever something else.
    @Test func citizensFindTheirEntry() throws {
        let set = try #require(Self.loaded.set)
        let rows = try lines("questions.tsv").map { $0.split(separator: "\t").map(String.init) }
        var first = 0
        var wrong: [String] = []
        for row in rows {
            let decision = set.matcher.decide(row[1])
            first += decision.candidates.first?.intent == row[0] ? 1 : 0
            if decision.action == .answer, !decision.intents.contains(row[0]) { wrong.append(row[1]) }
        }
        #expect(rows.count >= 150)
        #expect(Double(first) >= 0.95 * Double(rows.count), "\(first) of \(rows.count)")
        #expect(wrong.count <= 1, "\(wrong)")
    }

    @Test(arguments: ["gặp người trực, nhà em hết gạo 2 ngày rồi", "gap nguoi truc, nha em het gao 2 ngay roi"])
    func hungerIsUrgentAlsoWhenAPersonIsAskedFor(text: String) throws {
        let decision = try #require(Self.loaded.set).matcher.decide(text)
        #expect(decision.action == .escalate && decision.speech == nil)
        #expect(decision.intents == ["hardship.food"] && decision.priority == .urgent)
    }

    @Test(arguments: ["gặp người trực, xét nghiệm ở đâu", "gặp người trực"])
    func aPersonIsReachedWhateverElseIsAsked(text: String) throws {
        let decision = try #require(Self.loaded.set).matcher.decide(text)
        #expect(decision.action == .escalate && decision.speech == .wantsPerson)
    }

    /// Other matters of a provincial hotline (papers, roads, doctors, football) are left to people.
    @Test func otherMattersAreNotAnswered() throws {
        let set = try #require(Self.loaded.set)
        let texts = try lines("off-topic.txt")
        #expect(texts.count >= 80)
        #expect(texts.filter { set.matcher.decide($0).action == .answer } == [])
    }

    private func lines(_ name: String) throws -> [String] {
        let file = Self.root.path + "/Tests/KnowledgeTests/Data/" + name
        return try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").map(String.init)
            .filter { !$0.hasPrefix("#") }
    }

    /// Red recall at least 98 % and nobody in danger passed over; red on harmless near-misses at most 5 %. One list
    /// stands beside the matcher's tests; the other was written for these files before the signs were tried on it.
    @Test(arguments: [
        (file: "Tests/MatchingTests/Data/emergencies.tsv", atLeast: 120),
        (file: "Intents/emergency-tests.tsv", atLeast: 200),
    ])
    func emergenciesAreSeenAndNearMissesAreNot(file: String, atLeast: Int) throws {
        let (emergencies, harmless) = try levels(file)
        #expect(emergencies.count >= atLeast && harmless.count >= atLeast)
        let notRed = emergencies.filter { !$0.level.isRed }.map(\.text)
        let wrong = harmless.filter(\.level.isRed).map(\.text)
        #expect(emergencies.filter { $0.level == .none }.map(\.text) == [])
        #expect(Double(notRed.count) <= 0.02 * Double(emergencies.count), "not red: \(notRed)")
        #expect(Double(wrong.count) <= 0.05 * Double(harmless.count), "red for nothing: \(wrong)")
    }

    /// Neither signs nor examples may be written after these: they say what happens to wordings nobody thought of.
    @Test func emergenciesInUnheardWordsAreSeldomPassedOver() throws {
        let (emergencies, harmless) = try levels("Tests/KnowledgeTests/Data/emergencies-unheard.tsv")
        #expect(emergencies.count >= 300 && harmless.count >= 200)
        let red = emergencies.count(where: \.level.isRed)
        let passedOver = emergencies.filter { $0.level == .none }.map(\.text)
        let wrong = harmless.filter(\.level.isRed).map(\.text)
        #expect(Double(red) >= 0.85 * Double(emergencies.count))
        #expect(Double(passedOver.count) <= 0.02 * Double(emergencies.count), "passed over: \(passedOver)")
        #expect(Double(wrong.count) <= 0.10 * Double(harmless.count), "red for nothing: \(wrong)")
    }

    private typealias Judged = (text: String, level: Decision.Level)

    private func levels(_ file: String) throws -> (emergencies: [Judged], harmless: [Judged]) {
        let set = try #require(Self.loaded.set)
        let rows = try String(contentsOfFile: Self.root.path + "/" + file, encoding: .utf8).split(separator: "\n")
            .filter { !$0.hasPrefix("#") }.map { $0.split(separator: "\t") }
        func judged(_ kind: String) -> [Judged] {
            rows.filter { $0[0] == kind }.map { (String($0[1]), set.matcher.emergencyLevel(String($0[1]))) }
        }
        return (judged("red"), judged("miss"))
    }
}

extension Decision.Level {
    fileprivate var isRed: Bool {
        if case .red = self { return true }
        return false
    }
}
