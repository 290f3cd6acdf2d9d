public import HTTP
public import Messaging

/// One configured channel, put together: how its platform speaks, and the way out to it.
public struct Channel: Sendable {
    /// What is done with a send whose outcome nothing has settled in time.
    public enum UnknownPolicy: String, Sendable, CaseIterable {
        /// Send again: the citizen may read it twice.
        case resend
        /// Give up as a dead letter: the citizen may never read it.
        case giveUp = "give-up"
    }

    public let id: ChannelID
    public let adapter: any ChannelAdapter
    public let outgoing: Outgoing
    public let unknownPolicy: UnknownPolicy

    public init(
        id: ChannelID, adapter: any ChannelAdapter, outgoing: Outgoing, unknownPolicy: UnknownPolicy = .resend
    ) {
        self.id = id
        self.adapter = adapter
        self.outgoing = outgoing
        self.unknownPolicy = unknownPolicy
    }
}
