/// What a citizen can send from the phone.
public enum CitizenMessage: Sendable, Equatable {
    case text(String)
    case image(url: String)
    case voice(url: String)
    case video(url: String)
    case file(url: String, name: String, size: Int)
    case sticker(id: String)
    case location(latitude: Double, longitude: Double)
    case contact(name: String, phone: String)

    /// The words in the bubble.
    var text: String {
        if case .text(let text) = self { text } else { "" }
    }

    /// What the bubble shows beside words.
    var attachments: [Bubble.Attachment] {
        switch self {
        case .text: []
        case .image(let url): [.image(url: url)]
        case .voice(let url): [.audio(url: url)]
        case .video(let url): [.video(url: url)]
        case .file(_, let name, _): [.file(name: name)]
        case .sticker(let id): [.sticker(id: id)]
        case .location(let latitude, let longitude): [.location(latitude: latitude, longitude: longitude)]
        case .contact(let name, let phone): [.contact(name: name, phone: phone)]
        }
    }
}
