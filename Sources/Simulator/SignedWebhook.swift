/// One HTTP request from a platform to the router's webhook, signed over exactly these bytes.
public struct SignedWebhook: Sendable {
    public let channel: String
    /// "POST", or "GET" for Facebook's handshake.
    public let method: String
    public let url: String
    /// In order, names as the platform sends them.
    public let headers: [(name: String, value: String)]
    public let body: [UInt8]
    /// How long the platform waits for the answer.
    public let timeoutSeconds: Int
}

/// What the webhook answered.
public struct WebhookAnswer: Sendable {
    public let status: Int
    public let body: [UInt8]

    public init(status: Int, body: [UInt8] = []) {
        self.status = status
        self.body = body
    }
}
