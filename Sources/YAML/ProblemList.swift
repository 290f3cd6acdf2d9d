/// Collects what is wrong with one file, so that a reader can go on and report everything at once.
public struct ProblemList: Sendable {
    public let file: String
    public private(set) var all: [YAMLProblem] = []

    public init(file: String) { self.file = file }

    public var hasErrors: Bool { all.contains { $0.severity == .error } }

    public mutating func error(
        _ position: Position, vi: String, en: String, correction: YAMLProblem.Correction? = nil
    ) {
        add(.error, position, vi: vi, en: en, correction: correction)
    }

    public mutating func warning(
        _ position: Position, vi: String, en: String, correction: YAMLProblem.Correction? = nil
    ) {
        add(.warning, position, vi: vi, en: en, correction: correction)
    }

    public mutating func note(_ position: Position, vi: String, en: String) {
        add(.note, position, vi: vi, en: en, correction: nil)
    }

    public mutating func append(contentsOf problems: [YAMLProblem]) { all += problems }

    /// An error to throw: reading cannot go on behind it.
    func refusal(
        _ position: Position, vi: String, en: String, correction: YAMLProblem.Correction? = nil
    ) -> YAMLProblem {
        YAMLProblem(file: file, position: position, severity: .error, vi: vi, en: en, correction: correction)
    }

    private mutating func add(
        _ severity: YAMLProblem.Severity, _ position: Position, vi: String, en: String,
        correction: YAMLProblem.Correction?
    ) {
        all.append(
            YAMLProblem(file: file, position: position, severity: severity, vi: vi, en: en, correction: correction))
    }
}
