import Foundation
import Knowledge
import Testing

/// The files of Intents/ beside this one.
enum TestKnowledge {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Intents").path

    private static let loaded: KnowledgeSet? = load { _, text in text }

    /// The set as it stands.
    static func set() throws -> KnowledgeSet { try #require(loaded, "Tests/RoutingTests/Intents does not load") }

    /// The files that go out with the program.
    static let shipped: KnowledgeSet? = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return Loader.load(folder: root.appending(path: "Intents").path, day: nil, today: Day(number: 18_839)) {
            "\($0.count)"
        }.set
    }()

    /// The set with every file's text changed.
    static func load(_ change: (_ name: String, _ text: String) -> String) -> KnowledgeSet? {
        guard let files = try? KnowledgeFiles.read(folder: folder) else { return nil }
        let changed = files.map { file in
            SourceFile(
                name: file.name, bytes: Array(change(file.name, String(decoding: file.bytes, as: UTF8.self)).utf8))
        }
        return Loader.load(changed, day: nil, today: Day(number: 18_839)) { "\($0.count)" }.set
    }
}
