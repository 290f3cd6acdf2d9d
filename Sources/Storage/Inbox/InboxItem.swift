public import Messaging

/// One accepted event that waits to be answered, with the body it came in.
public struct InboxItem: Sendable {
    public let id: InboxID
    public let channel: ChannelID
    public let body: [UInt8]
    /// Which event of the body.
    public let index: Int
    public let received: Instant
    /// Times it has been claimed, this one included.
    public let attempts: Int
}

/// What became of a webhook's events.
public struct Accepted: Sendable, Hashable {
    public let new: Int
    public let duplicates: Int

    public init(new: Int, duplicates: Int) {
        self.new = new
        self.duplicates = duplicates
    }
}
