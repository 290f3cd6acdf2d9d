/// A platform: a company whose messages we speak.
public enum Platform: String, Sendable, Hashable, Codable, CaseIterable {
    case zalo, viber, facebook
    /// A telephone call logged by an agent; nothing is sent back.
    case phone
}

/// One configured account on a platform, as named in `channels:` of the configuration.
public struct ChannelID: Sendable, Hashable, Codable, RawRepresentable, CustomStringConvertible {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    public init(_ rawValue: String) { self.rawValue = rawValue }
    public var description: String { rawValue }
}

/// How a platform addresses a person inside one channel; opaque, compared as bytes.
public struct ContactKey: Sendable, Hashable, Codable, RawRepresentable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    public init(_ rawValue: String) { self.rawValue = rawValue }
}

/// The unit that is configured in `department:` of the FAQ files and to which tickets are given.
public struct DepartmentID: Sendable, Hashable, Codable, RawRepresentable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    public init(_ rawValue: String) { self.rawValue = rawValue }
}

/// A row number of our own database; the phantom type keeps a ticket's number from being used as a message's.
public struct RowID<Row>: Sendable, Hashable, Codable, RawRepresentable, Comparable, CustomStringConvertible {
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
    public init(_ rawValue: Int64) { self.rawValue = rawValue }
    public var description: String { String(rawValue) }
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// Rows that have a number.
public enum Rows {
    public enum Inbox {}
    public enum Conversation {}
    public enum Message {}
    public enum Ticket {}
    public enum Outbox {}
    public enum OutboxPart {}
    public enum Agent {}
}

public typealias InboxID = RowID<Rows.Inbox>
public typealias ConversationID = RowID<Rows.Conversation>
public typealias MessageID = RowID<Rows.Message>
public typealias TicketID = RowID<Rows.Ticket>
public typealias OutboxID = RowID<Rows.Outbox>
public typealias OutboxPartID = RowID<Rows.OutboxPart>
public typealias AgentID = RowID<Rows.Agent>
