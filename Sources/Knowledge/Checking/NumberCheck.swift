/// Telephone numbers written out in texts: they go stale when phones.yaml is changed.
struct NumberCheck {
    let contents: Contents

    func problems() -> [Problem] {
        let settings = contents.settings
        var wordings = contents.intents.flatMap { $0.answers?.wordings ?? [] }
        wordings += settings.emergencies.kinds.flatMap(\.text.wordings) + settings.emergencies.amberLine.wordings
        wordings += TextKey.allCases.flatMap { settings.texts.texts[$0]?.wordings ?? [] }
        wordings += settings.greeting.wordings + (contents.today.notice?.text.wordings ?? [])
        return wordings.flatMap { wording in Self.numbers(in: wording.text).compactMap { problem($0, wording) } }
    }

    private func problem(_ number: Number, _ wording: Wording) -> Problem? {
        let known = contents.phones.first { $0.digits.filter(\.isNumber) == number.digits }
        if number.digits.count < 8 {
            // "Tổng đài 1022" is a name; "gọi 1022" is a number to call.
            guard known != nil, Self.callingWords.contains(number.wordBefore) else { return nil }
        }
        if let known {
            return Problem(
                .warning, wording.place, vi: "số '\(number.text)' nên viết {phone:\(known.id)}",
                en: "write {phone:\(known.id)} for the number '\(number.text)'")
        }
        return Problem(
            .warning, wording.place, vi: "số '\(number.text)' không có trong phones.yaml",
            en: "the number '\(number.text)' is not in phones.yaml")
    }

    struct Number {
        let text: String
        let digits: String
        let wordBefore: String
    }

    private static let callingWords: Set<String> = ["gọi", "số", "quay", "call", "dial", "phone"]

    /// What looks like a telephone number: 3 or 4 digits, or 8 to 11 of which the beginning is a country's, a
    /// district's or a service's code. Dates and sums of money are not.
    static func numbers(in text: String) -> [Number] {
        let characters = Array(text)
        var numbers: [Number] = []
        var index = 0
        while index < characters.count {
            guard isDigit(characters[index]) else {
                index += 1
                continue
            }
            let start = index
            while index < characters.count, isDigit(characters[index]) || isSeparator(characters, index) { index += 1 }
            let run = String(characters[start..<index])
            let digits = run.filter(isDigit)
            let before = start > 0 ? characters[start - 1] : " "
            guard looksLikePhone(run, digits), !before.isLetter, before != "/" else { continue }
            let words = String(characters[..<start]).split { !$0.isLetter }
            numbers.append(Number(text: run, digits: digits, wordBefore: words.last.map { $0.lowercased() } ?? ""))
        }
        return numbers
    }

    private static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }

    private static func isSeparator(_ characters: [Character], _ index: Int) -> Bool {
        " .-".contains(characters[index]) && index + 1 < characters.count && isDigit(characters[index + 1])
    }

    private static func looksLikePhone(_ run: String, _ digits: String) -> Bool {
        let groups = run.split { !$0.isNumber }.map(\.count)
        if digits.count <= 4 { return digits.count >= 3 && groups.count == 1 }
        guard (8...11).contains(digits.count), groups != [2, 2, 4] else { return false }
        return digits.hasPrefix("0") || digits.hasPrefix("1900") || digits.hasPrefix("1800")
            || (digits.hasPrefix("84") && digits.count >= 11)
    }
}
