import Bootstrap
import Foundation
import Simulator
import Testing
import TestSupport

/// The desk in a real browser. Needs Debian's chromium and playwright, which script/test installs; run alone, the test
/// is skipped with this line.
@Suite(.serialized) struct BrowserTests {
    static let python = ProcessInfo.processInfo.environment["SWITCHBOARD_BROWSER_PYTHON"]

    @Test(.enabled(if: python != nil, "SWITCHBOARD_BROWSER_PYTHON is not set: script/test sets it"))
    func anAgentTakesATicketAndTheReplyArrivesOnThePhone() async throws {
        let service = try await DemoService.start()
        let channel = "zalo-1022"
        let person = try #require(await service.demo.simulator.people(channel: channel).first).id
        await service.demo.simulator.citizenWrites(
            "nhà trọ hết gạo 3 ngày rồi, 3 người 1 bé 8 tháng, 0909123456, hẻm 12 đường DX 15 phường Phú Tân",
            person: person, channel: channel)
        _ = try await service.answers(to: person, on: channel) { texts in texts.contains { $0.contains("1022-") } }
        let folder = try TestFolder()
        defer { folder.remove() }
        try Self.drive(
            "desk.py",
            [
                "http://127.0.0.1:\(service.demo.port)", service.login.login, service.login.password, channel,
                folder.path,
            ])
        try Self.keepScreenshots(["desk.png", "phones.png"], of: folder)
        await service.stop()
    }

    @Test(.enabled(if: python != nil, "SWITCHBOARD_BROWSER_PYTHON is not set: script/test sets it"))
    func anEditorCorrectsAnAnswerPublishesItAndTakesItBack() async throws {
        let files = try TestFolder()
        defer { files.remove() }
        let shots = try TestFolder()
        defer { shots.remove() }
        try Self.copySmallSet(to: files.path)
        let service = try await DemoService.start(intents: files.path)
        try Self.drive(
            "editor.py",
            [
                "http://127.0.0.1:\(service.demo.port)", service.login.login, service.login.password,
                files.path + "/testing.yaml", shots.path,
            ])
        try Self.keepScreenshots(["editor.png", "publish.png"], of: shots)
        await service.stop()
    }

    /// Two entries on testing, with the registers that the tests of Knowledge use.
    private static func copySmallSet(to folder: String) throws {
        let good = #filePath.replacingOccurrences(
            of: "EndToEndTests/BrowserTests.swift", with: "KnowledgeTests/Data/good")
        for name in ["settings.yaml", "topics.yaml", "phones.yaml", "places.yaml"] {
            try FileManager.default.copyItem(atPath: "\(good)/\(name)", toPath: "\(folder)/\(name)")
        }
        let entries = #filePath.replacingOccurrences(of: "BrowserTests.swift", with: "Browser/testing.yaml")
        try FileManager.default.copyItem(atPath: entries, toPath: "\(folder)/testing.yaml")
    }

    private static func drive(_ script: String, _ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(python))
        let path = #filePath.replacingOccurrences(of: "BrowserTests.swift", with: "Browser/\(script)")
        process.arguments = [path] + arguments
        let output = Pipe()
        process.standardError = output
        try process.run()
        let errors = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(String(decoding: errors, as: UTF8.self))")
    }

    private static func keepScreenshots(_ names: [String], of folder: TestFolder) throws {
        guard let keep = ProcessInfo.processInfo.environment["SWITCHBOARD_SCREENSHOTS"] else { return }
        for name in names {
            try? FileManager.default.removeItem(atPath: "\(keep)/\(name)")
            try FileManager.default.copyItem(atPath: "\(folder.path)/\(name)", toPath: "\(keep)/\(name)")
        }
    }
}
