import Dispatch
import Glibc
import Synchronization

/// The listening socket and the queue that accepts from it.
///
/// The server accepts by itself and hands sockets to libmicrohttpd, because `MHD_quiesce_daemon` of 0.9.75 races its own
/// workers: both remove the listening socket from an epoll set and the second aborts the process.
///
/// @unchecked Sendable because of the dispatch source, which is made for use from several threads but not marked so.
final class Listener: @unchecked Sendable {
    let port: UInt16
    private let socket: Int32
    private let source: any DispatchSourceRead
    private let queue: DispatchQueue
    private let state = Mutex(State())

    private struct State {
        var isClosed = false
        var isPaused = false
    }

    /// Connections the kernel keeps waiting while the server is busy accepting; Linux cuts it to net.core.somaxconn.
    private static let backlog: Int32 = 1024
    /// Connections accepted in one go before the queue does other work.
    private static let batch = 64

    /// Binds and listens. Nothing is accepted before `open`.
    init(host: String, port: UInt16) throws(ServerError) {
        guard let address = IPAddress(host == "localhost" ? "127.0.0.1" : host) else {
            throw .addressInvalid(host: host)
        }
        let isIPv6 = host.contains(":")
        let socket = Glibc.socket(
            isIPv6 ? AF_INET6 : AF_INET,
            Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { throw Self.error(errno, host, port) }
        var on: Int32 = 1
        setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        guard Self.bind(socket, address, port, isIPv6: isIPv6), listen(socket, Self.backlog) == 0 else {
            let code = errno
            Glibc.close(socket)
            throw Self.error(code, host, port)
        }
        self.socket = socket
        self.port = Self.boundPort(socket)
        queue = DispatchQueue(label: "http.accept")
        source = DispatchSource.makeReadSource(fileDescriptor: socket, queue: queue)
    }

    /// Begins to accept; `accepted` owns the socket it is given.
    func open(_ accepted: @escaping @Sendable (Int32, sockaddr_storage) -> Void) {
        source.setEventHandler { [self] in accept(accepted) }
        source.setCancelHandler { [socket] in _ = Glibc.close(socket) }
        source.activate()
    }

    /// From now on clients are refused by the operating system; when this returns nothing more is accepted.
    func close() {
        queue.sync {
            state.withLock { state in
                guard !state.isClosed else { return }
                state.isClosed = true
                shutdown(socket, Int32(SHUT_RD))
                // A suspended source must not be cancelled.
                if state.isPaused { source.resume() }
                source.cancel()
            }
        }
    }

    /// Accepts again after the process had run out of descriptors; called by the sweep.
    func resume() {
        state.withLock { state in
            guard state.isPaused, !state.isClosed else { return }
            state.isPaused = false
            source.resume()
        }
    }

    private func accept(_ accepted: (Int32, sockaddr_storage) -> Void) {
        for _ in 0..<Self.batch {
            var address = sockaddr_storage()
            var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
            let client = withUnsafeMutablePointer(to: &address) { storage in
                storage.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    Glibc.accept(socket, $0, &length)
                }
            }
            if client >= 0 {
                _ = fcntl(client, F_SETFD, FD_CLOEXEC)
                accepted(client, address)
                continue
            }
            switch errno {
            case EINTR, ECONNABORTED: continue
            case EMFILE, ENFILE, ENOBUFS, ENOMEM:
                // The socket stays readable: without a pause this would spin until a descriptor is free.
                state.withLock { state in
                    guard !state.isPaused, !state.isClosed else { return }
                    state.isPaused = true
                    source.suspend()
                }
                return
            default: return
            }
        }
    }

    private static func bind(_ socket: Int32, _ address: IPAddress, _ port: UInt16, isIPv6: Bool) -> Bool {
        if isIPv6 {
            // "::" takes IPv4 as well.
            var off: Int32 = 0
            setsockopt(socket, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &off, socklen_t(MemoryLayout<Int32>.size))
            var v6 = sockaddr_in6()
            v6.sin6_family = sa_family_t(AF_INET6)
            v6.sin6_port = port.bigEndian
            withUnsafeMutableBytes(of: &v6.sin6_addr) { $0.copyBytes(from: address.bytes) }
            return withUnsafePointer(to: &v6) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    Glibc.bind(socket, $0, socklen_t(MemoryLayout<sockaddr_in6>.size)) == 0
                }
            }
        }
        var v4 = sockaddr_in()
        v4.sin_family = sa_family_t(AF_INET)
        v4.sin_port = port.bigEndian
        withUnsafeMutableBytes(of: &v4.sin_addr) { $0.copyBytes(from: address.bytes[12...]) }
        return withUnsafePointer(to: &v4) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.bind(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    private static func boundPort(_ socket: Int32) -> UInt16 {
        var address = sockaddr_in6()
        var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
        _ = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(socket, $0, &length) }
        }
        // The port stands at the same place for IPv4.
        return UInt16(bigEndian: address.sin6_port)
    }

    private static func error(_ code: Int32, _ host: String, _ port: UInt16) -> ServerError {
        switch code {
        case EADDRINUSE: .addressInUse(host: host, port: port)
        case EADDRNOTAVAIL, EAFNOSUPPORT: .addressInvalid(host: host)
        case EACCES, EPERM: .permission(host: host, port: port)
        default: .startFailed(reason: String(cString: strerror(code)))
        }
    }
}
