import Foundation
import Messaging
import Testing

/// The payloads of one platform, by name.
struct Fixtures: Sendable {
    let platform: Platform

    private var folder: URL {
        let resources = Bundle.module.resourceURL ?? URL(filePath: ".")
        return resources.appending(path: "Fixtures").appending(path: platform.rawValue)
    }

    /// Names of all payloads: "in" (webhooks), "req" (calls), "resp" (answers).
    func names(_ kind: String) throws -> [String] {
        let manifest = try JSONDecoder().decode([String: [String: String]].self, from: data("_MANIFEST"))
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".json") && !$0.hasPrefix("_") }.map { String($0.dropLast(5)) }
        #expect(Set(names) == Set(manifest.keys), "every payload is in _MANIFEST.json")
        return names.filter { manifest[$0]?["kind"] == kind }.sorted()
    }

    func data(_ name: String) throws -> Data {
        try Data(contentsOf: folder.appending(path: name + ".json"))
    }

    func bytes(_ name: String) throws -> [UInt8] { Array(try data(name)) }

    func object(_ name: String) throws -> NSDictionary { try parsed(bytes(name)) }

    func vectors<Vectors: Decodable>(_ type: Vectors.Type) throws -> Vectors {
        try JSONDecoder().decode(type, from: data("_signature_vectors"))
    }
}

/// JSON as Foundation reads it, for comparing without regard to order.
func parsed(_ bytes: [UInt8]) throws -> NSDictionary {
    let object = try JSONSerialization.jsonObject(with: Data(bytes))
    return try #require(object as? NSDictionary)
}

/// The member of `json` at this path ("message.text").
func member(of json: NSDictionary, _ path: String) -> Any? {
    path.split(separator: ".").reduce(json as Any?) { ($0 as? NSDictionary)?[String($1)] }
}

/// `json` without the members at these paths ("message.metadata").
func without(_ json: NSDictionary, _ paths: String...) throws -> NSDictionary {
    func removing(_ steps: [Substring], from value: Any?) -> [String: Any]? {
        guard var copy = value as? [String: Any], let step = steps.first.map(String.init) else { return nil }
        copy[step] = steps.count == 1 ? nil : removing(Array(steps.dropFirst()), from: copy[step]) ?? copy[step]
        return copy
    }
    let start = try #require(json as? [String: Any])
    return paths.reduce(start) { removing($1.split(separator: "."), from: $0) ?? $0 } as NSDictionary
}
