import Knowledge
import Storage

extension Page {
    /// The sets that were in force, newest first.
    func published(_ sets: [PublishedSet]) -> HTML {
        editorFrame(title: say(.publishedSets), path: "/desk/published") {
            element("main", .id("main"), .class("editor")) {
                editorTabs("/desk/published")
                doneNotice(["restored": .doneRestored])
                element("h1") { say(.publishedSets) }
                element("p", .class("quiet")) { sets.isEmpty ? say(.noSets) : say(.setsHint) }
                element("ol", .class("sets")) {
                    for (place, set) in sets.enumerated() {
                        element("li") { publishedSet(set, place, sets) }
                    }
                }
            }
        }
    }

    @HTMLBuilder
    private func publishedSet(_ set: PublishedSet, _ place: Int, _ sets: [PublishedSet]) -> HTML {
        element("div", .class("line")) {
            element("strong") { time.dayTitle(set.at) + " " + time.exact(set.at).prefix(8) }
            element("span") {
                (set.agentName ?? say(.byFolder)) + (set.readerName.map { say(.readBy, ["name": $0]) } ?? "")
            }
            if place == 0 { mark(say(.setInForce), "waits") }
            element("span", .class("code")) { String(set.hash.prefix(8)) }
        }
        let isFirst = place == sets.count - 1
        for words in words(set, isFirst: isFirst, sets) { element("p") { words } }
        // What is in force is undone by bringing back the one before.
        let wanted = place == 0 ? sets.dropFirst().first : set
        if let wanted, let last = sets.first {
            form(visit, to: "/desk/published/\(wanted.id)/restore") {
                element("input", .type("hidden"), .name("from"), .value("\(last.id)"))
                element("button", .type("submit")) { place == 0 ? say(.undo) : say(.restore) }
            }
        }
    }

    private func words(_ set: PublishedSet, isFirst: Bool, _ sets: [PublishedSet]) -> [String] {
        let change = PublishedSets.change(of: set)
        func list(_ entries: [KnowledgeChange.Entry]) -> String {
            let shown = entries.prefix(8).map { $0.titles[visit.language.rawValue] ?? $0.titles["vi"] ?? $0.id }
            return shown.joined(separator: " · ") + (entries.count > 8 ? " … (\(entries.count))" : "")
        }
        var words: [String] = []
        if let restored = set.restored, let earlier = sets.first(where: { $0.id == restored }) {
            words.append(say(.setRestored, ["time": time.exact(earlier.at)]))
        }
        if !change.added.isEmpty { words.append(say(.setAdded, ["list": list(change.added)])) }
        if !change.changed.isEmpty { words.append(say(.setChanged, ["list": list(change.changed)])) }
        if !change.removed.isEmpty { words.append(say(.setRemoved, ["list": list(change.removed)])) }
        if !change.files.isEmpty { words.append(say(.setFiles, ["list": change.files.joined(separator: ", ")])) }
        if words.isEmpty { words.append(isFirst ? say(.setFirst) : say(.setSame)) }
        return words
    }
}
