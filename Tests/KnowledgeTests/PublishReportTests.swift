import Testing

@testable import Knowledge

/// What keeps a change from being published, and what is only listed.
@Suite struct PublishReportTests {
    private static let emergencies = SourceFile(
        name: "emergency-tests.tsv", bytes: Array("# Real ones.\nred\tba em ngất rồi\nmiss xe bị xỉu máy\n".utf8))

    private func loaded(_ changes: [(file: String, old: String, new: String)] = [], list: Bool = true) throws -> Loaded
    {
        var files = try GoodSet.files().map { file in
            var text = String(decoding: file.bytes, as: UTF8.self)
            for change in changes where change.file == file.name {
                #expect(text.contains(change.old))
                text = text.replacing(change.old, with: change.new)
            }
            return SourceFile(name: file.name, bytes: Array(text.utf8))
        }
        if list { files.append(Self.emergencies) }
        return GoodSet.load(files)
    }

    /// The report on what stands in `new` as a change of one entry.
    private func report(
        from old: Loaded, to new: Loaded, of id: String = "testing.where", questions: [String] = []
    ) throws -> PublishReport {
        let file = try #require(new.files.first { $0.name == "testing.yaml" })
        let proposal = Proposal(draft: EntryDraft(id: id), file: file, bytes: file.bytes, loaded: new)
        return PublishReport(proposal, current: old, today: GoodSet.today, limits: [], questions: questions)
    }

    @Test func nothingIsDecidedDifferentlyWhenOnlyADateIsWritten() throws {
        let new = try loaded([("testing.yaml", "    review: 10d", "    confirmed: 2021-07-31\n    review: 10d")])
        let report = try report(from: try loaded(), to: new, questions: ["xét nghiệm ở đâu vậy"])
        #expect(!report.isBlocked && report.comparison?.total == 1 && report.comparison?.changes.isEmpty == true)
        #expect(report.others?.total == 0)
    }

    @Test func whatMovesInOtherEntriesIsListedAndNotRefused() throws {
        let new = try loaded([
            ("testing.yaml", "    except:\n      - 'kháng thể'", "    except:\n      - 'kháng thể'\n      - 'niêm yết'")
        ])
        let quiet = try report(from: try loaded(), to: new)
        #expect(quiet.others?.changes.isEmpty == true && (quiet.others?.total ?? 0) > 0)
        let wording = "        - \"địa điểm lấy mẫu xét nghiệm\"\n"
        let rule = "      - '(xét nghiệm | test nhanh) (ở đâu | chỗ nào)'\n"
        let taken = try loaded([
            ("testing.yaml", wording, wording + "        - \"xét nghiệm hết bao nhiêu tiền\"\n"),
            ("testing.yaml", rule, rule + "      - 'bao nhiêu tiền'\n"),
        ])
        let loud = try report(from: try loaded(), to: taken)
        #expect(loud.others?.changes.map(\.question) == ["xét nghiệm hết bao nhiêu tiền"])
        #expect(!loud.isBlocked, "\(loud)")
    }

    @Test func theOwnWordingsAreNotAmongOthers() throws {
        let new = try loaded([("testing.yaml", "    ask: [phone]\n    source:", "    escalate: always\n    source:")])
        let report = try report(from: try loaded(), to: new)
        #expect(report.others?.changes.contains { $0.question == "địa điểm lấy mẫu xét nghiệm" } == false)
    }

    @Test(arguments: [true, false]) func aCommittedEmergencyThatIsLostIsRefused(isCommitted: Bool) throws {
        let change = (file: "settings.yaml", old: "'ngất | xỉu'", new: "'co giật'")
        let report = try report(from: try loaded(list: isCommitted), to: try loaded([change], list: isCommitted))
        #expect(report.missedEmergencies == (isCommitted ? ["ba em ngất rồi"] : []))
        #expect(report.isBlocked == isCommitted)
    }

    @Test func anEmergencyThatWasMissedBeforeHoldsNothingUp() throws {
        let old = try loaded([("settings.yaml", "'ngất | xỉu'", "'co giật'")])
        #expect(try report(from: old, to: old).missedEmergencies == [])
        #expect(try report(from: old, to: try loaded()).missedEmergencies == [])
    }

    private static let price = "    answer:\n      vi: \"Giá do cơ sở niêm yết.\"\n"

    @Test func aTestThatWasWrongAndIsNowAnsweredWronglyIsRefused() throws {
        // "quán phở bán mang về không" should find the price and finds nothing; then the place takes it.
        let failing = (
            file: "testing.yaml", old: Self.price,
            new: Self.price + "    tests:\n      - vi: \"quán phở bán mang về không\"\n"
        )
        let old = try loaded([failing])
        let example = "        - \"địa điểm lấy mẫu xét nghiệm\"\n"
        let new = try loaded([
            failing, ("testing.yaml", example, example + "        - \"quán phở bán mang về không\"\n"),
        ])
        let report = try report(from: old, to: new)
        #expect(report.failures.map(\.wording.text) == ["quán phở bán mang về không"])
        #expect(report.isBlocked)
        // As wrong as it was before, it holds nothing up.
        #expect(try self.report(from: old, to: old).failures.isEmpty)
        #expect(try self.report(from: new, to: new).failures.isEmpty)
        #expect(try self.report(from: new, to: old).failures.isEmpty)
    }

    // MARK: The committed list

    @Test(arguments: ["đỏ ba em ngất", "red", "ba em ngất rồi"]) func aLineItCannotReadIsWarnedOf(line: String) throws {
        let file = SourceFile(name: "emergency-tests.tsv", bytes: Array("red ba em ngất\n\(line)\n".utf8))
        let loaded = GoodSet.load(try GoodSet.files() + [file])
        let set = try #require(loaded.set)
        #expect(set.emergencyWordings.map(\.text) == ["ba em ngất"])
        let problem = try #require(loaded.problems.first { $0.place.file == "emergency-tests.tsv" })
        #expect(problem.severity == .warning && problem.place.line == 2)
    }

    @Test func whatNoSignSeesIsWarnedOf() throws {
        let file = SourceFile(
            name: "emergency-tests.tsv", bytes: Array("red trời mưa\nmiss trời nắng\nred ba em ngất\n".utf8))
        let loaded = GoodSet.load(try GoodSet.files() + [file])
        let found = Check.report(loaded, today: GoodSet.today, limits: []).problems
            .filter { $0.place.file == "emergency-tests.tsv" }
        #expect(found.map(\.place.line) == [1] && found.map(\.severity) == [.warning])
        let missed = try #require(loaded.set).missedEmergencies
        #expect(missed.missed.map(\.text) == ["trời mưa"] && missed.of == 2)
    }
}
