public import Messaging

extension FacebookAdapter {
    /// Graph answers 4xx or 5xx with `error`; code and subcode together say what it is (messenger-platform/error-codes).
    public func interpret(_ reply: PlatformReply) -> SendResult {
        guard let json = reply.json else { return .failed(reply.failureByStatus) }
        if let error = json["error"], let code = error["code"]?.integer {
            return .failed(failure(code, error["error_subcode"]?.integer ?? 0, error["message"]?.string, reply))
        }
        guard reply.status < 300, json["message_id"] != nil || json["recipient_id"] != nil else {
            return .failed(reply.failureByStatus)
        }
        return .sent(platformMessageID: json["message_id"]?.id)
    }

    private func failure(_ code: Int64, _ subcode: Int64, _ words: String?, _ reply: PlatformReply) -> SendFailure {
        let reason = FailureReason.of(subcode == 0 ? "\(code)" : "\(code)/\(subcode)", words)
        switch (code, subcode) {
        case (190, _): return .badToken(reason: reason)
        case (10, 2_018_278): return .windowClosed(reason: reason)
        // "Invalid JSON reply" though the messages were sent.
        case (1, 1_357_046), (11_357_046, _): return .unknownOutcome(reason: reason)
        // Blocked us, left, or is no person of this Page.
        case (551, _), (_, 1_545_041), (100, 2_018_001): return .blocked(reason: reason)
        // Permission missing, Page restricted, privacy terms not accepted.
        case (10, _), (200, _), (230, _), (1, 99), (199, _), (2, 2_018_344): return .channelDown(reason: reason)
        case (613, _), (4, _), (32, _), (80_006, _):
            return .throttled(afterSeconds: reply.retryAfterSeconds, reason: reason)
        case (2, _), (1, _), (1200, _): return .temporary(reason: reason)
        // Invalid parameter or retired tag, image too large, quoted message gone.
        case (100, _), (36_000, _), (10_900, _), (9_000_001, _): return .badRequest(reason: reason)
        case _ where reply.status == 429: return .throttled(afterSeconds: reply.retryAfterSeconds, reason: reason)
        default: return .temporary(reason: reason)
        }
    }

    /// The webhook's address is typed into the app's settings; the call then subscribes the Page to the app.
    public func registration(callbackURL: String) -> Registration {
        let query = "?subscribed_fields=" + Self.fields.joined(separator: ",")
        return .call(
            call("subscribed_apps", query: query, body: []),
            first: [
                RegistrationStep(
                    vi:
                        "Mở developers.facebook.com/apps/\(settings.appID), Messenger, Webhooks: dán \(callbackURL) và mã xác "
                        + "minh verify_token, bấm Xác minh và lưu. Dịch vụ phải đang chạy.",
                    en:
                        "Open developers.facebook.com/apps/\(settings.appID), Messenger, Webhooks: paste \(callbackURL) and "
                        + "the verify_token, press Verify and save. The service must be up."),
                RegistrationStep(
                    vi:
                        "Ứng dụng phải ở chế độ công khai, có quyền pages_messaging và pages_manage_metadata; muốn trả lời "
                        + "sau 24 giờ thì xin thêm Human Agent.",
                    en:
                        "The app must be live, with pages_messaging and pages_manage_metadata; ask for Human Agent too if "
                        + "people are to answer after 24 hours."),
            ])
    }

    private static let fields = [
        "messages", "messaging_postbacks", "message_deliveries", "message_reads", "message_echoes", "message_reactions",
        "message_edits", "messaging_referrals", "messaging_handovers", "messaging_policy_enforcement", "standby",
    ]

    public func interpretRegistration(_ reply: PlatformReply) -> RegistrationResult {
        guard let json = reply.json else {
            return .failed(reason: "HTTP \(reply.status) without the documented answer")
        }
        if reply.status < 300, json["success"]?.bool == true { return .registered }
        let error = json["error"]
        return .failed(
            reason: FailureReason.of(error?["code"]?.id ?? "HTTP \(reply.status)", error?["message"]?.string))
    }
}
