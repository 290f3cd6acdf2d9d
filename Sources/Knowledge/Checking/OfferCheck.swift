/// Buttons: what they lead to, what stands on them, and the notice of the day beside them.
struct OfferCheck {
    let contents: Contents
    let day: Day

    func problems() -> [Problem] { deadOffers() + untranslatedTopics() + longTitles() + oldNotice() }

    /// Entries that are offered and do not answer on the day: the button is left out.
    private func deadOffers() -> [Problem] {
        let asleep = Set(contents.intents.filter { !$0.validity.contains(day) }.map(\.id))
        let menu = contents.today.buttons.compactMap { button -> Reference? in
            if case .intent(let target) = button.action { return target }
            return nil
        }
        let live = contents.intents.filter { $0.validity.contains(day) }
        let topics = contents.today.menus.flatMap(\.intents)
        return (live.flatMap(\.suggest) + menu + topics).filter { asleep.contains($0.id) }.map { reference in
            Problem(
                .warning, reference.place, vi: "mục '\(reference.id)' không còn hiệu lực nên nút này không hiện",
                en: "'\(reference.id)' is not valid on the day, so that this button is not shown")
        }
    }

    /// Entries of a menu of topics that say nothing in one of its languages: they are shown, and answer, in another.
    private func untranslatedTopics() -> [Problem] {
        let intents = Dictionary(contents.intents.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return contents.today.menus.flatMap { menu in
            menu.intents.flatMap { reference -> [Problem] in
                guard let intent = intents[reference.id] else { return [] }
                return menu.languages.flatMap { Self.untranslated(intent, $0, at: reference.place) }
            }
        }
    }

    private static func untranslated(_ intent: Intent, _ language: String, at place: FilePlace) -> [Problem] {
        var problems: [Problem] = []
        if intent.buttons[language] == nil, intent.titles[language] == nil {
            problems.append(
                Problem(
                    .warning, place, vi: "mục '\(intent.id)' chưa có button tiếng '\(language)'",
                    en: "'\(intent.id)' has no button in '\(language)'"))
        }
        // `answer: none` leads to a person in any language.
        if let answers = intent.answers, answers[language] == nil {
            problems.append(
                Problem(
                    .warning, place, vi: "mục '\(intent.id)' chưa có câu trả lời tiếng '\(language)'",
                    en: "'\(intent.id)' has no answer in '\(language)'"))
        }
        return problems
    }

    /// A title serves as the button where there is none; a long one is cut by the narrowest platform.
    private func longTitles() -> [Problem] {
        contents.intents.flatMap { intent in
            intent.titles.wordings.filter { title in
                intent.buttons[title.language] == nil && title.text.count > TextLimits.button
            }.map { title in
                Problem(
                    .warning, title.place,
                    vi:
                        "tên dài \(title.text.count) ký tự sẽ bị cắt trên nút; thêm button nhiều nhất \(TextLimits.button)",
                    en:
                        "the title of \(title.text.count) characters is cut on a button; add a button of at most \(TextLimits.button)"
                )
            }
        }
    }

    private func oldNotice() -> [Problem] {
        guard let notice = contents.today.notice, let until = notice.validity.until, until < day,
            let place = notice.text.wordings.first?.place
        else { return [] }
        return [
            Problem(
                .warning, place, vi: "thông báo này hết hạn ngày \(until.written), không hiện nữa",
                en: "the notice expired on \(until) and is not shown any more")
        ]
    }
}
