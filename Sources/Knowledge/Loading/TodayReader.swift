import YAML

/// Reads today.yaml.
extension Reading {
    mutating func today(_ root: Node) -> Today {
        guard let map = root.mapping(allowedKeys: ["buttons", "notice"], &problems) else { return .none }
        let nodes = map["buttons"]?.sequence(&problems) ?? []
        if nodes.count > TextLimits.menuButtons {
            problems.error(
                nodes[TextLimits.menuButtons].position, vi: "thực đơn có nhiều nhất \(TextLimits.menuButtons) nút",
                en: "the menu has at most \(TextLimits.menuButtons) buttons")
        }
        return Today(buttons: nodes.compactMap { menuButton($0) }, notice: noticeOfTheDay(map["notice"]))
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
