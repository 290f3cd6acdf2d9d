/// Puts events together to a tree.
struct TreeBuilder {
    enum Kind { case sequence, mapping }

    private struct Open {
        let kind: Kind
        let position: Position
        let isFlow: Bool
        let line: String
        var items: [Node] = []
    }

    private var stack: [Open] = []
    private var repeatedKeys: [Node] = []
    private(set) var root: Node?
    /// The scalar read last, when it was in quotes.
    private(set) var lastQuoted: Node?

    var depth: Int { stack.count }
    var isInFlow: Bool { stack.last?.isFlow ?? false }

    mutating func open(_ kind: Kind, position: Position, isFlow: Bool, line: String) {
        stack.append(Open(kind: kind, position: position, isFlow: isFlow, line: line))
        lastQuoted = nil
    }

    /// `flowEnd`: the line of the closing bracket; a block ends with its last item.
    mutating func close(flowEnd: Int) {
        guard let open = stack.popLast() else { return }
        let value: Node.Value =
            switch open.kind {
            case .sequence: .sequence(open.items)
            case .mapping: .mapping(pairs(open.items))
            }
        let lastLine = open.isFlow ? flowEnd : open.items.last?.lastLine ?? open.position.line
        add(
            Node(
                value: value, position: open.position, lastLine: lastLine, isInFlow: open.isFlow, comment: nil,
                line: open.line))
    }

    mutating func add(_ node: Node) {
        lastQuoted = nil
        if case .scalar(_, let style) = node.value, style == .singleQuoted || style == .doubleQuoted {
            lastQuoted = node
        }
        if stack.isEmpty { root = node } else { stack[stack.count - 1].items.append(node) }
    }

    private mutating func pairs(_ items: [Node]) -> [Node.Pair] {
        var seen: Set<String> = []
        return stride(from: 0, to: items.count - 1, by: 2).map { index in
            let key = items[index]
            if let name = key.scalar, !seen.insert(name).inserted { repeatedKeys.append(key) }
            return Node.Pair(key: key, value: items[index + 1])
        }
    }

    /// An error for every key that stands twice in one map.
    func duplicates(in file: String) -> [YAMLProblem] {
        repeatedKeys.sorted { $0.position < $1.position }.map { key in
            YAMLProblem(
                file: file, position: key.position, severity: .error,
                vi: "khóa '\(key.scalar ?? "")' có hai lần trong cùng một mục; hãy bỏ bớt một",
                en: "the key '\(key.scalar ?? "")' stands twice in the same map; remove one")
        }
    }
}
