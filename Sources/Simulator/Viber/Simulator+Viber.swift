import Crypto
import Foundation
import HTTP

/// The REST API of Viber bots (chatapi.viber.com).
extension Simulator {
    private static let sessionLife = 24 * Milliseconds.hour
    private static let detailCallsPerWindow = 2
    private static let detailWindow = 12 * Milliseconds.hour
    private static let eventTypes: Set<String> = [
        "delivered", "seen", "failed", "subscribed", "unsubscribed", "conversation_started",
    ]

    nonisolated func addViber(to routes: inout Routes) {
        routes.on("POST", "/sim/viber/pa/send_message") { await self.viberSend($0) }
        routes.on("POST", "/sim/viber/pa/set_webhook") { await self.viberSetWebhook($0) }
        routes.on("POST", "/sim/viber/pa/get_user_details") { await self.viberUserDetails($0) }
        routes.on("POST", "/sim/viber/pa/get_account_info") { await self.viberAccountInfo($0) }
    }

    private func viberSend(_ request: Request) async -> Response {
        await viberCall(request, .sends) { simulator, channel throws(CallRefusal) in
            guard simulator.webhooks[channel]?.url != nil else { throw ViberSend.error(10) }
            guard request.body.count <= ViberSend.bodyLimit else { throw ViberSend.error(3, "over 30 KB") }
            return try simulator.viberAccept(ViberSend(try Self.viberBody(request)), channel)
        }
    }

    /// A person must have written or subscribed; without an answer a hundred messages an hour are the limit.
    private func viberAccept(_ send: ViberSend, _ channel: String) throws(CallRefusal) -> JSON {
        guard let person = send.person, let thread = threads[channel]?[person] else { throw ViberSend.error(5) }
        guard thread.isFollowing, !thread.hasBlocked else { throw ViberSend.error(6) }
        let now = clock.now()
        let recent = thread.unansweredSends.filter { now - $0 < Milliseconds.hour }
        guard recent.count < limits.viberSilentMessagesPerHour else { throw ViberSend.error(12) }
        let token = newMessageID(.viber(authToken: ""))
        withThread(channel, person) {
            $0.unansweredSends = recent + [now]
            $0.trackingData = send.trackingData
        }
        accepted(channel)
        show(viberBubble(send, token, now), channel, person)
        deliverToPhone([token], channel, person)
        let isInSession = thread.sessionStarted.map { now - $0 < Self.sessionLife } ?? false
        return [
            "status": 0, "status_message": "ok", "message_token": .int(Int64(token) ?? 0),
            "chat_hostname": "SN-CHAT-05_",
            // 1: within the 24 hours; 3: outside of them, to be paid (not confirmed).
            "billing_status": isInSession ? 1 : 3,
        ]
    }

    /// The body with which the webhook answered `conversation_started`: one message, if it is one.
    func showWelcome(_ body: [UInt8], _ channel: String, _ person: String) {
        guard !body.isEmpty, let json = JSON.parse(body), json.names?.isEmpty == false else { return }
        do {
            let welcome = try ViberSend(json, isWelcome: true)
            let token = newMessageID(.viber(authToken: ""))
            withThread(channel, person) { $0.trackingData = welcome.trackingData }
            accepted(channel)
            show(viberBubble(welcome, token, clock.now()), channel, person)
            deliverToPhone([token], channel, person)
        } catch {
            refused(channel, error)
        }
    }

    private func viberBubble(_ send: ViberSend, _ token: String, _ now: Int64) -> Bubble {
        Bubble(
            id: token, author: .account, at: now, senderName: send.content.senderName, text: send.content.text,
            attachments: send.content.attachments, buttons: send.content.buttons, mark: .sent)
    }

    /// Registers the webhook after a signed probe has been answered with 200; an empty address removes it.
    private func viberSetWebhook(_ request: Request) async -> Response {
        guard let channel = viberChannel(request) else { return reply("", ViberSend.error(2)) }
        do throws(CallRefusal) {
            let body = try Self.viberBody(request)
            try ViberSend.only(["url", "event_types", "send_name", "send_photo"], in: body, "body")
            guard let url = body["url"].string else { throw ViberSend.error(4, "url") }
            guard !url.isEmpty else {
                webhooks[channel] = WebhookState()
                return Self.json(["status": 0, "status_message": "ok"])
            }
            // Real bots need https; a loopback address serves demonstrations and tests.
            guard url.isWebAddress, url.hasPrefix("https://") || Self.isLoopback(url) else {
                throw ViberSend.error(1, "URL not valid or not HTTPS")
            }
            let kinds = try Self.viberKinds(body["event_types"])
            let token = newMessageID(.viber(authToken: ""))
            let probe = ViberEvents(channel: channel).probe(token: token, at: clock.now())
            guard let signed = signers[channel]?.request([probe], url: url, sentAt: clock.now()),
                await deliver(signed)?.status == 200
            else { throw ViberSend.error(1, "the webhook did not answer 200") }
            webhooks[channel] = WebhookState(url: url, kinds: kinds)
            return Self.json([
                "status": 0, "status_message": "ok", "chat_hostname": "SN-CHAT-05_",
                "event_types": .array(kinds.subtracting(["webhook"]).sorted().map { .string($0) }),
            ])
        } catch {
            return reply(channel, error)
        }
    }

