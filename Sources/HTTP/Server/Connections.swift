import Glibc
import Synchronization

/// The open connections of a server, by socket, and how many each address has.
///
/// A connection leaves under this lock before libmicrohttpd closes its socket, so a socket found here is never
/// somebody else's.
final class Connections: Sendable {
    /// Connections a daemon may have. libmicrohttpd (0.9.75 to 1.0) takes 128 events at a time from epoll, and when it
    /// got exactly 128 it waits for more before it looks at them: 128 clients whose requests come together then wait
    /// for the next event, a minute at worst. 126 sockets and the daemon's own wake-up never make 128 events.
    static let perDaemon = 126

    enum Admission: Equatable {
        /// The daemon that shall have the connection.
        case daemon(Int)
        case refused(Refusal)
    }

    private struct State {
        var open: [Int32: (connection: Connection, daemon: Int)] = [:]
        var perDaemon: [Int]
        /// Connections of peers that are not trusted proxies, and requests in hand of the clients behind those.
        var perAddress: [IPAddress: Int] = [:]
    }
    private let state: Mutex<State>
    private let threads: Int

    /// The first `threads` daemons share the connections; the others take what those cannot.
    init(threads: Int, daemons: Int) {
        self.threads = threads
        state = Mutex(State(perDaemon: Array(repeating: 0, count: daemons)))
    }

    var count: Int { state.withLock { $0.open.count } }

    var all: [Connection] { state.withLock { $0.open.values.map(\.connection) } }

    /// Takes a connection in, unless a limit forbids it.
    func add(_ connection: Connection, limits: ServerLimits) -> Admission {
        state.withLock { state in
            guard state.open.count < limits.connections, let daemon = chooseDaemon(state.perDaemon) else {
                return .refused(.connectionLimit)
            }
            if !connection.isTrustedProxy {
                guard Self.enter(connection.address, &state, limits) else { return .refused(.addressLimit) }
            }
            state.open[connection.socket] = (connection, daemon)
            state.perDaemon[daemon] += 1
            return .daemon(daemon)
        }
    }

    private func chooseDaemon(_ counts: [Int]) -> Int? {
        let first = counts[..<threads].indices.min { counts[$0] < counts[$1] }
        if let first, counts[first] < Self.perDaemon { return first }
        return counts.firstIndex { $0 < Self.perDaemon }
    }

    func find(socket: Int32) -> Connection? { state.withLock { $0.open[socket]?.connection } }

    func remove(_ connection: Connection) {
        state.withLock { state in
            guard let removed = state.open.removeValue(forKey: connection.socket) else { return }
            state.perDaemon[removed.daemon] -= 1
            if !connection.isTrustedProxy { Self.leave(connection.address, &state) }
        }
    }

    func removeAll() { state.withLock { $0.open = [:] } }

    /// Shuts the socket, which makes libmicrohttpd close the connection; nothing when that is already under way.
    func cut(_ connection: Connection) {
        state.withLock { state in
            guard state.open[connection.socket]?.connection === connection else { return }
            shutdown(connection.socket, Int32(SHUT_RDWR))
        }
    }

    /// Counts a request of a client behind a trusted proxy; false when it has too many in hand.
    func enter(_ address: IPAddress, limits: ServerLimits) -> Bool {
        state.withLock { Self.enter(address, &$0, limits) }
    }

    func leave(_ address: IPAddress) { state.withLock { Self.leave(address, &$0) } }

    private static func enter(_ address: IPAddress, _ state: inout State, _ limits: ServerLimits) -> Bool {
        let count = state.perAddress[address, default: 0]
        guard count < limits.connectionsPerAddress else { return false }
        state.perAddress[address] = count + 1
        return true
    }

    private static func leave(_ address: IPAddress, _ state: inout State) {
        guard let count = state.perAddress[address] else { return }
        state.perAddress[address] = count > 1 ? count - 1 : nil
    }
}
