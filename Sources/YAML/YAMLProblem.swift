/// Something about a file that its editor must, or may want to, change: where, what, and how to mend it, in Vietnamese
/// and English. Never holds more of the file than the line concerned.
public struct YAMLProblem: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Severity: String, Sendable, Hashable {
        /// The file, or the part concerned, is of no use.
        case error
        /// It works, and is probably not what was meant.
        case warning
        /// It was put right while reading.
        case note
    }

    public let file: String
    public let position: Position
    public let severity: Severity
    public let vi: String
    public let en: String
    /// The line as it stands and as it should be, where that can be told.
    public let correction: Correction?

    /// A line as it is and as it should be; the latter may be several lines.
    public struct Correction: Sendable, Hashable {
        public let written: String
        public let better: String

        public init(written: String, better: String) {
            self.written = written
            self.better = better
        }
    }

    public init(
        file: String, position: Position, severity: Severity, vi: String, en: String, correction: Correction? = nil
    ) {
        self.file = file
        self.position = position
        self.severity = severity
        self.vi = vi
        self.en = en
        self.correction = correction
    }

    /// `file:line:column: error: text`, in English.
    public var description: String { "\(file):\(position.line):\(position.column): \(severity.rawValue): \(en)" }
}
