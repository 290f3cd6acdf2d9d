import Crypto
import Foundation
import HTTP
import Knowledge
import Messaging
import Storage
import TestSupport

@testable import Desk

/// A desk with a folder of FAQ files of its own, put into force by the desk alone: nothing else reads the folder.
final class EditorConsole: Sendable {
    let console: Console
    let folder: TestFolder
    let knowledge: KnowledgeInForce
    /// As the service does when it sees that the folder changed.
    let reload: @Sendable () -> Void

    static let entries = """
        # Head.
        department: health
        confirmed: 2021-07-31
        intents:
          # Where.
          - id: testing.where
            topics: [testing]
            title: {vi: "Nơi xét nghiệm", en: "Where to test"}
            examples:
              vi: ["xét nghiệm ở đâu", "chỗ nào xét nghiệm", "đi đâu để test", "nơi test covid", "địa điểm xét nghiệm"]
            answer:
              vi: |
                Gọi {phone:hotline} trước khi đi. Giờ mở cửa 7:00-17:00.
            source: {title: "Sở Y tế", issued: 2021-07-30}
            owner: "CDC"
            tests:
              - vi: "xét nghiệm ở đâu"
          # Price.
          - id: testing.price
            topics: [testing]
            title: {vi: "Giá xét nghiệm"}
            examples:
              vi: ["xét nghiệm bao nhiêu tiền", "giá test nhanh", "chi phí xét nghiệm", "test hết nhiêu tiền", "giá pcr"]
            answer: {vi: "Giá <b>do</b> nơi lấy mẫu niêm yết."}
            source: {title: "Sở Y tế", issued: 2021-07-30}
            owner: "CDC"
            tests:
              - vi: "giá test nhanh bao nhiêu"

        """

    /// `secondReader`: the topic of both entries states health or law.
    init(secondReader: Bool = false) throws {
        let folder = try TestFolder()
        self.folder = folder
        let good = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "KnowledgeTests/Data/good").path
        for name in ["settings.yaml", "topics.yaml", "phones.yaml", "places.yaml"] {
            try FileManager.default.copyItem(atPath: "\(good)/\(name)", toPath: "\(folder.path)/\(name)")
        }
        try Data(Self.entries.utf8).write(to: URL(filePath: "\(folder.path)/testing.yaml"))
        if secondReader {
            let topics =
                "topics:\n  - {id: testing, vi: \"Xét nghiệm\", second_reader: true}\n  - {id: other, vi: \"Khác\"}\n"
            try Data(topics.utf8).write(to: URL(filePath: "\(folder.path)/topics.yaml"))
        }
        let knowledge = KnowledgeInForce()
        self.knowledge = knowledge
        let load: @Sendable ([SourceFile]) -> Loaded = { files in
            Loader.load(files, day: Day("2021-07-31"), today: Day(number: 20_000)) { Hex.encode(SHA256.hash($0)) }
        }
        let reload: @Sendable () -> Void = {
            let loaded = load((try? KnowledgeFiles.read(folder: folder.path)) ?? [])
            knowledge.publish(loaded.set, problems: loaded.problems)
        }
        reload()
        self.reload = reload
        let workshop = EntryWorkshop(folder: folder.path, read: load)
        console = try Console(editing: DeskEditing(knowledge: knowledge, workshop: workshop, reload: reload))
    }

    deinit { folder.remove() }

    /// The set in force as the first that is kept.
    func noteFirstSet() async throws {
        let loaded = Loader.load(
            try KnowledgeFiles.read(folder: folder.path), day: Day("2021-07-31"), today: Day(number: 20_000)
        ) { Hex.encode(SHA256.hash($0)) }
        try await PublishedSets(store: console.store).note(loaded, now: console.clock.now)
    }

    func editor(_ login: String = "mai") async throws -> Browser {
        try await console.browser(console.agent(login, .editor))
    }

    /// The file of entries as it is on the disk.
    var text: String {
        get throws { try String(contentsOfFile: "\(folder.path)/testing.yaml", encoding: .utf8) }
    }

    /// Somebody saves the file in the folder.
    func save(_ old: String, as new: String) throws {
        try Data(try text.replacing(old, with: new).utf8).write(to: URL(filePath: "\(folder.path)/testing.yaml"))
    }

    /// Writes a draft of an entry in the form.
    @discardableResult
    func write(
        _ fields: [String: String], of id: String = "testing.where", _ browser: Browser
    ) async -> Response {
        let mark = mark(await browser.get("/desk/entries/\(id)").text)
        return await browser.post("/desk/entries/\(id)/draft", ["mark": mark].merging(fields) { $1 })
    }

    /// Looks at what publishing would do, and does it.
    @discardableResult
    func publish(
        _ browser: Browser, id: String = "testing.where", _ fields: [String: String] = [:]
    ) async -> Response {
        let page = await browser.get("/desk/entries/\(id)/publish").text
        return await browser.post("/desk/entries/\(id)/publish", ["seen": seen(page)].merging(fields) { $1 })
    }

    /// A draft of somebody that waits for a second person.
    func keepWaiting(by writer: Agent, of id: String = "testing.where") async throws {
        var entry = EntryDraft(id: id)
        entry.titles["vi"] = "Bản chờ đọc"
        let kept = EntryWork.Kept(entry: entry, file: "testing.yaml", base: nil, baseMark: "")
        let now = console.clock.now
        _ = try await console.store.keepDraft(
            [UInt8](try JSONEncoder().encode(kept)), of: id, by: writer.id, now: now)
        _ = try await console.store.putForward(id, by: writer.id, saved: now, now: now)
    }

    /// What the audit says, without sign-ins.
    func audit() async throws -> [String] {
        try await console.temporary.look("SELECT action || ' ' || object FROM audit ORDER BY id", columns: 1)
            .map { $0[0] }
    }

    /// The mark that the form of an entry carries.
    func mark(_ page: String) -> String {
        page.firstMatch(of: /name="mark" value="([0-9a-f]*)"/).map { String($0.1) } ?? ""
    }

    func seen(_ page: String) -> String {
        page.firstMatch(of: /name="seen" value="([0-9a-f]*)"/).map { String($0.1) } ?? ""
    }
}
