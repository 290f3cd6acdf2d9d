import Crypto
import Foundation
import HTTP

/// The OpenAPI of Zalo (openapi.zalo.me) and its OAuth (oauth.zaloapp.com).
extension Simulator {
    private static let secondsOfAccess = "90000"

    nonisolated func addZalo(to routes: inout Routes) {
        routes.on("POST", "/sim/zalo/v3.0/oa/message/cs") { await self.zaloSend($0) }
        // The first is the right address without its last part; the second was shut down.
        routes.on("POST", "/sim/zalo/v2.0/oa/message") { await self.zaloVersion2($0) }
        routes.on("GET", "/sim/zalo/v3.0/oa/user/detail") { await self.zaloUserDetail($0) }
        routes.on("GET", "/sim/zalo/v2.0/oa/getoa") { await self.zaloAccount($0) }
        routes.on("POST", "/sim/zalo-oauth/v4/oa/access_token") { await self.zaloToken($0) }
        routes.on("GET", "/sim/zalo-oauth/v4/oa/permission") { await self.zaloPermission($0) }
    }

    private func zaloSend(_ request: Request) async -> Response {
        let channel = zaloChannel(request)
        return await zaloCall(channel, .sends) { simulator throws(CallRefusal) in
            let headers = try simulator.zaloAdmit(channel, request)
            guard request.isJSON, let body = JSON.parse(request.body) else { throw ZaloSend.invalid("not JSON") }
            return (try simulator.zaloAccept(ZaloSend(body), channel), headers)
        }
    }

    /// Consultation messages go only to people who are known, have not blocked the OA and were heard of within 7 days;
    /// after 48 hours the OA pays.
    private func zaloAccept(_ send: ZaloSend, _ channel: String) throws(CallRefusal) -> JSON {
        guard let thread = threads[channel]?[send.person] else { throw ZaloSend.invalid("user_id is unknown") }
        guard !thread.hasBlocked else { throw ZaloSend.error(-217) }
        guard let last = thread.lastInteraction else { throw ZaloSend.error(-213) }
        let now = clock.now()
        guard now - last <= ZaloSend.window else { throw ZaloSend.error(-230) }
        if now - last > ZaloSend.freeWindow {
            guard limits.zaloPaysAfterFreeWindow else { throw ZaloSend.error(-232) }
            statistics.paid[channel, default: 0] += 1
        }
        guard let events = zaloEvents(channel), let platform = platform(channel) else { throw ZaloSend.error(-205) }
        let bubble = Bubble(
            id: newMessageID(platform), author: .account, at: now, text: send.content.text,
            attachments: send.content.attachments, buttons: send.content.buttons, mark: .sent)
        accepted(channel)
        show(bubble, channel, send.person)
        post([events.echo(bubble, kind: send.echo, to: send.person, admin: nil, at: now)])
        deliverToPhone([bubble.id], channel, send.person)
        return [
            "data": ["message_id": .string(bubble.id), "user_id": .string(send.person)], "error": 0,
            "message": "Success",
        ]
    }

    /// Of version 2 only reactions are left.
    private func zaloVersion2(_ request: Request) async -> Response {
        let channel = zaloChannel(request)
        return await zaloCall(channel, .sends) { simulator throws(CallRefusal) in
            let headers = try simulator.zaloAdmit(channel, request)
            let action = JSON.parse(request.body)?["sender_action"] ?? .null
            guard action.isPresent else { throw ZaloSend.error(-240) }
            guard action["react_icon"].string != nil, action["react_message_id"].string != nil else {
                throw ZaloSend.invalid("sender_action needs react_icon and react_message_id")
            }
            return (["error": 0, "message": "Success"], headers)
        }
    }

