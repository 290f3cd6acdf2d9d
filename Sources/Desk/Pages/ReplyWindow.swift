import Messaging
import Storage

/// Whether a person may write to the citizen of a ticket now, and how that is said.
struct ReplyWindow: Sendable, Hashable {
    enum State: String, Sendable { case open, paid, closed, phone, gone }

    let state: State
    /// For the queue: only what presses. nil: nothing does.
    let short: String?
    /// For the ticket, before anything is typed. nil: there is no limit.
    let long: String?

    var canSend: Bool { state == .open || state == .paid }

    /// A window this near its end is worth a mark in the queue.
    private static let nearSeconds: Int64 = 6 * 3600

    init(_ ticket: TicketRow, _ capabilities: ChannelCapabilities?, _ time: TimeText) {
        guard let capabilities else {
            let isPhone = ticket.channel.rawValue == Platform.phone.rawValue
            state = isPhone ? .phone : .gone
            short = nil
            long = (isPhone ? Phrase.phoneOnly : .channelGone).text(time.language)
            return
        }
        let say = { (phrase: Phrase, values: [String: String]) in phrase.text(time.language, values) }
        switch capabilities.window(lastInbound: ticket.lastInbound, now: time.now, purpose: .person) {
        case .closed:
            state = .closed
            short = say(.windowClosed, [:])
            long = say(.windowClosedWhy, [:])
        case .paid(let until):
            state = .paid
            short = say(.windowPaid, ["time": time.left(until: until)])
            long = short
        case .open(let until):
            state = .open
            let left = until.map { say(.windowLeft, ["time": time.left(until: $0)]) }
            let isNear = until.map { $0 < time.now.adding(seconds: Self.nearSeconds) } ?? false
            short = isNear ? left : nil
            let free = capabilities.windows.freeSeconds.flatMap { seconds in
                ticket.lastInbound?.adding(seconds: seconds)
            }
            let freeLeft = free.flatMap { $0 > time.now ? say(.windowFree, ["time": time.left(until: $0)]) : nil }
            let parts = [left, freeLeft].compactMap(\.self)
            long = parts.isEmpty ? nil : parts.joined(separator: " · ")
        }
    }
}
