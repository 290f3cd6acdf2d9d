import YAML

/// Reads emergency-tests.tsv. What is wrong in it is warned of and keeps no set out of force: it is a list to try signs on.
enum EmergencyWordingReader {
    static let file = "emergency-tests.tsv"

    static func read(_ file: SourceFile, _ problems: inout [Problem]) -> [EmergencyWording] {
        let source: SourceLines
        do {
            source = try SourceLines(file.bytes, file: file.path)
        } catch {
            let place = FilePlace(file: file.path, line: error.position.line, column: error.position.column)
            problems.append(Problem(.warning, place, vi: error.vi, en: error.en))
            return []
        }
        return source.lines.indices.compactMap { index in
            let line = PastedText.cleaned(source.text(index))
            guard let first = line.first, first != "#" else { return nil }
            let place = FilePlace(file: file.path, line: index + 1, column: 1)
            let parts = line.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, ["red", "miss"].contains(parts[0]) else {
                problems.append(
                    Problem(
                        .warning, place, vi: "ghi 'red' hoặc 'miss', một dấu cách, rồi tới câu",
                        en: "write 'red' or 'miss', a space, then the text"))
                return nil
            }
            return EmergencyWording(text: String(parts[1]), isRed: parts[0] == "red", place: place)
        }
    }
}
