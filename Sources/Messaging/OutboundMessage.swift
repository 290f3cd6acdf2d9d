/// One text we send, before it is fitted to a platform: `ChannelAdapter.render` splits it and degrades what does not
/// fit (buttons become numbered text).
public struct OutboundMessage: Sendable, Hashable, Codable {
    /// Who speaks, and what may therefore be done with it.
    public enum Purpose: String, Sendable, Hashable, Codable {
        /// An automatic text; dropped when a person has taken the conversation.
        case bot
        /// The fixed emergency text: goes out in every state.
        case safety
        /// A person's reply: may use the platform's window for people.
        case person
    }

    public let purpose: Purpose
    public let text: String
    public var buttons: [Button]
    public let images: [OutboundImage]
    /// The name shown as the sender where the platform allows it (Viber); nil = the channel's own.
    public let senderName: String?

    public init(
        purpose: Purpose, text: String, buttons: [Button] = [], images: [OutboundImage] = [],
        senderName: String? = nil
    ) {
        self.purpose = purpose
        self.text = text
        self.buttons = buttons
        self.images = images
        self.senderName = senderName
    }
}

/// A picture given by a public https address, or by the id the platform gave at upload.
public struct OutboundImage: Sendable, Hashable, Codable {
    public enum Source: Sendable, Hashable, Codable {
        case url(String)
        case uploaded(id: String)
    }
    public let source: Source
    public init(_ source: Source) { self.source = source }
}

/// Something the citizen can tap. Titles longer than the platform allows are shortened at a word's end.
public struct Button: Sendable, Hashable, Codable {
    public enum Action: Sendable, Hashable, Codable {
        /// Sends `payload` back to us (at most 200 UTF-8 bytes; never a secret or an authority).
        case reply(payload: String)
        case call(number: String)
        case open(url: String)
        /// One tap that sends the citizen's own phone number, where the platform can.
        case sharePhone
        /// One tap that sends the citizen's place, where the platform can.
        case shareLocation
    }
    public let title: String
    public let action: Action

    public init(title: String, action: Action) {
        self.title = title
        self.action = action
    }
}
