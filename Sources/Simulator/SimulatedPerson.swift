/// A citizen as one platform knows him.
public struct SimulatedPerson: Sendable, Equatable {
    /// The platform's own id: Zalo's 19 digits, Viber's base64, Facebook's page-scoped id.
    public let id: String
    public let name: String
    /// International form without the plus: "84912345678".
    public let phone: String
    /// As Viber reports it: "vi-VN".
    public let language: String

    public init(id: String, name: String, phone: String, language: String = "vi-VN") {
        self.id = id
        self.name = name
        self.phone = phone
        self.language = language
    }
}

extension SimulatedChannel {
    /// The people who have this platform on their phones when the simulator starts. Names and numbers are made up; the
    /// numbers use a range that is not given out to subscribers.
    var firstPeople: [SimulatedPerson] {
        let people: [(name: String, phone: String, language: String)] = [
            ("Nguyễn Thị Lan", "84900000001", "vi-VN"), ("Trần Văn Hùng", "84900000002", "vi-VN"),
            ("Lê Ngọc Mai", "84900000003", "vi-VN"), ("David Chen", "84900000004", "en-US"),
        ]
        return people.enumerated().map { index, person in
            SimulatedPerson(
                id: personID(index + 1), name: person.name, phone: person.phone, language: person.language)
        }
    }

    /// An id of the platform's own form, made from a number, different for every number and channel.
    func personID(_ number: Int) -> String {
        switch platform {
        case .zalo: String(2_468_458_835_291_979_000 + number)
        case .facebook: String(5_678_901_234_567_000 + number)
        case .viber:
            // 16 bytes in base64, with the slashes and pluses that real ids have and that break unescaped URLs.
            Self.viberID(number)
        }
    }

    private static func viberID(_ number: Int) -> String {
        let high = String(number, radix: 36)
        return "xy5/" + String(repeating: "0", count: max(0, 8 - high.utf8.count)) + high + "+/kbWHpLhA=="
    }
}
