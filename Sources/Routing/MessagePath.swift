public import HTTP
public import Knowledge
public import Messaging
public import Storage
public import Telemetry

/// The path of a message. Three loops, each ending in a durable write; nothing acts on a message before it is written
/// down. Read this file first, then the folders in this order:
///
///     RECEIVING    webhook -> verify -> identify -> INBOX -> 200                         Receiving/
///     ANSWERING    INBOX -> normalise -> match -> answer | ask back | ticket -> OUTBOX   Answering/
///     DELIVERING   OUTBOX -> platform -> sent | retry | dead                             Delivering/
///
/// The desk writes to the outbox as well, and never comes here.
public final class MessagePath: Sendable {
    private let receiving: Receiving
    private let deletions: DeletionRequests
    private let answering: Answering
    private let delivering: Delivering
    private let holding: Holding
    private let tokens: [ChannelID: TokenKeeper]
    private let clock: WallClock

    /// Puts the loops together; nothing runs before `run`.
    public init(
        channels: [Channel], tokens configured: [ChannelID: Credential], store: Store, knowledge: KnowledgeInForce,
        settings: AnsweringSettings, publicURL: String, clock: WallClock, random: RandomSource, logger: Logger,
        metrics: Metrics
    ) {
        let figures = MessageMetrics(metrics, channels: channels.map(\.id))
        let keepers = Dictionary(
            uniqueKeysWithValues: channels.map { channel in
                let token = configured[channel.id] ?? Credential(accessToken: "", refreshToken: nil, expires: nil)
                return (
                    channel.id,
                    TokenKeeper(channel: channel, configured: token, store: store, clock: clock, logger: logger)
                )
            })
        tokens = keepers
        self.clock = clock
        receiving = Receiving(
            channels: Dictionary(uniqueKeysWithValues: channels.map { ($0.id.rawValue, $0) }), store: store,
            clock: clock,
            welcome: { _ in
                knowledge.current.map { OutboundMessage(purpose: .bot, text: $0.greeting(language: "vi")) }
            }, logger: logger, metrics: figures)
        deletions = DeletionRequests(
            channels: Dictionary(uniqueKeysWithValues: channels.map { ($0.id.rawValue, $0) }), store: store,
            settings: settings, publicURL: publicURL,
            department: {
                knowledge.current?.settings.departments.first?.id ?? DepartmentID(settings.ticketPrefix)
            },
            clock: clock, random: random, logger: logger)
        answering = Answering(
            channels: channels, store: store, knowledge: knowledge, settings: settings, clock: clock, random: random,
            logger: logger, metrics: figures)
        delivering = Delivering(
            senders: channels.compactMap { channel in
                keepers[channel.id].map {
                    ChannelSender(
                        channel: channel, tokens: $0, clock: clock, random: random, logger: logger, metrics: figures)
                }
            }, store: store, clock: clock, logger: logger)
        holding = Holding(store: store, clock: clock, logger: logger)
    }

    /// `GET|POST /webhooks/<channel>`, and `/deletion` below it.
    public var routes: Routes {
        var routes = receiving.routes
        routes.add(deletions.routes)
        return routes
    }

    /// Runs the loops until the task is cancelled; steps and calls under way are finished.
    public func run() async {
        await withDiscardingTaskGroup { group in
            group.addTask { await self.answering.run() }
            group.addTask { await self.delivering.run() }
            group.addTask { await self.holding.run() }
        }
    }

    /// Whether a channel's token works and when it expires; for health.
    public func tokenStatus(of channel: ChannelID) async -> (isRefused: Bool, expires: Instant?) {
        await tokens[channel]?.status() ?? (true, nil)
    }

    /// Until when nothing is sent on a channel, because it is throttled, refused or does not answer; nil when it is
    /// usable. For health.
    public func heldUntil(_ channel: ChannelID) -> Instant? { delivering.heldUntil(channel, now: clock.now()) }
}
