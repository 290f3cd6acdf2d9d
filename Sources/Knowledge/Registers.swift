/// What entries may be about (topics.yaml).
public struct Topic: Sendable, Hashable {
    public let id: String
    public let title: Localized
    /// States health or law: what changes in an entry of it is read by a second person before citizens read it.
    public let needsSecondReader: Bool
    public let place: FilePlace
}

/// A telephone number, written once (phones.yaml).
public struct Phone: Sendable, Hashable {
    public let id: String
    public let number: String
    public let title: Localized
    /// As written: "24/7", "07:30-17:00".
    public let hours: String?
    /// The place it serves; nil = everywhere.
    public let served: Reference?
    public let source: String?
    public let place: FilePlace

    /// The digits alone, as a call button needs them.
    public var digits: String { number.filter { $0.isNumber || $0 == "+" } }
}

/// A province, district or ward on the days it existed (places.yaml).
public struct Place: Sendable, Hashable {
    public enum Level: String, Sendable, Hashable, CaseIterable { case province, district, ward }

    public let id: String
    public let name: String
    public let level: Level
    public let parent: Reference?
    /// Other names people write.
    public let aliases: [String]
    public let validity: Validity
    public let phone: Reference?
    public let place: FilePlace
}

/// today.yaml: the menu, the notice of the day, and the topics for languages that the matcher does not read.
public struct Today: Sendable, Hashable {
    public let buttons: [MenuButton]
    public let menus: [TopicMenu]
    public let notice: Notice?

    static let none = Today(buttons: [], menus: [], notice: nil)

    public struct Notice: Sendable, Hashable {
        public let text: Localized
        public let validity: Validity
    }
}

/// Entries to choose from by number or button, for those who write one of `languages`.
public struct TopicMenu: Sendable, Hashable {
    public let languages: [String]
    /// At most `TextLimits.menuTopics`, in the order shown.
    public let intents: [Reference]
}

/// One button of the menu.
public struct MenuButton: Sendable, Hashable {
    public enum Action: Sendable, Hashable {
        case intent(Reference)
        case person
        case emergency
    }

    public let title: Localized
    public let action: Action
}
