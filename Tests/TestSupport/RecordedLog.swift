import Synchronization
public import Telemetry

/// A logger whose lines a test can read.
public final class RecordedLog: Sendable {
    private let written = Mutex<[String]>([])

    public init() {}

    /// What is handed to the code under test; every level is kept.
    public var logger: Logger {
        Logger(level: .debug, now: { 0 }, write: { line in self.written.withLock { $0.append(line) } })
    }

    public var lines: [String] { written.withLock { $0 } }
}
