import YAML

/// What somebody typed or pasted into a field that holds one thing a line.
public enum TypedLines {
    /// The lines of a field, put right as in a file.
    public static func lines(_ typed: String) -> [String] {
        PastedText.cleaned(typed).split(separator: "\n").map { String($0).trimmed }.filter { !$0.isEmpty }
    }

    /// Wordings, one a line. A list pasted from Word brings its bullets along, and quotes around each wording.
    public static func wordings(_ typed: String) -> [String] {
        lines(typed).map { line in
            var text = line[...]
            if let bullet = text.first, "•◦▪–-*·".contains(bullet), text.dropFirst().first == " " {
                text = text.dropFirst(2)
            }
            let quotes: [Character: Character] = ["“": "”", "\"": "\"", "‘": "’"]
            if text.count > 2, let first = text.first, quotes[first] == text.last {
                text = text.dropFirst().dropLast()
            }
            return String(text).trimmed
        }.filter { !$0.isEmpty }
    }
}

extension String {
    fileprivate var trimmed: String {
        guard let first = firstIndex(where: { $0 != " " }), let last = lastIndex(where: { $0 != " " }) else {
            return ""
        }
        return String(self[first...last])
    }
}
