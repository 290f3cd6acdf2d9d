import Matching
import Messaging

/// What can be wrong only between files: ids that point nowhere or stand twice, rules that do not parse, and emergency
/// texts that break a must. All of these keep a set from being published.
struct LinkCheck {
    let contents: Contents
    /// False when a file could not be read: then ids of it are not reported as missing.
    let isWhole: Bool

    func problems() -> [Problem] {
        repeatedIntents() + contents.intents.flatMap(intentProblems) + registerProblems() + todayProblems()
            + patternProblems() + textProblems() + EmergencyCheck(contents: contents).problems()
    }

    private func repeatedIntents() -> [Problem] {
        var first: [String: FilePlace] = [:]
        return contents.intents.compactMap { intent in
            guard let other = first.updateValue(intent.place, forKey: intent.id) else { return nil }
            first[intent.id] = other
            return Problem(
                .error, intent.place, vi: "mã '\(intent.id)' đã dùng ở \(other)",
                en: "the id '\(intent.id)' is already used at \(other)")
        }
    }

    // MARK: Ids

    private func intentProblems(_ intent: Intent) -> [Problem] {
        let settings = contents.settings
        let intentIDs = contents.intents.map(\.id)
        var problems = isWhole ? Reference.unknown(intent.suggest, among: intentIDs, vi: "mục", en: "entry") : []
        if !contents.topics.isEmpty {
            problems += Reference.unknown(intent.topics, among: contents.topics.map(\.id), vi: "chủ đề", en: "topic")
        }
        if !settings.languages.isEmpty {
            problems += Reference.unknown(
                intent.ask, among: settings.intake.map(\.id), vi: "loại thông tin", en: "intake kind")
            problems += Reference.unknown(
                [intent.departmentReference].compactMap { $0 }, among: settings.departments.map(\.id.rawValue),
                vi: "đơn vị", en: "department")
        }
        return problems
    }

    private func registerProblems() -> [Problem] {
        let phoneIDs = contents.phones.map(\.id)
        let placeIDs = contents.places.map(\.id)
        let served = contents.phones.compactMap(\.served)
        let parents = contents.places.compactMap(\.parent)
        return Reference.unknown(served + parents, among: placeIDs, vi: "địa bàn", en: "place")
            + Reference.unknown(contents.places.compactMap(\.phone), among: phoneIDs, vi: "số điện thoại", en: "phone")
    }

    private func todayProblems() -> [Problem] {
        let targets = contents.today.buttons.compactMap { button -> Reference? in
            if case .intent(let reference) = button.action { return reference }
            return nil
        }
        return isWhole ? Reference.unknown(targets, among: contents.intents.map(\.id), vi: "mục", en: "entry") : []
    }

    // MARK: Patterns and placeholders

    private func patternProblems() -> [Problem] {
        var patterns = contents.intents.flatMap { $0.rules + $0.exceptions }
        patterns += contents.settings.emergencies.kinds.flatMap { $0.red + $0.amber + $0.except }
        patterns += contents.settings.speech.flatMap(\.patterns)
        return patterns.flatMap { pattern in
            Rule.problems(in: pattern.text).map { problem in
                let place = FilePlace(
                    file: pattern.place.file, line: pattern.place.line,
                    column: pattern.column.map { $0 + problem.offset } ?? pattern.place.column)
                let near = pattern.text.dropFirst(max(0, problem.offset - 15)).prefix(30)
                return Problem(
                    .error, place, vi: "mẫu không đọc được ở gần '\(near)': \(problem.message)",
                    en: "the pattern cannot be read near '\(near)': \(problem.message)")
            }
        }
    }

    private func textProblems() -> [Problem] {
        let settings = contents.settings
        var fixed = contents.intents.flatMap { $0.answers?.wordings ?? [] }
        fixed += contents.today.notice?.text.wordings ?? []
        fixed += settings.emergencies.kinds.flatMap(\.text.wordings) + settings.emergencies.amberLine.wordings
        var filled = TextKey.allCases.flatMap { settings.texts.texts[$0]?.wordings ?? [] }
        filled += settings.greeting.wordings + (settings.notice?.text.wordings ?? [])
        return fixed.flatMap { placeholderProblems($0, onlyPhones: true) }
            + filled.flatMap { placeholderProblems($0, onlyPhones: false) }
    }

    private func placeholderProblems(_ wording: Wording, onlyPhones: Bool) -> [Problem] {
        Placeholders.names(in: wording.text).flatMap { name -> [Problem] in
            guard let id = Placeholders.phone(name) else {
                guard onlyPhones else { return [] }
                return [
                    Problem(
                        .error, wording.place, vi: "'{\(name)}' không dùng được ở đây; chỉ có {phone:MÃ}",
                        en: "'{\(name)}' cannot stand here; only {phone:ID} can")
                ]
            }
            return Reference.unknown(
                [Reference(id: id, place: wording.place)], among: contents.phones.map(\.id), vi: "số điện thoại",
                en: "phone")
        }
    }
}
