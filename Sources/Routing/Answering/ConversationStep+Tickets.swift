import Knowledge
import Matching
import Messaging
import Storage

/// What a ticket is about.
struct TicketMatter {
    var kind: RequestKind
    var priority: TicketPriority = .normal
    var department: DepartmentID?
    var intent: String?
    var topic: String?
    var isConfidential = false
    /// Facts to ask for, by intake id.
    var ask: [String] = []

    init(kind: RequestKind, priority: TicketPriority = .normal, ask: [String] = []) {
        self.kind = kind
        self.priority = priority
        self.ask = ask
    }

    init(intent: Intent, step: ConversationStep) {
        kind = step.kind(of: intent)
        priority = TicketPriority(intent.priority)
        department = step.department(of: intent)
        self.intent = intent.id
        topic = intent.topics.first?.id
        isConfidential = intent.isConfidential
        ask = intent.ask.map(\.id)
    }
}

extension ConversationStep {
    /// Opens a ticket, or takes up the one this belongs to, and tells the citizen: a new one with the text of `key`, or
    /// not at all when that is nil. `given` are facts that do not stand in the text.
    func openTicket(
        _ matter: TicketMatter, text: String?, giving given: [String: String] = [:], announcing key: TextKey?,
        into outcome: inout Outcome
    ) {
        var facts = read(text ?? "", for: matter.ask, takesAnyText: false).merging(given) { $1 }
        outcome.contactPhone = facts["phone"] ?? outcome.contactPhone
        if let open = openTicket(for: matter) {
            let rise = matter.priority > open.priority ? matter.priority : nil
            outcome.ticket = .join(
                open.id, raisedTo: rise, facts: ticketFacts(facts), missing: open.missing.filter { facts[$0] == nil })
            return acknowledge(facts.isEmpty ? .waitingNoted : .factsNoted, code: open.code, into: &outcome)
        }
        if let closed = conversation.lastClosed, now.millisecondsSince(closed.closed) < limits.reopenMilliseconds,
            conversation.openTickets.count < limits.openTicketsMax,
            matter.intent == nil ? matter.priority == .normal : matter.intent == closed.intent,
            matter.kind != .dataProtection
        {
            outcome.ticket = .reopen(closed.id)
            return tell(.reopened, ["code": closed.code], into: &outcome)
        }
        // What was told for another matter is not asked again.
        for ticket in conversation.openTickets {
            facts.merge(ticket.facts.values.filter { matter.ask.contains($0.key) }) { new, _ in new }
        }
        let missing = matter.ask.filter { facts[$0] == nil }
        outcome.ticket = .open(
            NewTicket(
                codes: TicketCode.candidates(prefix: settings.ticketPrefix, random: random),
                department: matter.department ?? knowledge?.settings.departments.first?.id ?? DepartmentID("1022"),
                priority: matter.priority, kind: matter.kind, isConfidential: matter.isConfidential,
                intent: matter.intent, topic: matter.topic, language: outcome.language ?? conversation.language,
                facts: ticketFacts(facts), missing: missing, factID: random.bytes(16)))
        guard let key else { return }
        announce(key, missing: missing, into: &outcome)
    }

    /// The open ticket a turn belongs to: the one of the same entry; else, when the matter is not clear or there are
    /// enough open already, the newest. What is confidential joins only its own kind, and takes in nothing else that is
    /// clear.
    private func openTicket(for matter: TicketMatter) -> TicketSummary? {
        let open = conversation.openTickets
        if matter.kind == .dataProtection { return open.last { $0.kind == .dataProtection } }
        guard let intent = matter.intent else { return open.last }
        if let same = open.last(where: { $0.intent == intent }) { return same }
        guard open.count >= limits.openTicketsMax else { return nil }
        return open.last { $0.isConfidential == matter.isConfidential }
    }

