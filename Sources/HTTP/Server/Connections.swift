import Glibc
import Synchronization

/// The open connections of a server, by socket, and how many each address has.
///
/// A connection leaves under this lock before libmicrohttpd closes its socket, so a socket found here is never
/// somebody else's.
final class Connections: Sendable {
    private struct State {
        var open: [Int32: Connection] = [:]
        /// Connections of peers that are not trusted proxies, and requests in hand of the clients behind those.
        var perAddress: [IPAddress: Int] = [:]
    }
    private let state = Mutex(State())

    var count: Int { state.withLock { $0.open.count } }

    var all: [Connection] { state.withLock { Array($0.open.values) } }

    /// Takes a connection in; the reason when a limit forbids it.
    func add(_ connection: Connection, limits: ServerLimits) -> Refusal? {
        state.withLock { state in
            guard state.open.count < limits.connections else { return .connectionLimit }
            if !connection.isTrustedProxy {
                guard Self.enter(connection.address, &state, limits) else { return .addressLimit }
            }
            state.open[connection.socket] = connection
            return nil
        }
    }

    func find(socket: Int32) -> Connection? { state.withLock { $0.open[socket] } }

    func remove(_ connection: Connection) {
        state.withLock { state in
            guard state.open.removeValue(forKey: connection.socket) != nil else { return }
            if !connection.isTrustedProxy { Self.leave(connection.address, &state) }
        }
    }

    /// Shuts the socket, which makes libmicrohttpd close the connection; nothing when that is already under way.
    func cut(_ connection: Connection) {
        state.withLock { state in
            guard state.open[connection.socket] === connection else { return }
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
