import Bootstrap
import Foundation
import Synchronization

/// Durable webhook acknowledgements: signed, distinct webhooks of one Facebook page over loopback, each 200 after the
/// commit, beside a constant route through the same async face and the disk's own fsync rate in the same run. The
/// answering loop does not run: what is measured is the receiving loop.
struct IngestBench {
    static let seconds = 8
    /// More than can be sent in the time.
    static let requestsPerRun = 260_000
    static let connectionCounts = [16, 256]

    func run() async throws {
        let folder = try BenchFolder()
        defer { folder.remove() }
        let fsyncs = try Self.fsyncsPerSecond(in: folder.path)
        print("disk: \(fsyncs.written) fsyncs/s of 4 KiB")
        let load = LoadGenerator(folder: folder.path)
        for connections in Self.connectionCounts {
            let bench = try ReceivingOnly(folder: folder.path + "/\(connections)")
            let echo = try load.run(url: bench.echoURL, connections: connections, seconds: 4, requests: nil)
            let file = folder.path + "/requests-\(connections)"
            try bench.writeRequests(count: Self.requestsPerRun, to: file)
            let watch = ProgressWatch { bench.answered }
            let before = ProcessTime.microseconds
            let result = try load.run(
                url: bench.url, connections: connections, seconds: Self.seconds, requests: file)
            let spent = ProcessTime.microseconds - before
            let stall = watch.stop()
            let (answered, stored) = try await bench.close()
            print(
                """
                \(connections) connections: \(result.requestsPerSecond.written) acknowledgements/s, \
                p50 \(result.p50Milliseconds.written) ms, p99 \(result.p99Milliseconds.written) ms; \
                constant route \(echo.requestsPerSecond.written)/s; \
                ratio \(((result.requestsPerSecond / echo.requestsPerSecond) * 100).rounded() / 100)
                """)
            let (commits, longest) = bench.commits
            print(
                """
                  service's processor time \((spent / Double(max(1, answered))).written) µs each; \
                \(commits) commits, the longest \(longest) ms
                """)
            guard result.badStatus == 0, result.socketErrors == 0 else {
                throw BenchFailure("\(result.badStatus) answers were not 200, \(result.socketErrors) socket errors")
            }
            guard stored == answered else { throw BenchFailure("\(answered) answers of 200 but \(stored) rows stored") }
            guard stored < Self.requestsPerRun else { throw BenchFailure("the requests ran out: raise requestsPerRun") }
            if let stall { throw BenchFailure("a second without progress:\n\(stall)") }
            print("  \(stored) rows stored = answers of 200")
        }
    }

    private static func fsyncsPerSecond(in folder: String) throws -> Double {
        let descriptor = open(folder + "/fsync", O_WRONLY | O_CREAT, 0o600)
        guard descriptor >= 0 else { throw BenchFailure("cannot write to \(folder)") }
        defer { close(descriptor) }
        let block = [UInt8](repeating: 7, count: 4096)
        let began = ContinuousClock.now
        var count = 0
        while began.duration(to: .now) < .seconds(2) {
            _ = pwrite(descriptor, block, block.count, off_t(count % 256 * 4096))
            fdatasync(descriptor)
            count += 1
        }
        return Double(count) / (began.duration(to: .now) / .seconds(1))
    }
}

/// What this process has computed so far, without its children (the load generator is one). On a machine that does other
/// work too, this says more than the clock.
enum ProcessTime {
    static var microseconds: Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) * 1e6 + Double($1.tv_usec) }
    }
}

/// Looks four times a second whether anything was answered; a second without is what a stuck server looks like.
final class ProgressWatch: Sendable {
    private struct State {
        var last = 0
        var since = ContinuousClock.now
        var stall: String?
        var isStopped = false
    }
    private let state = Mutex(State())
    private let stall: Duration

    /// `stallSeconds`: so long without an answer is a stall.
    init(stallSeconds: Int = 1, count: @escaping @Sendable () -> Int) {
        stall = .seconds(stallSeconds)
        Thread { self.watch(count) }.start()
    }

    private func watch(_ count: () -> Int) {
        while !state.withLock({ $0.isStopped }) {
            usleep(250_000)
            let now = count()
            let isStalled = state.withLock { state in
                if now != state.last || now == 0 {
                    state.last = now
                    state.since = .now
                }
                return state.stall == nil && !state.isStopped && state.since.duration(to: .now) > stall
            }
            guard isStalled else { continue }
            let picture = Self.picture()
            state.withLock { $0.stall = picture }
        }
    }

    /// What the machine looked like during the first stall, if there was one.
    func stop() -> String? {
        state.withLock { state in
            state.isStopped = true
            return state.stall
        }
    }

    /// Socket queues and what each thread of this process waits in.
    private static func picture() -> String {
        var text = shell("ss -tn | sort | uniq -c | sort -rn | head -20")
        let tasks = "/proc/self/task"
        for task in (try? FileManager.default.contentsOfDirectory(atPath: tasks)) ?? [] {
            let wait = (try? String(contentsOfFile: "\(tasks)/\(task)/wchan", encoding: .utf8)) ?? "?"
            text += "thread \(task): \(wait)\n"
        }
        return text
    }

    private static func shell(_ command: String) -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", command]
        let output = Pipe()
        process.standardOutput = output
        guard (try? process.run()) != nil else { return "" }
        return String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    }
}
