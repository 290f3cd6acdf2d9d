@testable import Matching

enum SampleEmergencies {
    static let kinds: [EmergencyKind] = [
        EmergencyKind(id: "medical", red: ["khó thở"], amber: ["sốt"], except: ["khẩu trang & khó thở"])
    ]
}
