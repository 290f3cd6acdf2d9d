import Crypto
public import Messaging

/// Zalo Official Account, OpenAPI v3 (docs.zaloplatforms.com, developers.zalo.me/docs/official-account).
public struct ZaloAdapter: ChannelAdapter, TokenRefreshing, WebhookRegistering {
    let settings: ZaloSettings
    public let capabilities: ChannelCapabilities

    public init(settings: ZaloSettings) {
        self.settings = settings
        capabilities = ChannelCapabilities(
            platform: .zalo,
            // "2000 characters"; which unit is not said, UTF-16 is the careful reading.
            textLimit: 2000, textUnit: .utf16, buttonTextLimit: 2000,
            // zaloplatform/zalo-php-sdk: at most five; titles up to 100.
            buttonLimit: settings.buttons == .text ? 0 : 5, buttonTitleLimit: Self.titleLimit,
            buttonsStay: true, canCall: settings.buttons != .text, canSharePhone: settings.requestInfo != nil,
            canShareLocation: false,
            canSendImages: true,
            // `oa_send_*` events carry the `message_id` of our sends.
            hasEcho: true,
            // Consultation messages: free for 48 hours after the person's last interaction, paid up to 7 days.
            windows: MessagingWindows(
                botSeconds: 7 * 86_400, personSeconds: 7 * 86_400, freeSeconds: 48 * 3600),
            // 4000 requests a minute for an app.
            callsPerSecond: 66)
    }

    static let titleLimit = 100

    /// The signature is SHA-256 over app id, body, the body's timestamp and the OA's secret key: not an HMAC. Old
    /// timestamps are not refused: a redelivery keeps the first one's for more than an hour, and the official sample's is
    /// of 1974.
    public func verify(_ request: WebhookRequest) -> Verification {
        guard request.method == .post else { return .refused(reason: "Zalo sends POST only") }
        guard let header = request.headers["x-zevent-signature"] else {
            // The console's "Kiểm tra" button posts an unsigned {} and saves the address only when it is answered 200.
            let isConsoleTest = Self.isEmptyObject(request.body)
            return isConsoleTest ? .answer(WebhookReply(status: 200)) : .refused(reason: "no X-ZEvent-Signature")
        }
        guard let signature = HexSignature(header, prefix: "mac=") else {
            return .refused(reason: "X-ZEvent-Signature is not mac= and 64 lower-case hexadecimal digits")
        }
        guard let timestamp = TimestampScan.digits(in: request.body) else {
            return .refused(reason: "no timestamp that a signature could cover")
        }
        if isSigned(request.body, timestamp, key: settings.oaSecretKey, signature) { return .verified }
        if isSigned(request.body, timestamp, key: settings.appSecret, signature) {
            return .refused(
                reason: "signed with the app secret, not with oa_secret_key: try the other key as oa_secret_key")
        }
        return .refused(reason: "wrong X-ZEvent-Signature")
    }

    private func isSigned(
        _ body: [UInt8], _ timestamp: ArraySlice<UInt8>, key: String, _ signature: HexSignature
    ) -> Bool {
        // An empty key would let anyone sign.
        guard !key.isEmpty else { return false }
        return signature.matches(SHA256.hash(Array(settings.appID.utf8), body, Array(timestamp), Array(key.utf8)))
    }

    /// `{}` and white space, nothing else; longer than any console writes is not looked at.
    private static func isEmptyObject(_ body: [UInt8]) -> Bool {
        guard body.count <= 64 else { return false }
        return body.filter { ![0x20, 0x0A, 0x0D, 0x09].contains($0) } == Array("{}".utf8)
    }

    /// A body is one event.
    public func identify(_ body: [UInt8]) throws(MalformedBody) -> [EventIdentity] {
        [ZaloWebhook(try JSONDocument(body).root, settings: settings).identity]
    }

    public func normalise(_ body: [UInt8]) throws(MalformedBody) -> [Event] {
        let webhook = ZaloWebhook(try JSONDocument(body).root, settings: settings)
        return [Event(identity: webhook.identity, kind: webhook.meaning)]
    }

    /// Zalo takes nothing in the answer to a webhook.
    public func reply(to body: [UInt8], welcome: @autoclosure () -> OutboundMessage?) -> WebhookReply? { nil }
}
