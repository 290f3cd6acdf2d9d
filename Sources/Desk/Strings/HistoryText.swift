import Storage

/// Lines of history, which Storage keeps as codes such as `ticket.closed answered`.
enum HistoryText {
    /// A code that this version does not know is shown as it stands.
    static func text(_ line: String, by name: String?, _ language: Language) -> String {
        let words = line.split(separator: " ", maxSplits: 1).map(String.init)
        let rest = words.count > 1 ? words[1] : ""
        let phrase: Phrase
        switch words.first ?? "" {
        case "ticket.opened": phrase = .eventOpened
        case "ticket.seen": phrase = .eventSeen
        case "ticket.claimed": phrase = .eventClaimed
        case "ticket.released": phrase = .eventReleased
        case "ticket.lapsed": phrase = .eventLapsed
        case "ticket.reopened": phrase = .eventReopened
        case "ticket.closed": phrase = .eventClosed
        case "contact.followed": phrase = .eventFollowed
        case "contact.left": phrase = .eventLeft
        case "contact.withdrew": phrase = .eventWithdrew
        case "contact.asked-deletion": phrase = .eventAskedDeletion
        case "entry.chosen": phrase = .eventChose
        case "message.deleted-by-citizen": phrase = .eventDeleted
        case "red.false": phrase = .eventMarkedFalse
        case "red.false-undone": phrase = .eventUnmarkedFalse
        case "safety.undelivered": phrase = .eventSafetyUndelivered
        default: return line
        }
        let outcome = TicketOutcome(rawValue: rest).map { Phrase($0).text(language) } ?? rest
        return phrase.text(
            language, ["code": rest, "outcome": outcome, "name": name ?? Phrase.authorPerson.text(language)])
    }
}
