/// What a server accepts. Every number has a reason; over it the client gets a clear answer or is cut, and everybody
/// else is served.
public struct ServerLimits: Sendable {
    /// Longest body a handler sees; a longer one is answered 413. The platforms' largest webhooks are a few hundred KiB.
    public var bodyBytes = 1 << 20
    /// How much of an over-long body is read and thrown away so that the client can read its 413; beyond it is cut.
    public var droppedBytes = 8 << 20
    /// Bodies being received, all connections together; above it 503, so that many slow clients cannot eat the memory.
    public var bodyBytesInAll = 256 << 20
    /// libmicrohttpd's memory for one connection. A request line (414) or header block (431) that does not fit is
    /// refused: about 30 KiB of this, well over the 8 to 16 KiB that proxies allow.
    public var connectionMemoryBytes = 32 << 10
    /// Open connections in all; one more is closed at once. Each costs a socket and `connectionMemoryBytes`.
    public var connections = 2048
    /// Connections of one address or, behind a trusted proxy, requests in hand for one client address (503 above it):
    /// a quarter of all, so that one client cannot shut out the others.
    public var connectionsPerAddress = 512
    /// Requests being handled and streams being sent, in all; above it 503 with Retry-After.
    public var exchanges = 1024
    /// From the first moment of a connection or the request line to the end of the headers.
    public var headMilliseconds = 10_000
    /// From the beginning of a request to the end of its body, however steadily it drips.
    public var bodyMilliseconds = 30_000
    /// How long a handler may think before the client gets 503 and the handler's task is cancelled.
    public var handlerMilliseconds = 30_000
    /// For sending one answer that is not a stream; a client that reads more slowly is cut.
    public var answerMilliseconds = 300_000
    /// How long a connection may wait for its next request, and how long a client may read nothing.
    public var idleMilliseconds = 60_000
    /// How often deadlines and heartbeats are looked at.
    public var sweepMilliseconds = 1_000
    /// How long an event stream is silent before a comment line shows that it lives; proxies cut at 30 to 60 s.
    public var heartbeatMilliseconds = 15_000
    /// Bytes waiting for one client of a stream; a client that lags further behind is cut and may connect again.
    public var streamBufferBytes = 1 << 20

    public init() {}
}
