/// Buttons: what they lead to, what stands on them, and the notice of the day beside them.
struct OfferCheck {
    let contents: Contents
    let day: Day

    func problems() -> [Problem] { deadOffers() + longTitles() + oldNotice() }

    /// Entries that are offered and do not answer on the day: the button is left out.
    private func deadOffers() -> [Problem] {
        let asleep = Set(contents.intents.filter { !$0.validity.contains(day) }.map(\.id))
        let menu = contents.today.buttons.compactMap { button -> Reference? in
            if case .intent(let target) = button.action { return target }
            return nil
        }
        let live = contents.intents.filter { $0.validity.contains(day) }
        return (live.flatMap(\.suggest) + menu).filter { asleep.contains($0.id) }.map { reference in
            Problem(
                .warning, reference.place, vi: "mục '\(reference.id)' không còn hiệu lực nên nút này không hiện",
                en: "'\(reference.id)' is not valid on the day, so that this button is not shown")
        }
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
