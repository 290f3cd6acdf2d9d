import YAML

/// Reads today.yaml.
extension Reading {
    mutating func today(_ root: Node) -> Today {
        guard let map = root.mapping(allowedKeys: ["buttons", "menus", "notice"], &problems) else { return .none }
        let nodes = map["buttons"]?.sequence(&problems) ?? []
        if nodes.count > TextLimits.menuButtons {
            problems.error(
                nodes[TextLimits.menuButtons].position, vi: "thực đơn có nhiều nhất \(TextLimits.menuButtons) nút",
                en: "the menu has at most \(TextLimits.menuButtons) buttons")
        }
        return Today(
            buttons: nodes.compactMap { menuButton($0) }, menus: topicMenus(map["menus"]),
            notice: noticeOfTheDay(map["notice"]))
    }

    private mutating func topicMenus(_ node: Node?) -> [TopicMenu] {
        var taken: Set<String> = []
        return (node?.sequence(&problems) ?? []).compactMap { node in
            guard let map = node.mapping(allowedKeys: ["languages", "intents"], &problems) else { return nil }
            let languages = menuLanguages(map.required("languages", &problems), taken: &taken)
            let intents = references(map.required("intents", &problems))
            refuseRepeated(intents.map { ($0.id, $0.place) })
            if intents.count > TextLimits.menuTopics {
                let place = intents[TextLimits.menuTopics].place
                problems.error(
                    Position(line: place.line, column: place.column),
                    vi: "thực đơn chủ đề có nhiều nhất \(TextLimits.menuTopics) mục",
                    en: "a menu of topics has at most \(TextLimits.menuTopics) entries")
            }
            return TopicMenu(languages: languages, intents: intents)
        }
    }

    /// Each language has one menu.
    private mutating func menuLanguages(_ node: Node?, taken: inout Set<String>) -> [String] {
        (node?.sequence(&problems) ?? []).compactMap { node in
            guard let language = node.choice(of: Language.unmatched, &problems) else { return nil }
            if taken.insert(language).inserted { return language }
            problems.error(
                node.position, vi: "tiếng '\(language)' đã có thực đơn chủ đề",
                en: "the language '\(language)' has a menu of topics already")
            return nil
        }
    }

    private mutating func menuButton(_ node: Node) -> MenuButton? {
        guard let map = node.mapping(allowedKeys: ["title", "intent", "person", "emergency"], &problems) else {
            return nil
        }
        let title = localized(map.required("title", &problems), limit: TextLimits.button)
        var actions: [MenuButton.Action] = []
        if let intent = reference(map["intent"]) { actions.append(.intent(intent)) }
        if map["person"]?.bool(&problems) == true { actions.append(.person) }
        if map["emergency"]?.bool(&problems) == true { actions.append(.emergency) }
        guard actions.count == 1 else {
            problems.error(
                node.position, vi: "mỗi nút có đúng một việc: intent, person: true hoặc emergency: true",
                en: "a button does one thing: intent, person: true or emergency: true")
            return nil
        }
        return MenuButton(title: title, action: actions[0])
    }

    private mutating func noticeOfTheDay(_ node: Node?) -> Today.Notice? {
        guard let node, !node.isAbsent,
            let map = node.mapping(allowedKeys: ["text", "from", "until"], &problems)
        else { return nil }
        let text = localized(map.required("text", &problems), limit: TextLimits.noticeOfTheDay)
        let validity = validity(
            from: map.required("from", &problems), until: map.required("until", &problems), at: node.position)
        return text.wordings.isEmpty ? nil : Today.Notice(text: text, validity: validity)
    }
}
