/// What a Zalo event is about, by its name. The names are those of docs.zaloplatforms.com (webhook page).
enum ZaloEventKind {
    case message, anonymousMessage, echo, anonymousEcho, delivered, seen, reaction, chatOpened, followed, unfollowed
    case contactDetails, withdrawal
    /// Understood and of no consequence here.
    case ignored
    case unknown

    init(name: String) {
        switch name {
        case "user_received_message": self = .delivered
        case "user_seen_message": self = .seen
        case "user_reacted_message": self = .reaction
        case "user_click_chatnow": self = .chatOpened
        case "follow": self = .followed
        case "unfollow": self = .unfollowed
        case "user_submit_info": self = .contactDetails
        case "user_withdraw": self = .withdrawal
        case _ where Self.ignoredNames.contains(name) || name.contains("_group"): self = .ignored
        // By prefix, so that a kind of message that comes tomorrow is not lost.
        case _ where name.hasPrefix("user_send_"): self = .message
        case _ where name.hasPrefix("anonymous_send_"): self = .anonymousMessage
        case _ where name.hasPrefix("oa_send_anonymous_"): self = .anonymousEcho
        case _ where name.hasPrefix("oa_send_"): self = .echo
        default: self = .unknown
        }
    }

    /// The person is the receiver and the OA the sender.
    var isFromOA: Bool {
        switch self {
        case .echo, .anonymousEcho, .delivered, .seen: true
        default: false
        }
    }

    private static let ignoredNames: Set<String> = [
        "add_user_to_tag", "remove_user_from_tag", "remove_tag", "update_user_info", "oa_reacted_message",
        "widget_interaction_accepted", "widget_failed_to_sync_user_external_id", "oa_send_consent",
        "user_reply_consent",
        "user_call_oa", "oa_call_user", "extension_purchased", "shop_has_order", "change_template_status",
        "change_template_quality", "change_template_quota", "change_oa_daily_quota", "change_oa_template_tags",
        "user_feedback", "user_click_response_button",
    ]
}
