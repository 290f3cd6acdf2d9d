/// An adapter whose platform passes on that people want their data deleted (Facebook's callback).
public protocol DeletionRequesting: ChannelAdapter {
    /// Who asks, when the form is authentic; nil when it is forged or cannot be read. Nothing of a forged form is
    /// interpreted.
    func deletionRequest(_ form: [UInt8]) -> DeletionRequest?
}

/// Somebody wants the data that is kept about them deleted.
public struct DeletionRequest: Sendable, Hashable {
    /// The person as the app knows them: not the id under which they write, so that their conversation is not found by it.
    public let person: String

    public init(person: String) { self.person = person }
}
