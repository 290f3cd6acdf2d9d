import Knowledge
import Matching
import Messaging
import Storage

/// One step in one conversation, decided: an event that came, or an open turn that fell due. A value in, a value out;
/// nothing happens before the outcome is settled.
struct ConversationStep {
    let conversation: Conversation
    let capabilities: ChannelCapabilities
    /// nil: Intents/ has never been usable; every message then gets the last-resort text and a ticket.
    let knowledge: KnowledgeSet?
    let settings: AnsweringSettings
    let now: Instant
    let random: RandomSource

    var limits: AnsweringLimits { settings.limits }

    /// What an event changes.
    func take(_ event: Event, received: Instant) -> Outcome {
        var outcome = Outcome(conversation: conversation.id, generation: conversation.generation, now: now)
        outcome.contactName = event.displayName
        switch event.kind {
        case .message(let message):
            hear(message, at: event.identity.time ?? received, into: &outcome)
        case .postback(let title, let payload):
            let message = InboundMessage(
                platformMessageID: nil, text: title, quickReplyPayload: payload)
            hear(message, at: event.identity.time ?? received, into: &outcome)
        case .receipt(let receipt):
            outcome.receipts = [receipt]
        case .conversationStarted:
            outcome.memory = conversation.memory.changing { $0.welcomed = true }
        case .followed:
            outcome.unreachable = false
            outcome.history = ["contact.followed"]
            if !conversation.memory.welcomed, conversation.state != .people { greet(into: &outcome) }
        case .unfollowed:
            outcome.unreachable = true
            outcome.history = ["contact.left"]
        case .staffEcho(let id, let text):
            outcome.inbound = [
                InboundEntry(
                    body: MessageBody(text: text), platformMessageID: id, time: event.identity.time ?? received,
                    author: .platformInbox, isUndecided: false)
            ]
            outcome.decidesTurn = true
            outcome.peopleUntil = now.adding(milliseconds: limits.platformInboxMilliseconds)
        case .threadControl(let toPeople):
            outcome.peopleUntil = toPeople ? now.adding(milliseconds: limits.platformInboxMilliseconds) : now
        case .appEcho(let id, let tag):
            outcome.echoes = [Echo(platformMessageID: id, tag: tag)]
        case .edited(let id, let text):
            hear(
                InboundMessage(platformMessageID: id, text: text), at: event.identity.time ?? received, into: &outcome)
        case .deleted:
            outcome.history = ["message.deleted-by-citizen"]
        case .withdrawal:
            outcome.history = ["contact.withdrew"]
            openTicket(TicketMatter(kind: .dataProtection), text: nil, announcing: .dataRequest, into: &outcome)
            if conversation.state == .people { outcome.outbound = [] }
        case .contactDetails(let details):
            take(details, into: &outcome)
        case .reaction, .ignored, .unknown:
            break
        }
        keepButtonsInSight(into: &outcome)
        return outcome
    }

    /// What is decided when the quiet time of an open turn is over.
    func decideTurn() -> Outcome {
        var outcome = Outcome(conversation: conversation.id, generation: conversation.generation, now: now)
        outcome.decidesTurn = true
        let text = conversation.undecided.map(\.text).joined(separator: "\n")
        guard conversation.state != .people, !text.isEmpty, let knowledge else { return outcome }
        let decision = knowledge.matcher.decide(text, context: context)
        act(on: decision, text: text, knowledge: knowledge, into: &outcome)
        keepButtonsInSight(into: &outcome)
        return outcome
    }

    /// A message in any state: the emergency check comes before everything else.
    private func hear(_ message: InboundMessage, at time: Instant, into outcome: inout Outcome) {
        let payload = [message.quickReplyPayload, message.text].compactMap { $0 }.lazy.compactMap(Payload.init).first
        let text = payload == nil ? message.text?.trimmed ?? "" : ""
        let isLate = conversation.lastEvent.map { time < $0 } ?? false
        let joined = (conversation.undecided.map(\.text) + [text]).filter { !$0.isEmpty }.joined(separator: "\n")
        let isSilent = conversation.state == .people
        var body = MessageBody(text: message.text, attachments: message.attachments)
        if let payload { body.text = title(of: payload) ?? message.text }
        readContactCard(message.attachments, into: &outcome)

        guard let knowledge else {
            record(body, message, time, undecided: false, late: isLate, into: &outcome)
            let isNothing = text.isEmpty && payload == nil && message.attachments.allSatisfy(\.isNeverAnswered)
            return isNothing ? () : lastResort(into: &outcome)
        }
        if let kind = redKind(payload: payload, text: text, joined: joined, knowledge: knowledge) {
            record(body, message, time, undecided: false, late: isLate, into: &outcome)
            return emergency(kind, text: joined, knowledge: knowledge, into: &outcome)
        }
        guard !isSilent, !isLate else {
            record(body, message, time, undecided: false, late: isLate, into: &outcome)
            return isSilent ? () : considerLate(text, knowledge: knowledge, into: &outcome)
        }
        if let payload {
            record(body, message, time, undecided: false, late: false, into: &outcome)
            outcome.decidesTurn = true
            return act(on: payload, knowledge: knowledge, into: &outcome)
        }
        guard !text.isEmpty else {
            record(body, message, time, undecided: false, late: false, into: &outcome)
            return answerUnreadable(message.attachments, into: &outcome)
        }
        record(body, message, time, undecided: true, late: false, into: &outcome)
        consider(joined, knowledge: knowledge, into: &outcome)
    }

