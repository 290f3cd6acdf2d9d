import YAML

/// The changes of lines that make one entry of a file say something else. Only lines of keys that changed are written
/// again, and of lists only the items; comments stay where they are.
struct EntryEdit {
    /// Lines to be replaced, from 0; empty: an insertion before that line.
    struct Change {
        let range: Range<Int>
        let lines: [String]
    }

    let source: SourceLines
    let before: EntryDraft
    let after: EntryDraft

    /// The changes in the entry's lines; nil when a line belongs to more than what is changed, so that the whole entry
    /// must be written again.
    func changes(in entry: Node) -> [Change]? {
        guard case .mapping(let pairs) = entry.value, !entry.isInFlow else { return nil }
        let parts = EntryKey.allCases.map { key in
            Part(name: key.rawValue, before: key.lines(before), after: key.lines(after)) { finer(key, $0) }
        }
        // By line; what is inserted before a line goes before what takes its place.
        return changes(parts, in: pairs)?.enumerated().sorted { left, right in
            (left.element.range.lowerBound, left.element.range.upperBound, left.offset)
                < (right.element.range.lowerBound, right.element.range.upperBound, right.offset)
        }.map(\.element)
    }

    /// A key of a map, with its canonical lines as they were and as they shall be.
    private struct Part {
        let name: String
        let before: [String]
        let after: [String]
        /// Changes inside its value, where that has lines of its own.
        let finer: (Node) -> [Change]?
    }

    private func changes(_ parts: [Part], in pairs: [Node.Pair]) -> [Change]? {
        guard let first = pairs.first?.key.position else { return nil }
        let indent = String(repeating: " ", count: first.column - 1)
        var changes: [Change] = []
        var end: Int?
        for part in parts {
            let pair = pairs.first { $0.key.scalar == part.name }
            defer { if let pair { end = pair.value.lastLine } }
            guard part.before != part.after else { continue }
            guard let pair else {
                let at = end ?? first.line - 1
                // Before the first key there may be a dash on its line.
                if end == nil, !source.text(at).prefix(first.column - 1).allSatisfy({ $0 == " " }) { return nil }
                changes.append(Change(range: at..<at, lines: part.after.map { $0.isEmpty ? "" : indent + $0 }))
                continue
            }
            if !part.after.isEmpty, let finer = part.finer(pair.value) {
                changes += finer
                continue
            }
            let start = pair.key.position.line - 1
            let head = String(source.text(start).prefix(pair.key.position.column - 1))
            let isAlone = head.allSatisfy { $0 == " " }
            guard isAlone || (!part.after.isEmpty && head.allSatisfy { " -".contains($0) }) else { return nil }
            changes.append(
                Change(
                    range: start..<pair.value.lastLine,
                    lines: rewritten(part.after, head: head, indent: indent, comment: pair.value.comment)))
        }
        return changes
    }

    private func rewritten(_ lines: [String], head: String, indent: String, comment: String?) -> [String] {
        lines.enumerated().map { index, line in
            let written = (index == 0 ? head : indent) + line
            if lines.count == 1, let comment { return written + "  " + comment }
            return line.isEmpty ? "" : written
        }
    }

    /// Inside a value: by language, by item.
    private func finer(_ key: EntryKey, _ node: Node) -> [Change]? {
        // `answer: none` is one line, whatever stood there.
        if node.isInFlow || (key == .answer && after.answers.isEmpty) { return nil }
        switch (key, node.value) {
        case (.title, .mapping(let pairs)), (.button, .mapping(let pairs)), (.answer, .mapping(let pairs)),
            (.examples, .mapping(let pairs)):
            let parts = Language.known.map { language in
                Part(
                    name: language, before: EntryKey.part(of: key, before, language: language),
                    after: EntryKey.part(of: key, after, language: language)
                ) { node in
                    guard key == .examples, case .sequence(let items) = node.value, !node.isInFlow else { return nil }
                    return list(items, EntryKey.items(of: key, after, language: language)) { EntryKey.says($0) }
                }
            }
            return changes(parts, in: pairs)
        case (.rules, .sequence(let items)), (.except, .sequence(let items)):
            return list(items, EntryKey.items(of: key, after)) { EntryKey.says($0) }
        case (.tests, .sequence(let items)):
            return list(items, EntryKey.items(of: key, after), says: nil)
        default: return nil
        }
    }

    /// The items of a list: those that say what they said keep their lines, with the comments above them.
    private func list(
        _ items: [Node], _ wanted: [EntryKey.Item], says: ((String) -> [EntryDraft.Test])?
    ) -> [Change]? {
        guard let first = items.first, let last = items.last else { return nil }
        let dash = String(source.text(first.position.line - 1).prefix { $0 == " " })
        var old = OldItems(items, source: source, says: says)
        var lines: [String] = []
        var rest = wanted[...]
        while let item = rest.first {
            if let kept = old.take(saying: rest.map(\.says)) {
                lines += kept.lines
                rest = rest.dropFirst(kept.count)
            } else {
                lines += item.lines.map { dash + $0 }
                rest = rest.dropFirst()
            }
        }
        lines += old.comments()
        return [Change(range: (first.position.line - 1)..<last.lastLine, lines: lines)]
    }
}

/// The items of a list as they stand in the file, each with the lines above it since the one before.
private struct OldItems {
    private struct Item {
        /// What it says; a test may say something in several languages.
        let says: [EntryDraft.Test]
        let above: [String]
        let own: [String]
        var isTaken = false
    }

    private var items: [Item] = []

    init(_ nodes: [Node], source: SourceLines, says: ((String) -> [EntryDraft.Test])?) {
        var end = (nodes.first?.position.line ?? 1) - 1
        for node in nodes {
            let start = node.position.line - 1
            items.append(
                Item(
                    says: says.map { $0(node.typed) } ?? EntryDraft.tests(node),
                    above: (end..<max(start, end)).map(source.text), own: (start..<node.lastLine).map(source.text)))
            end = node.lastLine
        }
    }

    /// The lines of the item that says what the next wanted ones say, with comments that stood above items now gone;
    /// and how many wanted ones that is.
    mutating func take(saying wanted: [[EntryDraft.Test]]) -> (lines: [String], count: Int)? {
        guard
            let index = items.firstIndex(where: { item in
                !item.isTaken && wanted.count >= item.says.count && !item.says.isEmpty
                    && wanted.prefix(item.says.count).flatMap { $0 } == item.says
            })
        else { return nil }
        items[index].isTaken = true
        return (items[index].above + items[index].own, items[index].says.count)
    }

    /// Comments above items that are gone.
    func comments() -> [String] {
        items.filter { !$0.isTaken }.flatMap(\.above).filter { $0.contains("#") }
    }
}
