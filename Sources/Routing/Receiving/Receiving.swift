import HTTP
import Messaging
import Storage
import Telemetry

/// The first loop, inside the webhook's request: verify, identify, write down, and only then 200. Nothing acts on a
/// message here, and nothing unverified is interpreted, queued or logged.
struct Receiving: Sendable {
    let channels: [String: Channel]
    let store: Store
    let clock: WallClock
    /// The greeting that a platform may show in the webhook's own response.
    let welcome: @Sendable (ChannelID) -> OutboundMessage?
    let logger: Logger
    let metrics: MessageMetrics

    /// `POST /webhooks/<channel>` and the platforms' handshakes by GET.
    var routes: Routes {
        var routes = Routes()
        routes.on("POST", "/webhooks/:channel") { await receive($0, method: .post) }
        routes.on("GET", "/webhooks/:channel") { await receive($0, method: .get) }
        return routes
    }

    private func receive(_ request: Request, method: WebhookRequest.Method) async -> Response {
        guard let channel = request.parameters["channel"].flatMap({ channels[$0] }) else {
            return .text("unknown channel\n", status: 404)
        }
        let webhook = WebhookRequest(
            method: method, query: request.query, headers: request.headers, body: request.body)
        switch channel.adapter.verify(webhook) {
        case .answer(let reply):
            return Response(reply)
        case .refused(let reason):
            metrics.webhook(channel.id, .refused)
            logger.notice("webhook refused", .id("channel", channel.id), .reason(reason))
            return .text("unauthorized\n", status: 401)
        case .verified:
            guard method == .post else { return .text("method not allowed\n", status: 405) }
            return await keep(request.body, of: channel)
        }
    }

    private func keep(_ body: [UInt8], of channel: Channel) async -> Response {
        let received = clock.now()
        do {
            let events = try channel.adapter.identify(body)
            let accepted = try await store.accept(
                channel: channel.id, body: body, events: events, received: received)
            metrics.accepted(channel.id, accepted, ignored: events.count { !$0.isKept })
        } catch let malformed as MalformedBody {
            metrics.webhook(channel.id, .malformed)
            logger.warning(
                "webhook is signed but cannot be read", .id("channel", channel.id), .reason(malformed.reason))
            return .text("bad request\n", status: 400)
        } catch {
            metrics.webhook(channel.id, .overloaded)
            logger.error("webhook could not be kept", .id("channel", channel.id), .reason("\(error)"))
            return .text("try again\n", status: 503)
        }
        guard let reply = channel.adapter.reply(to: body, welcome: welcome(channel.id)) else { return .text("") }
        return Response(reply)
    }
}

extension Response {
    fileprivate init(_ reply: WebhookReply) {
        self.init(
            status: reply.status, headers: [("Content-Type", reply.contentType)], body: .bytes(reply.body))
    }
}
