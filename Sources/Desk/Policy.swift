import Messaging
import Storage

/// Who may see and do what. Every route, stream and query asks here and nowhere else.
enum Policy {
    enum Action: String, Sendable, CaseIterable {
        /// Needs nobody: the sign-in page, style and script, the choice of language.
        case visit
        /// The front page and the live stream: for whoever is signed in; what they are shown depends on their rights.
        case enter
        /// The queue, search in the FAQ; what stands in them is decided ticket by ticket.
        case work
        case viewTicket, claimTicket, releaseTicket, replyToTicket, noteOnTicket, closeTicket, judgeRed
        case logCall
        /// The pages of those who write the FAQ: entries, drafts, publishing, going back to an earlier set, what nobody
        /// answers yet, and why a question is decided as it is.
        case editAnswers
    }

    /// What of a ticket decides.
    struct Subject: Sendable, Hashable {
        let department: DepartmentID
        let isConfidential: Bool
        let holder: AgentID?
    }

    /// An editor works on entries and on no ticket, a supervisor on both. An agent works on the tickets of their
    /// department (all, without one) and on those they hold. Confidential tickets are for supervisors and the holder. Whether a ticket is free or held by another is not a right but a
    /// state: the store refuses it as a conflict.
    static func allows(_ agent: Agent?, _ action: Action, _ ticket: Subject? = nil) -> Bool {
        switch action {
        case .visit: return true
        case .enter: return agent?.isActive == true
        case .editAnswers: return agent?.isActive == true && agent?.role != .agent
        case .work, .logCall: return agent?.isActive == true && agent?.role != .editor
        case .viewTicket, .claimTicket, .releaseTicket, .replyToTicket, .noteOnTicket, .closeTicket,
            .judgeRed:
            guard let agent, agent.isActive, agent.role != .editor, let ticket else { return false }
            if ticket.holder == agent.id { return true }
            guard agent.department == nil || agent.department == ticket.department else { return false }
            return !ticket.isConfidential || agent.role == .supervisor
        }
    }

    /// How a change of an entry comes into force.
    enum Publishing: Sendable, Hashable {
        case allowed
        /// At once, and marked until a second person has read it.
        case alone
        case afterSecondReader
    }

    /// What states health or law waits for a second person; not at night, when there may be none, and not when its writer
    /// says why it cannot wait: a wrong answer is never kept for want of a reader.
    static func publishing(needsSecondReader: Bool, isNight: Bool, reason: String?) -> Publishing {
        guard needsSecondReader else { return .allowed }
        return isNight || reason != nil ? .alone : .afterSecondReader
    }

    /// Whether somebody may be the second person for a change that `writer` has written: nobody is for their own.
    static func mayRead(_ agent: Agent?, changeBy writer: AgentID) -> Bool {
        allows(agent, .editAnswers) && agent?.id != writer
    }

    /// The same rule for queries: they give exactly the tickets for which `viewTicket` is allowed.
    static func scope(of agent: Agent) -> TicketScope {
        TicketScope(department: agent.department, seesConfidential: agent.role == .supervisor, agent: agent.id)
    }
}

extension Policy.Subject {
    init(_ ticket: TicketRow) {
        self.init(department: ticket.department, isConfidential: ticket.isConfidential, holder: ticket.holder)
    }
}
