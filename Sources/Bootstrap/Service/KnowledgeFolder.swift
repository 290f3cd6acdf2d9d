import Crypto
import Knowledge
import Messaging

/// The folder of FAQ files, read whole.
struct KnowledgeFolder {
    let path: String

    /// - Parameter day: the day answers are reckoned by; nil: `as_of` of the settings, else today.
    func load(day: Day? = nil, purpose: Loader.Purpose = .service) -> Loaded {
        Loader.load(folder: path, day: day, today: Day(WallClock.live.now()), purpose: purpose) {
            Hex.encode(SHA256.hash($0))
        }
    }
}
