/// What is sent at once when a message is red.
public struct EmergencyText: Sendable, Hashable {
    public let kind: String
    public let text: String
    /// The first is the call button.
    public let phones: [Phone]
    public let ask: [IntakeKind]
}

extension KnowledgeSet {
    /// The fixed text of a kind for someone who writes `language`: in a language that has no text, Vietnamese and
    /// English together. Nil when there is no such kind: then the last resort of the configuration is sent.
    public func emergencyText(kind id: String, language: String) -> EmergencyText? {
        guard let kind = settings.emergencies.kinds.first(where: { $0.id == id }) else { return nil }
        let texts = inBothLanguages(kind.text, language: language)
        guard !texts.isEmpty else { return nil }
        return EmergencyText(
            kind: id, text: texts, phones: kind.numbers.compactMap { phone($0.id) },
            ask: kind.ask.compactMap { intakeKind($0.id) })
    }

    /// The line before an ordinary answer when a sign is amber.
    public func amberLine(language: String) -> String {
        inBothLanguages(settings.emergencies.amberLine, language: language)
    }

    /// The button that makes an amber message red.
    public func dangerButton(language: String) -> String { settings.emergencies.dangerButton.text(for: language) }

    /// The menu: what stands on each button, and what it does. Entries not in force are left out.
    public func menu(language: String, on day: Day? = nil) -> [(title: String, action: MenuButton.Action)] {
        today.buttons.filter { button in
            guard case .intent(let target) = button.action else { return true }
            return intent(target.id)?.validity.contains(day ?? self.day) ?? false
        }.map { ($0.title.text(for: language), $0.action) }
    }

    /// The notice of the day; nil when there is none on `day`.
    public func noticeOfTheDay(language: String, on day: Day? = nil) -> String? {
        guard let notice = today.notice, notice.validity.contains(day ?? self.day) else { return nil }
        return fill(notice.text.text(for: language))
    }

    private func inBothLanguages(_ text: Localized, language: String) -> String {
        let texts = text[language].map { [$0] } ?? ["vi", "en"].compactMap { text[$0] }
        return texts.map { fill($0) }.joined(separator: "\n\n")
    }
}
