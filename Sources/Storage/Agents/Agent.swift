public import Messaging

/// Someone who answers in the desk.
public struct Agent: Sendable, Hashable {
    /// An agent answers tickets; a supervisor also confidential ones, and edits FAQ entries; an editor edits entries and
    /// sees no ticket.
    public enum Role: String, Sendable, Hashable, CaseIterable { case agent, supervisor, editor }

    public let id: AgentID
    public let login: String
    public let name: String
    public let role: Role
    /// nil: every department's tickets.
    public let department: DepartmentID?
    public let isActive: Bool
}

/// A signed-in browser.
public struct Session: Sendable, Hashable {
    public let agent: Agent
    /// What every form must carry.
    public let csrfToken: [UInt8]
    public let created: Instant
    public let lastSeen: Instant
}
