import Dispatch
import Glibc
import Synchronization

/// A server that does with each connection whatever `serve` does with its socket, and closes it afterwards. Its blocking
/// calls run on queues of their own.
final class RawServer: Sendable {
    let port: UInt16
    /// Connections accepted.
    let accepted = Atomic<Int>(0)
    private let socket: Int32

    /// Without `serve` nobody accepts, and with a `backlog` of 0 further clients wait to be connected.
    init(backlog: Int32 = 64, serve: (@Sendable (Int32) -> Void)?) {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = bind(socket, $0, length)
                _ = listen(socket, backlog)
                _ = getsockname(socket, $0, &length)
            }
        }
        self.socket = socket
        port = UInt16(bigEndian: address.sin_port)
        guard let serve else { return }
        DispatchQueue(label: "raw server").async { [self] in
            while true {
                let client = accept(socket, nil, nil)
                if client < 0 { break }
                accepted.add(1, ordering: .relaxed)
                DispatchQueue(label: "raw connection").async {
                    serve(client)
                    close(client)
                }
            }
            close(socket)
        }
    }

    /// Further clients are refused.
    func stop() { shutdown(socket, Int32(SHUT_RDWR)) }

    /// Reads a request up to the end of its body, which ends with `marker`.
    static func readRequest(_ socket: Int32, upTo marker: String = "\r\n\r\n") -> String {
        var request: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let text = String(decoding: request, as: UTF8.self)
            if text.contains(marker) { return text }
            let count = recv(socket, &buffer, buffer.count, 0)
            if count <= 0 { return text }
            request += buffer[..<count]
        }
    }

    /// False when the client has gone.
    @discardableResult
    static func send(_ socket: Int32, _ text: String) -> Bool {
        var bytes = Array(text.utf8)
        while !bytes.isEmpty {
            let count = Glibc.send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL))
            if count <= 0 { return false }
            bytes.removeFirst(count)
        }
        return true
    }

    /// Lets time pass on this connection's own thread, for a server that is slow on purpose.
    static func pause(milliseconds: UInt32) { usleep(milliseconds * 1_000) }

    /// Blocks until the client has gone.
    static func waitForEnd(_ socket: Int32) {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while recv(socket, &buffer, buffer.count, 0) > 0 {}
    }
}
