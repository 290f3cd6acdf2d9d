import Knowledge
import Matching
import Messaging
import Storage

extension ConversationStep {
    /// A red message: the fixed text at once, in every state, and a ticket at the head of the queue. Later reds join the
    /// ticket and repeat the text at most once in ten minutes.
    func emergency(_ kindID: String, text: String, knowledge: KnowledgeSet, into outcome: inout Outcome) {
        outcome.decidesTurn = true
        let spoken = knowledge.matcher.decide(text, context: context).language
        if spoken != "und" { outcome.language = spoken }
        let facts = facts(in: text, of: kindID, knowledge: knowledge)
        guard
            let safety = knowledge.emergencyText(
                kind: kindID, language: outcome.language ?? conversation.language ?? "und",
                place: facts.ward ?? knownPlace)
        else { return lastResort(into: &outcome) }
        let ask = safety.ask.map(\.id)
        outcome.contactPhone = facts.values["phone"]
        sendSafety(
            OutboundMessage(
                purpose: .safety, text: safety.text,
                buttons: buttons(of: safety, language: outcome.language ?? language)),
            kind: kindID, into: &outcome)
        // A confidential ticket is not raised: too few people see it.
        let open = conversation.openTickets
        if let ticket = open.last(where: { $0.priority == .emergency }) ?? open.last(where: { !$0.isConfidential }) {
            let wanted = ticket.missing + ask.filter { !ticket.missing.contains($0) && ticket.facts.values[$0] == nil }
            outcome.ticket = .join(
                ticket.id, raisedTo: .emergency, facts: facts, missing: wanted.filter { facts.values[$0] == nil })
            return
        }
        if let closed = conversation.lastClosedRed, now.millisecondsSince(closed.opened) < limits.sameRedMilliseconds {
            outcome.ticket = .reopen(closed.id, facts: facts, isRed: true)
            return
        }
        var matter = TicketMatter(kind: .emergency, priority: .emergency, ask: ask)
        matter.topic = kindID
        openNewEmergency(matter, facts: facts, into: &outcome)
    }

    private func facts(in text: String, of kindID: String, knowledge: KnowledgeSet) -> TicketFacts {
        let kind = knowledge.settings.emergencies.kinds.first { $0.id == kindID }
        return ticketFacts(read(text, for: kind?.ask.map(\.id) ?? [], takesAnyText: false))
    }

    /// Where the citizen is, if a ticket of theirs says so: the newest that does.
    private var knownPlace: String? { conversation.openTickets.compactMap(\.facts.ward).last }

    /// The numbers of a place that becomes known after an emergency's text went out.
    func giveFallbackNumbers(for facts: TicketFacts, of ticket: TicketSummary, into outcome: inout Outcome) {
        guard ticket.priority == .emergency, let place = facts.ward, place != ticket.facts.ward, let knowledge,
            let kind = conversation.memory.safetyTold?.max(by: { $0.value < $1.value })?.key,
            let line = knowledge.fallbackNumbers(
                kind: kind, language: outcome.language ?? language, place: place)
        else { return }
        outcome.outbound.append(OutboundEntry(OutboundMessage(purpose: .bot, text: line)))
    }

    private func openNewEmergency(_ matter: TicketMatter, facts: TicketFacts, into outcome: inout Outcome) {
        outcome.ticket = .open(
            NewTicket(
                codes: TicketCode.candidates(prefix: settings.ticketPrefix, random: random),
                department: knowledge?.settings.departments.first?.id ?? DepartmentID("1022"), priority: .emergency,
                kind: .emergency, intent: nil, topic: matter.topic, language: outcome.language ?? conversation.language,
                facts: facts, missing: matter.ask.filter { facts.values[$0] == nil }, factID: random.bytes(16)))
    }

    /// The first number as a call button, and one tap for what the ambulance needs.
    private func buttons(of safety: EmergencyText, language: String) -> [Button] {
        let first = capabilities.canCall ? safety.phones.first : nil
        let call = first.map { phone in
            Button(
                title: knowledge?.callButton(phone, language: language) ?? phone.number,
                action: .call(number: phone.digits))
        }
        return [call].compactMap { $0 } + (safety.isCallOnly ? [] : shareButtons(safety.ask, language: language))
    }

