import Crypto
import Foundation
import HTTP

/// The Graph API of Facebook Pages (graph.facebook.com).
extension Simulator {
    private static let versions: Set<String> = ["v25.0", "v26.0"]

    nonisolated func addFacebook(to routes: inout Routes) {
        let page = "/sim/facebook/:version/:page/"
        routes.on("POST", page + "messages") { await self.facebookSend($0) }
        for action in ["pass", "take", "release", "request"] {
            routes.on("POST", page + action + "_thread_control") { await self.facebookControl(action, $0) }
        }
        routes.on("GET", page + "thread_owner") { await self.facebookOwner($0) }
        routes.on("POST", page + "subscribed_apps") { await self.facebookSubscribe($0) }
        routes.on("GET", page + "subscribed_apps") { await self.facebookSubscriptions($0) }
        routes.on("POST", page + "messenger_profile") { await self.facebookMessengerProfile($0) }
        routes.on("GET", "/sim/facebook/:version/:person") { await self.facebookProfile($0) }
    }

    private func facebookSend(_ request: Request) async -> Response {
        await facebookCall(request, .sends) { simulator, channel, body throws(CallRefusal) in
            try simulator.facebookAccept(FacebookSend(body), channel)
        }
    }

    /// Who may be written to and when.
    private func facebookAccept(_ send: FacebookSend, _ channel: String) throws(CallRefusal) -> JSON {
        let person = send.person
        guard let thread = threads[channel]?[person], let last = thread.lastInteraction else {
            throw FacebookSend.error(100, 2_018_001, "(#100) No matching user found")
        }
        guard !thread.hasBlocked else {
            throw FacebookSend.error(551, 1_545_041, "(#551) This person isn't available right now.")
        }
        let now = clock.now()
        guard now - last <= (send.isHumanAgent ? FacebookSend.humanAgentWindow : FacebookSend.window) else {
            throw FacebookSend.error(10, 2_018_278, "(#10) This message is sent outside of allowed window.")
        }
        // Another app has the thread. That a send is then refused follows from conversation routing; the code is not
        // documented.
        guard !thread.isInInbox(at: now) else {
            throw FacebookSend.error(10, 2_018_300, "(#10) This app does not have thread control.")
        }
        if case .action(let action) = send.kind {
            if action == "mark_seen" {
                mark(thread.bubbles.filter { $0.author == .person }.map(\.id), .seen, channel, person)
            }
            if action.hasPrefix("typing") { feed.changed(.typing(channel, person, action == "typing_on")) }
            return ["recipient_id": .string(person)]
        }
        if send.isMedia, !admit(channel + "/media", Milliseconds.second, limits.facebookMediaCallsPerSecond) {
            throw Self.facebookThrottled
        }
        if let mid = send.repliesTo, !thread.bubbles.contains(where: { $0.id == mid }) {
            throw FacebookSend.error(10900, nil, "(#10900) The message replied to was not found.")
        }
        return facebookShow(send, channel, now)
    }

    private func facebookShow(_ send: FacebookSend, _ channel: String, _ now: Int64) -> JSON {
        guard let platform = platform(channel), let events = facebookEvents(channel) else { return .null }
        let bubble = Bubble(
            id: newMessageID(platform), author: .account, at: now, text: send.content.text,
            attachments: send.content.attachments, buttons: send.content.buttons, mark: .sent)
        accepted(channel)
        show(bubble, channel, send.person)
        post([
            events.echo(
                bubble, to: send.person, appID: events.appID, metadata: send.metadata, template: send.template, at: now)
        ])
        deliverToPhone([bubble.id], channel, send.person)
        if send.threadControl == "pass" {
            withThread(channel, send.person) { $0.giveToInbox(at: now) }
        }
        return ["recipient_id": .string(send.person), "message_id": .string(bubble.id)]
    }

    /// https://developers.facebook.com/documentation/business-messaging/messenger-platform/conversation-routing
    private func facebookControl(_ action: String, _ request: Request) async -> Response {
        await facebookCall(request, nil) { simulator, channel, body throws(CallRefusal) in
            try FacebookSend.only(["recipient", "target_app_id", "metadata"], in: body, "body")
            guard let person = body["recipient"]["id"].string, let thread = simulator.threads[channel]?[person],
                thread.lastInteraction != nil
            else { throw FacebookSend.error(100, 2_018_001, "(#100) No matching user found") }
            switch action {
            case "pass":
                guard let target = body["target_app_id"].int.map({ String($0) }) ?? body["target_app_id"].string,
                    target == FacebookEvents.inboxAppID
                else { throw FacebookSend.invalid("target_app_id") }
                guard !thread.isInInbox(at: simulator.clock.now()) else {
                    throw FacebookSend.error(10, nil, "(#10) Not the thread owner.")
                }
                simulator.withThread(channel, person) { $0.giveToInbox(at: simulator.clock.now()) }
            case "take": simulator.withThread(channel, person) { $0.takeFromInbox() }
            default: break
            }
            return ["success": true]
        }
    }

