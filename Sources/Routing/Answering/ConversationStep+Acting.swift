import Knowledge
import Matching
import Messaging
import Storage

extension ConversationStep {
    /// Carries a decision out: texts for the citizen, a ticket where a person is needed, and what is remembered.
    func act(on decision: Decision, text: String, knowledge: KnowledgeSet, into outcome: inout Outcome) {
        if tellsLanguage(decision, knowledge) { outcome.language = decision.language }
        let language = outcome.language ?? language
        var turn = Turn(
            knowledge: knowledge, language: language, text: text,
            amberLine: decision.level.isAmber ? knowledge.amberLine(language: language) : nil)

        if let choice = decision.choice { return choose(choice, turn: turn, into: &outcome) }
        if let found = facts(in: turn, unless: decision) {
            warn(turn, into: &outcome)
            return take(found.facts, into: found.ticket, &outcome)
        }
        switch decision.speech {
        case .rejects:
            outcome.asksAgain = true
            remember(into: &outcome) { $0.rejected += [$0.lastAnswered].compactMap { $0 } }
        case .wantsPerson:
            warn(turn, into: &outcome)
            return reachPerson(turn, into: &outcome)
        case .asksState:
            warn(turn, into: &outcome)
            return tellState(turn, into: &outcome)
        case .dataRequest:
            warn(turn, into: &outcome)
            return openTicket(
                TicketMatter(kind: .dataProtection), text: text, announcing: .dataRequest, into: &outcome)
        default: break
        }
        switch decision.action {
        case .answer:
            remember(into: &outcome) { $0.rejected = [] }
            answer(decision.intents, turn: &turn, into: &outcome)
        case .clarify where !conversation.memory.justClarified:
            clarify(decision, turn: turn, into: &outcome)
        case .clarify, .escalate:
            handOver(decision, turn: turn, into: &outcome)
        case .silent:
            if turn.amberLine != nil { return handOver(decision, turn: turn, into: &outcome) }
            answerSpeech(decision.speech, turn: turn, into: &outcome)
        }
    }

    /// What is behind a button of ours.
    func act(on payload: Payload, knowledge: KnowledgeSet, into outcome: inout Outcome) {
        var turn = Turn(knowledge: knowledge, language: language, text: "", amberLine: nil)
        switch payload {
        case .intent(let id):
            guard let intent = knowledge.intent(id) else { return greet(into: &outcome) }
            noteChoice(of: intent, turn: turn, into: &outcome)
            answer([id], turn: &turn, into: &outcome)
        case .more(let id):
            guard let rest = knowledge.answer(for: id, language: language)?.rest else { return greet(into: &outcome) }
            outcome.outbound.append(OutboundEntry(OutboundMessage(purpose: .bot, text: rest), intents: [id]))
        case .person:
            reachPerson(turn, into: &outcome)
        case .danger:
            break
        case .menu:
            greet(into: &outcome)
        }
    }

    /// "1" chooses the first of the buttons last shown.
    private func choose(_ choice: Int, turn: Turn, into outcome: inout Outcome) {
        guard offered.indices.contains(choice - 1), let payload = Payload(offered[choice - 1]) else {
            return say(turn.knowledge.text(.unknownChoice, turn.language), turn: turn, into: &outcome)
        }
        act(on: payload, knowledge: turn.knowledge, into: &outcome)
    }

    private func answer(_ intents: [String], turn: inout Turn, into outcome: inout Outcome) {
        let known = intents.compactMap { turn.knowledge.intent($0) }
        let handed = known.filter {
            $0.escalation == .always || turn.knowledge.answer(for: $0.id, language: turn.language) == nil
        }
        for intent in known {
            guard let answer = turn.knowledge.answer(for: intent.id, language: turn.language) else { continue }
            var buttons: [Button] = []
            if answer.rest != nil {
                buttons.append(button(turn.knowledge.settings.texts[.more, turn.language], .more(intent.id)))
            }
            if intent.id == known.last?.id {
                buttons += answer.suggestions.map { button($0.title, .intent($0.intent)) }
            }
            say(answer.first, buttons: buttons, intents: [intent.id], turn: turn, into: &outcome)
            turn.amberLine = nil
            if intent.escalation != .always {
                outcome.requests.append(
                    RequestEntry(
                        factID: random.bytes(16), kind: kind(of: intent), matter: intent.id,
                        topic: intent.topics.first?.id, department: department(of: intent)))
            }
        }
        remember(into: &outcome) { memory in
            memory.lastAnswered = known.last?.id
            memory.justClarified = false
        }
        if let intent = handed.first {
            let matter = TicketMatter(intent: intent, step: self)
            if let unread = unreadQuestion(about: matter, turn) {
                name(unread, matter, into: &outcome)
            } else {
                openTicket(matter, text: turn.text, announcing: .escalated, into: &outcome)
            }
        }
        giveNotices(turn, into: &outcome)
    }

    private func clarify(_ decision: Decision, turn: Turn, into outcome: inout Outcome) {
        let titles = decision.intents.prefix(3).compactMap { id in
            turn.knowledge.readableButton(of: id, language: turn.language).map { button($0, .intent(id)) }
        }
        guard !titles.isEmpty else { return handOver(decision, turn: turn, into: &outcome) }
        let person = button(turn.knowledge.settings.texts[.noneOfThese, turn.language], .person)
        say(
            turn.knowledge.text(.clarify, turn.language), buttons: titles + [person], turn: turn, into: &outcome)
        remember(into: &outcome) { $0.justClarified = true }
        giveNotices(turn, into: &outcome)
    }

