import Foundation
import Knowledge

/// The small set of FAQ files that the tests of Knowledge use too.
enum SampleFiles {
    static let set: KnowledgeSet? = {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let folder = tests.appending(path: "KnowledgeTests/Data/good").path
        return Loader.load(folder: folder, day: nil, today: Day(number: 20_000)) { bytes in
            String(bytes.reduce(UInt64(7)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 })
        }.set
    }()
}
