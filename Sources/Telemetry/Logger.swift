import Glibc

/// Writes one line a record: `2021-07-23T08:00:00.123Z warning message key=value ...`.
///
/// Messages and names are constants, so what varies stands in fields and passes redaction: registered secrets never
/// appear, long numbers in reasons are masked, no value can break the line. Citizens' words, names and phone numbers
/// must not be given to it at all.
public struct Logger: Sendable {
    /// How much a record matters, in rising order. The raw values are the words in the lines and the configuration.
    public enum Level: String, Sendable, CaseIterable, Comparable {
        /// For a developer looking for a fault.
        case debug
        /// The service's ordinary course.
        case info
        /// Worth knowing, nothing to do.
        case notice
        /// Somebody should look at it, not now.
        case warning
        /// Somebody must act.
        case error

        private var rank: Int {
            switch self {
            case .debug: 0
            case .info: 1
            case .notice: 2
            case .warning: 3
            case .error: 4
            }
        }

        public static func < (a: Level, b: Level) -> Bool { a.rank < b.rank }
    }

    /// Writes nothing.
    public static let none = Logger(now: { 0 }, write: nil)

    private let level: Level
    private let redaction: Redaction
    private let now: @Sendable () -> Int64
    private let write: (@Sendable (String) -> Void)?

    /// A logger for the whole process.
    ///
    /// - Parameters:
    ///   - level: records below it are dropped.
    ///   - redacting: secrets (tokens, keys, passwords) that must never appear, in every spelling they may have.
    ///   - now: milliseconds since 1970.
    ///   - write: takes one line without its line end; called from any thread, also from several at once.
    public init(
        level: Level = .info, redacting: [String] = [], now: @escaping @Sendable () -> Int64,
        write: @escaping @Sendable (String) -> Void
    ) {
        self.init(level: level, redacting: redacting, now: now, write: Optional(write))
    }

    private init(
        level: Level = .info, redacting: [String] = [], now: @escaping @Sendable () -> Int64,
        write: (@Sendable (String) -> Void)?
    ) {
        self.level = level
        redaction = Redaction(secrets: redacting)
        self.now = now
        self.write = write
    }

    public func debug(_ message: StaticString, _ fields: LogField...) { log(.debug, message, fields) }
    public func info(_ message: StaticString, _ fields: LogField...) { log(.info, message, fields) }
    public func notice(_ message: StaticString, _ fields: LogField...) { log(.notice, message, fields) }
    public func warning(_ message: StaticString, _ fields: LogField...) { log(.warning, message, fields) }
    public func error(_ message: StaticString, _ fields: LogField...) { log(.error, message, fields) }

    private func log(_ level: Level, _ message: StaticString, _ fields: [LogField]) {
        guard let write, level >= self.level else { return }
        var line = "\(Logger.timestamp(now())) \(level.rawValue) \(message)"
        for field in fields {
            line += " \(field.name)=\(redaction.apply(to: field))"
        }
        write(line)
    }

    /// RFC 3339 in UTC with milliseconds.
    private static func timestamp(_ milliseconds: Int64) -> String {
        let second = milliseconds >= 0 ? milliseconds / 1_000 : (milliseconds - 999) / 1_000
        var seconds = time_t(second)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        func padded(_ number: some BinaryInteger, _ digits: Int) -> String {
            let text = String(number)
            return String(repeating: "0", count: max(0, digits - text.count)) + text
        }
        let date = "\(padded(parts.tm_year + 1_900, 4))-\(padded(parts.tm_mon + 1, 2))-\(padded(parts.tm_mday, 2))"
        let time = "\(padded(parts.tm_hour, 2)):\(padded(parts.tm_min, 2)):\(padded(parts.tm_sec, 2))"
        return "\(date)T\(time).\(padded(milliseconds - second * 1_000, 3))Z"
    }
}