    /// Sends a fixed text unless it went out less than ten minutes ago; what to do in a fire is not what to do when
    /// somebody cannot breathe, so each kind has ten minutes of its own.
    private func sendSafety(_ message: OutboundMessage, kind: String, into outcome: inout Outcome) {
        let last = conversation.memory.safetyTold?[kind]
        guard last.map({ now.millisecondsSince($0) >= limits.safetyPauseMilliseconds }) ?? true else { return }
        outcome.outbound.append(OutboundEntry(message))
        outcome.sendsSafety = true
        remember(into: &outcome) { $0.safetyTold = ($0.safetyTold ?? [:]).merging([kind: now]) { $1 } }
    }

    /// Intents/ is unusable: the text of the configuration, and a person.
    func lastResort(into outcome: inout Outcome) {
        outcome.decidesTurn = true
        sendSafety(OutboundMessage(purpose: .safety, text: settings.emergencyText), kind: "", into: &outcome)
        if let open = conversation.openTickets.last {
            outcome.ticket = .join(open.id, raisedTo: nil, facts: TicketFacts(), missing: nil)
        } else {
            openTicket(TicketMatter(kind: .other, priority: .urgent), text: nil, announcing: nil, into: &outcome)
        }
    }

    /// Voice, pictures, files: a person looks. Stickers and thumbs are never a ticket and never an answer.
    func answerUnreadable(_ attachments: [Attachment], into outcome: inout Outcome) {
        for attachment in attachments {
            switch attachment {
            case .audio:
                let hour = Int(now.adding(seconds: 7 * 3600).milliseconds / 3_600_000 % 24)
                let isNight = hour >= limits.nightBegins || hour < limits.nightEnds
                let isUrgent = isNight && conversation.openTickets.isEmpty
                return handUnreadable(.voice, priority: isUrgent ? .urgent : .normal, into: &outcome)
            case .image, .video:
                return handUnreadable(.photo, priority: .normal, into: &outcome)
            case .file, .link, .unsupported:
                return handUnreadable(.file, priority: .normal, into: &outcome)
            case .location(let latitude, let longitude):
                return takeLocation(latitude, longitude, into: &outcome)
            case .sticker, .contact:
                continue
            }
        }
    }

    private func handUnreadable(_ key: TextKey, priority: TicketPriority, into outcome: inout Outcome) {
        openTicket(TicketMatter(kind: .other, priority: priority), text: nil, announcing: nil, into: &outcome)
        outcome.outbound.removeAll()
        let last = conversation.memory.unreadableToldAt
        guard let knowledge, last.map({ now.millisecondsSince($0) >= limits.acknowledgeMilliseconds }) ?? true else {
            return
        }
        tell(key, [:], into: &outcome)
        remember(into: &outcome) { $0.unreadableToldAt = now }
        giveNotices(
            Turn(knowledge: knowledge, language: language, text: "", amberLine: nil), into: &outcome)
    }

    private func takeLocation(_ latitude: Double, _ longitude: Double, into outcome: inout Outcome) {
        let place = "\(latitude), \(longitude)"
        let kinds = (knowledge?.settings.intake ?? []).filter { $0.recognise == .place }.map(\.id)
        let facts = Dictionary(kinds.map { ($0, place) }) { first, _ in first }
        guard conversation.openTickets.isEmpty else { return fill(facts, into: &outcome, telling: .locationNoted) }
        openTicket(
            TicketMatter(kind: .other, ask: kinds), text: nil, giving: facts, announcing: .person, into: &outcome)
    }
}

extension Messaging.Attachment {
    /// A sticker or a thumb says nothing, and a contact card is read for its number.
    var isNeverAnswered: Bool {
        switch self {
        case .sticker, .contact: true
        default: false
        }
    }
}
