/// When a platform repeats a webhook request that was not answered with 200 in time.
struct WebhookSchedule: Sendable {
    /// How long the platform waits for an answer.
    let timeoutSeconds: Int
    /// From the failure of one attempt to the next.
    let delays: [Int64]
    /// Whether the last failure turns the webhook off for the whole account.
    let disablesAtTheEnd: Bool
    let alertAfter: Int64?

    /// 30 s, 5 min, 15 min, 30 min, 1 h, then the app is unsubscribed. (docs.zaloplatforms.com, webhook page; that the
    /// times count from the attempt before is our reading.)
    static let zalo = WebhookSchedule(
        timeoutSeconds: 2,
        delays: [
            30 * Milliseconds.second, 5 * Milliseconds.minute, 15 * Milliseconds.minute, 30 * Milliseconds.minute,
            Milliseconds.hour,
        ],
        disablesAtTheEnd: true, alertAfter: nil)

    /// "Several times" during one hour (developers.viber.com, FAQ); the single times are not documented, nor is the
    /// time-out.
    static let viber = WebhookSchedule(
        timeoutSeconds: 5,
        delays: [
            10 * Milliseconds.second, Milliseconds.minute, 5 * Milliseconds.minute, 15 * Milliseconds.minute,
            38 * Milliseconds.minute,
        ],
        disablesAtTheEnd: false, alertAfter: nil)

    /// At once a few times, an alert after 15 minutes, and after one hour the app is unsubscribed from the Page.
    /// https://developers.facebook.com/documentation/business-messaging/messenger-platform/webhooks
    static let facebook = WebhookSchedule(
        timeoutSeconds: 5,
        delays: [
            0, 0, 0, Milliseconds.minute, 5 * Milliseconds.minute, 9 * Milliseconds.minute, 15 * Milliseconds.minute,
            30 * Milliseconds.minute,
        ],
        disablesAtTheEnd: true, alertAfter: 15 * Milliseconds.minute)

    static func of(_ platform: SimulatedChannel.Platform) -> WebhookSchedule {
        switch platform {
        case .zalo: .zalo
        case .viber: .viber
        case .facebook: .facebook
        }
    }
}
