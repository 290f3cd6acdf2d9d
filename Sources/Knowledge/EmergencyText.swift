/// What is sent at once when a message is red.
public struct EmergencyText: Sendable, Hashable {
    public let kind: String
    public let text: String
    /// The first is the call button.
    public let phones: [Phone]
    public let ask: [IntakeKind]
    /// No button but the call.
    public let isCallOnly: Bool
}

/// Numbers by place in one text: more than this is a list that nobody in fear reads.
private let fallbacksMax = 6

extension KnowledgeSet {
    /// The fixed text of a kind for someone who writes `language`: in a language that has no text, Vietnamese and
    /// English together under a line of nothing but the numbers. Nil when there is no such kind: then the last resort of
    /// the configuration is sent.
    ///
    /// `place`: where the person is, by its id in places.yaml. The fall-back numbers of that place stand behind the first
    /// line; while it is not known, those of all places.
    public func emergencyText(kind id: String, language: String, place: String? = nil) -> EmergencyText? {
        guard let kind = settings.emergencies.kinds.first(where: { $0.id == id }) else { return nil }
        let languages = languages(of: kind.text, for: language)
        guard !languages.isEmpty else { return nil }
        let phones = kind.numbers.compactMap { phone($0.id) }
        let everywhere = phones.filter { !contents.isLocal($0) }
        let texts = languages.map { language in
            let lines = fill(kind.text[language] ?? "").split(separator: "\n", maxSplits: 1).map(String.init)
            let fallbacks = fallbackNumbers(kind: id, language: language, place: place).map { [$0] } ?? []
            return (lines.prefix(1) + fallbacks + lines.dropFirst()).joined(separator: "\n")
        }
        let digits = languages.count > 1 ? [everywhere.map(\.number).joined(separator: " · ")] : []
        return EmergencyText(
            kind: id, text: (digits + texts).joined(separator: "\n\n"), phones: everywhere,
            ask: kind.ask.compactMap { intakeKind($0.id) }, isCallOnly: kind.isCallOnly)
    }

    /// The line with a kind's numbers for a place and the places around it; for no place, with those of all. Nil where
    /// there are none.
    public func fallbackNumbers(kind id: String, language: String, place: String?) -> String? {
        guard let kind = settings.emergencies.kinds.first(where: { $0.id == id }),
            let line = settings.emergencies.fallbackLine?.text(for: language)
        else { return nil }
        let around = place.map { placeAndParents(of: $0).map(\.id) }
        let numbers = kind.numbers.compactMap { phone($0.id) }.filter { phone in
            guard contents.isLocal(phone), let served = phone.served?.id else { return false }
            return around?.contains(served) ?? true
        }
        guard !numbers.isEmpty else { return nil }
        let list = numbers.prefix(fallbacksMax).map { phone in
            let hours = phone.hours.map { $0 == "24/7" ? "" : " (\($0))" } ?? ""
            return "\(phone.title.text(for: language)) \(phone.number)\(hours)"
        }
        return fill(line, ["numbers": list.joined(separator: "; ")])
    }

    /// The line before an ordinary answer when a sign is amber.
    public func amberLine(language: String) -> String {
        let text = settings.emergencies.amberLine
        return languages(of: text, for: language).compactMap { text[$0] }.map { fill($0) }.joined(separator: "\n\n")
    }

    /// The button that makes an amber message red.
    public func dangerButton(language: String) -> String { settings.emergencies.dangerButton.text(for: language) }

    /// The button that calls a number.
    public func callButton(_ phone: Phone, language: String) -> String {
        text(.call, language, filling: ["number": phone.number])
    }

    /// The menu: what stands on each button, and what it does. Entries not in force, or without a title that the reader
    /// understands, are left out.
    public func menu(language: String, on day: Day? = nil) -> [(title: String, action: MenuButton.Action)] {
        today.buttons.compactMap { button in
            let title = readable(button.title, language)
            switch button.action {
            case .intent(let target):
                let isInForce = intent(target.id)?.validity.contains(day ?? self.day) ?? false
                return isInForce ? title.map { ($0, button.action) } : nil
            case .person: return (title ?? text(.noneOfThese, language), button.action)
            case .emergency: return (title ?? dangerButton(language: language), button.action)
            }
        }
    }

    /// The notice of the day; nil when there is none on `day`.
    public func noticeOfTheDay(language: String, on day: Day? = nil) -> String? {
        guard let notice = today.notice, notice.validity.contains(day ?? self.day) else { return nil }
        return fill(notice.text.text(for: language))
    }

    /// The language itself when the text has it, else Vietnamese and English.
    private func languages(of text: Localized, for language: String) -> [String] {
        text[language] == nil ? ["vi", "en"].filter { text[$0] != nil } : [language]
    }
}

extension Contents {
    /// Whether a number serves one district or ward only.
    func isLocal(_ phone: Phone) -> Bool {
        guard let served = phone.served else { return false }
        return places.contains { $0.id == served.id && $0.level != .province }
    }
}
