import Matching
import Messaging

/// What can be wrong only between files: ids that point nowhere or stand twice, rules that do not parse, and emergency
/// texts that break a must. All of these keep a set from being published.
struct LinkCheck {
    private let contents: Contents
    private let intents: Register
    private let topics: Register
    private let phones: Register
    private let places: Register
    private let intake: Register
    private let departments: Register
    private let kinds: Register
    /// False when a file could not be read: then ids of it are not reported as missing.
    private let isWhole: Bool

    init(contents: Contents, isWhole: Bool) {
        self.contents = contents
        self.isWhole = isWhole
        intents = Register(contents.intents.map(\.id), vi: "mục", en: "entry")
        topics = Register(contents.topics.map(\.id), vi: "chủ đề", en: "topic")
        phones = Register(contents.phones.map(\.id), vi: "số điện thoại", en: "phone")
        places = Register(contents.places.map(\.id), vi: "địa bàn", en: "place")
        intake = Register(contents.settings.intake.map(\.id), vi: "loại thông tin", en: "intake kind")
        departments = Register(contents.settings.departments.map(\.id.rawValue), vi: "đơn vị", en: "department")
        kinds = Register(contents.settings.emergencies.kinds.map(\.id), vi: "loại khẩn cấp", en: "kind of emergency")
    }

    func problems() -> [Problem] {
        var problems = repeatedIntents() + links()
        problems += patternProblems() + textProblems() + EmergencyCheck(contents: contents).problems()
        return problems
    }

    private func repeatedIntents() -> [Problem] {
        var first: [String: FilePlace] = [:]
        return contents.intents.compactMap { intent in
            guard let other = first[intent.id] else {
                first[intent.id] = intent.place
                return nil
            }
            return Problem(
                .error, intent.place, vi: "mã '\(intent.id)' đã dùng ở \(other)",
                en: "the id '\(intent.id)' is already used at \(other)")
        }
    }

    private func links() -> [Problem] {
        var problems = places.problems(contents.phones.compactMap(\.served) + contents.places.compactMap(\.parent))
        problems += phones.problems(contents.places.compactMap(\.phone))
        // Without these files (matching alone) nothing is known to compare with.
        if !topics.isEmpty { problems += topics.problems(contents.intents.flatMap(\.topics)) }
        if !departments.isEmpty {
            problems += departments.problems(contents.intents.compactMap(\.departmentReference))
            problems += intake.problems(contents.intents.flatMap(\.ask))
        }
        problems += phones.problems(contents.settings.emergencies.callList.map(\.phone))
        for kind in contents.settings.emergencies.kinds {
            problems += phones.problems(kind.numbers) + intake.problems(kind.ask)
        }
        if !kinds.isEmpty { problems += kinds.problems(contents.exampleKinds) }
        if isWhole { problems += intents.problems(contents.intents.flatMap(\.suggest) + menuTargets) }
        return problems
    }

    private var menuTargets: [Reference] {
        contents.today.menus.flatMap(\.intents)
            + contents.today.buttons.compactMap { button in
                if case .intent(let target) = button.action { return target }
                return nil
            }
    }

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

    // MARK: Placeholders

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
            if let id = Placeholders.phone(name) { return phones.problems([Reference(id: id, place: wording.place)]) }
            guard onlyPhones else { return [] }
            return [
                Problem(
                    .error, wording.place, vi: "'{\(name)}' không dùng được ở đây; chỉ có {phone:MÃ}",
                    en: "'{\(name)}' cannot stand here; only {phone:ID} can")
            ]
        }
    }
}