    /// A sure answer goes out at once; what asks back, hands over or greets waits until the writer pauses.
    private func consider(_ text: String, knowledge: KnowledgeSet, into outcome: inout Outcome) {
        let decision = knowledge.matcher.decide(text, context: context)
        let isSure = decision.action == .answer || decision.choice != nil
        guard isSure || limits.quietMilliseconds == 0 else {
            let latest = (conversation.turnStarted ?? now).adding(milliseconds: limits.longestTurnMilliseconds)
            outcome.turnDue = min(now.adding(milliseconds: limits.quietMilliseconds), latest)
            return
        }
        outcome.decidesTurn = true
        act(on: decision, text: text, knowledge: knowledge, into: &outcome)
    }

    /// A message that the platform brought after newer ones: what is sure is answered unless it just was, what needs a
    /// person gets one, and words that only mean something in their place ("1", "không phải", thanks) are left alone.
    private func considerLate(_ text: String, knowledge: KnowledgeSet, into outcome: inout Outcome) {
        guard !text.isEmpty else { return }
        let decision = knowledge.matcher.decide(
            text, context: Context(offered: context.offered, language: conversation.language))
        guard decision.speech == nil, decision.choice == nil else { return }
        let wasJustAnswered = decision.intents.first == conversation.memory.lastAnswered
        if decision.action == .escalate || decision.action == .answer && !wasJustAnswered {
            act(on: decision, text: text, knowledge: knowledge, into: &outcome)
        }
    }

    private func redKind(payload: Payload?, text: String, joined: String, knowledge: KnowledgeSet) -> String? {
        if payload == .danger || isDanger(chosenBy: text, knowledge: knowledge) {
            return knowledge.settings.emergencies.dangerKind
        }
        for candidate in [text, joined] where !candidate.isEmpty {
            if case .red(let kind) = knowledge.matcher.emergencyLevel(candidate) { return kind }
        }
        return nil
    }

    /// "1" where the first of the buttons last shown was "Đang nguy hiểm".
    private func isDanger(chosenBy text: String, knowledge: KnowledgeSet) -> Bool {
        guard offered.contains(Payload.danger.text),
            let choice = knowledge.matcher.decide(text, context: context).choice,
            offered.indices.contains(choice - 1)
        else { return false }
        return offered[choice - 1] == Payload.danger.text
    }

    private func record(
        _ body: MessageBody, _ message: InboundMessage, _ time: Instant, undecided: Bool, late: Bool,
        into outcome: inout Outcome
    ) {
        outcome.eventTime = time
        outcome.inbound = [
            InboundEntry(
                body: body, platformMessageID: message.platformMessageID, time: time, isUndecided: undecided,
                isLate: late)
        ]
    }

    private func title(of payload: Payload) -> String? {
        guard let knowledge else { return nil }
        switch payload {
        case .intent(let id): return knowledge.button(of: id, language: language)
        case .more: return knowledge.settings.texts[.more, language]
        case .person: return knowledge.settings.texts[.noneOfThese, language]
        case .danger: return knowledge.dangerButton(language: language)
        case .menu: return nil
        }
    }

    /// The language to write in when the text at hand does not tell.
    var language: String { conversation.language ?? "vi" }

    /// Payloads of the buttons that "1", "2" ... choose from now.
    var offered: [String] {
        (conversation.memory.offeredUntil ?? now) > now ? conversation.memory.offered : []
    }

    var context: Context {
        let memory = conversation.memory
        return Context(
            lastAnswered: memory.lastAnswered, rejected: memory.rejected,
            offered: offered.map { payload in
                if case .intent(let id) = Payload(payload) { id } else { payload }
            },
            justClarified: memory.justClarified, language: conversation.language)
    }
}

extension ConversationMemory {
    func changing(_ change: (inout ConversationMemory) -> Void) -> ConversationMemory {
        var copy = self
        change(&copy)
        return copy
    }
}

extension String {
    var trimmed: String {
        var slice = self[...]
        while let first = slice.first, first.isWhitespace { slice.removeFirst() }
        while let last = slice.last, last.isWhitespace { slice.removeLast() }
        return String(slice)
    }
}
