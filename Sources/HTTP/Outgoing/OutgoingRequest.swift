/// A call to another machine.
public struct OutgoingRequest: Sendable, Equatable {
    /// Upper case: "GET", "POST" ...
    public var method: String
    /// Absolute, percent-encoded.
    public var url: String
    public var headers: [String: String]
    public var body: [UInt8]

    public init(method: String, url: String, headers: [String: String] = [:], body: [UInt8] = []) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
    }
}
