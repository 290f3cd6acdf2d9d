/// An attribute of an element: its name is ours, its value is escaped.
struct Attribute: Sendable {
    let source: String

    init(_ name: StaticString, _ value: String) { source = " \(name)=\"\(HTML.escape(value))\"" }

    private init(flag name: StaticString) { source = " \(name)" }

    static func flag(_ name: StaticString) -> Attribute { Attribute(flag: name) }
    static func flag(_ name: StaticString, if condition: Bool) -> Attribute? { condition ? .flag(name) : nil }
    static func id(_ value: String) -> Attribute { Attribute("id", value) }
    static func name(_ value: String) -> Attribute { Attribute("name", value) }
    static func value(_ value: String) -> Attribute { Attribute("value", value) }
    static func type(_ value: StaticString) -> Attribute { Attribute("type", "\(value)") }
    static func lang(_ value: String) -> Attribute { Attribute("lang", value) }
    static func label(_ value: String) -> Attribute { Attribute("aria-label", value) }

    /// The classes whose condition holds.
    static func `class`(_ names: String?...) -> Attribute? {
        let names = names.compactMap(\.self)
        return names.isEmpty ? nil : Attribute("class", names.joined(separator: " "))
    }

    /// A place of our own: a path of this service.
    static func href(path: String) -> Attribute { Attribute("href", path.hasPrefix("/") ? path : "/desk") }

    /// A telephone number to call: its digits alone, and a leading plus.
    static func href(call number: String) -> Attribute {
        let digits = number.filter { $0.isASCII && $0.isNumber }
        return Attribute("href", "tel:\(number.hasPrefix("+") ? "+" : "")\(digits)")
    }

    /// A place elsewhere; nil unless it is http or https, so that no text from outside becomes a script.
    static func href(outside url: String) -> Attribute? {
        let lower = url.lowercased()
        return lower.hasPrefix("https://") || lower.hasPrefix("http://") ? Attribute("href", url) : nil
    }
}
