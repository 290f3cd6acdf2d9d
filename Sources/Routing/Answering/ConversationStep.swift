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
            correct(id, to: text, at: event.identity.time ?? received, into: &outcome)
        case .deleted(let id):
            outcome.revisions = [
                Revision(platformMessageID: id, text: nil, time: event.identity.time ?? received)
            ]
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
        countTurn(into: &outcome)
        keepButtonsInSight(into: &outcome)
        return outcome
    }

    /// What is decided when the quiet time of an open turn is over.
    func decideTurn() -> Outcome {
        var outcome = Outcome(conversation: conversation.id, generation: conversation.generation, now: now)
        outcome.decidesTurn = true
        let text = conversation.undecided.map(\.text).joined(separator: "\n")
        guard conversation.state != .people, !text.isEmpty, let knowledge else { return outcome }
        if isFlood {
            absorb(text, knowledge: knowledge, into: &outcome)
        } else {
            act(
                on: knowledge.matcher.decide(text, context: context), text: text, knowledge: knowledge, into: &outcome)
        }
        countTurn(into: &outcome)
        keepButtonsInSight(into: &outcome)
        return outcome
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
