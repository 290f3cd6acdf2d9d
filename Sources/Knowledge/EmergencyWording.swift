import Matching

/// What somebody writes whose life is at stake, or that sounds so and is harmless (emergency-tests.tsv): for trying the signs,
/// never for finding them.
public struct EmergencyWording: Sendable, Hashable {
    public let text: String
    public let isRed: Bool
    public let place: FilePlace
}

extension KnowledgeSet {
    /// In file order; none where there is no such file.
    public var emergencyWordings: [EmergencyWording] { contents.emergencyWordings }

    /// Red wordings that no sign takes for red, and how many there are.
    public var missedEmergencies: (missed: [EmergencyWording], of: Int) {
        let red = emergencyWordings.filter(\.isRed)
        return (red.filter { !matcher.emergencyLevel($0.text).isRed }, red.count)
    }
}
