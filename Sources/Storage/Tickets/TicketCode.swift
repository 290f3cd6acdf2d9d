public import Messaging

/// The code a citizen is told, such as `1022-483-917`: digits, because letters are mangled by input methods and misheard
/// on the phone, the last of them a check digit (Luhn, ISO/IEC 7812-1), because codes are dictated.
public enum TicketCode {
    /// Short codes are tried first; when a hundred thousand are nearly used up, longer ones follow.
    private static let shortTries = 4
    private static let longTries = 4

    /// Codes to try, in order; a transaction takes the first that is free.
    public static func candidates(prefix: String, random: RandomSource) -> [String] {
        (0..<shortTries).map { _ in make(prefix: prefix, digits: 5, random: random) }
            + (0..<longTries).map { _ in make(prefix: prefix, digits: 8, random: random) }
    }

    /// Whether the digits behind the prefix end in their check digit; a typing slip does not.
    public static func isWellFormed(_ code: String, prefix: String) -> Bool {
        guard code.hasPrefix(prefix + "-") else { return false }
        let digits = code.dropFirst(prefix.count + 1).filter { $0 != "-" }.compactMap(\.wholeNumberValue)
        guard digits.count == 6 || digits.count == 9, let check = digits.last else { return false }
        return checkDigit(digits.dropLast()) == check
    }

    private static func make(prefix: String, digits count: Int, random: RandomSource) -> String {
        var digits = (0..<count).map { _ in Int(random.below(10)) }
        digits.append(checkDigit(digits))
        let groups = stride(from: 0, to: digits.count, by: 3).map { start in
            digits[start..<min(start + 3, digits.count)].map(String.init).joined()
        }
        return ([prefix] + groups).joined(separator: "-")
    }

    private static func checkDigit(_ digits: some BidirectionalCollection<Int>) -> Int {
        let sum = digits.reversed().enumerated().reduce(0) { sum, pair in
            let doubled = pair.offset.isMultiple(of: 2) ? pair.element * 2 : pair.element
            return sum + (doubled > 9 ? doubled - 9 : doubled)
        }
        return (10 - sum % 10) % 10
    }
}
