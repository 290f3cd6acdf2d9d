import Knowledge
import Matching
import Messaging
import Storage

/// More than a person writes (users.md R39). Emergencies are looked for before, and are never slowed by it.
extension ConversationStep {
    /// Whether the turns decided lately are so many that the next is no longer decided by itself.
    var isFlood: Bool { turnsLately.count >= limits.floodTurnsMax }

    private var turnsLately: [Instant] {
        (conversation.memory.turns ?? []).filter { now.millisecondsSince($0) < limits.floodMilliseconds }
    }

    /// Remembers that a turn of the citizen was decided.
    func countTurn(into outcome: inout Outcome) {
        let isAnswered = outcome.decidesTurn || !outcome.outbound.isEmpty
        guard isAnswered, !isFlood, outcome.inbound.allSatisfy({ $0.author == .citizen }) else { return }
        let turns = turnsLately + [now]
        remember(into: &outcome) { $0.turns = turns }
    }

    /// Part of a flood: it joins one ticket, and is acknowledged now and then.
    func absorb(_ text: String, knowledge: KnowledgeSet, into outcome: inout Outcome) {
        var matter = TicketMatter(kind: .other)
        if case .amber = knowledge.matcher.emergencyLevel(text) { matter.priority = .urgent }
        openTicket(matter, text: text, announcing: .person, into: &outcome)
    }
}
