import Glibc
import Synchronization

/// One open socket: what outlives its requests.
final class Connection: Sendable {
    let socket: Int32
    let address: IPAddress
    /// The address as text, made once for all its requests.
    let addressText: String
    /// X-Forwarded-For is believed, and the limits per address are the forwarded address's.
    let isTrustedProxy: Bool
    /// When the sweeper ends what goes on, milliseconds of `Monotonic`.
    let deadline: Atomic<Int64>
    /// When the last request ended, or the connection began.
    let quietSince: Atomic<Int64>
    let requestCount = Atomic<Int>(0)
    /// The request under way, from its request line to the last byte of its answer.
    let exchange = Mutex<Exchange?>(nil)

    init(socket: Int32, address: IPAddress, isTrustedProxy: Bool, headMilliseconds: Int) {
        self.socket = socket
        self.address = address
        addressText = address.description
        self.isTrustedProxy = isTrustedProxy
        let now = Monotonic.milliseconds
        deadline = Atomic(now + Int64(headMilliseconds))
        quietSince = Atomic(now)
    }
}

/// Milliseconds that never jump; cheap enough to ask several times a request (resolution 1 to 4 ms).
enum Monotonic {
    static var milliseconds: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC_COARSE, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }
}
