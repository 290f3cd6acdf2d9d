/// The keys and values of one map, in file order.
public struct Mapping: Sendable {
    public let pairs: [Node.Pair]
    public let position: Position

    /// The value of `key`, nil when the key is missing.
    public subscript(key: String) -> Node? {
        pairs.first { $0.key.scalar == key }?.value
    }

    /// The value of `key`; a missing or empty one is an error at the map's place.
    public func required(_ key: String, _ problems: inout ProblemList) -> Node? {
        if let node = self[key] {
            if !node.isAbsent { return node }
            problems.error(node.position, vi: "khóa '\(key)' chưa có nội dung", en: "nothing stands behind '\(key)'")
        } else {
            problems.error(position, vi: "thiếu khóa '\(key)'", en: "the key '\(key)' is missing")
        }
        return nil
    }
}