    /// The ticket's code, what a person would ask first in one list, and one tap for it where the platform can.
    func announce(_ key: TextKey, missing: [String], into outcome: inout Outcome) {
        guard let knowledge else { return }
        let language = outcome.language ?? language
        let asked = knowledge.settings.intake.filter { missing.contains($0.id) }
        guard !asked.isEmpty, key == .escalated else { return tell(key, [:], into: &outcome) }
        let list = asked.enumerated().map { "(\($0.offset + 1)) \($0.element.question.text(for: language))" }
        let text = ([knowledge.text(.escalatedAsk, language)] + list).joined(separator: "\n")
        outcome.outbound.append(
            OutboundEntry(OutboundMessage(purpose: .bot, text: text, buttons: shareButtons(asked, language: language))))
    }

    /// One-tap buttons for facts, as far as the platform has them.
    func shareButtons(_ kinds: [IntakeKind], language: String) -> [Button] {
        kinds.compactMap { kind in
            let title = kind.button?.text(for: language) ?? kind.question.text(for: language).capitalisedFirst
            switch kind.share {
            case .phone where capabilities.canSharePhone: return Button(title: title, action: .sharePhone)
            case .location where capabilities.canShareLocation: return Button(title: title, action: .shareLocation)
            default: return nil
            }
        }
    }

    /// "Gặp người trực": a ticket, or where one is open its state. It always works.
    func reachPerson(_ turn: Turn, into outcome: inout Outcome) {
        remember(into: &outcome) { $0.justClarified = false }
        guard conversation.openTickets.isEmpty else { return tellState(turn, into: &outcome) }
        let priority: TicketPriority = turn.amberLine == nil ? .normal : .urgent
        openTicket(
            TicketMatter(kind: .other, priority: priority), text: turn.text, announcing: .person, into: &outcome)
        giveNotices(turn, into: &outcome)
    }

    /// "Sao rồi?": the state of the open ticket, or of the one closed last; without either a person is wanted.
    func tellState(_ turn: Turn, into outcome: inout Outcome) {
        if let open = conversation.openTickets.last {
            outcome.ticket = .join(open.id, raisedTo: nil, facts: TicketFacts(), missing: nil)
            let key: TextKey = open.isClaimed ? .stateClaimed : .stateWaiting
            return tell(key, ["code": open.code, "time": Self.hour(of: open.opened)], into: &outcome)
        }
        if let closed = conversation.lastClosed, now.millisecondsSince(closed.closed) < limits.reopenMilliseconds {
            return tell(
                .stateClosed, ["code": closed.code, "time": Self.hour(of: closed.closed)], into: &outcome)
        }
        reachPerson(turn, into: &outcome)
    }

    /// Facts an open ticket still misses, when the turn is that and nothing else.
    func facts(in turn: Turn, unless decision: Decision) -> (facts: [String: String], ticket: TicketSummary)? {
        guard let ticket = conversation.openTickets.last(where: { !$0.missing.isEmpty }) else { return nil }
        guard decision.speech == nil, decision.action != .answer else { return nil }
        let isAnotherMatter = decision.intents.first.map { $0 != ticket.intent } ?? false
        guard !isAnotherMatter || decision.score < turn.knowledge.settings.thresholds.answer else { return nil }
        let facts = read(turn.text, for: ticket.missing, takesAnyText: ticket.priority == .emergency)
        return facts.isEmpty ? nil : (facts, ticket)
    }

    func take(_ facts: [String: String], into ticket: TicketSummary, _ outcome: inout Outcome) {
        let known = ticketFacts(facts)
        outcome.ticket = .join(
            ticket.id, raisedTo: nil, facts: known, missing: ticket.missing.filter { facts[$0] == nil })
        outcome.contactPhone = facts["phone"]
        tell(.factsNoted, ["code": ticket.code], into: &outcome)
        giveFallbackNumbers(for: known, of: ticket, into: &outcome)
    }

