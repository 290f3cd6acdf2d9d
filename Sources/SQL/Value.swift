/// What can be bound to a `$n` parameter and what a column can hold: the types SQLite and PostgreSQL share.
///
/// Times are 64-bit milliseconds, flags 0 or 1. There are no floating-point numbers.
public enum Value: Sendable, Hashable {
    case null
    case integer(Int64)
    case text(String)
    case blob([UInt8])

    public init(_ integer: Int64?) { self = integer.map(Value.integer) ?? .null }
    public init(_ integer: Int?) { self = integer.map { .integer(Int64($0)) } ?? .null }
    public init(_ text: String?) { self = text.map(Value.text) ?? .null }
    public init(_ blob: [UInt8]?) { self = blob.map(Value.blob) ?? .null }
    /// A flag is kept as 0 or 1.
    public init(_ flag: Bool) { self = .integer(flag ? 1 : 0) }
}

extension Value: ExpressibleByNilLiteral, ExpressibleByIntegerLiteral, ExpressibleByStringLiteral,
    ExpressibleByBooleanLiteral
{
    public init(nilLiteral: ()) { self = .null }
    public init(integerLiteral value: Int64) { self = .integer(value) }
    public init(stringLiteral value: String) { self = .text(value) }
    public init(booleanLiteral value: Bool) { self.init(value) }
}
