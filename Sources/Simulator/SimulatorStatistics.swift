/// What the simulator has seen since it was made.
public struct SimulatorStatistics: Sendable, Equatable {
    /// Messages accepted from the router, by channel.
    public var accepted: [String: Int] = [:]
    /// Calls refused, by channel and by the platform's code.
    public var refused: [String: [String: Int]] = [:]
    /// Accepted messages that the account pays for (Zalo after 48 hours), by channel.
    public var paid: [String: Int] = [:]
    /// Webhook requests by channel.
    public var webhooks: [String: Webhooks] = [:]

    public struct Webhooks: Sendable, Equatable {
        /// Requests made, repeats included.
        public var sent = 0
        /// Answered with 200 in time.
        public var acknowledged = 0
        /// Repeats among those sent.
        public var retried = 0
        /// Events given up: after the last repeat, or while the webhook was disabled.
        public var lost = 0
    }
}
