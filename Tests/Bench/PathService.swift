import Foundation
import Simulator
import ServiceHarness

/// The service as a process and the simulated platforms in this one, for the path benchmark.
final class PathService: Sendable {
    private let process: ServiceProcess
    private let platforms: SimulatedPlatforms

    init(folder: String, pages: Int) async throws {
        let port = try FreePort.find()
        process = try ServiceProcess(
            folder: folder, intents: FileManager.default.currentDirectoryPath + "/Intents", simulatorPort: port,
            pages: pages)
        var limits = SimulatorLimits()
        limits.facebookCallsPerSecond = .max
        platforms = try SimulatedPlatforms(port: port, channels: process.channels, limits: limits)
        try await process.start()
    }

    var residentMegabytes: Int { process.residentMegabytes }

    func stop() async {
        process.stop()
        await platforms.stop()
    }

    /// Nobody is answered more often within ten minutes: what comes then is a flood (`AnsweringLimits.floodTurnsMax`).
    private static let messagesPerPerson = 20

    /// One person after another asks, waits for the answer, and asks again; gives the delays in milliseconds.
    func converse(lane: Int, messages: Int) async throws -> [Double] {
        var delays: [Double] = []
        while delays.count < messages {
            let some = min(Self.messagesPerPerson, messages - delays.count)
            let more = try await converseAsOne(lane: lane, messages: some)
            guard more.count == some else { throw BenchFailure("\(some) messages but \(more.count) answers") }
            delays += more
        }
        return delays
    }

    private func converseAsOne(lane: Int, messages: Int) async throws -> [Double] {
        let channel = "page-\(lane % 6 + 1)"
        let simulator = platforms.simulator
        guard let person = await simulator.addPerson(name: "Người dân \(lane)", channel: channel)?.id else { return [] }
        await simulator.phone(isOnline: false, person: person, channel: channel)
        var delays: [Double] = []
        for number in 0..<messages {
            let seen = await simulator.transcript(channel: channel, person: person).count { $0.author == .account }
            let began = ContinuousClock.now
            await simulator.citizenWrites(
                number.isMultiple(of: 2) ? "menu" : "cảm ơn", person: person, channel: channel)
            while await simulator.transcript(channel: channel, person: person).count(where: { $0.author == .account })
                <= seen
            {
                guard began.duration(to: .now) < .seconds(30) else { throw BenchFailure("no answer within 30 s") }
                try await Task.sleep(for: .milliseconds(5))
            }
            delays.append(began.duration(to: .now) / .milliseconds(1))
        }
        return delays
    }
}
