import Crypto

/// Makes the body and the headers of one channel's webhook requests.
struct WebhookSigner: Sendable {
    private enum Scheme: Sendable {
        case zalo(appID: [UInt8], secret: [UInt8])
        case viber(HMACKey)
        case facebook(HMACKey, pageID: String)
    }
    private let channel: String
    private let scheme: Scheme
    private let timeoutSeconds: Int

    init(_ channel: SimulatedChannel) {
        self.channel = channel.id
        timeoutSeconds = WebhookSchedule.of(channel.platform).timeoutSeconds
        switch channel.platform {
        case .zalo(let appID, _, _, let secret, _, _):
            scheme = .zalo(appID: Array(appID.utf8), secret: Array(secret.utf8))
        case .viber(let token): scheme = .viber(HMACKey(Array(token.utf8)))
        case .facebook(let pageID, _, let secret, _, _):
            scheme = .facebook(HMACKey(Array(secret.utf8)), pageID: pageID)
        }
    }

    /// One request for these events; only Facebook puts several into one. `retry` counts from 1 for repeats: Zalo tells
    /// it in a header, while body and signature stay the same.
    func request(_ events: [PlatformEvent], url: String, sentAt: Int64, retry: Int = 0) -> SignedWebhook? {
        guard let first = events.first else { return nil }
        var headers = [(name: "Content-Type", value: "application/json")]
        var url = url
        let body: [UInt8]
        switch scheme {
        case .zalo(let appID, let secret):
            body = first.body.bytes()
            let timestamp = Array((first.body["timestamp"].string ?? "").utf8)
            headers.append(("X-ZEvent-Signature", "mac=" + Hex.encode(SHA256.hash(appID, body, timestamp, secret))))
            if retry > 0 { headers.append(("num_retry", String(retry))) }
        case .viber(let key):
            body = first.body.bytes(.upperCaseEscapes)
            let signature = Hex.encode(key.authenticate(body))
            headers.append(("X-Viber-Content-Signature", signature))
            url += (url.contains("?") ? "&" : "?") + "sig=" + signature
        case .facebook(let key, let pageID):
            body = Self.page(pageID, events, sentAt).bytes(.lowerCaseEscapes)
            headers.append(("X-Hub-Signature-256", "sha256=" + Hex.encode(key.authenticate(body))))
        }
        return SignedWebhook(
            channel: channel, method: "POST", url: url, headers: headers, body: body, timeoutSeconds: timeoutSeconds)
    }

    private static func page(_ id: String, _ events: [PlatformEvent], _ time: Int64) -> JSON {
        [
            "object": "page",
            "entry": .array(
                events.map {
                    ["id": .string(id), "time": .int(time), $0.isStandby ? "standby" : "messaging": [$0.body]]
                }),
        ]
    }
}
