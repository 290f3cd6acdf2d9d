import Crypto
public import Messaging

/// Viber bots over REST (developers.viber.com/docs/api/rest-bot-api).
public struct ViberAdapter: ChannelAdapter, WebhookRegistering {
    let settings: ViberSettings
    public let capabilities: ChannelCapabilities
    private let key: HMACKey

    public init(settings: ViberSettings) {
        self.settings = settings
        key = HMACKey(Array(settings.authToken.utf8))
        capabilities = ChannelCapabilities(
            platform: .viber,
            // send-message: 7000 characters; which unit is not said, UTF-16 is the careful reading.
            textLimit: 7000, textUnit: .utf16, buttonTextLimit: 7000,
            // 24 rows of a keyboard; titles may be longer, but a row shows about 40 letters.
            buttonLimit: 24, buttonTitleLimit: Self.titleLimit,
            // A keyboard disappears with the next message that has none, and has no action that calls.
            buttonsStay: false, canCall: false, canSharePhone: true, canShareLocation: true, canSendImages: true,
            // `delivered` has the token of our send, but a send without an answer gave us none.
            hasEcho: false,
            // A subscriber can be written to at any time; 24 hours from a message on it costs nothing.
            windows: MessagingWindows(botSeconds: nil, personSeconds: nil, freeSeconds: 86_400),
            // No documented limit but 100 an hour to someone who does not answer (status 12): a careful rate.
            callsPerSecond: 20)
    }

    static let titleLimit = 40

    /// HMAC-SHA256 with the auth token over the body, in a header; Viber's own SDK for Node reads the same value from the
    /// query item `sig`, so that is taken when there is no header.
    public func verify(_ request: WebhookRequest) -> Verification {
        guard request.method == .post else { return .refused(reason: "Viber sends POST only") }
        // An empty token would let anyone sign.
        guard !settings.authToken.isEmpty else { return .refused(reason: "no auth_token configured") }
        let inQuery = request.query.filter { $0.name == "sig" }
        guard let text = request.headers["x-viber-content-signature"] ?? (inQuery.count == 1 ? inQuery[0].value : nil)
        else { return .refused(reason: "no X-Viber-Content-Signature") }
        guard let signature = HexSignature(text) else {
            return .refused(reason: "X-Viber-Content-Signature is not 64 lower-case hexadecimal digits")
        }
        guard signature.matches(key.authenticate(request.body)) else {
            return .refused(reason: "wrong X-Viber-Content-Signature")
        }
        return .verified
    }

    /// A body is one event.
    public func identify(_ body: [UInt8]) throws(MalformedBody) -> [EventIdentity] {
        [ViberWebhook(try JSONDocument(body).root).identity]
    }

    public func normalise(_ body: [UInt8]) throws(MalformedBody) -> [Event] {
        let webhook = ViberWebhook(try JSONDocument(body).root)
        return [
            Event(
                identity: webhook.identity, displayName: webhook.person?["name"]?.text,
                language: webhook.person?["language"]?.text, kind: webhook.meaning)
        ]
    }

    /// Someone who opens the chat without being subscribed can be sent one message, and only in this answer.
    public func reply(to body: [UInt8], welcome: @autoclosure () -> OutboundMessage?) -> WebhookReply? {
        guard let root = (try? JSONDocument(body))?.root, root["event"]?.string == "conversation_started",
            root["subscribed"]?.bool != true, let welcome = welcome(), let message = self.welcome(welcome)
        else { return nil }
        return WebhookReply(status: 200, contentType: "application/json; charset=utf-8", body: message)
    }
}