    private func zaloUserDetail(_ request: Request) async -> Response {
        let channel = zaloChannel(request)
        return await zaloCall(channel, nil) { simulator throws(CallRefusal) in
            let headers = try simulator.zaloAdmit(channel, request)
            let query = request.queryValue("data").flatMap { JSON.parse(Array($0.utf8)) }
            guard let id = query?["user_id"].string, let thread = simulator.threads[channel]?[id] else {
                throw ZaloSend.invalid("user_id")
            }
            return (["data": simulator.zaloDetail(thread, channel), "error": 0, "message": "Success"], headers)
        }
    }

    private func zaloDetail(_ thread: PhoneThread, _ channel: String) -> JSON {
        let avatar = publicURL + "/sim/media/avatar.svg"
        return [
            "user_id": .string(thread.person.id),
            "user_id_by_app": .string(zaloEvents(channel)?.byApp(thread.person.id) ?? ""),
            "user_external_id": "", "display_name": .string(thread.person.name), "user_alias": "",
            "is_sensitive": false,
            "user_last_interaction_date": .string(thread.lastInteraction.map(Self.zaloDate) ?? ""),
            "user_is_follower": .bool(thread.isFollowing), "avatar": .string(avatar),
            "avatars": ["120": .string(avatar), "240": .string(avatar)],
            "tags_and_notes_info": ["notes": [], "tag_names": []],
            "shared_info": ["address": "", "city": "", "district": "", "phone": "", "name": ""],
        ]
    }

    /// Day/month/year in Vietnam, which has one time zone and no summer time.
    private static func zaloDate(_ milliseconds: Int64) -> String {
        let local = Date(timeIntervalSince1970: Double(milliseconds) / 1000 + 7 * 3600)
        let parts = local.formatted(.iso8601.year().month().day()).split(separator: "-")
        return parts.reversed().joined(separator: "/")
    }

    private func zaloAccount(_ request: Request) async -> Response {
        let channel = zaloChannel(request)
        return await zaloCall(channel, nil) { simulator throws(CallRefusal) in
            let headers = try simulator.zaloAdmit(channel, request)
            let name = simulator.channel(channel)?.name ?? ""
            let id = simulator.zaloEvents(channel)?.oaID ?? ""
            return (
                ["data": ["oa_id": .string(id), "name": .string(name)], "error": 0, "message": "Success"], headers
            )
        }
    }

    private func zaloToken(_ request: Request) async -> Response {
        let form = request.form
        let channel = channels.first { channel in
            guard case .zalo(let appID, _, _, _, _, _) = channel.platform else { return false }
            return appID == form["app_id"]
        }
        return await zaloCall(channel?.id ?? "", .tokens) { simulator throws(CallRefusal) in
            guard let channel, case .zalo(_, _, let secret, _, _, _) = channel.platform,
                ConstantTime.equal(Array((request.headers["secret_key"] ?? "").utf8), Array(secret.utf8))
            else { throw Self.zaloTokenError("Invalid app id or secret key", -14002) }
            return (try simulator.zaloNewPair(channel.id, form), [])
        }
    }

    private func zaloNewPair(_ channel: String, _ form: [String: String]) throws(CallRefusal) -> JSON {
        let now = clock.now()
        let access = Base64URL.encode(random(48))
        let refresh = Base64URL.encode(random(48))
        switch form["grant_type"] {
        case "refresh_token":
            guard
                zaloTokens[channel]?.refresh(
                    with: form["refresh_token"] ?? "", newAccess: access, newRefresh: refresh, now: now) == true
            else { throw Self.zaloTokenError("Invalid refresh token", -14014) }
        case "authorization_code":
            let challenge = Base64URL.encode(SHA256.hash(Array((form["code_verifier"] ?? "").utf8)))
            guard
                zaloTokens[channel]?.exchange(
                    code: form["code"] ?? "", challenge: challenge, newAccess: access, newRefresh: refresh, now: now)
                    == true
            else { throw Self.zaloTokenError("Invalid authorization code", -14003) }
        default: throw Self.zaloTokenError("Invalid grant type", -14001)
        }
        return [
            "access_token": .string(access), "refresh_token": .string(refresh),
            "expires_in": .string(Self.secondsOfAccess),
        ]
    }

