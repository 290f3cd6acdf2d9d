import Messaging

/// Capabilities of which a test cares about one or two.
func channel(
    limit: Int = 2000, unit: ChannelCapabilities.TextUnit = .utf16,
    windows: MessagingWindows = MessagingWindows(botSeconds: nil, personSeconds: nil, freeSeconds: nil)
) -> ChannelCapabilities {
    ChannelCapabilities(
        platform: .zalo, textLimit: limit, textUnit: unit, buttonTextLimit: limit, buttonLimit: 5, buttonTitleLimit: 20,
        buttonsStay: true, canCall: true, canSharePhone: false, canShareLocation: false, canSendImages: true,
        hasEcho: true,
        windows: windows, callsPerSecond: 10)
}