    private func facebookOwner(_ request: Request) async -> Response {
        await facebookCall(request, nil) { simulator, channel, _ throws(CallRefusal) in
            guard let person = request.queryValue("recipient"), let thread = simulator.threads[channel]?[person] else {
                throw FacebookSend.error(100, 2_018_001, "(#100) No matching user found")
            }
            let ours = simulator.facebookEvents(channel)?.appID ?? ""
            let owner = thread.isInInbox(at: simulator.clock.now()) ? FacebookEvents.inboxAppID : ours
            return ["data": [["thread_owner": ["app_id": .string(owner)]]]]
        }
    }

    /// Subscribes the Page to the app and so turns a webhook on again that was switched off. The handshake, which Facebook
    /// makes when the address is entered in the app's dashboard, is made here, since that was done beforehand.
    private func facebookSubscribe(_ request: Request) async -> Response {
        let fields = request.queryValue("subscribed_fields") ?? JSON.parse(request.body)?["subscribed_fields"].string
        let response = await facebookCall(request, nil) { _, _, _ throws(CallRefusal) in
            guard fields != nil else { throw FacebookSend.invalid("subscribed_fields is required") }
            return ["success": true]
        }
        guard response.status == 200, let fields, let channel = facebookChannel(request)?.id else { return response }
        guard await checkWebhook(channel: channel) else {
            return reply(channel, FacebookSend.error(2200, nil, "(#2200) Callback verification failed."))
        }
        enableWebhook(channel: channel)
        webhooks[channel]?.kinds = Set(fields.split(separator: ",").map(String.init))
        return response
    }

    private func facebookSubscriptions(_ request: Request) async -> Response {
        await facebookCall(request, nil) { simulator, channel, _ throws(CallRefusal) in
            let state = simulator.webhookState(channel: channel)
            guard state.url != nil, !state.isDisabled else { return ["data": []] }
            return [
                "data": [
                    [
                        "id": .string(simulator.facebookEvents(channel)?.appID ?? ""),
                        "subscribed_fields": .array((state.kinds ?? []).sorted().map { .string($0) }),
                    ]
                ]
            ]
        }
    }

    /// Only Get Started is kept; greeting and menu are accepted.
    private func facebookMessengerProfile(_ request: Request) async -> Response {
        await facebookCall(request, nil) { simulator, channel, body throws(CallRefusal) in
            if let payload = body["get_started"]["payload"].string { simulator.getStartedPayloads[channel] = payload }
            return ["result": "success"]
        }
    }

    /// Name and picture of a person; other fields need permissions that the app does not have.
    private func facebookProfile(_ request: Request) async -> Response {
        await facebookCall(request, nil) { simulator, channel, _ throws(CallRefusal) in
            let fields = (request.queryValue("fields") ?? "first_name,last_name,profile_pic").split(separator: ",")
            let id = request.parameters["person"] ?? ""
            guard let thread = simulator.threads[channel]?[id], thread.lastInteraction != nil,
                fields.allSatisfy({ ["id", "name", "first_name", "last_name", "profile_pic"].contains($0) })
            else { throw Self.facebookNoObject(id) }
            let parts = thread.person.name.split(separator: " ")
            let values: [String: String] = [
                "name": thread.person.name, "first_name": parts.last.map(String.init) ?? "",
                "last_name": parts.dropLast().joined(separator: " "),
                "profile_pic": simulator.publicURL + "/sim/media/avatar.svg",
            ]
            return JSON.object([]).with(
                fields.map { (String($0), values[String($0)].map { .string($0) }) } + [("id", .string(id))])
        }
    }

