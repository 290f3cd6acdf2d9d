import Dispatch
import Foundation

/// SIGTERM and SIGINT cancel the work, which then stops in order; a second signal ends the process at once.
enum StopSignals {
    static func run(_ work: @escaping @Sendable () async throws -> Void) async throws {
        // A file that may not grow is then a failed write, which is answered and logged, and not the end.
        signal(SIGXFSZ, SIG_IGN)
        let task = Task { try await work() }
        let sources = [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                guard !task.isCancelled else { _exit(1) }
                task.cancel()
            }
            source.resume()
            return source
        }
        defer { for source in sources { source.cancel() } }
        try await task.value
    }
}
