/// What a Viber bot channel is configured with. Holds a secret: never log it.
public struct ViberSettings: Sendable {
    /// Authorises calls and signs webhooks; does not expire.
    public let authToken: String
    /// Shown as the sender; cut at 28 characters.
    public let name: String
    /// Base address without a slash at the end; a simulator's in demo and tests.
    public let api: String

    public init(authToken: String, name: String, api: String = "https://chatapi.viber.com") {
        self.authToken = authToken
        self.name = name
        self.api = api
    }
}
