/// What differs from account to account and what a test wants to change.
public struct SimulatorLimits: Sendable {
    /// Zalo: calls a minute for an app. https://docs.zaloplatforms.com (rate limit)
    public var zaloCallsPerMinute = 4000
    /// Facebook: text calls a second for a Page.
    /// https://developers.facebook.com/documentation/business-messaging/messenger-platform/overview#rate-limiting
    public var facebookCallsPerSecond = 300
    /// Facebook: audio and video calls a second for a Page (same page).
    public var facebookMediaCallsPerSecond = 10
    /// Viber: messages an hour to a person who does not answer. https://developers.viber.com/docs/api/rest-bot-api/
    public var viberSilentMessagesPerHour = 100
    /// Zalo: whether the OA has a Zalo Cloud Account that pays for messages between 48 hours and 7 days after the
    /// person's last interaction. Without one they are refused with -232.
    public var zaloPaysAfterFreeWindow = true
    /// How long a lost answer keeps the caller waiting before the connection ends: longer than any caller's deadline.
    public var lostAnswerSeconds = 30

    public init() {}
}

/// Calls in the current window of fixed length.
struct CallRate: Sendable {
    private var windowStart: Int64 = 0
    private(set) var calls = 0

    /// Counts one call; false when it is over the limit.
    mutating func admit(now: Int64, window: Int64, limit: Int) -> Bool {
        if now - windowStart >= window || now < windowStart {
            windowStart = now - now % window
            calls = 0
        }
        calls += 1
        return calls <= limit
    }
}
