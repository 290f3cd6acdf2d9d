import Knowledge
import Matching
import Messaging
import Storage

/// The menus: what can be chosen without being asked for in words.
extension ConversationStep {
    /// The greeting with the menu of the day or, in a language that the matcher does not read, with its topics.
    func greet(into outcome: inout Outcome) {
        guard let knowledge else { return }
        let language = outcome.language ?? language
        let turn = Turn(knowledge: knowledge, language: language, text: "", amberLine: nil)
        if let topics = knowledge.topicList(language: language) {
            say(knowledge.greeting(language: language), turn: turn, into: &outcome)
            say(topics.text, buttons: buttons(of: topics), turn: turn, into: &outcome)
        } else {
            let menu = knowledge.menu(language: language).map { entry in
                switch entry.action {
                case .intent(let target): button(entry.title, .intent(target.id))
                case .person: button(entry.title, .person)
                case .emergency: button(entry.title, .danger)
                }
            }
            say(knowledge.greeting(language: language), buttons: menu, turn: turn, into: &outcome)
        }
        giveNotices(turn, into: &outcome)
    }

    /// Says in a language that the matcher does not read that it is so, with the topics there are in it; not again while
    /// the same list is there to choose from.
    func offerTopics(_ turn: Turn, into outcome: inout Outcome) {
        guard let topics = turn.knowledge.topicList(language: turn.language) else {
            return say(turn.knowledge.text(.notUnderstoodLanguage, turn.language), turn: turn, into: &outcome)
        }
        let payloads = topics.entries.map { Payload.intent($0.intent).text }
        guard offered != payloads || conversation.language != turn.language else { return }
        say(topics.text, buttons: buttons(of: topics), turn: turn, into: &outcome)
    }

    /// Whether a message tells what language its writer wants to read. "3番" is a choice in Japanese as in Chinese, and
    /// somebody who writes Korean may well say "ok, thanks" or "DU LIEU", as the notice asks.
    func tellsLanguage(_ decision: Decision, _ knowledge: KnowledgeSet) -> Bool {
        guard decision.language != "und", decision.choice == nil else { return false }
        guard knowledge.isUnmatched(language) else { return true }
        switch decision.speech {
        case .thanks, .farewell, .laughter, .confirms, .rejects, .dataRequest:
            return knowledge.isUnmatched(decision.language)
        default: return true
        }
    }

    /// Whether "1", "2" ... go on choosing from the list of topics, the only numbers that its reader sees, although an
    /// answer's own buttons follow it.
    func topicsKeepNumbers(beside payloads: [String], _ turn: Turn) -> Bool {
        guard payloads.count <= capabilities.buttonLimit,
            let topics = turn.knowledge.topicList(language: turn.language)
        else { return false }
        let list = topics.entries.map { Payload.intent($0.intent).text }
        return offered == list && payloads != list
            && payloads.allSatisfy { payload in
                switch Payload(payload) {
                case .intent, .more: true
                case .person, .danger, .menu, nil: false
                }
            }
    }

    private func buttons(of topics: TopicList) -> [Button] {
        topics.entries.map { button($0.title, .intent($0.intent)) }
    }

    /// Writes into the history, in Vietnamese, what was chosen in a language that few agents read. What is confidential
    /// stays in its own ticket.
    func noteChoice(of intent: Intent, turn: Turn, into outcome: inout Outcome) {
        guard turn.knowledge.isUnmatched(turn.language), !intent.isConfidential else { return }
        outcome.history.append("entry.chosen " + turn.knowledge.title(of: intent.id, language: "vi"))
    }

    /// The open ticket of what somebody wrote whom the matcher does not read: what they then choose is the same matter. An
    /// emergency keeps its own, and what is confidential goes into no ticket that many see.
    func unreadQuestion(about chosen: TicketMatter, _ turn: Turn) -> TicketSummary? {
        let open = conversation.openTickets
        guard turn.knowledge.isUnmatched(turn.language), !chosen.isConfidential,
            !open.contains(where: { $0.intent == chosen.intent })
        else { return nil }
        return open.last { ticket in
            ticket.intent == nil && !ticket.isConfidential && ticket.priority != .emergency
                && (ticket.kind == .information || ticket.kind == .other)
        }
    }

    /// Gives the ticket of an unread question the entry that was chosen, and asks what a person needs to know for that.
    func name(_ ticket: TicketSummary, _ chosen: TicketMatter, into outcome: inout Outcome) {
        let asked = ticket.missing + chosen.ask.filter { !ticket.missing.contains($0) }
        let missing = asked.filter { ticket.facts.values[$0] == nil }
        let subject = chosen.intent.map { intent in
            TicketSubject(
                intent: intent, topic: chosen.topic, kind: chosen.kind,
                department: chosen.department ?? ticket.department)
        }
        outcome.ticket = .join(
            ticket.id, raisedTo: chosen.priority > ticket.priority ? chosen.priority : nil, facts: TicketFacts(),
            missing: missing, about: subject)
        if missing.isEmpty {
            acknowledge(.waitingNoted, code: ticket.code, into: &outcome)
        } else {
            announce(.escalated, missing: missing, into: &outcome)
        }
    }
}
