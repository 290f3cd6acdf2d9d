import CMicroHTTPD
import Synchronization

/// Bytes on their way from a handler's stream to one client.
///
/// @unchecked Sendable because everything that changes is behind the lock, and the connection is touched only while it
/// is suspended or, on libmicrohttpd's own thread, inside its reader callback.
final class ResponseStream: @unchecked Sendable {
    private struct State {
        var buffer: [UInt8] = []
        /// Bytes of `buffer` already handed over.
        var sent = 0
        /// The connection is suspended until there is something to read.
        var isWaiting = false
        var isFinished = false
        var lastWrite: Int64
        var pump: Task<Void, Never>?
    }

    private let state: Mutex<State>
    private let connection: OpaquePointer
    private let client: Connection
    private let service: Service
    private let sendsHeartbeats: Bool

    /// `sendsHeartbeats` is for text/event-stream, where a comment line means nothing to the reader.
    init(connection: OpaquePointer, client: Connection, service: Service, sendsHeartbeats: Bool) {
        self.connection = connection
        self.client = client
        self.service = service
        self.sendsHeartbeats = sendsHeartbeats
        state = Mutex(State(lastWrite: Monotonic.milliseconds))
    }

    /// Begins to take from `chunks`; ends when they end, when the client is gone or too slow, or at a stop.
    func start(_ chunks: AsyncStream<[UInt8]>) {
        let pump = Task { [self] in
            for await chunk in chunks where !write(chunk) { break }
            finish()
        }
        let isOver = state.withLock { state in
            state.pump = pump
            return state.isFinished
        }
        if isOver { pump.cancel() }
    }

    /// libmicrohttpd asks for bytes, on its own thread. Suspends the connection when there are none.
    func read(into target: UnsafeMutablePointer<CChar>, count: Int) -> Int {
        state.withLock { state in
            let available = state.buffer.count - state.sent
            if available > 0 {
                let taken = min(available, count)
                let bytes = UnsafeMutableRawBufferPointer(start: target, count: taken)
                bytes.copyBytes(from: state.buffer[state.sent..<state.sent + taken])
                state.sent += taken
                if state.sent == state.buffer.count {
                    state.buffer.removeAll(keepingCapacity: true)
                    state.sent = 0
                }
                return taken
            }
            guard !state.isFinished, service.beginSuspension() else { return mhd_end_of_stream }
            state.isWaiting = true
            MHD_suspend_connection(connection)
            return 0
        }
    }

    /// False when nobody reads any more.
    private func write(_ bytes: [UInt8]) -> Bool {
        guard !bytes.isEmpty else { return true }
        var isTooSlow = false
        let (accepted, wake) = state.withLock { state -> (Bool, Bool) in
            guard !state.isFinished else { return (false, false) }
            isTooSlow = state.buffer.count - state.sent + bytes.count > service.limits.streamBufferBytes
            if isTooSlow {
                state.isFinished = true
                state.buffer = []
                state.sent = 0
            } else {
                // What is sent goes when it is the larger part, so that a client that always lags does not grow it.
                if state.sent > state.buffer.count / 2 {
                    state.buffer.removeFirst(state.sent)
                    state.sent = 0
                }
                state.buffer.append(contentsOf: bytes)
                state.lastWrite = Monotonic.milliseconds
            }
            defer { state.isWaiting = false }
            return (!isTooSlow, state.isWaiting)
        }
        if isTooSlow {
            service.counters.refuse(.slowReader)
            service.connections.cut(client)
        }
        if wake { service.endSuspension(connection) }
        return accepted
    }

    /// Nothing more comes: what is buffered is sent and the response ends.
    func finish() {
        let (wake, pump) = state.withLock { state -> (Bool, Task<Void, Never>?) in
            defer {
                state.isWaiting = false
                state.pump = nil
            }
            state.isFinished = true
            return (state.isWaiting, state.pump)
        }
        pump?.cancel()
        if wake { service.endSuspension(connection) }
    }

    /// Shows the client, and proxies between, that the stream lives; libmicrohttpd notices a client that has left only
    /// when it writes.
    func heartbeat(now: Int64) {
        guard sendsHeartbeats else { return }
        let isDue = state.withLock {
            $0.buffer.isEmpty && now - $0.lastWrite >= Int64(service.limits.heartbeatMilliseconds)
        }
        if isDue { _ = write(Array(":\n\n".utf8)) }
    }
}
