import Foundation

/// What a platform's adapter does: pure functions from bytes to meaning and back, constructed with one channel's
/// settings and secrets. No I/O, no clock: rotating tokens come in as values.
public protocol ChannelAdapter: Sendable {
    var capabilities: ChannelCapabilities { get }

    /// Is the request from the platform? Looks at nothing but the bytes (and, for Zalo, finds the body's `timestamp`).
    /// Comparisons take constant time. Handshakes and probes that must be answered in the response are `.answer`.
    func verify(_ request: WebhookRequest) -> Verification

    /// The events of a verified body, in order: what dedupe and order need and nothing more.
    func identify(_ body: [UInt8]) throws(MalformedBody) -> [EventIdentity]

    /// The same events, in full. A body that `identify` accepted never throws here for the same version.
    func normalise(_ body: [UInt8]) throws(MalformedBody) -> [Event]

    /// What the webhook's own response should say beyond 200, if anything (Viber's welcome). `welcome` is the greeting in
    /// force, asked only when it is wanted; nil when there is none.
    func reply(to body: [UInt8], welcome: @autoclosure () -> OutboundMessage?) -> WebhookReply?

    /// The calls that deliver `message` to `recipient`, in order; each is one part of the outbox.
    /// `tag` comes back in the platform's echo where it has one: at most 40 letters and digits, the same for all parts
    /// but for a suffix `-n`.
    func render(_ message: OutboundMessage, to recipient: ContactKey, tag: String) -> [PlatformCall]

    /// What the platform's answer to a call means.
    func interpret(_ reply: PlatformReply) -> SendResult

    /// The same call as the platform wants it when a person's reply goes out after the bot's window has closed and the
    /// window for people is still open; nil where there is no such form. Never for a text of the bot.
    func outsideWindow(_ call: PlatformCall) -> PlatformCall?
}

extension ChannelAdapter {
    public func outsideWindow(_ call: PlatformCall) -> PlatformCall? { nil }
}

/// An adapter whose access token expires and is exchanged for the next one (Zalo).
public protocol TokenRefreshing: ChannelAdapter {
    /// The call that exchanges `refreshToken`, single use, for a new pair.
    func refreshCall(refreshToken: String) -> PlatformCall
    func interpretRefresh(_ reply: PlatformReply) -> TokenRefresh
}

public enum TokenRefresh: Sendable, Hashable {
    case refreshed(accessToken: String, refreshToken: String, expiresInSeconds: Int64)
    /// Try again later with the same refresh token.
    case temporary(reason: String)
    /// The refresh token is used up or revoked: an operator must connect the channel again.
    case refused(reason: String)
}

/// A webhook as it came in.
public struct WebhookRequest: Sendable {
    public enum Method: String, Sendable { case get = "GET", post = "POST" }
    public let method: Method
    /// Decoded query items in order.
    public let query: [(name: String, value: String)]
    /// Header values by lower-case name.
    public let headers: [String: String]
    /// The body exactly as received; signatures cover these bytes.
    public let body: [UInt8]

    public init(
        method: Method, query: [(name: String, value: String)] = [], headers: [String: String] = [:], body: [UInt8] = []
    ) {
        self.method = method
        self.query = query
        self.headers = headers
        self.body = body
    }
}

public enum Verification: Sendable, Hashable {
    /// Authentic: go on to `identify`.
    case verified
    /// Answer this and keep nothing (Facebook's handshake, Zalo's unsigned console test).
    case answer(WebhookReply)
    /// Forged or unsigned: 401. `reason` is for the operator and holds nothing of the request.
    case refused(reason: String)
}

/// What to answer in the webhook's own response.
public struct WebhookReply: Sendable, Hashable {
    public let status: Int
    public let contentType: String
    public let body: [UInt8]

    public init(status: Int, contentType: String = "text/plain; charset=utf-8", body: [UInt8] = []) {
        self.status = status
        self.contentType = contentType
        self.body = body
    }
}

/// The verified bytes are not that platform's JSON: 400. `reason` says what is wrong without quoting the body.
public struct MalformedBody: Error, Hashable {
    public let reason: String
    public init(reason: String) { self.reason = reason }
}

/// One HTTP request to a platform, without its access token: the token is put in when the call is made, so that a call
/// stored in the outbox holds no secret and a refreshed token is used.
public struct PlatformCall: Sendable, Hashable {
    public enum Credential: Sendable, Hashable, Codable {
        /// `name: <access token>` as a header.
        case header(name: String)
        /// `name=<access token>` in the query.
        case query(name: String)
        /// The call carries its own authentication already (a token refresh), and is never stored.
        case none
    }
    public let method: String
    /// Absolute https URL (http only for a simulator on this machine).
    public let url: String
    public let headers: [String: String]
    public let body: [UInt8]
    public let credential: Credential
    /// Keys of `headers` and `body` never hold secrets when `credential` is not `.none`.
    public init(method: String, url: String, headers: [String: String], body: [UInt8], credential: Credential) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.credential = credential
    }
}

extension PlatformCall: Codable {
    private enum CodingKeys: String, CodingKey { case method, url, headers, body, credential }

    // The body as Data, which is base64 in JSON: as an array every byte would be a value of its own, and writing and reading
    // calls was a fifth of the work of the whole path.

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            method: try values.decode(String.self, forKey: .method), url: try values.decode(String.self, forKey: .url),
            headers: try values.decode([String: String].self, forKey: .headers),
            body: [UInt8](try values.decode(Data.self, forKey: .body)),
            credential: try values.decode(Credential.self, forKey: .credential))
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(method, forKey: .method)
        try values.encode(url, forKey: .url)
        try values.encode(headers, forKey: .headers)
        try values.encode(Data(body), forKey: .body)
        try values.encode(credential, forKey: .credential)
    }
}

/// What the platform answered.
public struct PlatformReply: Sendable, Hashable {
    public let status: Int
    /// Header values by lower-case name.
    public let headers: [String: String]
    public let body: [UInt8]

    public init(status: Int, headers: [String: String] = [:], body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

public enum SendResult: Sendable, Hashable {
    /// Accepted; the platform's id of the message when it gives one.
    case sent(platformMessageID: String?)
    case failed(SendFailure)
}

/// Why a send failed, named for what is done next. `reason` is the platform's code and words, for operator and agent.
public enum SendFailure: Error, Sendable, Hashable, Codable {
    /// Try again with back-off.
    case temporary(reason: String)
    /// Try again, not before `afterSeconds` (nil: the channel's own back-off).
    case throttled(afterSeconds: Int64?, reason: String)
    /// The platform's messaging window has closed: only the citizen can open it again.
    case windowClosed(reason: String)
    /// The person blocked us, left, or cannot be reached on this channel.
    case blocked(reason: String)
    /// Refresh the token once and send again; when that fails too, the channel needs an operator.
    case badToken(reason: String)
    /// The channel itself is at fault (quota, suspended, not authorised): hold it and alarm.
    case channelDown(reason: String)
    /// Our mistake: never try again, keep it as a dead letter.
    case badRequest(reason: String)
    /// It may have been sent. Never sent again blindly: an echo or the channel's policy settles it.
    case unknownOutcome(reason: String)
}
