import Dispatch
import Glibc
import Synchronization

/// A client that sends exactly the bytes it is given. Its blocking calls run on a queue of its own: on Swift's few
/// threads they would starve the server under test.
final class RawClient: Sendable {
    enum Failure: Error { case notConnected(Int32), timedOut, ended, malformed(String) }

    /// What came back for one request.
    struct Reply: Sendable {
        var status: Int
        var headers: [String: String]
        var body: [UInt8]
        var text: String { String(decoding: body, as: UTF8.self) }
    }

    private let socket: Int32
    private let queue = DispatchQueue(label: "raw client")
    private let unread = Mutex<[UInt8]>([])

    /// A small `receiveBufferBytes` makes a slow reader of this client.
    init(port: UInt16, receiveBufferBytes: Int32? = nil) throws {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        if var bytes = receiveBufferBytes {
            setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &bytes, socklen_t(MemoryLayout<Int32>.size))
        }
        // Nothing waits for ever; a test that meets this has failed.
        var patience = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        // deinit closes the socket.
        guard result == 0 else { throw Failure.notConnected(errno) }
    }

    deinit { Glibc.close(socket) }

    private func blocking<T: Sendable>(_ work: @escaping @Sendable (Int32) -> T) async -> T {
        await withCheckedContinuation { continuation in
            queue.async { [self] in continuation.resume(returning: work(socket)) }
        }
    }

    /// False when the server has cut the connection.
    @discardableResult
    func send(_ bytes: [UInt8]) async -> Bool {
        await blocking { socket in
            var sent = 0
            while sent < bytes.count {
                let count = bytes.withUnsafeBytes {
                    Glibc.send(
                        socket, UnsafeRawBufferPointer(rebasing: $0[sent...]).baseAddress, bytes.count - sent,
                        Int32(MSG_NOSIGNAL))
                }
                if count <= 0 { return false }
                sent += count
            }
            return true
        }
    }

    @discardableResult
    func send(_ text: String) async -> Bool { await send(Array(text.utf8)) }

    /// Says that nothing more will be sent.
    func finishSending() { shutdown(socket, Int32(SHUT_WR)) }

    /// Leaves at once, with a reset when bytes were unread.
    func leave() { shutdown(socket, Int32(SHUT_RDWR)) }

    /// At least one more byte; throws at the end.
    private func more() async throws {
        let result = await blocking { socket -> Result<[UInt8], Failure> in
            var buffer = [UInt8](repeating: 0, count: 65_536)
            let count = recv(socket, &buffer, buffer.count, 0)
            if count > 0 { return .success(Array(buffer[..<count])) }
            return .failure(count < 0 && errno == EAGAIN ? .timedOut : .ended)
        }
        let bytes = try result.get()
        unread.withLock { $0 += bytes }
    }

    /// Reads until the server closes; true when it did so without a reset or anything sent.
    func readToEnd() async throws -> [UInt8] {
        while true {
            do { try await more() } catch Failure.ended { break }
        }
        return unread.withLock { unread in
            defer { unread = [] }
            return unread
        }
    }

    /// Reads until the bytes of `marker` have come, and returns what came up to their end.
    func read(upTo marker: String) async throws -> String {
        let marker = Array(marker.utf8)
        while true {
            let found = unread.withLock { unread -> [UInt8]? in
                guard let end = Self.end(of: marker, in: unread) else { return nil }
                defer { unread.removeFirst(end) }
                return Array(unread[..<end])
            }
            if let found { return String(decoding: found, as: UTF8.self) }
            try await more()
        }
    }

    private func read(count: Int) async throws -> [UInt8] {
        while unread.withLock({ $0.count }) < count { try await more() }
        return unread.withLock { unread in
            defer { unread.removeFirst(count) }
            return Array(unread[..<count])
        }
    }

    /// Status and headers of the next answer.
    func readHead() async throws -> Reply {
        let text = try await read(upTo: "\r\n\r\n")
        let lines = text.split(separator: "\r\n")
        guard let first = lines.first?.split(separator: " "), first.count > 1, let status = Int(first[1]) else {
            throw Failure.malformed(text)
        }
        var reply = Reply(status: status, headers: [:], body: [])
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { throw Failure.malformed(String(line)) }
            reply.headers[parts[0].lowercased()] = parts[1].drop { $0 == " " }.description
        }
        return reply
    }

    /// The next answer with its whole body.
    func readReply(toHEAD: Bool = false) async throws -> Reply {
        var reply = try await readHead()
        if toHEAD || reply.status == 100 { return reply }
        if reply.headers["transfer-encoding"] == "chunked" {
            while let chunk = try await readChunk() { reply.body += chunk }
        } else if let count = reply.headers["content-length"].flatMap({ Int($0) }) {
            reply.body = try await read(count: count)
        } else {
            reply.body = try await readToEnd()
        }
        return reply
    }

    /// The next chunk of a streamed body, nil at its end.
    func readChunk() async throws -> [UInt8]? {
        // CR LF is one Character.
        let line = try await read(upTo: "\r\n").dropLast()
        guard let size = Int(line, radix: 16) else { throw Failure.malformed(String(line)) }
        let chunk = try await read(count: size)
        _ = try await read(count: 2)
        return size == 0 ? nil : chunk
    }

    private static func end(of marker: [UInt8], in bytes: [UInt8]) -> Int? {
        guard bytes.count >= marker.count else { return nil }
        return (marker.count...bytes.count).first { bytes[($0 - marker.count)..<$0].elementsEqual(marker) }
    }
}
