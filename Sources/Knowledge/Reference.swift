import YAML

/// The id of something else, with its place.
public struct Reference: Sendable, Hashable {
    public let id: String
    public let place: FilePlace
}

/// The ids of one kind that references may name.
struct Register {
    private let ids: [String]
    private let known: Set<String>
    /// What one of them is called.
    private let vi: String
    private let en: String

    init(_ ids: [String], vi: String, en: String) {
        self.ids = ids
        known = Set(ids)
        self.vi = vi
        self.en = en
    }

    var isEmpty: Bool { ids.isEmpty }

    /// An error for each reference whose id is not there, with the nearest that is.
    func problems(_ references: [Reference]) -> [Problem] {
        references.filter { !known.contains($0.id) }.map { reference in
            let nearest = Spelling.nearest(reference.id, among: ids)
            return Problem(
                .error, reference.place,
                vi: "không có \(vi) '\(reference.id)'" + (nearest.map { "; có phải là '\($0)'?" } ?? ""),
                en: "there is no \(en) '\(reference.id)'" + (nearest.map { "; did you mean '\($0)'?" } ?? ""))
        }
    }
}