    /// A contact card, the platform's own form, or one tap: the phone number is the contact's and the ticket's.
    func take(_ details: ContactDetails, into outcome: inout Outcome) {
        outcome.contactName = details.name ?? outcome.contactName
        outcome.contactPhone = details.phone
        var facts: [String: String] = [:]
        for kind in knowledge?.settings.intake ?? [] {
            switch kind.recognise {
            case .phone: facts[kind.id] = details.phone
            case .place: facts[kind.id] = details.address
            default: break
            }
        }
        fill(facts, into: &outcome, telling: .factsNoted)
    }

    func readContactCard(_ attachments: [Attachment], into outcome: inout Outcome) {
        for case .contact(let name, let phone) in attachments {
            take(ContactDetails(name: name, phone: phone, address: nil), into: &outcome)
        }
    }

    /// Puts facts into the newest open ticket that misses one of them, else into the newest, if there is one.
    func fill(_ facts: [String: String], into outcome: inout Outcome, telling key: TextKey) {
        let open = conversation.openTickets
        let asking = open.last { ticket in ticket.missing.contains { facts[$0] != nil } }
        guard !facts.isEmpty, let ticket = asking ?? open.last else { return }
        let known = ticketFacts(facts)
        outcome.ticket = .join(
            ticket.id, raisedTo: nil, facts: known, missing: ticket.missing.filter { facts[$0] == nil })
        guard conversation.state != .people else { return }
        tell(key, ["code": ticket.code], into: &outcome)
        giveFallbackNumbers(for: known, of: ticket, into: &outcome)
    }

    /// What was collected, with the ward or district that it names.
    func ticketFacts(_ values: [String: String]) -> TicketFacts {
        let places = knowledge?.settings.intake.filter { $0.recognise == .place }.compactMap { values[$0.id] } ?? []
        return TicketFacts(values, ward: places.lazy.compactMap { knowledge?.place(in: $0)?.id }.first)
    }

    func read(_ text: String, for kinds: [String], takesAnyText: Bool) -> [String: String] {
        guard let knowledge, !text.isEmpty else { return [:] }
        return IntakeReader(
            kinds: knowledge.settings.intake,
            places: knowledge.places.flatMap { [$0.name] + $0.aliases }.map { $0.lowercased() }
        )
        .read(text, missing: kinds, takesAnyText: takesAnyText)
    }

    /// A further message to an open ticket is acknowledged now and then, not each time.
    func acknowledge(_ key: TextKey, code: String, into outcome: inout Outcome) {
        let last = conversation.memory.stateToldAt
        guard key == .factsNoted || last.map({ now.millisecondsSince($0) > limits.acknowledgeMilliseconds }) ?? true
        else { return }
        tell(key, ["code": code], into: &outcome)
    }

    func tell(_ key: TextKey, _ values: [String: String], into outcome: inout Outcome) {
        guard let knowledge else { return }
        let text = knowledge.text(key, outcome.language ?? language, filling: values)
        guard !text.isEmpty else { return }
        outcome.outbound.append(OutboundEntry(OutboundMessage(purpose: .bot, text: text)))
        remember(into: &outcome) { $0.stateToldAt = now }
    }

    /// What statistics call the kind: an urgent entry is help, a confidential one a report.
    func kind(of intent: Intent) -> RequestKind {
        if intent.isConfidential { return .report }
        switch intent.priority {
        case .emergency: return .emergency
        case .urgent: return .help
        case .normal: return .information
        }
    }

    func department(of intent: Intent) -> DepartmentID? {
        intent.department ?? knowledge?.settings.departments.first?.id
    }

    /// "14:05" or, on another day, "14:05 23/07", in Viet Nam.
    static func hour(of instant: Instant) -> String {
        let minutes = instant.adding(seconds: 7 * 3600).milliseconds / 60_000
        func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
        return "\(two(minutes / 60 % 24)):\(two(minutes % 60)) \(Day(instant).written.prefix(5))"
    }
}

extension TicketPriority {
    init(_ priority: Entry.Priority) {
        switch priority {
        case .normal: self = .normal
        case .urgent: self = .urgent
        case .emergency: self = .emergency
        }
    }
}

extension String {
    fileprivate var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
