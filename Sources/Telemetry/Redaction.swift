/// Makes a value fit to be written: no secret, no phone number, no line break, no great length.
struct Redaction: Sendable {
    /// Longer values are cut: a line is for reading, and what is long came from outside. Counts Unicode scalars, since
    /// one character may be made of any number of them.
    static let charactersMax = 200
    /// Phone numbers have nine digits or more, platforms' user ids more than that.
    private static let digitsMax = 7
    private static let digitsKept = 3

    private let secrets: [[UInt8]]

    /// A secret that contains another must be looked for first.
    init(secrets: [String]) {
        self.secrets = secrets.map { Array($0.utf8) }.filter { !$0.isEmpty }.sorted { $0.count > $1.count }
    }

    func apply(to field: LogField) -> String {
        var text = withoutSecrets(field.value)
        if field.isFromOutside { text = Redaction.withoutLongNumbers(text) }
        // Cut last, so that no secret is cut into something that is not recognised; but before quoting.
        var scalars = text.unicodeScalars.prefix(Redaction.charactersMax)
        if scalars.endIndex < text.endIndex { scalars.append("…") }
        return Redaction.quoted(scalars)
    }

    /// Compares bytes: as characters, a combining mark behind a secret would hide it.
    private func withoutSecrets(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var output: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if let secret = secrets.first(where: { bytes[index...].starts(with: $0) }) {
                output += Array("[redacted]".utf8)
                index += secret.count
            } else {
                output.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func withoutLongNumbers(_ text: String) -> String {
        var output = String.UnicodeScalarView()
        var digits: [Unicode.Scalar] = []
        func flush() {
            let masked = digits.count > digitsMax ? digits.count - digitsKept : 0
            for (index, digit) in digits.enumerated() { output.append(index < masked ? "*" : digit) }
            digits.removeAll()
        }
        for scalar in text.unicodeScalars {
            if scalar.properties.generalCategory == .decimalNumber {
                digits.append(scalar)
            } else {
                flush()
                output.append(scalar)
            }
        }
        flush()
        return String(output)
    }

    /// Escapes what would break the line or deceive its reader, and quotes what would look like several fields.
    private static func quoted(_ text: Substring.UnicodeScalarView) -> String {
        var output = ""
        var needsQuotes = text.isEmpty
        for scalar in text {
            switch scalar {
            case "\n": output += "\\n"
            case "\r": output += "\\r"
            case "\t": output += "\\t"
            case "\\": output += "\\\\"
            case "\"":
                output += "\\\""
                needsQuotes = true
            default:
                switch scalar.properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator:
                    output += "\\u{\(String(scalar.value, radix: 16))}"
                default:
                    if scalar == "=" || scalar.properties.isWhitespace { needsQuotes = true }
                    output.unicodeScalars.append(scalar)
                }
            }
        }
        return needsQuotes ? "\"\(output)\"" : output
    }
}
