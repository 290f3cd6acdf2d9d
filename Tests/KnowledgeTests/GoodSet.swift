import Foundation
import Knowledge
import Testing

/// The small set of Data/good, whole or with one thing changed.
enum GoodSet {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Data/good").path
    static let today = Day(number: 20_000)

    static func files() throws -> [SourceFile] {
        try KnowledgeFiles.read(folder: folder).map { SourceFile(name: $0.name, bytes: $0.bytes) }
    }

    /// The files with the first `old` of one file replaced.
    static func files(changing name: String, _ old: String, to new: String) throws -> [SourceFile] {
        try files().map { file in
            guard file.name == name else { return file }
            let text = String(decoding: file.bytes, as: UTF8.self)
            let range = try #require(text.range(of: old), "no '\(old)' in \(name)")
            return SourceFile(name: name, bytes: Array(text.replacingCharacters(in: range, with: new).utf8))
        }
    }

    static func load(_ files: [SourceFile], day: Day? = nil, purpose: Loader.Purpose = .service) -> Loaded {
        Loader.load(files, day: day, today: today, purpose: purpose) { bytes in
            String(bytes.reduce(UInt64(7)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 })
        }
    }

    static func set(day: String? = nil) throws -> KnowledgeSet {
        try #require(load(files(), day: day.flatMap { Day($0) }).set)
    }

    /// One file of entries with the smallest entry, and `extra` lines in it.
    static func entry(_ extra: String = "", answer: String = "{vi: \"Trả lời.\"}") -> SourceFile {
        let text = """
            intents:
              - id: x
                title: {vi: "Tên"}
                examples: {vi: ["câu mẫu"]}
                answer: \(answer)

            """
        return SourceFile(name: "x.yaml", bytes: Array((text + extra).utf8))
    }
}
