/// An adapter that knows how its platform is told where to send webhooks (`switchboard connect`).
public protocol WebhookRegistering: ChannelAdapter {
    /// What makes the platform send this channel's webhooks to `callbackURL`.
    func registration(callbackURL: String) -> Registration

    /// What the platform answered to the registration's call.
    func interpretRegistration(_ reply: PlatformReply) -> RegistrationResult
}

/// How a webhook is registered.
public enum Registration: Sendable, Hashable {
    /// Make this call while the service is up (the platform tries the address at once), after the operator has done the
    /// steps of `first`, if any.
    case call(PlatformCall, first: [RegistrationStep])
    /// Only a person can do it, in the platform's console.
    case manual([RegistrationStep])
}

/// One thing for the operator to do, in both languages of the commands.
public struct RegistrationStep: Sendable, Hashable {
    public let vi: String
    public let en: String

    public init(vi: String, en: String) {
        self.vi = vi
        self.en = en
    }
}

/// What became of a registration.
public enum RegistrationResult: Sendable, Hashable {
    case registered
    /// `reason` is the platform's code and words, for the operator.
    case failed(reason: String)
}
