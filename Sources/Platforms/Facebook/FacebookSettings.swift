/// What a Facebook Page channel is configured with. Holds secrets: never log it.
public struct FacebookSettings: Sendable {
    public let pageID: String
    /// Our app's id: tells echoes of our own messages from those of people and other apps.
    public let appID: String
    /// Signs webhooks.
    public let appSecret: String
    /// What the operator typed into the webhook form; the handshake must bring it.
    public let verifyToken: String
    /// Base address without a slash at the end; a simulator's in demo and tests.
    public let api: String
    public let graphVersion: String

    public init(
        pageID: String, appID: String, appSecret: String, verifyToken: String,
        api: String = "https://graph.facebook.com", graphVersion: String = "v25.0"
    ) {
        self.pageID = pageID
        self.appID = appID
        self.appSecret = appSecret
        self.verifyToken = verifyToken
        self.api = api
        self.graphVersion = graphVersion
    }
}
