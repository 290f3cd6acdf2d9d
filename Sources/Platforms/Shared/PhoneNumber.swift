/// Telephone numbers as the platforms' call buttons want them.
enum PhoneNumber {
    /// Digits only, Vietnamese subscriber numbers with 84 in front ("0274 3822 825" becomes "842743822825"); short numbers
    /// ("115", "1022", "1900 1234") as they are. Nil when there are no digits.
    static func dialled(_ number: String) -> String? {
        let digits = number.filter { $0.isASCII && $0.isNumber }
        guard !digits.isEmpty else { return nil }
        return digits.hasPrefix("0") && digits.count >= 9 && !digits.hasPrefix("00")
            ? "84" + digits.dropFirst() : digits
    }

    /// With `+` and country code; nil for short numbers, which have no such form.
    static func international(_ number: String) -> String? {
        guard let dialled = dialled(number) else { return nil }
        let hasCountry =
            number.hasPrefix("+") || (number.drop { !$0.isNumber }.hasPrefix("0") && dialled.hasPrefix("84"))
        return hasCountry ? "+" + dialled : nil
    }
}
