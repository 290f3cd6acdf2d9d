import Knowledge
import Messaging
import Storage

/// The menus: what can be chosen without being asked for in words.
extension ConversationStep {
    /// The greeting with the menu of the day or, in a language that the matcher does not read, with its topics.
    func greet(into outcome: inout Outcome) {
        guard let knowledge else { return }
        let language = outcome.language ?? language
        let turn = Turn(knowledge: knowledge, language: language, text: "", amberLine: nil)
        if let topics = knowledge.topicList(language: language) {
            say(knowledge.greeting(language: language), turn: turn, into: &outcome)
            say(topics.text, buttons: buttons(of: topics), turn: turn, into: &outcome)
        } else {
            let menu = knowledge.menu(language: language).map { entry in
                switch entry.action {
                case .intent(let target): button(entry.title, .intent(target.id))
                case .person: button(entry.title, .person)
                case .emergency: button(entry.title, .danger)
                }
            }
            say(knowledge.greeting(language: language), buttons: menu, turn: turn, into: &outcome)
        }
        giveNotices(turn, into: &outcome)
    }

    /// Says in a language that the matcher does not read that it is so, with the topics there are in it; not again while
    /// the same list is there to choose from.
    func offerTopics(_ turn: Turn, into outcome: inout Outcome) {
        guard let topics = turn.knowledge.topicList(language: turn.language) else {
            return say(turn.knowledge.text(.notUnderstoodLanguage, turn.language), turn: turn, into: &outcome)
        }
        let payloads = topics.entries.map { Payload.intent($0.intent).text }
        guard offered != payloads || conversation.language != turn.language else { return }
        say(topics.text, buttons: buttons(of: topics), turn: turn, into: &outcome)
    }

    private func buttons(of topics: TopicList) -> [Button] {
        topics.entries.map { button($0.title, .intent($0.intent)) }
    }

    /// Writes into the history, in Vietnamese, what was chosen in a language that few agents read. What is confidential
    /// stays in its own ticket.
    func noteChoice(of intent: Intent, turn: Turn, into outcome: inout Outcome) {
        guard turn.knowledge.isUnmatched(turn.language), !intent.isConfidential else { return }
        outcome.history.append("entry.chosen " + turn.knowledge.title(of: intent.id, language: "vi"))
    }
}
