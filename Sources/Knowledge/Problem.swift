import YAML

/// Something in the FAQ files that an editor must, or may want to, change, in Vietnamese and English.
public struct Problem: Sendable, Hashable, CustomStringConvertible {
    public enum Severity: String, Sendable, Hashable {
        /// The files cannot be published; the last good set stays in force.
        case error
        case warning
        /// Put right while reading.
        case note
    }

    public let place: FilePlace
    public let severity: Severity
    public let vi: String
    public let en: String
    /// The line as it stands, and as it should be, where that can be told.
    public let written: String?
    public let better: String?

    init(_ severity: Severity, _ place: FilePlace, vi: String, en: String) {
        self.place = place
        self.severity = severity
        self.vi = vi
        self.en = en
        written = nil
        better = nil
    }

    init(_ problem: YAMLProblem) {
        place = FilePlace(file: problem.file, line: problem.position.line, column: problem.position.column)
        severity =
            switch problem.severity {
            case .error: .error
            case .warning: .warning
            case .note: .note
            }
        vi = problem.vi
        en = problem.en
        written = problem.correction?.written
        better = problem.correction?.better
    }

    /// `file:line:column: error: text`, followed by the line as it is and as it should be where that can be told.
    /// `language` is "vi" or anything else for English.
    public func rendered(in language: String) -> String {
        let isVietnamese = language == "vi"
        var text = "\(place): \(severity.rawValue): \(isVietnamese ? vi : en)"
        if let written, let better {
            text += isVietnamese ? "\n    đang là: " : "\n    as it is:        "
            text += written.trimmingPrefix { $0 == " " }
            text += isVietnamese ? "\n    nên là:  " : "\n    as it should be: "
            text += better.trimmingPrefix { $0 == " " }
        }
        return text
    }

    public var description: String { rendered(in: "en") }
}
