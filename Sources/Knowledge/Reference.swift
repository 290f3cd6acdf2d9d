import YAML

/// The id of something else, with its place.
public struct Reference: Sendable, Hashable {
    public let id: String
    public let place: FilePlace

    /// An error for each reference whose id is not `known`, with the nearest that is.
    static func unknown(_ references: [Reference], among known: [String], vi: String, en: String) -> [Problem] {
        let ids = Set(known)
        return references.filter { !ids.contains($0.id) }.map { reference in
            let nearest = Spelling.nearest(reference.id, among: known)
            return Problem(
                .error, reference.place,
                vi: "không có \(vi) '\(reference.id)'" + (nearest.map { "; có phải là '\($0)'?" } ?? ""),
                en: "there is no \(en) '\(reference.id)'" + (nearest.map { "; did you mean '\($0)'?" } ?? ""))
        }
    }
}
