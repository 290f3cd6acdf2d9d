/// What a Zalo Official Account channel is configured with. Holds secrets: never log it.
public struct ZaloSettings: Sendable {
    /// How buttons are written. No official page of API v3 shows it; if one form is refused, try the next.
    public enum ButtonShape: String, Sendable, CaseIterable {
        /// `attachment.payload.buttons` alone, as products in use send it.
        case v3
        /// With `template_type: button`, as in the SDKs of API v2.
        case v2
        /// No buttons: numbered lines in the text.
        case text
    }

    /// What Zalo shows above the form by which people share their contact details; it wants a picture.
    public struct RequestInfo: Sendable {
        public let subtitle: String
        /// Public https address of the picture.
        public let imageURL: String

        public init(subtitle: String, imageURL: String) {
            self.subtitle = subtitle
            self.imageURL = imageURL
        }
    }

    public let appID: String
    public let oaID: String
    /// Signs token refreshes.
    public let appSecret: String
    /// "OA Secret Key" of the webhook page: signs webhooks. Another key than the app secret.
    public let oaSecretKey: String
    /// Base addresses without a slash at the end; a simulator's in demo and tests.
    public let api: String
    public let oauth: String
    public let buttons: ButtonShape
    /// Nil: a button that shares the telephone number is a line of text.
    public let requestInfo: RequestInfo?

    public init(
        appID: String, oaID: String, appSecret: String, oaSecretKey: String, api: String = "https://openapi.zalo.me",
        oauth: String = "https://oauth.zaloapp.com", buttons: ButtonShape = .v3, requestInfo: RequestInfo? = nil
    ) {
        self.appID = appID
        self.oaID = oaID
        self.appSecret = appSecret
        self.oaSecretKey = oaSecretKey
        self.api = api
        self.oauth = oauth
        self.buttons = buttons
        self.requestInfo = requestInfo
    }
}
