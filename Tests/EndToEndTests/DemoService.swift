import Bootstrap
import Foundation
import Simulator
import ServiceHarness
import TestSupport

/// The demo on a free port, as `script/demo` starts it, with the hotline's own FAQ files.
final class DemoService: Sendable {
    let demo: Demo
    let login: Demo.Login
    private let task: Task<Void, any Error>

    private init(demo: Demo, login: Demo.Login, task: Task<Void, any Error>) {
        self.demo = demo
        self.login = login
        self.task = task
    }

    /// `intents`: another folder than the hotline's own, where a test changes files.
    static func start(quietSeconds: Int = 0, intents: String? = nil) async throws -> DemoService {
        let demo = Demo(
            port: try FreePort.findPair(), intents: intents ?? FileManager.default.currentDirectoryPath + "/Intents",
            quietSeconds: quietSeconds, quietLog: true)
        let (logins, continuation) = AsyncStream.makeStream(of: Demo.Login.self)
        let task = Task {
            do {
                try await demo.run { continuation.yield($0) }
            } catch {
                continuation.finish()
                throw error
            }
        }
        guard let login = await logins.first(where: { _ in true }) else {
            try await task.value
            throw ServiceDidNotStart()
        }
        return DemoService(demo: demo, login: login, task: task)
    }

    func stop() async {
        task.cancel()
        _ = try? await task.value
        demo.removeFolder()
    }

    /// Waits until the chat shows a text of the account that fits, and gives all of its texts.
    func answers(
        to person: String, on channel: String, until fits: @Sendable ([String]) -> Bool
    ) async throws -> [String] {
        try await bubbles(to: person, on: channel) { fits($0.map(\.text)) }.map(\.text)
    }

    /// Waits until the account's bubbles in the chat fit, and gives all of them.
    func bubbles(
        to person: String, on channel: String, until fits: @Sendable ([Bubble]) -> Bool
    ) async throws -> [Bubble] {
        let deadline = ContinuousClock.now.advanced(by: .seconds(20))
        var bubbles: [Bubble] = []
        while ContinuousClock.now < deadline {
            bubbles = await demo.simulator.transcript(channel: channel, person: person)
                .filter { $0.author == .account }
            if fits(bubbles) { return bubbles }
            try await Task.sleep(for: .milliseconds(50))
        }
        return bubbles
    }
}

struct ServiceDidNotStart: Error {}
