import Knowledge
import Messaging
import Storage
import Telemetry

/// The second loop: takes what was written down, oldest first and one step at a time per conversation, decides, and
/// settles event, history, ticket and outbox in one transaction.
final class Answering: Sendable {
    private let channels: [ChannelID: Channel]
    private let store: Store
    private let knowledge: KnowledgeInForce
    private let settings: AnsweringSettings
    private let clock: WallClock
    private let random: RandomSource
    private let logger: Logger
    private let metrics: MessageMetrics
    private let wakeups: Wakeups

    init(
        channels: [Channel], store: Store, knowledge: KnowledgeInForce, settings: AnsweringSettings, clock: WallClock,
        random: RandomSource, logger: Logger, metrics: MessageMetrics
    ) {
        self.channels = Dictionary(uniqueKeysWithValues: channels.map { ($0.id, $0) })
        self.store = store
        self.knowledge = knowledge
        self.settings = settings
        self.clock = clock
        self.random = random
        self.logger = logger
        self.metrics = metrics
        wakeups = Wakeups(clock: clock)
    }

    /// Runs until cancelled; a step under way is finished.
    func run() async {
        let changes = store.changes.listen()
        await withDiscardingTaskGroup { group in
            group.addTask { [wakeups] in
                for await change in changes where change == .inbox { wakeups.wake() }
            }
            for await _ in wakeups.signals {
                if Task.isCancelled { break }
                await takeWhatWaits()
            }
            group.cancelAll()
        }
        wakeups.finish()
    }

    private func takeWhatWaits() async {
        do {
            while !Task.isCancelled {
                let events = try await store.claim(
                    limit: settings.limits.batch, attemptsMax: settings.limits.attemptsMax)
                try await take(events)
                let turns = try await store.dueTurns(now: clock.now(), limit: settings.limits.batch)
                try await decide(turns)
                if events.isEmpty, turns.isEmpty { break }
            }
            wakeups.setAlarm(try await store.nextTurnDue())
        } catch {
            logger.error("answering failed and will try again", .reason("\(error)"))
            wakeups.setAlarm(clock.now().adding(seconds: 1))
        }
    }

    private func take(_ items: [InboxItem]) async throws(StorageError) {
        var taken: [(item: InboxItem, event: Event, contact: ContactKey)] = []
        var finished: [InboxID] = []
        for item in items {
            switch read(item) {
            case .success(let event):
                if let contact = event.identity.contact {
                    taken.append((item, event, contact))
                } else {
                    finished.append(item.id)
                }
            case .failure(let error):
                logger.error("event cannot be read", .id("inbox", item.id), .reason(error.reason))
                try await store.bury(item.id, reason: error.reason)
            }
        }
        try await store.finish(finished)
        guard !taken.isEmpty else { return }
        let conversations = try await store.conversations(
            with: taken.map { ($0.item.channel, $0.contact) }, now: clock.now())
        var outcomes: [Outcome] = []
        for (entry, conversation) in zip(taken, conversations) {
            guard let step = step(in: conversation) else { continue }
            var outcome = step.take(entry.event, received: entry.item.received)
            outcome.events = [entry.item.id]
            outcomes.append(outcome)
        }
        try await settle(outcomes)
    }

    private func decide(_ turns: [Conversation]) async throws(StorageError) {
        try await settle(
            turns.map { turn in
                if let step = step(in: turn) { return step.decideTurn() }
                var outcome = Outcome(conversation: turn.id, generation: turn.generation, now: clock.now())
                outcome.decidesTurn = true
                return outcome
            })
    }

    /// What is stale stays where it was, and is taken again in the next round. When the round cannot be settled whole,
    /// each outcome is settled alone, so that one that fails holds no other up.
    private func settle(_ outcomes: [Outcome]) async throws(StorageError) {
        guard !outcomes.isEmpty else { return }
        do {
            let settled = try await store.settle(outcomes)
            for (outcome, result) in zip(outcomes, settled) where result != .stale { metrics.settled(outcome) }
        } catch  where outcomes.count > 1 {
            var failure: StorageError?
            for outcome in outcomes {
                do { try await settle([outcome]) } catch { failure = error }
            }
            if let failure { throw failure }
        } catch {
            if let outcome = outcomes.first, outcome.events.isEmpty { try await putOff(outcome) }
            throw error
        }
    }

    /// A turn that cannot be settled is tried again in a minute, not at once for ever. An event becomes a dead letter.
    private func putOff(_ turn: Outcome) async throws(StorageError) {
        var outcome = Outcome(conversation: turn.conversation, generation: turn.generation, now: turn.now)
        outcome.turnDue = turn.now.adding(seconds: 60)
        _ = try await store.settle([outcome])
    }

    private func read(_ item: InboxItem) -> Result<Event, MalformedBody> {
        guard let channel = channels[item.channel] else {
            return .failure(MalformedBody(reason: "the channel \(item.channel) is not configured any more"))
        }
        return Result { () throws(MalformedBody) in
            let events = try channel.adapter.normalise(item.body)
            guard let event = events.first(where: { $0.identity.index == item.index }) else {
                throw MalformedBody(reason: "the body has no event number \(item.index)")
            }
            return event
        }
    }

    private func step(in conversation: Conversation) -> ConversationStep? {
        guard let channel = channels[conversation.channel] else { return nil }
        return ConversationStep(
            conversation: conversation, capabilities: channel.adapter.capabilities, knowledge: knowledge.current,
            settings: settings, now: clock.now(), random: random)
    }
}

/// What the answering loop is told at its start.
public struct AnsweringSettings: Sendable {
    public var limits = AnsweringLimits()
    /// The last resort when Intents/ is unusable (Config, `emergency_text`).
    public let emergencyText: String
    /// What ticket codes begin with.
    public let ticketPrefix: String

    /// Where the notice on data is told in full.
    public let privacyLink: String

    public init(emergencyText: String, ticketPrefix: String, privacyLink: String) {
        self.emergencyText = emergencyText
        self.ticketPrefix = ticketPrefix
        self.privacyLink = privacyLink
    }
}
