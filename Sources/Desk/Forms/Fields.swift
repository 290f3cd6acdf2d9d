import Foundation
import HTTP

/// The fields of a POST, from a form or from a JSON object of texts, numbers and yes/no; read by name, one by one, into
/// what an action takes.
struct Fields: Sendable {
    private let values: [String: String]

    static let none = Fields(values: [:])

    private init(values: [String: String]) { self.values = values }

    /// nil: neither kind, or not readable.
    init?(_ request: Request) {
        let type = request.headers["content-type"]?.lowercased() ?? ""
        if request.body.isEmpty {
            self = .none
        } else if type.hasPrefix("application/x-www-form-urlencoded"), let values = Self.form(request.body) {
            self.init(values: values)
        } else if type.hasPrefix("application/json"), let values = Self.json(request.body) {
            self.init(values: values)
        } else {
            return nil
        }
    }

    /// Empty when it is missing.
    subscript(name: String) -> String { values[name] ?? "" }

    func has(_ name: String) -> Bool { values[name] != nil }

    /// A ticked box, or `true`.
    func isSet(_ name: String) -> Bool { ["1", "on", "true"].contains(self[name]) }

    private struct Scalar: Decodable {
        let text: String

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let flag = try? container.decode(Bool.self) {
                text = flag ? "true" : "false"
            } else if let number = try? container.decode(Int64.self) {
                text = "\(number)"
            } else {
                text = try container.decode(String.self)
            }
        }
    }

    private static func json(_ body: [UInt8]) -> [String: String]? {
        guard let object = try? JSONDecoder().decode([String: Scalar].self, from: Data(body)),
            object.count <= DeskLimits.formFields
        else { return nil }
        return object.mapValues(\.text)
    }

    /// WHATWG URL section 5.1. A name given twice keeps its first value: no field can be overruled by appending another.
    private static func form(_ body: [UInt8]) -> [String: String]? {
        let pairs = body.split(separator: UInt8(ascii: "&"))
        guard pairs.count <= DeskLimits.formFields else { return nil }
        var values: [String: String] = [:]
        for pair in pairs {
            let end = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
            guard let name = decode(pair[..<end]), let value = decode(pair[end...].dropFirst()) else { return nil }
            if values[name] == nil { values[name] = value }
        }
        return values
    }

    /// nil for a bad escape or bytes that are not UTF-8.
    private static func decode(_ bytes: ArraySlice<UInt8>) -> String? {
        var out: [UInt8] = []
        var rest = bytes
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): out.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(hex), let low = rest.popFirst().flatMap(hex) else {
                    return nil
                }
                out.append(high << 4 | low)
            default: out.append(byte)
            }
        }
        return String(validating: out, as: UTF8.self)
    }

    private static func hex(_ byte: UInt8) -> UInt8? {
        Character(UnicodeScalar(byte)).hexDigitValue.map { UInt8($0) }
    }
}
