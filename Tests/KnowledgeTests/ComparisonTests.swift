import Knowledge
import Testing

/// What changes for citizens between two sets, and how it is told.
@Suite struct ComparisonTests {
    static let price = "xét nghiệm hết bao nhiêu tiền"
    static let place = "xét nghiệm ở đâu vậy"

    private func set(changing name: String = "testing.yaml", _ old: String, to new: String) throws -> KnowledgeSet {
        let loaded = GoodSet.load(try GoodSet.files(changing: name, old, to: new))
        return try #require(loaded.set, "\(loaded.problems)")
    }

    private func compare(_ new: KnowledgeSet, _ questions: [String]) throws -> KnowledgeComparison {
        KnowledgeComparison(from: try GoodSet.set(), to: new, questions: questions)
    }

    /// The entry of places goes to a person from now on.
    private var withoutPlaces: KnowledgeSet {
        get throws { try set("    ask: [phone]\n    source:", to: "    escalate: always\n    source:") }
    }

    @Test func nothingChangesBetweenASetAndItself() throws {
        let same = try compare(try GoodSet.set(), [Self.place, Self.price, "khó thở quá", "asdf"])
        #expect(same.changes.isEmpty)
        #expect(same.summary(language: "vi") == "Không câu nào trong 4 câu hỏi đổi cách trả lời.")
        #expect(same.summary(language: "en") == "None of 4 questions is decided differently.")
    }

    @Test func noQuestionsIsNoChange() throws {
        #expect(
            try compare(try withoutPlaces, []).summary(language: "en") == "None of 0 questions is decided differently.")
    }

    @Test func whatMovesAwayIsCountedUnderItsTitle() throws {
        let comparison = try compare(try withoutPlaces, [Self.place, "khó thở quá", Self.place])
        #expect(comparison.changes.map(\.question) == [Self.place, Self.place])
        #expect(comparison.groups.map(\.kind) == [.away(["testing.where"])])
        #expect(
            comparison.summary(language: "vi")
                == "2 trong 3 câu hỏi đổi cách trả lời: 2 không còn vào “Xét nghiệm ở đâu”.")
        #expect(
            comparison.summary(language: "en") == "2 of 3 questions change: 2 away from “Where to get tested”.")
    }

    @Test func theOtherWayRoundTheyMoveTo() throws {
        let comparison = KnowledgeComparison(
            from: try withoutPlaces, to: try GoodSet.set(), questions: [Self.place])
        #expect(comparison.groups.map(\.kind) == [.to(["testing.where"])])
        #expect(
            comparison.summary(language: "en") == "1 of 1 questions changes: 1 to “Where to get tested”.")
    }

    /// A sign that is lost stands before any number of harmless changes.
    @Test func aLostEmergencyStandsFirst() throws {
        let files = try GoodSet.files(changing: "settings.yaml", "'ngất | xỉu'", to: "'co giật'").map { file in
            file.name == "testing.yaml"
                ? SourceFile(
                    name: file.name,
                    bytes: Array(
                        String(decoding: file.bytes, as: UTF8.self).replacing(
                            "    ask: [phone]\n    source:", with: "    escalate: always\n    source:"
                        ).utf8))
                : file
        }
        let new = try #require(GoodSet.load(files).set)
        let comparison = try compare(new, [Self.place, Self.place, "ba em ngất rồi", "bé co giật"])
        #expect(comparison.groups.map(\.kind) == [.lessUrgent, .moreUrgent, .away(["testing.where"])])
        #expect(comparison.summary(language: "vi").contains(": 1 KHÔNG CÒN ĐƯỢC COI LÀ KHẨN CẤP, 1 nay"))
        let lost = try #require(comparison.changes.first { $0.question == "ba em ngất rồi" })
        #expect(comparison.words(lost.old, "vi").hasPrefix("KHẨN CẤP"))
    }

    @Test func whereATicketIsRoutedIsNoChange() throws {
        let moved = try set(changing: "more/support.yaml", "id: support.denounce", to: "id: support.accuse")
        #expect(try compare(moved, ["tôi muốn tố giác người ăn chặn tiền hỗ trợ"]).changes.isEmpty)
    }

    /// What may be about a confidential matter is counted and never shown.
    @Test func confidentialMattersAreNotShown() throws {
        let secret = try set("    suggest: [testing.price, support.old]", to: "    confidential: true")
        let without = try set(
            "    suggest: [testing.price, support.old]", to: "    confidential: true\n    escalate: always")
        let comparison = KnowledgeComparison(from: secret, to: without, questions: [Self.place])
        #expect(comparison.changes.isEmpty)
        #expect(comparison.confidential == 1)
        #expect(comparison.groups.isEmpty)
        #expect(comparison.summary(language: "en") == "1 of 1 questions changes: 1 confidential (not shown).")
        #expect(comparison.summary(language: "vi").hasSuffix("1 về việc mật (không hiện)."))
    }

    @Test func aNewEntryIsNamedByItsTitleAndARemovedOneToo() throws {
        let files = try GoodSet.files().map { file in
            SourceFile(
                name: file.name,
                bytes: Array(
                    String(decoding: file.bytes, as: UTF8.self).replacing("testing.price", with: "testing.cost")
                        .replacing("Giá xét nghiệm", with: "Phí xét nghiệm").utf8))
        }
        let renamed = try #require(GoodSet.load(files).set)
        let questions = [Self.price]
        let comparison = try compare(renamed, questions)
        #expect(comparison.changes.count == 1)
        #expect(comparison.summary(language: "vi").contains("Phí xét nghiệm"))
        let back = KnowledgeComparison(from: renamed, to: try GoodSet.set(), questions: questions)
        #expect(back.changes.first.map { back.words($0.old, "vi") }?.contains("Phí xét nghiệm") == true)
    }

    @Test func theSameAgainIsTheSame() throws {
        let new = try withoutPlaces
        let questions = [Self.place, Self.price, "abc", Self.place]
        #expect(try compare(new, questions) == compare(new, questions))
    }
}