    /// The keys have been seen in the field; the codes are guesses (not documented), so nobody should rely on them.
    private static func zaloTokenError(_ name: String, _ code: Int) -> CallRefusal {
        CallRefusal(
            status: 200,
            body: [
                "error_name": .string(name), "error_reason": .string(name),
                "ref_docs": "https://developers.zalo.me/docs/official-account/", "error_description": .string(name),
                "error": .int(Int64(code)),
            ], reason: String(code))
    }

    /// The consent page: here every administrator consents at once and is sent back with a code.
    private func zaloPermission(_ request: Request) -> Response {
        let channel = channels.first { channel in
            guard case .zalo(let appID, _, _, _, _, _) = channel.platform else { return false }
            return appID == request.queryValue("app_id")
        }
        guard let channel, let back = request.queryValue("redirect_uri"), back.isWebAddress,
            let challenge = request.queryValue("code_challenge"), var url = URLComponents(string: back)
        else { return .text("app_id, redirect_uri or code_challenge is wrong\n", status: 400) }
        let code = Base64URL.encode(random(32))
        zaloTokens[channel.id]?.grant(code: code, challenge: challenge, now: clock.now())
        url.queryItems =
            (url.queryItems ?? []) + [
                URLQueryItem(name: "code", value: code),
                URLQueryItem(name: "oa_id", value: zaloEvents(channel.id)?.oaID),
                URLQueryItem(name: "state", value: request.queryValue("state")),
            ]
        return Response(status: 302, headers: [("Location", url.string ?? back)])
    }

    /// The OA that this token was ever given to; the first one when it was given to none.
    private func zaloChannel(_ request: Request) -> String {
        let token = request.headers["access_token"] ?? ""
        return channels.first { zaloTokens[$0.id]?.access == token }?.id
            ?? channels.first { zaloTokens[$0.id] != nil }?.id ?? ""
    }

    /// Rate, token and, where it is sent, the proof that the caller has the app's secret.
    private func zaloAdmit(
        _ channel: String, _ request: Request
    ) throws(CallRefusal) -> [(name: String, value: String)] {
        guard let token = request.headers["access_token"], !token.isEmpty, let tokens = zaloTokens[channel],
            case .zalo(_, _, let secret, _, _, _)? = platform(channel)
        else { throw ZaloSend.error(-216) }
        let limit = limits.zaloCallsPerMinute
        let admitted =
            callTimes[channel, default: CallRate()]
            .admit(now: clock.now(), window: Milliseconds.minute, limit: limit)
        let headers = [
            (name: "X-RateLimit-Limit", value: String(limit)),
            (name: "X-RateLimit-Remain", value: String(max(0, limit - (callTimes[channel]?.calls ?? 0)))),
        ]
        func refuse(_ code: Int) -> CallRefusal {
            var refusal = ZaloSend.error(code)
            refusal.headers = headers
            return refusal
        }
        guard admitted else { throw refuse(-32) }
        switch tokens.standing(of: token, now: clock.now()) {
        case .good: break
        case .expired: throw refuse(-220)
        case .unknown: throw refuse(-216)
        }
        if let proof = request.headers["appsecret_proof"] {
            let right = Hex.encode(HMACKey(Array(secret.utf8)).authenticate(Array(token.utf8)))
            guard ConstantTime.equal(Array(proof.utf8), Array(right.utf8)) else {
                throw ZaloSend.error(-242, "appsecret_proof is invalid")
            }
        }
        return headers
    }

    private func zaloCall(
        _ channel: String, _ calls: FaultyCalls?,
        work:
            @Sendable (isolated Simulator) throws(CallRefusal) -> (body: JSON, headers: [(name: String, value: String)])
    ) async -> Response {
        await call(
            channel, calls,
            { status, code in
                var refusal = ZaloSend.error(code)
                refusal = CallRefusal(status: status, body: refusal.body, reason: refusal.reason)
                return refusal
            }, throttled: ZaloSend.error(-32), work: work)
    }
}
