import Bootstrap
import Foundation
import Simulator
import Synchronization

/// From webhook to the answer accepted by the simulated platform: the real service as a process of its own, six
/// simulated Facebook pages in this one, a hundred thousand messages.
struct PathBench {
    static let messagesDefault = 100_000
    static let pages = 6
    /// Messages on their way at once: enough to keep the service busy, few enough that a delay is its own.
    static let onTheirWay = 192
    /// People of one lane, who write in turn: what else the service sends one of them (the notice) is there before he
    /// writes again.
    static let peoplePerLane = 12
    /// How often the service's memory is looked at, in messages.
    static let memoryEvery = 20_000

    let messages: Int

    /// `arguments`: how many messages, when others than 100,000.
    init(_ arguments: [String]) throws {
        guard let count = arguments.first.map({ Int($0) }) ?? Self.messagesDefault, count > 0 else {
            throw BenchFailure("path takes a number of messages")
        }
        messages = count
    }

    func run() async throws {
        let folder = try BenchFolder()
        defer { folder.remove() }
        let service = try await PathService(folder: folder.path, pages: Self.pages)
        print("resident memory after the start: \(service.residentMegabytes) MB")
        let progress = PathProgress(service: service)
        let watch = ProgressWatch(stallSeconds: 10) { progress.answered }
        let began = ContinuousClock.now
        let delays = await send(to: service, progress: progress)
        let seconds = began.duration(to: .now) / .seconds(1)
        let stall = watch.stop()
        let memory = service.residentMegabytes
        let sample = Sample(delays)
        await service.stop()
        print(
            """
            \(delays.count) messages in \(seconds.written) s: \((Double(delays.count) / seconds).written)/s; \
            webhook to accepted answer p50 \(sample.percentile(0.5).written) ms, p99 \(sample.percentile(0.99).written) ms; \
            resident memory \(memory) MB
            """)
        guard delays.count == messages else {
            throw BenchFailure("\(messages) messages but \(delays.count) answers")
        }
        if let stall { throw BenchFailure("ten seconds without progress:\n\(stall)") }
    }

    /// Every lane asks for one of its people, waits for the answer, and asks for the next; gives the delays in
    /// milliseconds.
    private func send(to service: PathService, progress: PathProgress) async -> [Double] {
        let perLane = messages / Self.onTheirWay + 1
        return await withTaskGroup(of: [Double].self) { group in
            for lane in 0..<Self.onTheirWay {
                let count = min(perLane, max(0, messages - lane * perLane))
                group.addTask { await service.converse(lane: lane, messages: count, progress: progress) }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
    }
}

/// Counts answers, and prints the service's memory as they come.
final class PathProgress: Sendable {
    private let count = Mutex(0)
    private let service: PathService

    init(service: PathService) { self.service = service }

    var answered: Int { count.withLock { $0 } }

    func note() {
        let now = count.withLock { count in
            count += 1
            return count
        }
        guard now.isMultiple(of: PathBench.memoryEvery) else { return }
        print("  after \(Double(now).written) messages: resident memory \(service.residentMegabytes) MB")
    }
}
