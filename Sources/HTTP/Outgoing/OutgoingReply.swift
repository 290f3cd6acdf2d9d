/// A whole answer, whatever its status; a redirect is an answer and is not followed.
public struct OutgoingReply: Sendable, Equatable {
    public var status: Int
    /// By lower-case name.
    public var headers: [String: String]
    public var body: [UInt8]

    public init(status: Int, headers: [String: String] = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}