    /// A person is needed. What belongs to an open matter joins its ticket; a closed one may be opened again.
    private func handOver(_ decision: Decision, turn: Turn, into outcome: inout Outcome) {
        let intent = decision.intents.first.flatMap { turn.knowledge.intent($0) }
        if let intent, let text = turn.knowledge.answer(for: intent.id, language: turn.language),
            intent.escalation == .always, !conversation.openTickets.contains(where: { $0.intent == intent.id })
        {
            say(text.first, intents: [intent.id], turn: turn, into: &outcome)
        } else {
            warn(turn, into: &outcome)
        }
        remember(into: &outcome) { $0.justClarified = false }
        let announcing: TextKey = decision.speech == .abuse || decision.speech == .rejects ? .anger : .escalated
        var matter = intent.map { TicketMatter(intent: $0, step: self) } ?? TicketMatter(kind: .information)
        if turn.amberLine != nil { matter.priority = max(matter.priority, .urgent) }
        openTicket(matter, text: turn.text, announcing: announcing, into: &outcome)
        if turn.knowledge.isUnmatched(turn.language), turn.amberLine == nil { offerTopics(turn, into: &outcome) }
        giveNotices(turn, into: &outcome)
    }

    /// The safety line by itself, where no answer follows that it could stand before.
    private func warn(_ turn: Turn, into outcome: inout Outcome) {
        guard let line = turn.amberLine else { return }
        let plain = Turn(knowledge: turn.knowledge, language: turn.language, text: "", amberLine: nil)
        say(line, turn: plain, buttonsOfAmber: true, into: &outcome)
    }

    private func answerSpeech(_ speech: Decision.Speech?, turn: Turn, into outcome: inout Outcome) {
        switch speech {
        case .greeting: greet(into: &outcome)
        case .thanks: say(turn.knowledge.text(.thanks, turn.language), turn: turn, into: &outcome)
        case .farewell: say(turn.knowledge.text(.farewell, turn.language), turn: turn, into: &outcome)
        case .abuse: say(turn.knowledge.text(.abuse, turn.language), turn: turn, into: &outcome)
        case .forwarded: say(turn.knowledge.text(.forwarded, turn.language), turn: turn, into: &outcome)
        default: break
        }
    }

    /// The notice of the day, once a conversation, and the notice on data after the first answer.
    func giveNotices(_ turn: Turn, into outcome: inout Outcome) {
        let knowledge = turn.knowledge
        if let text = knowledge.noticeOfTheDay(language: turn.language),
            let name = knowledge.noticeOfTheDay(language: "vi"),
            (outcome.memory ?? conversation.memory).noticeOfDay != name
        {
            outcome.outbound.append(OutboundEntry(OutboundMessage(purpose: .bot, text: text)))
            remember(into: &outcome) { $0.noticeOfDay = name }
        }
        guard let notice = turn.knowledge.settings.notice,
            !outcome.outbound.contains(where: { $0.noticeVersion != nil })
        else { return }
        let isKnown = conversation.notice.map {
            $0.version == notice.version && now.millisecondsSince($0.at) < limits.noticeMilliseconds
        }
        guard isKnown != true else { return }
        outcome.outbound.append(
            OutboundEntry(
                OutboundMessage(
                    purpose: .bot, text: turn.knowledge.noticeText(language: turn.language, link: settings.privacyLink)),
                noticeVersion: notice.version))
    }

    /// Adds a text of the bot; its buttons are what "1", "2" ... choose from next.
    func say(
        _ text: String, buttons: [Button] = [], intents: [String] = [], turn: Turn, buttonsOfAmber: Bool = false,
        into outcome: inout Outcome
    ) {
        guard !text.isEmpty else { return }
        var buttons = buttons
        if turn.amberLine != nil || buttonsOfAmber {
            let title = turn.knowledge.dangerButton(language: turn.language)
            buttons.insert(button(title, .danger), at: 0)
        }
        let whole = [turn.amberLine, text].compactMap { $0 }.joined(separator: "\n\n")
        outcome.outbound.append(
            OutboundEntry(OutboundMessage(purpose: .bot, text: whole, buttons: buttons), intents: intents))
        let payloads = buttons.compactMap { button -> String? in
            guard case .reply(let payload) = button.action else { return nil }
            return payload
        }
        guard !payloads.isEmpty, !topicsKeepNumbers(beside: payloads, turn) else { return }
        remember(into: &outcome) { memory in
            memory.offered = payloads
            memory.offeredUntil = now.adding(milliseconds: limits.choiceMilliseconds)
        }
    }

    func remember(into outcome: inout Outcome, _ change: (inout ConversationMemory) -> Void) {
        outcome.memory = (outcome.memory ?? conversation.memory).changing(change)
    }
}

/// What the functions that answer one turn share.
struct Turn {
    let knowledge: KnowledgeSet
    let language: String
    let text: String
    /// Stands before the first text when a sign is amber.
    var amberLine: String?
}

extension Decision.Level {
    fileprivate var isAmber: Bool {
        if case .amber = self { return true }
        return false
    }
}
