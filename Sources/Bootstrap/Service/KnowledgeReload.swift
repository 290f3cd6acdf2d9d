import Knowledge
import Messaging
import Synchronization
import Telemetry

/// Puts a saved change of the FAQ files into force within two seconds: files are compared every second and loaded when
/// they have not changed for one round, because an editor may write twice. Comparing is portable where notifications of
/// the file system are not (network and bind mounts).
final class KnowledgeReload: Sendable {
    static let compareSeconds: Int64 = 1

    private let folder: String
    private let knowledge: KnowledgeInForce
    private let clock: WallClock
    private let logger: Logger
    private let inForce: @Sendable (Loaded) async -> Void
    private let loaded = Mutex<(fingerprint: FolderFingerprint?, day: Day?)>((nil, nil))

    /// `inForce`: told of each set that `run` finds and puts into force, and of the one it begins with.
    init(
        folder: String, knowledge: KnowledgeInForce, clock: WallClock, logger: Logger,
        inForce: @escaping @Sendable (Loaded) async -> Void = { _ in }
    ) {
        self.folder = folder
        self.knowledge = knowledge
        self.clock = clock
        self.logger = logger
        self.inForce = inForce
    }

    /// Loads what is there now. What cannot be used leaves the set in force as it is.
    @discardableResult
    func load() -> Loaded {
        let fingerprint = (try? FolderFingerprint.of(folder))
        let today = Day(clock.now())
        let result = KnowledgeFolder(path: folder).load()
        loaded.withLock { $0 = (fingerprint, today) }
        knowledge.publish(result.set, problems: result.problems)
        if let set = result.set {
            logger.notice(
                "FAQ files in force", .id("hash", set.hash), .count("entries", set.intents.count),
                .id("day", set.day))
        }
        let errors = result.problems.filter { $0.severity == .error }
        for problem in errors.prefix(20) { logger.error("FAQ file not usable", .reason("\(problem)")) }
        return result
    }

    /// Compares every second until cancelled; a new day is a change too, because answers have dates. `first`: what
    /// `load` gave before.
    func run(from first: Loaded) async {
        await inForce(first)
        var seen = (try? FolderFingerprint.of(folder))
        while !Task.isCancelled {
            guard (try? await clock.sleep(clock.now().adding(seconds: Self.compareSeconds))) != nil else { return }
            let now = (try? FolderFingerprint.of(folder))
            let (last, day) = loaded.withLock { $0 }
            let isSettled = now == seen
            seen = now
            if isSettled, now != last || day != Day(clock.now()) { await inForce(load()) }
        }
    }
}
