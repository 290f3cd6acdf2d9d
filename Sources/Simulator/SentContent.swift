import Foundation

/// What an accepted call puts on the phone.
struct SentContent: Sendable, Equatable {
    var text = ""
    var attachments: [Bubble.Attachment] = []
    var buttons: [PhoneButton] = []
    var senderName: String?
}

extension String {
    /// How all three platforms' limits are counted here: UTF-16 units after NFC. None of their pages names the unit of
    /// its "characters"; this is the strictest of the usual readings, so what passes here passes there.
    var platformLength: Int { precomposedStringWithCanonicalMapping.utf16.count }

    var isWebAddress: Bool {
        guard let url = URL(string: self), let scheme = url.scheme?.lowercased() else { return false }
        return (scheme == "https" || scheme == "http") && url.host?.isEmpty == false
    }
}

extension JSON {
    /// The first member that is not among those documented. The platforms mostly ignore such a member; the simulator
    /// refuses it, because it is a misspelt one.
    func unknownMember(_ known: Set<String>) -> String? { names?.first { !known.contains($0) } }
}
