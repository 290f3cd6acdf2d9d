/// What a handler answers.
public struct Response: Sendable {
    public enum Body: Sendable {
        case bytes([UInt8])
        /// A response without end, such as server-sent events: chunks are sent as they come until the stream finishes,
        /// the client leaves (then the stream's `onTermination` runs) or the server stops.
        case stream(AsyncStream<[UInt8]>)
    }
    public var status: Int
    /// In order; names as they should be sent. Content-Length and Connection are the server's business.
    public var headers: [(name: String, value: String)]
    public var body: Body

    public init(status: Int, headers: [(name: String, value: String)] = [], body: Body = .bytes([])) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// A short text, UTF-8.
    public static func text(_ text: String, status: Int = 200, type: String = "text/plain; charset=utf-8") -> Response {
        Response(status: status, headers: [("Content-Type", type)], body: .bytes(Array(text.utf8)))
    }

    /// Bytes of a given type.
    public static func bytes(_ bytes: [UInt8], type: String, status: Int = 200) -> Response {
        Response(status: status, headers: [("Content-Type", type)], body: .bytes(bytes))
    }
}
