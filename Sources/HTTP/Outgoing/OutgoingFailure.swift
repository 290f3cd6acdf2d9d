/// No whole answer came.
public struct OutgoingFailure: Error, Sendable, Equatable {
    /// False: nothing left this machine, so the call may be repeated without doing it twice. True: what the other side
    /// did is unknown.
    public let wasSent: Bool
    /// For the operator. Names the host at most: paths, queries and headers hold tokens.
    public let reason: String

    public init(wasSent: Bool, reason: String) {
        self.wasSent = wasSent
        self.reason = reason
    }
}
