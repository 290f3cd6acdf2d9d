import Desk
import Knowledge
import Messaging
import Storage

extension DeskKnowledge {
    /// What the desk needs of the FAQ files, read from whatever set is in force at the time.
    init(_ knowledge: KnowledgeInForce) {
        self.init(
            departments: {
                knowledge.current?.settings.departments.map { Department(id: $0.id, title: $0.title.byLanguage) } ?? []
            },
            closingText: { outcome, language, code in
                knowledge.current?.text(TextKey(outcome), language, filling: ["code": code]) ?? ""
            },
            claimedText: { language, code in
                knowledge.current?.text(.claimed, language, filling: ["code": code]) ?? ""
            },
            callList: { language in
                guard let set = knowledge.current else { return [] }
                return set.settings.emergencies.callList.compactMap { entry in
                    set.phone(entry.phone.id).map { (entry.title.text(for: language), $0.number) }
                }
            },
            title: { id, language in
                guard let set = knowledge.current else { return nil }
                if let kind = set.settings.emergencies.kinds.first(where: { $0.id == id }) {
                    return kind.title.text(for: language)
                }
                return set.intent(id) == nil ? nil : set.title(of: id, language: language)
            },
            answers: { search, language in knowledge.current?.answers(matching: search, language: language) ?? [] },
            ward: { knowledge.current?.place(in: $0)?.id },
            intakeTitle: { id, language in
                knowledge.current?.intakeKind(id)?.question.text(for: language) ?? id
            },
            problems: { knowledge.problems.filter { $0.severity == .error }.map { $0.rendered(in: "vi") } },
            asOf: { knowledge.current?.settings.asOf?.written }, set: { knowledge.current })
    }
}

extension KnowledgeSet {
    /// Entries whose title holds all the words searched for, with or without diacritics.
    fileprivate func answers(matching search: String, language: String) -> [DeskKnowledge.Answer] {
        let words = FoldedText.of(search).split(separator: " ")
        return intents.filter { !$0.isConfidential && $0.validity.contains(day) }
            .map { intent in
                DeskKnowledge.Answer(
                    id: intent.id, title: title(of: intent.id, language: language),
                    text: answer(for: intent.id, language: language)?.text ?? "", topic: intent.topics.first?.id)
            }
            .filter { answer in
                let title = FoldedText.of(answer.title)
                return words.allSatisfy { title.contains($0) }
            }
            .sorted { ($0.title, $0.id) < ($1.title, $1.id) }
    }
}

extension TextKey {
    fileprivate init(_ outcome: TicketOutcome) {
        self =
            switch outcome {
            case .answered: .closedAnswered
            case .helped: .closedHelped
            case .notEntitled: .closedNotEntitled
            case .emergencyConfirmed: .closedEmergency
            case .duplicate: .closedDuplicate
            case .withdrawn: .closedWithdrawn
            case .noReply: .closedNoReply
            case .unreachable: .closedUnreachable
            case .notOurTask: .closedNotOurs
            case .spam: .closedSpam
            }
    }
}

extension Localized {
    fileprivate var byLanguage: [String: String] {
        Dictionary(wordings.map { ($0.language, $0.text) }) { first, _ in first }
    }
}
