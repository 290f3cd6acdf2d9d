/// The text format 0.0.4 of Prometheus.
/// https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
enum MetricText {
    static func header(_ name: String, _ kind: String, _ help: String) -> String {
        "# HELP \(name) \(escaped(help, quotes: false))\n# TYPE \(name) \(kind)\n"
    }

    static func line(_ name: String, _ labels: String, _ number: String) -> String {
        labels.isEmpty ? "\(name) \(number)\n" : "\(name){\(labels)} \(number)\n"
    }

    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
        return Int64(exactly: value).map { String($0) } ?? String(value)
    }

    /// Help texts escape backslash and line feed, label values the quotation mark too.
    static func escaped(_ text: String, quotes: Bool) -> String {
        var output = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": output += "\\\\"
            case "\n": output += "\\n"
            case "\"" where quotes: output += "\\\""
            default: output.unicodeScalars.append(scalar)
            }
        }
        return output
    }

    /// `[a-zA-Z_:][a-zA-Z0-9_:]*`, for labels without the colon.
    static func isName(_ name: String, allowingColon: Bool) -> Bool {
        guard let first = name.utf8.first, !(0x30...0x39).contains(first) else { return false }
        return name.unicodeScalars.allSatisfy { scalar in
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", "_": true
            case ":": allowingColon
            default: false
            }
        }
    }
}
