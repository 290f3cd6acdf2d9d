/// What a server has done since it started; numbers only grow unless said otherwise.
public struct ServerStatistics: Sendable, Equatable {
    /// Connections accepted.
    public var connections = 0
    /// Connections open now.
    public var connectionsOpen = 0
    /// Requests whose request line arrived.
    public var requests = 0
    /// Requests being handled and streams being sent now.
    public var exchangesInHand = 0
    /// Answers by the first digit of their status, from 2 to 5.
    public var responses: [Int: Int] = [:]
    /// Connections and requests turned away, by reason; those without any are absent.
    public var refused: [Refusal: Int] = [:]

    public init() {}
}
