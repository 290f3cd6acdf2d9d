/// What the desk is told by the configuration.
public struct DeskSettings: Sendable {
    /// `public_url:`, for the origin check and for whether cookies are `Secure`.
    public let publicURL: String
    /// What a ticket's code begins with.
    public let ticketPrefix: String

    public init(publicURL: String, ticketPrefix: String) {
        self.publicURL = publicURL
        self.ticketPrefix = ticketPrefix
    }

    var isSecure: Bool { publicURL.lowercased().hasPrefix("https://") }

    /// Scheme, host and port of `publicURL`, as a browser writes them in `Origin`.
    var origin: String {
        let parts = publicURL.lowercased().split(separator: "/", omittingEmptySubsequences: true)
        guard parts.count >= 2 else { return publicURL }
        return "\(parts[0])//\(parts[1])"
    }
}
