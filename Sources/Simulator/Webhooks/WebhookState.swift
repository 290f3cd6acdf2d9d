/// An account's webhook as the platform sees it.
public struct WebhookState: Sendable, Equatable {
    public internal(set) var url: String?
    /// The platform has given up and sends nothing until an operator turns the webhook on again.
    public internal(set) var isDisabled = false
    /// The platform has told the account's owners that the webhook fails (Facebook after 15 minutes).
    public internal(set) var hasAlerted = false
    /// Event kinds the account asked for; nil means all.
    public internal(set) var kinds: Set<String>?
    /// Since when every request has failed.
    public internal(set) var failingSince: Int64?
}
