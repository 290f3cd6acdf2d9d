/// What a channel can carry: data filled by Platforms and handed to Routing, Desk and Knowledge, which never see the
/// platforms themselves. Two pure functions, `split` and `window`, live beside it.
public struct ChannelCapabilities: Sendable, Hashable {
    /// What the platform counts when it limits a text.
    public enum TextUnit: Sendable, Hashable { case utf16, unicodeScalars, utf8 }

    public let platform: Platform
    /// Longest text of one call, in `textUnit`, counted after NFC.
    public let textLimit: Int
    public let textUnit: TextUnit
    /// Longest text of a call that carries buttons, in `textUnit`.
    public let buttonTextLimit: Int
    public let buttonLimit: Int
    /// Longest button title, in `Character`s (the platforms count at least that finely).
    public let buttonTitleLimit: Int
    /// Buttons can still be tapped when another message has come; else they go away with the next one.
    public let buttonsStay: Bool
    public let canCall: Bool
    public let canSharePhone: Bool
    public let canShareLocation: Bool
    public let canSendImages: Bool
    /// The platform reports our own sends back, so a send of unknown outcome can be settled.
    public let hasEcho: Bool
    public let windows: MessagingWindows
    /// Most calls a second the platform takes from this channel.
    public let callsPerSecond: Int

    public init(
        platform: Platform, textLimit: Int, textUnit: TextUnit, buttonTextLimit: Int, buttonLimit: Int,
        buttonTitleLimit: Int, buttonsStay: Bool, canCall: Bool, canSharePhone: Bool, canShareLocation: Bool,
        canSendImages: Bool,
        hasEcho: Bool, windows: MessagingWindows, callsPerSecond: Int
    ) {
        self.platform = platform
        self.textLimit = textLimit
        self.textUnit = textUnit
        self.buttonTextLimit = buttonTextLimit
        self.buttonLimit = buttonLimit
        self.buttonTitleLimit = buttonTitleLimit
        self.buttonsStay = buttonsStay
        self.canCall = canCall
        self.canSharePhone = canSharePhone
        self.canShareLocation = canShareLocation
        self.canSendImages = canSendImages
        self.hasEcho = hasEcho
        self.windows = windows
        self.callsPerSecond = callsPerSecond
    }

    /// May we write to someone whose last message came at `lastInbound`?
    public func window(lastInbound: Instant?, now: Instant, purpose: OutboundMessage.Purpose) -> WindowState {
        guard let limit = purpose == .person ? windows.personSeconds : windows.botSeconds else {
            return .open(until: nil)
        }
        guard let lastInbound else { return .closed }
        let end = lastInbound.adding(seconds: limit)
        guard now < end else { return .closed }
        if let free = windows.freeSeconds {
            let freeEnd = lastInbound.adding(seconds: free)
            if now >= freeEnd { return .paid(until: end) }
        }
        return .open(until: end)
    }
}

/// How long after the citizen's last message a platform lets us write. Nil = without limit.
public struct MessagingWindows: Sendable, Hashable {
    public let botSeconds: Int64?
    public let personSeconds: Int64?
    /// Free of charge up to here; nil = price does not depend on time.
    public let freeSeconds: Int64?

    public init(botSeconds: Int64?, personSeconds: Int64?, freeSeconds: Int64?) {
        self.botSeconds = botSeconds
        self.personSeconds = personSeconds
        self.freeSeconds = freeSeconds
    }
}

public enum WindowState: Sendable, Hashable {
    /// nil: no limit.
    case open(until: Instant?)
    case paid(until: Instant)
    case closed
}
