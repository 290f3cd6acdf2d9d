import Crypto
import Dispatch
import Synchronization

/// Checks passwords one after the other on a thread of its own: scrypt blocks for 0.1 to 0.2 s and must not hold the
/// threads that serve everybody.
final class PasswordChecks: Sendable {
    private let queue = DispatchQueue(label: "desk.passwords")
    private let pending = Mutex(0)
    private let verify: @Sendable (String, String) -> Bool

    init(verify: @escaping @Sendable (String, String) -> Bool = { Password.verify($0, against: $1) }) {
        self.verify = verify
    }

    /// What an unknown login's password is checked against, so that it takes as long as a wrong password.
    static let nobody =
        "scrypt$15$8$1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

    /// nil: too many are waiting.
    func fits(_ password: String, _ stored: String) async -> Bool? {
        let isAdmitted = pending.withLock { count in
            guard count < DeskLimits.passwordChecks else { return false }
            count += 1
            return true
        }
        guard isAdmitted else { return nil }
        defer { pending.withLock { $0 -= 1 } }
        return await withCheckedContinuation { continuation in
            queue.async { [verify] in continuation.resume(returning: verify(password, stored)) }
        }
    }
}
