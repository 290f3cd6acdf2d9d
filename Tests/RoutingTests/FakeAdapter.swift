import HTTP
import Messaging

/// A platform of one line an event: `contact;key;milliseconds;kind;rest`. Its webhooks are authentic when the header
/// `x-signature` says "good".
struct FakeAdapter: ChannelAdapter, TokenRefreshing, DeletionRequesting {
    var canShare = true
    var buttonsStay = true
    var buttonLimit = 5
    var windows = MessagingWindows(botSeconds: nil, personSeconds: nil, freeSeconds: nil)
    var callsPerSecond = 1000

    var capabilities: ChannelCapabilities {
        ChannelCapabilities(
            platform: .zalo, textLimit: 200, textUnit: .utf16, buttonTextLimit: 200, buttonLimit: buttonLimit,
            buttonTitleLimit: 20, buttonsStay: buttonsStay, canCall: true, canSharePhone: canShare,
            canShareLocation: canShare,
            canSendImages: false, hasEcho: true, windows: windows, callsPerSecond: callsPerSecond)
    }

    func verify(_ request: WebhookRequest) -> Verification {
        if request.method == .get, let challenge = request.query.first(where: { $0.name == "challenge" }) {
            return .answer(WebhookReply(status: 200, body: Array(challenge.value.utf8)))
        }
        return request.headers["x-signature"] == "good" ? .verified : .refused(reason: "the signature is wrong")
    }

    /// "good:<person>" is signed.
    func deletionRequest(_ form: [UInt8]) -> DeletionRequest? {
        let text = String(decoding: form, as: UTF8.self)
        return text.hasPrefix("good:") ? DeletionRequest(person: String(text.dropFirst("good:".count))) : nil
    }

    func identify(_ body: [UInt8]) throws(MalformedBody) -> [EventIdentity] {
        var identities: [EventIdentity] = []
        for line in Self.lines(body) { identities.append(try Self.identity(line.fields, index: line.index)) }
        guard !identities.isEmpty else { throw MalformedBody(reason: "no line") }
        return identities
    }

    func normalise(_ body: [UInt8]) throws(MalformedBody) -> [Event] {
        var events: [Event] = []
        for line in Self.lines(body) {
            let identity = try Self.identity(line.fields, index: line.index)
            events.append(
                Event(
                    identity: identity, displayName: line.fields.count > 5 ? line.fields[5] : nil,
                    kind: try Self.kind(line.fields)))
        }
        return events
    }

    func reply(to body: [UInt8], welcome: @autoclosure () -> OutboundMessage?) -> WebhookReply? {
        guard String(decoding: body, as: UTF8.self).contains(";started;"), let welcome = welcome() else { return nil }
        return WebhookReply(status: 200, body: Array(welcome.text.utf8))
    }

    /// A call for each paragraph of the text; the buttons go with the last.
    func render(_ message: OutboundMessage, to recipient: ContactKey, tag: String) -> [PlatformCall] {
        let paragraphs = message.text.split(separator: "\n\n").map(String.init)
        return paragraphs.enumerated().map { index, text in
            PlatformCall(
                method: "POST", url: "https://platform.test/send", headers: ["x-tag": "\(tag)-\(index + 1)"],
                body: Array("\(recipient.rawValue)|\(message.purpose.rawValue)|\(text)".utf8),
                credential: .header(name: "x-token"))
        }
    }

    func interpret(_ reply: PlatformReply) -> SendResult {
        let words = String(decoding: reply.body, as: UTF8.self).split(separator: " ").map(String.init)
        let reason = "platform says \(words.first ?? "nothing")"
        switch words.first {
        case "ok": return .sent(platformMessageID: words.count > 1 ? words[1] : nil)
        case "throttled":
            return .failed(.throttled(afterSeconds: words.count > 1 ? Int64(words[1]) : nil, reason: reason))
        case "window": return .failed(.windowClosed(reason: reason))
        case "blocked": return .failed(.blocked(reason: reason))
        case "token": return .failed(.badToken(reason: reason))
        case "down": return .failed(.channelDown(reason: reason))
        case "bad": return .failed(.badRequest(reason: reason))
        case "unknown": return .failed(.unknownOutcome(reason: reason))
        default: return .failed(.temporary(reason: reason))
        }
    }

    func outsideWindow(_ call: PlatformCall) -> PlatformCall? {
        PlatformCall(
            method: call.method, url: call.url + "?tag=human", headers: call.headers, body: call.body,
            credential: call.credential)
    }

    func refreshCall(refreshToken: String) -> PlatformCall {
        PlatformCall(
            method: "POST", url: "https://platform.test/refresh", headers: [:], body: Array(refreshToken.utf8),
            credential: .none)
    }

    func interpretRefresh(_ reply: PlatformReply) -> TokenRefresh {
        let words = String(decoding: reply.body, as: UTF8.self).split(separator: " ").map(String.init)
        switch words.first {
        case "pair" where words.count == 3:
            return .refreshed(accessToken: words[1], refreshToken: words[2], expiresInSeconds: 90_000)
        case "refused": return .refused(reason: "refresh token is used up")
        default: return .temporary(reason: "busy")
        }
    }

    // MARK: Reading a line

    private static func lines(_ body: [UInt8]) -> [(index: Int, fields: [String])] {
        String(decoding: body, as: UTF8.self).split(separator: "\n").enumerated().map { index, line in
            (index, line.split(separator: ";", omittingEmptySubsequences: false).map(String.init))
        }
    }

    private static func identity(_ fields: [String], index: Int) throws(MalformedBody) -> EventIdentity {
        guard fields.count >= 5, let time = Int64(fields[2]) else { throw MalformedBody(reason: "not five fields") }
        return EventIdentity(
            index: index, contact: fields[0].isEmpty ? nil : ContactKey(fields[0]), key: fields[1],
            time: Instant(milliseconds: time), isKept: fields[3] != "unknown")
    }

    private static func kind(_ fields: [String]) throws(MalformedBody) -> Event.Kind {
        let rest = fields[4]
        switch fields[3] {
        case "text": return .message(InboundMessage(platformMessageID: fields[1], text: rest))
        case "staff": return .staffEcho(platformMessageID: fields[1], text: rest)
        case "echo": return .appEcho(platformMessageID: fields[1], tag: rest)
        case "delivered": return .receipt(Receipt(status: .delivered, platformMessageIDs: [rest]))
        case "started": return .conversationStarted(context: nil)
        case "poison": throw MalformedBody(reason: "the event cannot be read")
        default: return .unknown(name: fields[3])
        }
    }
}
