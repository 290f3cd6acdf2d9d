import Storage

/// Which tickets the list shows.
enum QueueFilter: String, Sendable, CaseIterable {
    case all, waiting, mine, closed

    /// Anything unknown is all of them.
    init(query value: String?) { self = value.flatMap(QueueFilter.init(rawValue:)) ?? .all }

    var phrase: Phrase {
        switch self {
        case .all: .showAll
        case .waiting: .showWaiting
        case .mine: .showMine
        case .closed: .showClosed
        }
    }

    func shows(_ ticket: TicketRow, to agent: Agent) -> Bool {
        switch self {
        case .all, .closed: true
        case .waiting: ticket.state == .waiting
        case .mine: ticket.holder == agent.id
        }
    }
}
