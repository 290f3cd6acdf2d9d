import Knowledge
import Matching
import Messaging
import Storage

/// A message as the step looks at it.
struct Heard {
    let message: InboundMessage
    let time: Instant
    /// What is behind the button of ours that was tapped, if one was.
    let payload: Payload?
    /// What was written; empty for a tap and for what has no words.
    let text: String
    /// The words of the open turn and these, a line each: what is decided.
    let joined: String
    /// The platform brought it after a newer one.
    let isLate: Bool

    init(_ message: InboundMessage, at time: Instant, in conversation: Conversation) {
        self.message = message
        self.time = time
        payload = [message.quickReplyPayload, message.text].compactMap { $0 }.lazy.compactMap(Payload.init).first
        text = payload == nil ? message.text?.trimmed ?? "" : ""
        joined = (conversation.undecided.map(\.text) + [text]).filter { !$0.isEmpty }.joined(separator: "\n")
        isLate = conversation.lastEvent.map { time < $0 } ?? false
    }

    /// A sticker, a thumb, a contact card: nobody waits for an answer.
    var isNothing: Bool { text.isEmpty && payload == nil && message.attachments.allSatisfy(\.isNeverAnswered) }
}

extension ConversationStep {
    /// A message in any state. It is written down, then the first of these that applies decides: without files the last
    /// resort, an emergency, silence where people have the conversation, a flood, lateness, a button of ours, no words,
    /// words.
    func hear(_ message: InboundMessage, at time: Instant, into outcome: inout Outcome) {
        let heard = Heard(message, at: time, in: conversation)
        readContactCard(message.attachments, into: &outcome)
        record(heard, into: &outcome)

        guard let knowledge else { return heard.isNothing ? () : lastResort(into: &outcome) }
        if let kind = redKind(of: heard, knowledge: knowledge) {
            return emergency(kind, text: heard.joined, knowledge: knowledge, into: &outcome)
        }
        if conversation.state == .people || heard.isNothing { return }
        if isFlood {
            outcome.decidesTurn = true
            return absorb(heard.joined, knowledge: knowledge, into: &outcome)
        }
        if heard.isLate { return considerLate(heard.text, knowledge: knowledge, into: &outcome) }
        if let payload = heard.payload {
            outcome.decidesTurn = true
            return act(on: payload, knowledge: knowledge, into: &outcome)
        }
        if heard.text.isEmpty { return answerUnreadable(message.attachments, into: &outcome) }
        consider(heard.joined, knowledge: knowledge, into: &outcome)
    }

    /// A message the citizen changed. Its words are replaced where it stands, so that an open turn is decided on the new
    /// ones; nothing is answered again, but an emergency in them is one.
    func correct(_ id: String, to text: String, at time: Instant, into outcome: inout Outcome) {
        outcome.revisions = [Revision(platformMessageID: id, text: text, time: time)]
        let heard = Heard(InboundMessage(platformMessageID: id, text: text), at: time, in: conversation)
        guard let knowledge, let kind = redKind(of: heard, knowledge: knowledge) else { return }
        emergency(kind, text: heard.joined, knowledge: knowledge, into: &outcome)
    }

    /// A sure answer goes out at once; what asks back, hands over or greets waits until the writer pauses.
    private func consider(_ text: String, knowledge: KnowledgeSet, into outcome: inout Outcome) {
        outcome.inbound = outcome.inbound.map(\.undecided)
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

    /// The kind of emergency that a tap, the words alone or the words of the whole turn are.
    private func redKind(of heard: Heard, knowledge: KnowledgeSet) -> String? {
        if heard.payload == .danger || isDanger(chosenBy: heard.text, knowledge: knowledge) {
            return knowledge.settings.emergencies.dangerKind
        }
        for candidate in [heard.text, heard.joined] where !candidate.isEmpty {
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

    private func record(_ heard: Heard, into outcome: inout Outcome) {
        var body = MessageBody(text: heard.message.text, attachments: heard.message.attachments)
        if let payload = heard.payload { body.text = title(of: payload) ?? heard.message.text }
        outcome.eventTime = heard.time
        outcome.inbound = [
            InboundEntry(
                body: body, platformMessageID: heard.message.platformMessageID, time: heard.time, isUndecided: false,
                isLate: heard.isLate)
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
}

extension InboundEntry {
    /// The same as part of the open turn.
    fileprivate var undecided: InboundEntry {
        InboundEntry(
            body: body, platformMessageID: platformMessageID, time: time, author: author, isUndecided: true,
            isLate: isLate)
    }
}
