import Messaging
import Storage
import Telemetry

/// What operators see of the path, by channel; no ids and no words.
struct MessageMetrics: Sendable {
    enum WebhookEnd: String, CaseIterable { case refused, malformed, overloaded }

    private let webhooks: Counter
    private let events: Counter
    private let decisions: Counter
    private let tickets: Counter
    private let sends: Counter
    private let repeats: Counter
    private let pauses: Counter
    private let delay: Histogram

    init(_ metrics: Metrics, channels: [ChannelID]) {
        let channel = MetricLabel("channel", channels.map(\.rawValue))
        webhooks = metrics.counter(
            "switchboard_webhooks_refused_total", help: "Webhooks that were not kept, by reason.",
            labels: [channel, MetricLabel("end", WebhookEnd.allCases.map(\.rawValue))])
        events = metrics.counter(
            "switchboard_events_total", help: "Events of verified webhooks.",
            labels: [channel, MetricLabel("end", ["new", "duplicate", "ignored"])])
        decisions = metrics.counter(
            "switchboard_outcomes_total", help: "Steps of the answering loop by what they sent.",
            labels: [MetricLabel("sent", ["nothing", "text", "safety"])])
        tickets = metrics.counter(
            "switchboard_tickets_total", help: "What turns did to tickets.",
            labels: [MetricLabel("step", ["opened", "joined", "reopened"])])
        sends = metrics.counter(
            "switchboard_sends_total", help: "Calls to platforms by result.",
            labels: [channel, MetricLabel("result", Self.results)])
        repeats = metrics.counter(
            "switchboard_sends_repeated_total", help: "Sends of unknown outcome that were tried again.",
            labels: [channel])
        pauses = metrics.counter(
            "switchboard_channel_pauses_total", help: "Times a channel as a whole was held.", labels: [channel])
        delay = metrics.histogram(
            "switchboard_send_delay_seconds", help: "From a message's writing to the platform's answer.",
            buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3600])
    }

    private static let results = [
        "sent", "temporary", "throttled", "window-closed", "blocked", "bad-token", "channel-down", "bad-request",
        "unknown",
    ]

    func webhook(_ channel: ChannelID, _ end: WebhookEnd) { webhooks.add(channel.rawValue, end.rawValue) }

    func accepted(_ channel: ChannelID, _ accepted: Accepted, ignored: Int) {
        if accepted.new > 0 { events.add(channel.rawValue, "new", count: accepted.new) }
        if accepted.duplicates > 0 { events.add(channel.rawValue, "duplicate", count: accepted.duplicates) }
        if ignored > 0 { events.add(channel.rawValue, "ignored", count: ignored) }
    }

    func settled(_ outcome: Outcome) {
        decisions.add(outcome.sendsSafety ? "safety" : outcome.outbound.isEmpty ? "nothing" : "text")
        switch outcome.ticket {
        case .open: tickets.add("opened")
        case .join: tickets.add("joined")
        case .reopen: tickets.add("reopened")
        case nil: break
        }
    }

    func sent(_ channel: ChannelID, _ result: SendResult, latencyMilliseconds: Int64) {
        sends.add(channel.rawValue, Self.name(of: result))
        if case .sent = result { delay.observe(Double(latencyMilliseconds) / 1000) }
    }

    func mayBeRepeat(_ channel: ChannelID) { repeats.add(channel.rawValue) }

    func paused(_ channel: ChannelID) { pauses.add(channel.rawValue) }

    private static func name(of result: SendResult) -> String {
        switch result {
        case .sent: "sent"
        case .failed(.temporary): "temporary"
        case .failed(.throttled): "throttled"
        case .failed(.windowClosed): "window-closed"
        case .failed(.blocked): "blocked"
        case .failed(.badToken): "bad-token"
        case .failed(.channelDown): "channel-down"
        case .failed(.badRequest): "bad-request"
        case .failed(.unknownOutcome): "unknown"
        }
    }
}
