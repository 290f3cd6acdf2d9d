import Crypto
import Knowledge
import Messaging

/// The folder of FAQ files, read whole.
struct KnowledgeFolder {
    let path: String

    /// - Parameter day: the day answers are reckoned by; nil: `as_of` of the settings, else today.
    func load(day: Day? = nil, today: Day = Day(WallClock.live.now()), purpose: Loader.Purpose = .service) -> Loaded {
        do {
            return Loader.load(
                try KnowledgeFiles.read(folder: path), day: day, today: today, purpose: purpose
            ) { Hex.encode(SHA256.hash($0)) }
        } catch {
            let place = FilePlace(file: path, line: 1, column: 1)
            return Loaded(
                set: nil,
                problems: [Problem(.error, place, vi: "không đọc được thư mục này: \(error)", en: error.description)])
        }
    }
}
