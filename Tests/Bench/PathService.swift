import Foundation
import ServiceHarness
import Simulator

/// The service as a process and the simulated platforms in this one, for the path benchmark.
final class PathService: Sendable {
    private let process: ServiceProcess
    private let platforms: SimulatedPlatforms
    private let pages: Int

    /// What people ask, in turn: the shipped FAQ answers each of them.
    private static let questions = [
        "xét nghiệm covid ở đâu", "F1 cách ly tại nhà bao nhiêu ngày", "đi chợ cần giấy gì",
        "bao giờ tới lượt tôi tiêm vắc xin", "lao dong tu do duoc ho tro bao nhieu tien", "về quê được không",
    ]

    init(folder: String, pages: Int) async throws {
        let port = try FreePort.find()
        process = try ServiceProcess(
            folder: folder, intents: FileManager.default.currentDirectoryPath + "/Intents", simulatorPort: port,
            pages: pages)
        self.pages = pages
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

    /// A lane's people ask one after another, each when the one before has the answer; gives the delays in milliseconds.
    func converse(lane: Int, messages: Int, progress: PathProgress) async -> [Double] {
        let channel = "page-\(lane % pages + 1)"
        let simulator = platforms.simulator
        var people: [String] = []
        var delays: [Double] = []
        for number in 0..<messages {
            if number.isMultiple(of: PathBench.peoplePerLane * Self.messagesPerPerson) {
                people = await newPeople(on: channel)
            }
            let person = people[number % people.count]
            let question = Self.questions[(number / people.count + lane) % Self.questions.count]
            let before = await simulator.messagesReceived(person: person, channel: channel)
            let began = ContinuousClock.now
            await simulator.citizenWrites(question, person: person, channel: channel)
            await simulator.receivesMessage(after: before, person: person, channel: channel)
            delays.append(began.duration(to: .now) / .milliseconds(1))
            progress.note()
        }
        return delays
    }

    private func newPeople(on channel: String) async -> [String] {
        var people: [String] = []
        while people.count < PathBench.peoplePerLane,
            let person = await platforms.simulator.addPerson(name: "Người dân", channel: channel)?.id
        {
            await platforms.simulator.phone(isOnline: false, person: person, channel: channel)
            people.append(person)
        }
        return people
    }
}
