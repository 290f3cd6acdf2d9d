import Crypto
public import Messaging

/// A Facebook Page's Messenger (developers.facebook.com/documentation/business-messaging/messenger-platform).
public struct FacebookAdapter: ChannelAdapter, WebhookRegistering {
    let settings: FacebookSettings
    public let capabilities: ChannelCapabilities
    let key: HMACKey

    public init(settings: FacebookSettings) {
        self.settings = settings
        key = HMACKey(Array(settings.appSecret.utf8))
        capabilities = ChannelCapabilities(
            platform: .facebook,
            // Send API: "2000 characters"; UTF-16 is the careful reading. A button template's text: 640.
            textLimit: 2000, textUnit: .utf16, buttonTextLimit: Self.templateTextLimit,
            // 13 quick replies (answers, telephone number), 3 calls and links beside them; titles 20. Short numbers (115)
            // cannot be called: they stay text.
            buttonLimit: Self.quickReplyLimit, buttonTitleLimit: Self.titleLimit,
            // Quick replies disappear with the next message.
            buttonsStay: false, canCall: true, canSharePhone: true,
            // Quick replies of type `location` were withdrawn.
            canShareLocation: false, canSendImages: true,
            // `message_echoes` with our app id and our `metadata`.
            hasEcho: true,
            // Standard window 24 hours; 7 days for what a person writes, with the tag HUMAN_AGENT.
            windows: MessagingWindows(botSeconds: 86_400, personSeconds: 7 * 86_400, freeSeconds: nil),
            // Send API: 300 calls a second for a Page.
            callsPerSecond: 300)
    }

    static let titleLimit = 20
    static let templateTextLimit = 640
    static let quickReplyLimit = 13

    /// GET is the handshake of the webhook form. POST is signed with HMAC-SHA256 of the app secret over the body as it
    /// came (escapes and all); the older SHA-1 header is not looked at.
    public func verify(_ request: WebhookRequest) -> Verification {
        if request.method == .get { return .answer(handshake(request)) }
        // An empty secret would let anyone sign.
        guard !settings.appSecret.isEmpty else { return .refused(reason: "no app_secret configured") }
        guard let header = request.headers["x-hub-signature-256"] else {
            return .refused(reason: "no X-Hub-Signature-256")
        }
        guard let signature = HexSignature(header, prefix: "sha256=") else {
            return .refused(reason: "X-Hub-Signature-256 is not sha256= and 64 lower-case hexadecimal digits")
        }
        guard signature.matches(key.authenticate(request.body)) else {
            return .refused(reason: "wrong X-Hub-Signature-256")
        }
        return .verified
    }

    private func handshake(_ request: WebhookRequest) -> WebhookReply {
        func value(_ name: String) -> String? { request.query.first { $0.name == name }?.value }
        guard !settings.verifyToken.isEmpty, value("hub.mode") == "subscribe", let token = value("hub.verify_token"),
            ConstantTime.equal(Array(token.utf8), Array(settings.verifyToken.utf8)),
            let challenge = value("hub.challenge"), challenge.utf8.count <= Self.challengeLimit
        else { return WebhookReply(status: 403, body: Array("wrong verify token\n".utf8)) }
        return WebhookReply(status: 200, body: Array(challenge.utf8))
    }

    /// Facebook sends ten digits.
    private static let challengeLimit = 256

    /// A body holds entries, an entry events; a standby message counts as two (see `FacebookWebhook`).
    public func identify(_ body: [UInt8]) throws(MalformedBody) -> [EventIdentity] {
        FacebookWebhook(try JSONDocument(body).root, settings: settings).events.map(\.identity)
    }

    public func normalise(_ body: [UInt8]) throws(MalformedBody) -> [Event] {
        FacebookWebhook(try JSONDocument(body).root, settings: settings).events.map { event in
            Event(identity: event.identity, kind: event.meaning(settings))
        }
    }

    /// Facebook takes nothing in the answer to a webhook.
    public func reply(to body: [UInt8], welcome: @autoclosure () -> OutboundMessage?) -> WebhookReply? { nil }
}
