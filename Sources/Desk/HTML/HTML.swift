/// A piece of a page. Text becomes markup in one way only, escaped; what is written as it stands must be a
/// `StaticString`, so that no value from outside can be.
struct HTML: Sendable, Hashable {
    private(set) var source = ""

    static let empty = HTML()

    /// Text from anywhere.
    static func text(_ text: String) -> HTML { HTML(source: escape(text)) }

    /// Markup of ours.
    static func raw(_ markup: StaticString) -> HTML { HTML(source: "\(markup)") }

    static func + (left: HTML, right: HTML) -> HTML { HTML(source: left.source + right.source) }

    static func join(_ parts: [HTML]) -> HTML {
        var source = ""
        for part in parts { source += part.source }
        return HTML(source: source)
    }

    var isEmpty: Bool { source.isEmpty }

    var bytes: [UInt8] { Array(source.utf8) }

    /// The characters that mean something in markup or in an attribute become references. Control characters, which
    /// HTML forbids or reads as others, become U+FFFD.
    static func escape(_ text: String) -> String {
        var out = ""
        out.reserveCapacity(text.utf8.count + 16)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "'": out += "&#39;"
            case "\n", "\t": out.unicodeScalars.append(scalar)
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": out += "\u{FFFD}"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    fileprivate init(source: String = "") { self.source = source }
}

/// An element with its content; void elements (`input`, `meta` ...) have no end tag.
func element(
    _ name: StaticString, _ attributes: Attribute?..., @HTMLBuilder content: () -> HTML = { .empty }
) -> HTML {
    element(name, attributes, content: content)
}

func element(_ name: StaticString, _ attributes: [Attribute?], @HTMLBuilder content: () -> HTML) -> HTML {
    var source = "<\(name)"
    for attribute in attributes.compactMap(\.self) { source += attribute.source }
    source += ">"
    if HTML.voidElements.contains("\(name)") { return HTML(source: source) }
    return HTML(source: source + content().source + "</\(name)>")
}

extension HTML {
    fileprivate static let voidElements: Set<String> = ["input", "meta", "link", "br", "hr"]
}
