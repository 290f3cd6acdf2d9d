/// A request whose head and body have arrived whole, within the limits of `ServerLimits`.
public struct Request: Sendable {
    /// Upper-case method as sent: "GET", "POST" ...
    public let method: String
    /// Percent-decoded path, without the query; begins with "/".
    public let path: String
    /// Decoded query items in order.
    public let query: [(name: String, value: String)]
    /// Values by lower-case name; a repeated header's values are joined with ", " (RFC 9110 section 5.3).
    public let headers: [String: String]
    public let body: [UInt8]
    /// The client's address: the peer's, or behind a trusted proxy the last untrusted of X-Forwarded-For.
    public let clientAddress: String
    /// Values of `:name` segments of the route that matched.
    public var parameters: [String: String] = [:]

    public init(
        method: String, path: String, query: [(name: String, value: String)] = [], headers: [String: String] = [:],
        body: [UInt8] = [], clientAddress: String = "127.0.0.1"
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
        self.clientAddress = clientAddress
    }

    /// The first query value of this name.
    public func queryValue(_ name: String) -> String? { query.first { $0.name == name }?.value }
}
