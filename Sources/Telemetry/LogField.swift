/// One `name=value` of a log line.
public struct LogField: Sendable {
    let name: StaticString
    let value: String
    /// Reasons come from outside (platforms, the system), so long numbers in them are masked.
    let isFromOutside: Bool

    /// An identifier of ours: a row, a ticket, a channel, a file.
    public static func id(_ name: StaticString, _ value: some CustomStringConvertible) -> LogField {
        LogField(name: name, value: value.description, isFromOutside: false)
    }

    /// How many.
    public static func count(_ name: StaticString, _ value: Int) -> LogField {
        LogField(name: name, value: String(value), isFromOutside: false)
    }

    /// A duration in milliseconds.
    public static func milliseconds(_ name: StaticString, _ value: Int64) -> LogField {
        LogField(name: name, value: String(value), isFromOutside: false)
    }

    /// Why something went wrong, in words from outside. Runs of eight or more digits keep their last three.
    public static func reason(_ text: String) -> LogField { reason("reason", text) }

    /// The same under another name.
    public static func reason(_ name: StaticString, _ text: String) -> LogField {
        LogField(name: name, value: text, isFromOutside: true)
    }
}
