import Foundation

/// `script/bench NAME`: figures, never tests. Each prints what it measured and fails when it measured something else.
@main
struct Bench {
    static func main() async {
        do {
            switch CommandLine.arguments.dropFirst().first {
            case "ingest": try await IngestBench().run()
            case "path": try await PathBench(Array(CommandLine.arguments.dropFirst(2))).run()
            case "matching": try MatchingBench().run(Array(CommandLine.arguments.dropFirst(2)))
            default: throw BenchFailure("name a benchmark: ingest, path or matching")
            }
        } catch {
            FileHandle.standardError.write(Data("bench: \(error)\n".utf8))
            exit(1)
        }
    }
}

/// Why the figures mean nothing.
struct BenchFailure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

/// A folder that is gone when the benchmark ends.
struct BenchFolder {
    let path: String

    init() throws {
        path = FileManager.default.currentDirectoryPath + "/var/bench-\(ProcessInfo.processInfo.processIdentifier)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }
}

/// Percentiles of what was measured.
struct Sample {
    private let sorted: [Double]
    init(_ values: [Double]) { sorted = values.sorted() }

    func percentile(_ share: Double) -> Double {
        sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
    }
}

extension Double {
    /// With thousands separated, or one decimal below a hundred.
    var written: String {
        guard self >= 100 else { return "\((self * 10).rounded() / 10)" }
        let digits = String(Int(rounded()))
        return String(
            digits.reversed().enumerated().flatMap {
                $0.offset > 0 && $0.offset % 3 == 0 ? [",", $0.element] : [$0.element]
            }
            .reversed())
    }
}
