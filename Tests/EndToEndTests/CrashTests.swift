import Foundation
import Messaging
import Simulator
import ServiceHarness
import Storage
import Synchronization
import TestSupport
import Testing

/// The service is killed with SIGKILL at random moments under load and started again, twenty times and more.
@Suite(.serialized) struct CrashTests {
    static let kills = 22
    static let questionsPerPerson = 14
    static let peoplePerChannel = 6

    @Test func nothingAcknowledgedIsLostAndNothingIsAnsweredTwice() async throws {
        let folder = try TestFolder()
        defer { folder.remove() }
        try NumberedQuestions.write(count: Self.questionsPerPerson, to: folder.path + "/Intents")
        let simulatorPort = try FreePort.find()
        let service = try ServiceProcess(
            folder: folder.path, intents: folder.path + "/Intents", simulatorPort: simulatorPort)
        let log = AcknowledgementLog()
        // Platforms' clocks run fast, so that what a dead service missed is sent again within seconds.
        let platforms = try SimulatedPlatforms(
            port: simulatorPort, channels: service.channels, speed: 40, answered: log.note)
        try await service.start()

        let people = await Self.people(platforms.simulator, channels: service.channels)
        let load = Task { await Self.write(people, with: platforms.simulator) }
        var random = SeededGenerator(seed: 20_210_731)
        for _ in 0..<Self.kills {
            try await Task.sleep(for: .milliseconds(Int.random(in: 40...500, using: &random)))
            service.kill()
            for channel in service.channels { await platforms.simulator.enableWebhook(channel: channel.id) }
            try await service.start()
        }
        await load.value
        try await Self.waitUntilQuiet(platforms.simulator, people)
        // Sending all acknowledged webhooks once more must change nothing.
        let again = await log.sendAgain()
        #expect(again.allSatisfy { $0 == 200 })
        try await Self.waitUntilQuiet(platforms.simulator, people)
        let transcripts = await Self.transcripts(platforms.simulator, people)
        #expect(service.stop() == 0)
        await platforms.stop()
        try await Self.check(transcripts, acknowledged: log, database: folder.path)
    }

    private static func check(
        _ transcripts: [Person: [String]], acknowledged log: AcknowledgementLog, database folder: String
    ) async throws {
        let store = try Store(path: folder + "/switchboard.db", sealingKey: try NumberedQuestions.key(folder))
        let everything = TicketScope(department: nil, seesConfidential: true, agent: AgentID(0))
        var repeats = 0
        for (person, shown) in transcripts {
            let found = try await store.conversations(
                with: [(ChannelID(person.channel), ContactKey(person.id))], now: Instant(milliseconds: 0))
            let history = try await store.history(of: try #require(found.first).id, everything).sorted { $0.id < $1.id }
            let asked = history.filter { $0.direction == .citizen }.compactMap {
                NumberedQuestions.number(in: $0.body.text)
            }
            let answered = history.filter { $0.author == .bot && $0.direction == .out }
                .compactMap { NumberedQuestions.number(in: $0.body.text) }
            #expect(Set(asked).count == asked.count, "a message of \(person) is in the database twice")
            #expect(Set(asked) == Set(1...questionsPerPerson), "messages of \(person) are missing: \(asked)")
            #expect(answered == asked, "answers are written in the order of the messages")
            var seen: [Int] = []
            for number in shown.compactMap({ NumberedQuestions.number(in: $0) }) {
                if seen.last == number { repeats += 1 } else { seen.append(number) }
            }
            #expect(seen == answered, "the phone of \(person) shows the answers in order, each once")
        }
        #expect(try await store.deadLetters().isEmpty)
        #expect(try await store.backlog().inbox == 0)
        await store.close()
        print(
            "crash test: \(kills) kills, \(transcripts.count * questionsPerPerson) messages, "
                + "\(log.count) acknowledged webhooks, \(repeats) answers sent twice because a send was cut off")
        #expect(repeats <= kills * transcripts.count)
    }

    struct Person: Hashable, CustomStringConvertible {
        let channel: String
        let id: String
        var description: String { "\(channel)/\(id)" }
    }

    private static func people(_ simulator: Simulator, channels: [SimulatedChannel]) async -> [Person] {
        var people: [Person] = []
        for channel in channels {
            for number in 0..<peoplePerChannel {
                guard let person = await simulator.addPerson(name: "Người \(number)", channel: channel.id) else {
                    continue
                }
                people.append(Person(channel: channel.id, id: person.id))
            }
        }
        return people
    }

    private static func write(_ people: [Person], with simulator: Simulator) async {
        for number in 1...questionsPerPerson {
            for person in people {
                await simulator.citizenWrites(
                    NumberedQuestions.question(number), person: person.id, channel: person.channel)
                try? await Task.sleep(for: .milliseconds(15))
            }
        }
    }

    private static func transcripts(_ simulator: Simulator, _ people: [Person]) async -> [Person: [String]] {
        var transcripts: [Person: [String]] = [:]
        for person in people {
            transcripts[person] = await simulator.transcript(channel: person.channel, person: person.id)
                .filter { $0.author == .account }.map(\.text)
        }
        return transcripts
    }

    /// Every question of every person has its answer on the phone, and nothing has changed for two seconds.
    private static func waitUntilQuiet(_ simulator: Simulator, _ people: [Person]) async throws {
        let deadline = ContinuousClock.now.advanced(by: .seconds(240))
        var last: [Person: [String]] = [:]
        var since = ContinuousClock.now
        while ContinuousClock.now < deadline {
            let now = await transcripts(simulator, people)
            if now != last {
                last = now
                since = .now
            }
            let isComplete = now.values.allSatisfy {
                Set($0.compactMap { NumberedQuestions.number(in: $0) }).count == questionsPerPerson
            }
            if isComplete, since.duration(to: .now) > .seconds(2) { return }
            for person in people { await simulator.enableWebhook(channel: person.channel) }
            try await Task.sleep(for: .milliseconds(200))
        }
        Issue.record("not every question was answered within four minutes")
    }
}

/// Webhooks the service has answered with 200.
final class AcknowledgementLog: Sendable {
    private let webhooks = Mutex<[SignedWebhook]>([])

    var note: @Sendable (SignedWebhook, Int?) -> Void {
        { webhook, status in
            if status == 200 { self.webhooks.withLock { $0.append(webhook) } }
        }
    }

    var count: Int { webhooks.withLock { $0.count } }

    func sendAgain() async -> [Int?] {
        let session = ServiceCaller()
        var statuses: [Int?] = []
        for webhook in webhooks.withLock({ $0 }) { statuses.append(await session.post(webhook)) }
        return statuses
    }
}
