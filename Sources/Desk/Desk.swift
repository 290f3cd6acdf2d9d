public import Messaging
public import Storage
public import Telemetry

/// The agents' console: sign-in, queue, conversations, actions on tickets, the live stream and the JSON interface.
/// It speaks to citizens only through the outbox. What each part does stands in a file of its own: pages in Pages/,
/// actions in Actions/; who may do what in Policy.swift; the list of all routes in Desk+Routes.swift.
public struct Desk: Sendable {
    let store: Store
    let knowledge: DeskKnowledge
    let editing: DeskEditing?
    let capabilities: [ChannelID: ChannelCapabilities]
    let settings: DeskSettings
    let clock: WallClock
    let random: RandomSource
    let logger: Logger
    let passwords: PasswordChecks
    let assets: Assets

    /// A desk over `store`. `capabilities` are those of every configured channel: others (the telephone, one that was
    /// removed) cannot be written to. Without `editing` there are no pages for editors.
    public init(
        store: Store, knowledge: DeskKnowledge, capabilities: [ChannelID: ChannelCapabilities], settings: DeskSettings,
        editing: DeskEditing? = nil, clock: WallClock, random: RandomSource, logger: Logger
    ) {
        self.store = store
        self.knowledge = knowledge
        self.editing = editing
        self.capabilities = capabilities
        self.settings = settings
        self.clock = clock
        self.random = random
        self.logger = logger
        passwords = PasswordChecks()
        assets = Assets()
    }
}
