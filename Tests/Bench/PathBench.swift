import Bootstrap
import Foundation
import Simulator

/// From webhook to the answer accepted by the simulated platform: the real service as a process of its own, six
/// simulated Facebook pages in this one, a hundred thousand messages.
struct PathBench {
    static let messages = 100_000
    static let pages = 6
    static let peoplePerPage = 400
    /// Messages on their way at once: enough to keep the service busy, few enough that a delay is its own.
    static let onTheirWay = 192

    func run() async throws {
        let folder = try BenchFolder()
        defer { folder.remove() }
        let service = try await PathService(folder: folder.path, pages: Self.pages)
        let began = ContinuousClock.now
        let delays = try await send(to: service)
        let seconds = began.duration(to: .now) / .seconds(1)
        let memory = service.residentMegabytes
        let sample = Sample(delays)
        await service.stop()
        print(
            """
            \(Self.messages) messages in \(seconds.written) s: \((Double(Self.messages) / seconds).written)/s; \
            webhook to accepted answer p50 \(sample.percentile(0.5).written) ms, p99 \(sample.percentile(0.99).written) ms; \
            resident memory \(memory) MB
            """)
        guard delays.count == Self.messages else {
            throw BenchFailure("\(Self.messages) messages but \(delays.count) answers")
        }
    }

    /// Every person asks, waits for the answer, and asks the next; gives the delays in milliseconds.
    private func send(to service: PathService) async throws -> [Double] {
        let perPerson = Self.messages / Self.onTheirWay + 1
        return try await withThrowingTaskGroup(of: [Double].self) { group in
            for lane in 0..<Self.onTheirWay {
                let count = min(perPerson, max(0, Self.messages - lane * perPerson))
                group.addTask { try await service.converse(lane: lane, messages: count) }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }
}
