import Messaging

/// Texts that a configured channel cannot carry in one piece. They are split when sent; an editor may want to shorten.
struct PlatformCheck {
    let set: KnowledgeSet
    let limits: [ChannelCapabilities]

    func problems() -> [Problem] {
        let answers = set.intents.flatMap { intent -> [Problem] in
            (intent.answers?.wordings ?? []).flatMap { wording -> [Problem] in
                guard let answer = set.answer(for: intent.id, language: wording.language) else { return [] }
                return problems(answer.first, at: wording.place, hasButtons: !answer.suggestions.isEmpty)
                    + (answer.rest.map { problems($0, at: wording.place, hasButtons: false) } ?? [])
            }
        }
        let emergencies = set.settings.emergencies.kinds.flatMap { kind in
            kind.text.wordings.flatMap { problems(set.fill($0.text), at: $0.place, hasButtons: true) }
        }
        return answers + emergencies
    }

    private func problems(_ text: String, at place: FilePlace, hasButtons: Bool) -> [Problem] {
        limits.compactMap { channel in
            let limit = hasButtons ? channel.buttonTextLimit : channel.textLimit
            let length = channel.textUnit.length(of: text)
            guard length > limit else { return nil }
            let name = channel.platform.rawValue
            return Problem(
                .warning, place, vi: "dài \(length), \(name) chỉ nhận \(limit) trong một tin; sẽ bị tách",
                en: "\(length) long, \(name) takes \(limit) in one message; it will be split")
        }
    }
}

extension ChannelCapabilities.TextUnit {
    fileprivate func length(of text: String) -> Int {
        switch self {
        case .utf16: text.utf16.count
        case .unicodeScalars: text.unicodeScalars.count
        case .utf8: text.utf8.count
        }
    }
}
