import Messaging
import Testing

@Suite("The platform's window for our messages")
struct WindowTests {
    private static let day: Int64 = 86_400
    private let facebook = channel(
        windows: MessagingWindows(botSeconds: day, personSeconds: 7 * day, freeSeconds: nil))
    private let zalo = channel(
        windows: MessagingWindows(botSeconds: 7 * day, personSeconds: 7 * day, freeSeconds: 2 * day))
    private let asked = Instant(milliseconds: 1_000_000)

    @Test("without a limit the window is always open", arguments: [Instant?.none, Instant(milliseconds: 0)])
    func unlimited(lastInbound: Instant?) {
        let state = channel().window(lastInbound: lastInbound, now: Instant(milliseconds: .max), purpose: .bot)
        #expect(state == .open(until: nil))
    }

    @Test("someone who never wrote cannot be written to", arguments: [OutboundMessage.Purpose.bot, .safety, .person])
    func neverWrote(purpose: OutboundMessage.Purpose) {
        #expect(facebook.window(lastInbound: nil, now: asked, purpose: purpose) == .closed)
    }

    @Test(
        "it closes to the bot after a day and to people after a week, at the millisecond",
        arguments: [(OutboundMessage.Purpose.bot, day), (.safety, day), (.person, 7 * day)])
    func closes(purpose: OutboundMessage.Purpose, seconds: Int64) {
        let end = asked.adding(seconds: seconds)
        let before = end.adding(milliseconds: -1)
        #expect(facebook.window(lastInbound: asked, now: before, purpose: purpose) == .open(until: end))
        #expect(facebook.window(lastInbound: asked, now: end, purpose: purpose) == .closed)
    }

    @Test("it costs money between the free hours and the end")
    func paid() {
        let free = asked.adding(seconds: 2 * Self.day)
        let end = asked.adding(seconds: 7 * Self.day)
        let lastFree = free.adding(milliseconds: -1)
        #expect(zalo.window(lastInbound: asked, now: lastFree, purpose: .bot) == .open(until: end))
        #expect(zalo.window(lastInbound: asked, now: free, purpose: .bot) == .paid(until: end))
        #expect(zalo.window(lastInbound: asked, now: end, purpose: .bot) == .closed)
    }

    @Test("a message from the end of time does not overflow")
    func future() {
        let last = Instant(milliseconds: .max)
        #expect(zalo.window(lastInbound: last, now: asked, purpose: .bot) == .open(until: last))
    }
}
