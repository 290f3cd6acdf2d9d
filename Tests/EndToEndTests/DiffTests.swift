import Crypto
import Foundation
import Messaging
import Storage
import TestSupport
import Testing

@testable import Bootstrap

/// `switchboard diff`: where its questions come from, what is shown of them, and how it ends.
@Suite struct DiffTests {
    let folder = NSTemporaryDirectory() + "switchboard-diff-\(UUID().uuidString)"

    private func write(_ text: String, _ name: String) throws -> String {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try text.write(toFile: folder + "/" + name, atomically: true, encoding: .utf8)
        return folder + "/" + name
    }

    /// Two versions of numbered questions: the second lacks the last, and knows no fire.
    private func twoVersions() throws -> (old: String, new: String) {
        let (old, new) = (folder + "/old", folder + "/new")
        try NumberedQuestions.write(count: 4, to: old)
        try NumberedQuestions.write(count: 3, to: new)
        return (old, new)
    }

    private func forget() { try? FileManager.default.removeItem(atPath: folder) }

    // MARK: The file

    @Test func aFileHoldsLinesOfTextOrObjects() throws {
        let text =
            "\u{FEFF}xét nghiệm ở đâu\r\n\n  {\"id\":\"1\",\"text\":\"hết gạo\\nở trọ\",\"language\":\"vi\"}\n115\n"
        #expect(try QuestionFile.questions(in: text, path: "q") == ["xét nghiệm ở đâu", "hết gạo\nở trọ", "115"])
    }

    @Test func personalDataOfTheFileIsMasked() throws {
        let text = "gọi 0909123456\n{\"text\":\"tôi tên Hoa\"}"
        #expect(try QuestionFile.questions(in: text, path: "q") == ["gọi •••", "tôi tên •••"])
    }

    @Test(arguments: ["{\"question\":\"x\"}", "ok\n{broken", "{\"text\":5}"])
    func aWrongLineIsNamed(_ text: String) throws {
        let error = try #require(throws: UsageError.self) { try QuestionFile.questions(in: text, path: "q.txt") }
        #expect(error.text.contains("q.txt:\(text.hasPrefix("ok") ? 2 : 1): "))
    }

    @Test func tooManyLinesAreRefused() {
        let text = String(repeating: "a\n", count: QuestionFile.mostQuestions + 1)
        #expect(throws: UsageError.self) { try QuestionFile.questions(in: text, path: "q") }
    }

    @Test func aFileThatIsNoTextIsRefused() throws {
        let path = try write("", "latin")
        try Data([0x78, 0xE9, 0x74]).write(to: URL(filePath: path))
        #expect(throws: UsageError.self) { try QuestionFile.read(path) }
        #expect(throws: UsageError.self) { try QuestionFile.read(folder + "/none") }
        forget()
    }

    // MARK: The command

    @Test func harmlessChangesEndWithZero() async throws {
        let (old, new) = try twoVersions()
        let file = try write("cau hoi so 1\ncau hoi so 4\n", "q.txt")
        #expect(await Program.main(["diff", old, new, "--questions", file, "--date", "2021-07-31"]) == 0)
        forget()
    }

    @Test func aLostEmergencyEndsWithOne() async throws {
        let (old, new) = try twoVersions()
        let path = new + "/settings.yaml"
        let settings = try String(contentsOfFile: path, encoding: .utf8)
        let without = settings.replacing("khó thở", with: "khó ngủ").replacing("thở không nổi", with: "ngủ không nổi")
        try without.write(toFile: path, atomically: true, encoding: .utf8)
        let file = try write("ba em khó thở\n", "q.txt")
        #expect(await Program.main(["diff", old, new, "--questions", file]) == 1)
        #expect(await Program.main(["diff", new, old, "--questions", file]) == 0)
        forget()
    }

    @Test(arguments: [
        [], ["OLD"], ["OLD", "NEW", "more"], ["OLD", "NEW", "--questions", "/no/such/file"],
        ["OLD", "NEW", "--days", "0"], ["OLD", "NEW", "--days", "x"], ["OLD", "NEW", "--date", "31/7"],
        ["OLD", "NEW", "--reveal"], ["OLD", "/no/such/folder", "--questions", "FILE"],
        ["OLD", "NEW", "--config", "/no/such/file"],
    ]) func wrongUsageEndsWithTwo(_ arguments: [String]) async throws {
        let (old, new) = try twoVersions()
        let file = try write("cau hoi so 1\n", "q.txt")
        let names = ["OLD": old, "NEW": new, "FILE": file]
        #expect(await Program.main(["diff"] + arguments.map { names[$0] ?? $0 }) == 2)
        forget()
    }

    @Test func withoutAFileTheQuestionsAreThoseOfTheDatabase() async throws {
        let config = try write(
            """
            public_url: https://1022.example.vn
            database: sqlite:\(folder)/switchboard.db
            seal_key: \(folder)/seal.key
            control_token: \(folder)/control.token
            emergency_text: "115"
            channels: []
            """, "switchboard.yaml")
        let store = try Store(
            path: folder + "/switchboard.db", sealingKey: KeyFile.loadOrCreate(path: folder + "/seal.key"))
        let now = WallClock.live.now()
        for (contact, text, days) in [("a", "cau hoi so 4, gọi 0909123456", 1), ("b", "cau hoi so 1", 20)] {
            let time = now.adding(seconds: -Int64(days) * 86_400)
            let conversation = try #require(
                await store.conversations(with: [(ChannelID("zalo-1022"), ContactKey(contact))], now: time).first)
            var outcome = Outcome(conversation: conversation.id, generation: conversation.generation, now: time)
            outcome.inbound = [
                InboundEntry(body: MessageBody(text: text), platformMessageID: nil, time: time, isUndecided: false)
            ]
            _ = try await store.settle([outcome])
        }
        await store.close()
        func questions(_ more: [String]) async throws -> [String] {
            try await Command.questions(Arguments(["--config", config] + more, valued: ["config", "days"], flags: []))
        }
        #expect(try await questions([]) == ["cau hoi so 4, gọi •••"])
        #expect(try await questions(["--days", "30"]).count == 2)
        forget()
    }
}
