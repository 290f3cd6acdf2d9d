/// Keyboards and carousels. https://developers.viber.com/docs/tools/keyboards/
enum ViberKeyboard {
    static let columns = 6
    /// The documentation's highest number of rows could not be confirmed; 24 is the larger of those found.
    static let rowLimit = 24
    static let carouselRows = 7
    static let buttonTextLimit = 250
    /// share-phone and location-picker, and the state of the input field, are known to newer clients only.
    static let sharingVersion = 3
    static let inputFieldVersion = 4

    static func buttons(of keyboard: JSON, version: Int) throws(CallRefusal) -> [PhoneButton] {
        try ViberSend.only(
            ["Type", "DefaultHeight", "BgColor", "InputFieldState", "Buttons", "CustomDefaultHeight", "HeightScale"],
            in: keyboard, "keyboard")
        guard keyboard["Type"].string == "keyboard" else { throw ViberSend.error(3, "keyboard.Type") }
        if keyboard["InputFieldState"].isPresent {
            guard ["regular", "minimized", "hidden"].contains(keyboard["InputFieldState"].string) else {
                throw ViberSend.error(3, "InputFieldState")
            }
            guard version >= inputFieldVersion else { throw ViberSend.error(14, "InputFieldState") }
        }
        let buttons = try read(keyboard["Buttons"], maximumRows: 2, place: .keyboard, version: version)
        guard rows(buttons) <= rowLimit else { throw ViberSend.error(3, "too many rows") }
        return buttons.map(\.button)
    }

    static func carousel(of media: JSON, version: Int) throws(CallRefusal) -> [PhoneButton] {
        try ViberSend.only(
            ["Type", "ButtonsGroupColumns", "ButtonsGroupRows", "BgColor", "Buttons"], in: media, "rich_media")
        guard media["Type"].string == "rich_media", (1...columns).contains(media["ButtonsGroupColumns"].int ?? 6),
            (1...carouselRows).contains(media["ButtonsGroupRows"].int ?? 7)
        else { throw ViberSend.error(3, "rich_media") }
        return try read(media["Buttons"], maximumRows: carouselRows, place: .bubble, version: version).map(\.button)
    }

    private typealias Placed = (button: PhoneButton, rows: Int)

    private static func read(
        _ buttons: JSON, maximumRows: Int, place: PhoneButton.Place, version: Int
    ) throws(CallRefusal) -> [Placed] {
        guard let buttons = buttons.array, !buttons.isEmpty else { throw ViberSend.error(3, "Buttons") }
        var read: [Placed] = []
        for button in buttons {
            read.append(try self.button(button, maximumRows: maximumRows, place: place, version: version))
        }
        return read
    }

    private static func button(
        _ button: JSON, maximumRows: Int, place: PhoneButton.Place, version: Int
    ) throws(CallRefusal) -> Placed {
        try ViberSend.only(
            [
                "Columns", "Rows", "BgColor", "Silent", "ActionType", "ActionBody", "Image", "Text", "TextVAlign",
                "TextHAlign", "TextSize", "TextOpacity", "BgMedia", "BgMediaType", "BgLoop", "TextPaddings",
                "OpenURLType", "OpenURLMediaType", "TextBgGradientColor", "TextShouldFit", "Frame", "InternalBrowser",
                "Map", "ImageScaleType", "BgMediaScaleType",
            ], in: button, "button")
        let columns = button["Columns"].isPresent ? button["Columns"].int : Self.columns
        let rows = button["Rows"].isPresent ? button["Rows"].int : 1
        guard let columns, (1...Self.columns).contains(columns), let rows, (1...maximumRows).contains(rows) else {
            throw ViberSend.error(3, "Columns or Rows")
        }
        let size = button["TextSize"]
        guard !size.isPresent || ["small", "regular", "large"].contains(size.string) else {
            throw ViberSend.error(3, "TextSize")
        }
        let text = try ViberSend.text("Text", in: button, limit: buttonTextLimit, required: false)
        guard text != nil || button["Image"].string != nil else { throw ViberSend.error(3, "Text or Image") }
        guard let body = button["ActionBody"].string, !body.isEmpty else { throw ViberSend.error(3, "ActionBody") }
        let action = try action(button["ActionType"], body, version: version)
        return (
            PhoneButton(
                title: plain(text ?? ""), action: action, place: place, columns: columns,
                showsTap: button["Silent"] != true),
            rows
        )
    }

    private static func action(_ type: JSON, _ body: String, version: Int) throws(CallRefusal) -> PhoneButton.Action {
        switch type.isPresent ? type.string : "reply" {
        case "reply": return .reply(payload: body)
        case "open-url":
            if body.hasPrefix("tel:") || body.hasPrefix("viber://") {
                return .call(number: String(body.drop { $0 != ":" }.dropFirst()))
            }
            guard body.isWebAddress else { throw ViberSend.error(3, "ActionBody") }
            return .open(url: body)
        case "share-phone":
            guard version >= sharingVersion else { throw ViberSend.error(14, "share-phone") }
            return .sharePhone
        case "location-picker":
            guard version >= sharingVersion else { throw ViberSend.error(14, "location-picker") }
            return .shareLocation
        case "none": return .none
        default: throw ViberSend.error(3, "ActionType")
        }
    }

    /// Rows taken when buttons are laid out from left to right.
    private static func rows(_ buttons: [Placed]) -> Int {
        var total = 0
        var used = columns
        var height = 0
        for (button, rows) in buttons {
            if used + button.columns > columns {
                total += height
                used = 0
                height = 0
            }
            used += button.columns
            height = max(height, rows)
        }
        return total + height
    }

    /// A button's text is a small subset of HTML.
    private static func plain(_ text: String) -> String {
        var out = ""
        var isTag = false
        for character in text {
            switch character {
            case "<": isTag = true
            case ">" where isTag: isTag = false
            default: if !isTag { out.append(character) }
            }
        }
        return out
    }
}