    /// Posts the handshake that Facebook makes when the webhook is entered in the app's dashboard, or Zalo's unsigned
    /// `{}` behind the console's test button; true when the answer lets the address be saved.
    public func checkWebhook(channel id: String) async -> Bool {
        guard let channel = channel(id), let url = webhooks[id]?.url else { return false }
        let timeout = WebhookSchedule.of(channel.platform).timeoutSeconds
        func request(_ method: String, _ url: String, _ body: String) -> SignedWebhook {
            SignedWebhook(
                channel: id, method: method, url: url,
                headers: method == "POST" ? [("Content-Type", "application/json")] : [], body: Array(body.utf8),
                timeoutSeconds: timeout)
        }
        switch channel.platform {
        case .zalo: return await deliver(request("POST", url, "{}"))?.status == 200
        case .viber: return false
        case .facebook(_, _, _, let token, _):
            let challenge = String(random(4).reduce(0) { $0 << 8 | Int($1) })
            let escaped = token.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? token
            let query = "hub.mode=subscribe&hub.verify_token=\(escaped)&hub.challenge=\(challenge)"
            let answer = await deliver(request("GET", url + (url.contains("?") ? "&" : "?") + query, ""))
            return answer?.status == 200 && answer?.body == Array(challenge.utf8)
        }
    }

    private static let facebookThrottled = FacebookSend.error(
        613, nil, "(#613) Calls to this api have exceeded the rate limit.")

    private static func facebookNoObject(_ id: String) -> CallRefusal {
        FacebookSend.error(
            100, 33,
            "Unsupported request. Object with ID '\(id)' does not exist, cannot be loaded due to missing permissions, "
                + "or does not support this operation.", type: "GraphMethodException")
    }

    private func admit(_ name: String, _ window: Int64, _ limit: Int) -> Bool {
        callTimes[name, default: CallRate()].admit(now: clock.now(), window: window, limit: limit)
    }

    /// The Page of the address; the first one for "me" and for profiles.
    private func facebookChannel(_ request: Request) -> SimulatedChannel? {
        func pageID(_ channel: SimulatedChannel) -> String? {
            guard case .facebook(let id, _, _, _, _) = channel.platform else { return nil }
            return id
        }
        return channels.first { pageID($0) == request.parameters["page"] ?? "" } ?? channels.first { pageID($0) != nil }
    }

    /// Version, token, Page and rate; then the work on the body without its token.
    private func facebookCall(
        _ request: Request, _ calls: FaultyCalls?,
        work: @Sendable (isolated Simulator, _ channel: String, _ body: JSON) throws(CallRefusal) -> JSON
    ) async -> Response {
        let page = request.parameters["page"]
        let channel = facebookChannel(request)
        return await call(
            channel?.id ?? "", calls,
            { status, code in
                // A token's end is reported as 190/463.
                FacebookSend.error(
                    code, code == 190 ? 463 : nil, "(#\(code)) An unexpected error has occurred.", status: status)
            }, throttled: Self.facebookThrottled
        ) { simulator throws(CallRefusal) in
            guard Self.versions.contains(request.parameters["version"] ?? "") else {
                throw FacebookSend.error(2635, nil, "(#2635) You are calling a deprecated version of the API.")
            }
            let sent: JSON = request.body.isEmpty ? .object([]) : JSON.parse(request.body) ?? .null
            guard request.body.isEmpty || (request.isJSON && sent.names != nil) else {
                throw FacebookSend.invalid("the body must be JSON")
            }
            guard let channel, case .facebook(let pageID, _, let secret, _, let token) = channel.platform else {
                throw Self.facebookNoObject(page ?? "")
            }
            let authorization = request.headers["authorization"].map { $0.dropFirst("Bearer ".count) }.map(String.init)
            let given =
                request.queryValue("access_token") ?? sent["access_token"].string ?? authorization ?? ""
            guard ConstantTime.equal(Array(given.utf8), Array(token.utf8)) else {
                throw FacebookSend.error(190, nil, "Invalid OAuth access token.")
            }
            if let proof = request.queryValue("appsecret_proof") ?? sent["appsecret_proof"].string {
                let right = Hex.encode(HMACKey(Array(secret.utf8)).authenticate(Array(token.utf8)))
                guard ConstantTime.equal(Array(proof.utf8), Array(right.utf8)) else {
                    throw FacebookSend.error(100, nil, "Invalid appsecret_proof provided in the API argument")
                }
            }
            guard page == nil || page == pageID || page == "me" else { throw Self.facebookNoObject(page ?? "") }
            guard simulator.admit(channel.id, Milliseconds.second, simulator.limits.facebookCallsPerSecond) else {
                throw Self.facebookThrottled
            }
            guard case .object(let members) = sent else { throw FacebookSend.invalid("the body must be JSON") }
            let body = JSON.object(members.filter { !["access_token", "appsecret_proof"].contains($0.name) })
            return (try work(simulator, channel.id, body), [])
        }
    }
}
