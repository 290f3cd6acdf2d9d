import Foundation
public import HTTP

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

    /// The same as the router's server would hand it to a route: for tests and demonstrations without a socket.
    public var request: Request {
        let parts = URLComponents(string: url)
        return Request(
            method: method, path: parts?.path ?? "/",
            query: (parts?.queryItems ?? []).map { ($0.name, $0.value ?? "") },
            headers: Dictionary(headers.map { ($0.name.lowercased(), $0.value) }, uniquingKeysWith: { $0 + ", " + $1 }),
            body: body)
    }
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
