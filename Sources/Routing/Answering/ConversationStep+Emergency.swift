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
        guard
            let safety = knowledge.emergencyText(
                kind: kindID, language: outcome.language ?? conversation.language ?? "und")
        else { return lastResort(into: &outcome) }
        let ask = safety.ask.map(\.id)
        let facts = read(text, for: ask, takesAnyText: false)
        outcome.contactPhone = facts["phone"]
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
                ticket.id, raisedTo: .emergency, facts: ticketFacts(facts), missing: wanted.filter { facts[$0] == nil })
            return
        }
        var matter = TicketMatter(kind: .emergency, priority: .emergency, ask: ask)
        matter.topic = kindID
        openNewEmergency(matter, facts: facts, into: &outcome)
    }

    private func openNewEmergency(_ matter: TicketMatter, facts: [String: String], into outcome: inout Outcome) {
        outcome.ticket = .open(
            NewTicket(
                codes: TicketCode.candidates(prefix: settings.ticketPrefix, random: random),
                department: knowledge?.settings.departments.first?.id ?? DepartmentID("1022"), priority: .emergency,
                kind: .emergency, intent: nil, topic: matter.topic, language: outcome.language ?? conversation.language,
                facts: ticketFacts(facts), missing: matter.ask.filter { facts[$0] == nil }, factID: random.bytes(16)))
    }

    /// The first number as a call button, and one tap for what the ambulance needs. A kind that asks for nothing (where
    /// somebody may harm themselves) gets the call alone.
    private func buttons(of safety: EmergencyText, language: String) -> [Button] {
        let call =
            !capabilities.canCall
            ? nil
            : safety.phones.first.map { phone in
                Button(
                    title: "\(language == "vi" ? "Gọi" : "Call") \(phone.number)", action: .call(number: phone.digits))
            }
        return [call].compactMap { $0 } + shareButtons(safety.ask, language: language)
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
