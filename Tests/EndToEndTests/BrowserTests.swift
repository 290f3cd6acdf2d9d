import Foundation
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
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(Self.python))
        process.arguments = [
            #filePath.replacingOccurrences(of: "BrowserTests.swift", with: "Browser/desk.py"),
            "http://127.0.0.1:\(service.demo.port)", service.login.login, service.login.password, channel, folder.path,
        ]
        let output = Pipe()
        process.standardError = output
        try process.run()
        let errors = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(String(decoding: errors, as: UTF8.self))")
        if let keep = ProcessInfo.processInfo.environment["SWITCHBOARD_SCREENSHOTS"] {
            for name in ["desk.png", "phones.png"] {
                try? FileManager.default.removeItem(atPath: "\(keep)/\(name)")
                try FileManager.default.copyItem(atPath: "\(folder.path)/\(name)", toPath: "\(keep)/\(name)")
            }
        }
        await service.stop()
    }
}
