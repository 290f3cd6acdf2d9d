public import Messaging

extension ZaloAdapter {
    /// Zalo answers 200 with `error` in the body. The codes are those of the OA API; notifications by telephone number
    /// (ZNS) use the same numbers with other meanings and are not sent from here.
    public func interpret(_ reply: PlatformReply) -> SendResult {
        guard reply.status < 500, reply.status != 429, let json = reply.json, let code = json["error"]?.integer else {
            return .failed(reply.failureByStatus)
        }
        let reason = FailureReason.of(String(code), json["message"]?.string)
        switch code {
        case 0:
            guard reply.status < 300 else { return .failed(reply.failureByStatus) }
            return .sent(platformMessageID: json["data"]?["message_id"]?.id)
        case -32: return .failed(.throttled(afterSeconds: reply.retryAfterSeconds ?? 60, reason: reason))
        // Invalid, expired.
        case -216, -220: return .failed(.badToken(reason: reason))
        case -200: return .failed(.temporary(reason: reason))
        // Not a follower; no interaction for 7 days; the older 48 hours; out of replies (for this person, or to him).
        case -213, -218, -230, -232, -305, -311: return .failed(.windowClosed(reason: reason))
        // Blocked or limited by the person; banned or not seen for 45 days.
        case -217, -222, -227, -244: return .failed(.blocked(reason: reason))
        // OA deleted or not found; app not active, not registered, removed or not authorised; out of quota or money; OA not
        // verified or on too small a tariff; wrong appsecret_proof.
        case -204, -205, -209, -210, -211, -212, -219, -221, -223, -224, -242, -321:
            return .failed(.channelDown(reason: reason))
        // Attachment expired, wrong parameter or mac, kinds not allowed to this person, an API that was shut down.
        case -100, -201, -202, -233, -234, -235, -237, -240, -248, -249: return .failed(.badRequest(reason: reason))
        default: return .failed(.temporary(reason: reason))
        }
    }

    /// Form-encoded, with the app secret in a header: never store it (OAuth v4).
    public func refreshCall(refreshToken: String) -> PlatformCall {
        let form = [
            ("refresh_token", refreshToken), ("app_id", settings.appID), ("grant_type", "refresh_token"),
        ].map { "\($0)=\(PercentEncoding.encode($1))" }.joined(separator: "&")
        return PlatformCall(
            method: "POST", url: settings.oauth + "/v4/oa/access_token",
            headers: ["Content-Type": "application/x-www-form-urlencoded", "secret_key": settings.appSecret],
            body: Array(form.utf8), credential: .none)
    }

    /// Any JSON without both tokens is a refusal: the codes are not documented. An answer that is not JSON may have used
    /// the refresh token up; trying again tells.
    public func interpretRefresh(_ reply: PlatformReply) -> TokenRefresh {
        guard reply.status < 500, reply.status != 429, reply.status != 408, let json = reply.json else {
            return .temporary(reason: "HTTP \(reply.status) without the documented answer")
        }
        if let access = json["access_token"]?.text, let refresh = json["refresh_token"]?.text {
            // A string, "90000"; an hour, as in older documents, when it cannot be read.
            let seconds = json["expires_in"]?.integer ?? 3600
            return .refreshed(accessToken: access, refreshToken: refresh, expiresInSeconds: max(seconds, 0))
        }
        let code = json["error"]?.integer
        let words = json["error_name"]?.string ?? json["message"]?.string
        let reason = FailureReason.of(code.map(String.init) ?? "HTTP \(reply.status)", words)
        return code == -32 ? .temporary(reason: reason) : .refused(reason: reason)
    }
}
