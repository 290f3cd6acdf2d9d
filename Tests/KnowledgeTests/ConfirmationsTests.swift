import Knowledge
import Testing

/// Who must confirm what: on 2021-07-31, for a file confirmed on 2021-07-30.
@Suite struct ConfirmationsTests {
    private func due(_ old: String = "", _ new: String = "") throws -> Confirmations {
        let files = try old.isEmpty ? GoodSet.files() : GoodSet.files(changing: "testing.yaml", old, to: new)
        return Confirmations(try #require(GoodSet.load(files).set), days: 7, endedDays: 30)
    }

    private func days(_ confirmations: Confirmations) -> [String] {
        confirmations.groups.flatMap(\.dues).filter { $0.intent.id == "testing.where" }
            .map { "\($0.day) \($0.daysLeft) \($0.isConfirmation)" }
    }

    @Test(
        arguments: [
            ("review: 10d", "review: 10d", []), ("review: 10d", "review: 8d", []),
            ("review: 10d", "review: 7d", ["2021-08-06 6 true"]), ("review: 10d", "review: 1d", ["2021-07-31 0 true"]),
            ("confirmed: 2021-07-30", "confirmed: 2021-07-01", ["2021-07-11 -20 true"]),
            ("until: 2021-12-31", "until: 2021-08-06", ["2021-08-06 6 false"]),
            ("until: 2021-12-31", "until: 2021-08-07", []),
            ("until: 2021-12-31", "until: 2021-07-01", ["2021-07-01 -30 false"]),
            // Ended more than thirty days ago: taken away.
            ("from: 2021-07-01, until: 2021-12-31", "until: 2021-06-30", []),
            ("    review: 10d\n", "", []),
        ] as [(String, String, [String])])
    func whatFallsDueWithinAWeekOrIsPastIsListed(old: String, new: String, expected: [String]) throws {
        #expect(days(try due(old, new)) == expected)
    }

    @Test func anAnswerOfAPersonNeedNotBeConfirmed() throws {
        let text = GoodSet.entry("    review: 1d\n    confirmed: 2021-07-01\n", answer: "none")
        let set = try #require(GoodSet.load(try GoodSet.files() + [text]).set)
        let all = Confirmations(set, days: 7, endedDays: 30)
        #expect(!all.groups.flatMap(\.dues).contains { $0.intent.id == "x" })
    }

    @Test func theyAreGroupedByOwnerTheOldestFirst() throws {
        func entry(_ id: String, _ owner: String, _ confirmed: String) -> String {
            """
              - id: \(id)
                title: {vi: "Tên"}
                examples: {vi: ["câu \(id)"]}
                answer: {vi: "Trả lời."}
                review: 1d
                confirmed: \(confirmed)
            \(owner.isEmpty ? "" : "    owner: \(owner)\n")
            """
        }
        let text =
            "intents:\n" + entry("a", "CDC", "2021-07-20") + "\n" + entry("b", "", "2021-07-10") + "\n"
            + entry("c", "CDC", "2021-07-05") + "\n"
        let file = SourceFile(name: "x.yaml", bytes: Array(text.utf8))
        let loaded = GoodSet.load(try GoodSet.files() + [file])
        let set = try #require(loaded.set, "\(loaded.problems)")
        let groups = Confirmations(set, days: 7, endedDays: 30).groups
        #expect(groups.map(\.owner) == ["CDC", nil])
        #expect(groups.map { $0.dues.map(\.intent.id) } == [["c", "a"], ["b"]])
    }
}