    /// `message` always comes; without a list so does everything else.
    private static func viberKinds(_ types: JSON) throws(CallRefusal) -> Set<String> {
        guard types.isPresent else { return eventTypes.union(["message", "webhook"]) }
        guard let types = types.array else { throw ViberSend.error(3, "event_types") }
        let names = Set(types.compactMap(\.string))
        guard names.count == types.count, names.isSubset(of: eventTypes.union(["message"])) else {
            throw ViberSend.error(3, "event_types")
        }
        return names.union(["message", "webhook"])
    }

    private static func isLoopback(_ url: String) -> Bool {
        ["127.0.0.1", "localhost", "::1"].contains(URL(string: url)?.host ?? "")
    }

    private func viberUserDetails(_ request: Request) async -> Response {
        await viberCall(request, nil) { simulator, channel throws(CallRefusal) in
            guard let id = try Self.viberBody(request)["id"].string else { throw ViberSend.error(4, "id") }
            guard let thread = simulator.threads[channel]?[id] else { throw ViberSend.error(5) }
            guard thread.isFollowing else { throw ViberSend.error(6) }
            let now = simulator.clock.now()
            let recent = thread.detailCalls.filter { now - $0 < Self.detailWindow }
            guard recent.count < Self.detailCallsPerWindow else { throw ViberSend.error(12) }
            simulator.withThread(channel, id) { $0.detailCalls = recent + [now] }
            return [
                "status": 0, "status_message": "ok",
                "message_token": .int(Int64(simulator.newMessageID(.viber(authToken: ""))) ?? 0),
                "user": [
                    "id": .string(id), "name": .string(thread.person.name),
                    "avatar": .string(simulator.publicURL + "/sim/media/avatar.svg"), "country": "VN",
                    "language": .string(thread.person.language), "primary_device_os": "android 14",
                    "api_version": .int(Int64(ViberSend.apiVersion)), "viber_version": "22.1.0", "mcc": 452, "mnc": 4,
                    "device_type": "SM-A146P",
                ],
            ]
        }
    }

    private func viberAccountInfo(_ request: Request) async -> Response {
        await viberCall(request, nil) { simulator, channel throws(CallRefusal) in
            let state = simulator.webhookState(channel: channel)
            return [
                "status": 0, "status_message": "ok", "id": .string("pa:" + channel),
                "name": .string(simulator.channel(channel)?.name ?? ""), "webhook": .string(state.url ?? ""),
                "event_types": .array((state.kinds ?? []).sorted().map { .string($0) }),
            ]
        }
    }

    private static func viberBody(_ request: Request) throws(CallRefusal) -> JSON {
        guard let body = JSON.parse(request.body), body.names != nil else { throw ViberSend.error(3, "not JSON") }
        return body
    }

    private func viberChannel(_ request: Request) -> String? {
        let given = Array((request.headers["x-viber-auth-token"] ?? "").utf8)
        return channels.first { channel in
            guard case .viber(let token) = channel.platform else { return false }
            return ConstantTime.equal(Array(token.utf8), given)
        }?.id
    }

    private func viberCall(
        _ request: Request, _ calls: FaultyCalls?,
        work: @Sendable (isolated Simulator, _ channel: String) throws(CallRefusal) -> JSON
    ) async -> Response {
        let known = viberChannel(request)
        let first = channels.first { if case .viber = $0.platform { true } else { false } }
        let channel = known ?? first?.id ?? ""
        return await call(
            channel, calls,
            { status, code in
                let refusal = ViberSend.error(code)
                return CallRefusal(status: status, body: refusal.body, reason: refusal.reason)
            }, throttled: ViberSend.error(12)
        ) { simulator throws(CallRefusal) in
            guard known != nil else { throw ViberSend.error(2) }
            return (try work(simulator, channel), [])
        }
    }
}
