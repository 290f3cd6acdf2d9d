/// What is behind a button of ours. It comes back from the platform as a payload or, on platforms without one, as plain
/// text; a citizen can type the same, so it grants nothing.
enum Payload: Hashable {
    case intent(String)
    /// The rest of a long answer.
    case more(String)
    case person
    /// "Đang nguy hiểm": makes an amber matter red.
    case danger
    case menu

    private static let prefix = "sb:"

    var text: String {
        switch self {
        case .intent(let id): Self.prefix + "intent:" + id
        case .more(let id): Self.prefix + "more:" + id
        case .person: Self.prefix + "person"
        case .danger: Self.prefix + "danger"
        case .menu: Self.prefix + "menu"
        }
    }

    init?(_ text: String) {
        guard text.hasPrefix(Self.prefix) else { return nil }
        let rest = text.dropFirst(Self.prefix.count)
        switch rest {
        case "person": self = .person
        case "danger": self = .danger
        case "menu": self = .menu
        default:
            if rest.hasPrefix("intent:") {
                self = .intent(String(rest.dropFirst("intent:".count)))
            } else if rest.hasPrefix("more:") {
                self = .more(String(rest.dropFirst("more:".count)))
            } else {
                return nil
            }
        }
    }
}
