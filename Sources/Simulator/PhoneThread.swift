/// A person's chat with one account, and what the platform remembers of it.
struct PhoneThread: Sendable {
    let person: SimulatedPerson
    /// The last of them; older ones are dropped.
    var bubbles: [Bubble] = []
    /// Messages the account has sent so far, those dropped since included.
    private(set) var accountMessages = 0
    /// The last act that opens the platform's messaging window.
    var lastInteraction: Int64?
    /// Zalo: follows the OA. Viber: is subscribed.
    var isFollowing = false
    var hasOpened = false
    var hasBlocked = false
    /// Messages are delivered only to a phone that is on.
    var isOnline = true

    /// Viber: when messages were sent since the person last wrote.
    var unansweredSends: [Int64] = []
    var detailCalls: [Int64] = []
    /// Viber: of the account's last message; comes back with the person's next one.
    var trackingData: String?
    /// Viber: begins with the first message and lasts 24 hours.
    var sessionStarted: Int64?

    /// Facebook: the inbox has had the thread since then; nil while it is ours.
    private(set) var inboxSince: Int64?
    /// Control ends after a day without a message (conversation-routing page).
    static let controlLife = 24 * Milliseconds.hour

    /// Whether another app has the thread.
    func isInInbox(at now: Int64) -> Bool {
        guard let since = inboxSince else { return false }
        return now - max(since, lastInteraction ?? since) < Self.controlLife
    }

    mutating func giveToInbox(at now: Int64) { inboxSince = now }

    mutating func takeFromInbox() { inboxSince = nil }

    /// Bubbles kept for each chat: enough for a demonstration, and a load test does not fill the memory.
    static let keptBubbles = 200

    mutating func append(_ bubble: Bubble) {
        if bubble.author == .account { accountMessages += 1 }
        bubbles.append(bubble)
        if bubbles.count > Self.keptBubbles { bubbles.removeFirst(bubbles.count - Self.keptBubbles) }
    }
}
