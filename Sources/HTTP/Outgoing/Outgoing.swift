/// The one way out: every call to another machine goes through a value of this type, so that tests put their own there.
public struct Outgoing: Sendable {
    /// Makes one call, without redirects, retries or cookies.
    public let send: @Sendable (OutgoingRequest) async throws(OutgoingFailure) -> OutgoingReply

    public init(send: @escaping @Sendable (OutgoingRequest) async throws(OutgoingFailure) -> OutgoingReply) {
        self.send = send
    }

    /// Longest reply that is read; the platforms' replies are a few KiB.
    public static let replyBytes = 1 << 20

    /// Calls over the network with one `URLSession` that lives as long as the process: make one for each channel at
    /// start, never one for each call. Only https, and only to `allowedHosts`; plain http to those of them that are
    /// this machine when `allowPlainHTTPOnLoopback` (simulators). A call without an answer after `deadlineSeconds`
    /// fails.
    public static func live(
        allowedHosts: [String], allowPlainHTTPOnLoopback: Bool, deadlineSeconds: Int = 10
    ) -> Outgoing {
        let rules = OutgoingRules(allowedHosts: allowedHosts, allowPlainHTTPOnLoopback: allowPlainHTTPOnLoopback)
        let sender = URLSessionSender(deadlineSeconds: deadlineSeconds)
        return Outgoing { request throws(OutgoingFailure) in
            if let reason = rules.objection(to: request) { throw OutgoingFailure(wasSent: false, reason: reason) }
            return try await sender.send(request)
        }
    }

    /// Fails every call, for tests that expect none.
    public static let unstubbed = Outgoing { _ throws(OutgoingFailure) in
        throw OutgoingFailure(wasSent: false, reason: "a call that the test did not expect")
    }
}
