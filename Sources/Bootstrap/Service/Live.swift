import Crypto
import Foundation
import Messaging

/// The clock and the chance of the running service; everything else gets them as values.
extension WallClock {
    static let live = WallClock(
        now: { Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down))) },
        sleep: { deadline in
            let now = Int64((Date().timeIntervalSince1970 * 1000).rounded(.down))
            let wait = Instant(milliseconds: deadline.milliseconds).millisecondsSince(Instant(milliseconds: now))
            guard wait > 0 else { return }
            try await Task.sleep(for: .milliseconds(wait))
        })
}

extension RandomSource {
    static let live = RandomSource(bytes: { SecureRandom.bytes($0) })
}
