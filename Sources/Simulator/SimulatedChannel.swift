/// One account on one of the three platforms that the simulator stands in for. The values are those that the router is
/// configured with for the channel of the same id.
public struct SimulatedChannel: Sendable {
    public enum Platform: Sendable {
        case zalo(
            appID: String, oaID: String, appSecret: String, oaSecretKey: String, accessToken: String,
            refreshToken: String)
        case viber(authToken: String)
        case facebook(pageID: String, appID: String, appSecret: String, verifyToken: String, pageToken: String)
    }

    /// The router's channel id, such as "zalo-1022".
    public let id: String
    /// What the phone shows at the top of the chat.
    public let name: String
    public let platform: Platform
    /// Where events are posted. For Zalo and Facebook it is what the operator entered in the platform's console; for
    /// Viber `set_webhook` replaces it, and nil means that the bot has none yet.
    public let webhookURL: String?

    public init(id: String, name: String, platform: Platform, webhookURL: String?) {
        self.id = id
        self.name = name
        self.platform = platform
        self.webhookURL = webhookURL
    }
}
