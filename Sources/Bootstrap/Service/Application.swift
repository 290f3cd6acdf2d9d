import Crypto
import Desk
import Foundation
import HTTP
import Knowledge
import Messaging
import Routing
import Storage
import Telemetry

/// The service, put together: made in order, stopped in reverse.
final class Application: Sendable {
    /// Requests in hand at a stop may take this long; a platform that is cut off sends again.
    static let drainSeconds = 10

    let configuration: Configuration
    let store: Store
    let knowledge: KnowledgeInForce
    let path: MessagePath
    let logger: Logger
    private let reload: KnowledgeReload
    private let firstLoaded: Loaded
    private let publicServer: Server
    private let operatorServer: Server

    /// Opens the database and reads the FAQ files; nothing is served before `run`.
    /// `extra`: routes beside the service's own (the demo's simulator).
    init(_ configuration: Configuration, logger: Logger, extra: Routes = Routes()) throws {
        self.configuration = configuration
        self.logger = logger
        let clock = WallClock.live
        let random = RandomSource.live
        for file in [configuration.database, configuration.sealKey, configuration.controlToken] {
            try FileManager.default.createDirectory(
                at: URL(fileURLWithPath: file).deletingLastPathComponent(), withIntermediateDirectories: true)
        }
        store = try Store(path: configuration.database, sealingKey: KeyFile.loadOrCreate(path: configuration.sealKey))
        let controlToken = try ControlToken.make(path: configuration.controlToken)
        knowledge = KnowledgeInForce()
        let published = PublishedSets(store: store)
        let changes = store.changes
        let reload = KnowledgeReload(
            folder: configuration.intents, knowledge: knowledge, clock: clock, logger: logger
        ) { loaded in
            changes.publish([.knowledge])
            do {
                try await published.note(loaded, now: clock.now())
            } catch {
                logger.error("the set in force could not be noted", .reason("\(error)"))
            }
        }
        self.reload = reload
        firstLoaded = reload.load()

        let metrics = Metrics()
        let channels = try configuration.channels.map { try Channel($0) }
        var answering = AnsweringSettings(
            emergencyText: configuration.emergencyText, ticketPrefix: configuration.ticketPrefix,
            privacyLink: configuration.publicURL + "/privacy")
        answering.limits.quietMilliseconds = Int64(configuration.quietSeconds) * 1000
        path = MessagePath(
            channels: channels,
            tokens: Dictionary(uniqueKeysWithValues: configuration.channels.map { ($0.id, $0.token) }),
            store: store, knowledge: knowledge, settings: answering,
            publicURL: configuration.publicURL, clock: clock, random: random, logger: logger,
            metrics: metrics)
        let desk = Desk(
            store: store, knowledge: DeskKnowledge(knowledge),
            capabilities: Dictionary(uniqueKeysWithValues: channels.map { ($0.id, $0.adapter.capabilities) }),
            settings: DeskSettings(publicURL: configuration.publicURL, ticketPrefix: configuration.ticketPrefix),
            editing: DeskEditing(
                knowledge: knowledge,
                workshop: EntryWorkshop(folder: configuration.intents) { KnowledgeFolder.load($0) },
                reload: { _ = reload.load() }),
            clock: clock, random: random, logger: logger)
        var routes = path.routes
        routes.add(desk.routes)
        routes.add(PublicPages(configuration: configuration, knowledge: knowledge).routes)
        routes.add(extra)
        let served = routes
        publicServer = Server(
            host: configuration.listen.host, port: configuration.listen.port,
            trustedProxies: configuration.trustedProxies
        ) { await served.respond(to: $0) }
        let disk = DatabaseDisk(databasePath: configuration.database)
        let health = Health(
            store: store, path: path, knowledge: knowledge, channels: channels.map(\.id), disk: disk, clock: clock)
        let figures = ServiceMetrics(store: store, server: publicServer, disk: disk, clock: clock, in: metrics)
        let controls = OperatorRoutes(
            store: store, health: health, metrics: metrics, figures: figures, channels: channels.map(\.id),
            controlToken: controlToken,
            clock: clock, logger: logger
        ).routes
        operatorServer = Server(
            host: configuration.operatorAddress.host, port: configuration.operatorAddress.port, threads: 1
        ) { await controls.respond(to: $0) }
    }

    /// Serves until the task is cancelled, then stops in reverse: no new requests, requests in hand finished, loops
    /// ended after their step, database closed.
    /// `started`: told the ports when requests are taken.
    func run(started: @Sendable (_ port: UInt16, _ operatorPort: UInt16) async -> Void) async throws {
        let loops = Task { await path.run() }
        let reloading = Task { await reload.run(from: firstLoaded) }
        do {
            let operatorPort = try operatorServer.start()
            let port = try publicServer.start()
            logger.notice(
                "serving", .id("listen", "\(configuration.listen.host):\(port)"),
                .id("operator", "\(configuration.operatorAddress.host):\(operatorPort)"))
            if getuid() == 0 { logger.warning("running as root: give the service a user of its own") }
            await started(port, operatorPort)
            while !Task.isCancelled { try? await Task.sleep(for: .seconds(3600)) }
        } catch {
            await stop(loops, reloading)
            throw error
        }
        await stop(loops, reloading)
    }

    private func stop(_ loops: Task<Void, Never>, _ reloading: Task<Void, Never>) async {
        logger.notice("stopping")
        await publicServer.stop(drainSeconds: Self.drainSeconds)
        await operatorServer.stop(drainSeconds: 1)
        reloading.cancel()
        loops.cancel()
        await reloading.value
        await loops.value
        await store.close()
        try? FileManager.default.removeItem(atPath: configuration.controlToken)
        logger.notice("stopped")
    }
}
