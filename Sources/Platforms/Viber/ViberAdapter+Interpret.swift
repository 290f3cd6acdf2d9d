public import Messaging

extension ViberAdapter {
    /// Viber answers 200 with `status` in the body (rest-bot-api, error codes).
    public func interpret(_ reply: PlatformReply) -> SendResult {
        guard reply.status < 500, reply.status != 429, let json = reply.json, let status = json["status"]?.integer
        else {
            return .failed(reply.failureByStatus)
        }
        let reason = FailureReason.of(String(status), json["status_message"]?.string)
        switch status {
        case 0:
            guard reply.status < 300 else { return .failed(reply.failureByStatus) }
            return .sent(platformMessageID: json["message_token"]?.id)
        case 2: return .failed(.badToken(reason: reason))
        // Not registered, not subscribed, no suitable device, a country we may not send to.
        case 5, 6, 11, 21: return .failed(.blocked(reason: reason))
        // Blocked, not found, suspended, no webhook, not authorised, no public chat, free messages used up, no balance.
        case 7, 8, 9, 10, 15, 18, 23, 24: return .failed(.channelDown(reason: reason))
        // 100 messages in an hour to someone who does not answer; the count begins again with the answer.
        case 12: return .failed(.throttled(afterSeconds: reply.retryAfterSeconds ?? 900, reason: reason))
        // Invalid URL, bad or missing data, wrong API version, inline, broadcast and payment calls we never make.
        case 1, 3, 4, 13, 14, 16, 17, 19, 20, 22: return .failed(.badRequest(reason: reason))
        default: return .failed(.temporary(reason: reason))
        }
    }

    /// Viber posts a probe to the address before it answers, so the service must be up.
    public func registration(callbackURL: String) -> Registration {
        let events: JSONText = [
            "delivered", "seen", "failed", "subscribed", "unsubscribed", "conversation_started",
        ]
        return .call(
            call(
                "/pa/set_webhook",
                body: ["url": .string(callbackURL), "event_types": events, "send_name": true, "send_photo": true]),
            first: [])
    }

    public func interpretRegistration(_ reply: PlatformReply) -> RegistrationResult {
        guard let json = reply.json, let status = json["status"]?.integer else {
            return .failed(reason: "HTTP \(reply.status) without the documented answer")
        }
        guard status == 0 else {
            return .failed(reason: FailureReason.of(String(status), json["status_message"]?.string))
        }
        return .registered
    }
}
