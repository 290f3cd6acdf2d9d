/// `{name}` in texts.
enum Placeholders {
    /// `text` with each `{name}` replaced by `value(name)`; names without a value stay as they are.
    static func fill(_ text: String, _ value: (String) -> String?) -> String {
        var result = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            result += rest[..<open]
            guard let close = rest[open...].firstIndex(of: "}") else {
                rest = rest[open...]
                break
            }
            result += value(String(rest[rest.index(after: open)..<close])) ?? String(rest[open...close])
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }

    /// The names in braces, in order.
    static func names(in text: String) -> [String] {
        var names: [String] = []
        _ = fill(text) {
            names.append($0); return nil
        }
        return names
    }

    /// The id in `phone:ID`.
    static func phone(_ name: String) -> String? {
        name.hasPrefix("phone:") ? String(name.dropFirst("phone:".count)) : nil
    }
}
