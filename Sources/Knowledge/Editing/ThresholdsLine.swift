public import Matching
import YAML

/// The `thresholds:` of settings.yaml written anew; every other byte of the file stays as it is.
public struct ThresholdsLine: Sendable, Hashable {
    public static let file = "settings.yaml"

    public let text: String

    public init(_ thresholds: Thresholds) {
        text = "thresholds: {answer: \(Self.written(thresholds.answer)), clarify: \(Self.written(thresholds.clarify))}"
    }

    /// "0.75": two decimals.
    private static func written(_ chance: Double) -> String {
        let hundredths = Int((chance * 100).rounded())
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }

    /// The file with the line in the place of the old one, or before the first key if there is none.
    public func replacing(in file: SourceFile) throws(EntryFileError) -> FileReplacement.File {
        var lines: SourceLines
        let root: Node
        do {
            lines = try SourceLines(file.bytes, file: file.path)
            root = try YAMLDocument.parse(file.bytes, file: file.path).root
        } catch {
            throw .unreadable(Problem(error))
        }
        var problems = ProblemList(file: file.path)
        let old = root.mapping(&problems)?.pairs.first { $0.key.scalar == "thresholds" }
        let place =
            old.map { ($0.key.position.line - 1)..<$0.value.lastLine }
            ?? (root.position.line - 1)..<(root.position.line - 1)
        lines.replace(place, with: [text])
        return FileReplacement.File(name: file.name, old: file.bytes, new: lines.bytes)
    }
}
