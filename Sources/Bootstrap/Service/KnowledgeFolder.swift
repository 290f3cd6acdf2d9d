import Crypto
import Knowledge
import Messaging

/// The folder of FAQ files, read whole.
struct KnowledgeFolder {
    let path: String

    /// `day`: the day answers are reckoned by; nil: `as_of` of the settings, else today.
    func load(day: Day? = nil, purpose: Loader.Purpose = .service) -> Loaded {
        Loader.load(folder: path, day: day, today: Day(WallClock.live.now()), purpose: purpose) {
            Hex.encode(SHA256.hash($0))
        }
    }

    /// Files of such a folder as a set for the service, on the day the service goes by.
    static func load(_ files: [SourceFile]) -> Loaded {
        Loader.load(files, day: nil, today: Day(WallClock.live.now())) { Hex.encode(SHA256.hash($0)) }
    }
}
