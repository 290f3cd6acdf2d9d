import Matching

extension QuestionTrial {
    /// What the answering loop sends for a decision on the first message of a conversation, notices apart. A test of the
    /// loop holds the two against each other.
    struct Reply {
        let set: KnowledgeSet
        let decision: Decision

        /// The ticket's code is not known before there is one.
        private static let unknown = ["code": "…", "time": "…"]

        private var language: String { decision.language == "und" ? "vi" : decision.language }

        func bubbles() -> [Bubble] {
            if case .red(let kind) = decision.level {
                guard let safety = set.emergencyText(kind: kind, language: decision.language) else { return [] }
                let call = safety.phones.first.map { set.callButton($0, language: language) }
                return [bubble(safety.text, [call].compactMap(\.self))]
            }
            switch decision.speech {
            case .wantsPerson, .asksState: return safety + [bubble(set.text(.person, language, filling: Self.unknown))]
            case .dataRequest: return safety + [bubble(set.text(.dataRequest, language, filling: Self.unknown))]
            default: break
            }
            switch decision.action {
            case .answer: return answers()
            case .clarify: return [clarify()]
            case .escalate: return handOver()
            case .silent: return amberLine == nil ? speech() : handOver()
            }
        }

        private var amberLine: String? {
            if case .amber = decision.level { return set.amberLine(language: language) }
            return nil
        }

        private var danger: [String] { amberLine == nil ? [] : [set.dangerButton(language: language)] }

        /// The safety line by itself.
        private var safety: [Bubble] { amberLine.map { [bubble($0, danger)] } ?? [] }

        private func answers() -> [Bubble] {
            var bubbles: [Bubble] = []
            for (number, intent) in decision.intents.enumerated() {
                guard let answer = set.answer(for: intent, language: language) else { continue }
                var buttons = answer.rest == nil ? [] : [set.text(.more, language)]
                if number == decision.intents.count - 1 { buttons += answer.suggestions.map(\.title) }
                bubbles.append(bubbles.isEmpty ? behindSafety(answer.first, buttons) : bubble(answer.first, buttons))
                if let rest = answer.rest { bubbles.append(Bubble(text: rest, buttons: [], isBehindMore: true)) }
            }
            return bubbles
        }

        private func clarify() -> Bubble {
            let titles = decision.intents.prefix(3).compactMap { set.readableButton(of: $0, language: language) }
            return behindSafety(set.text(.clarify, language), titles + [set.text(.noneOfThese, language)])
        }

        private func handOver() -> [Bubble] {
            let intent = decision.intents.first.flatMap(set.intent)
            var bubbles = safety
            if let intent, intent.escalation == .always, let answer = set.answer(for: intent.id, language: language) {
                bubbles = [behindSafety(answer.first, [])]
            }
            if decision.speech == .abuse || decision.speech == .rejects {
                bubbles.append(bubble(set.text(.anger, language, filling: Self.unknown)))
            } else {
                bubbles.append(announcement(of: intent))
            }
            return set.isUnmatched(language) && amberLine == nil ? bubbles + [topics()] : bubbles
        }

        private func topics() -> Bubble {
            guard let list = set.topicList(language: language) else {
                return bubble(set.text(.notUnderstoodLanguage, language))
            }
            return bubble(list.text, list.entries.map(\.title))
        }

        private func greeting() -> [Bubble] {
            let text = set.greeting(language: language)
            if set.topicList(language: language) != nil { return [bubble(text), topics()] }
            return [bubble(text, set.menu(language: language).map(\.title))]
        }

        /// What the citizen is told of the ticket, with what a person would ask first.
        private func announcement(of intent: Intent?) -> Bubble {
            let asked = set.settings.intake.filter { kind in intent?.ask.contains { $0.id == kind.id } ?? false }
            guard !asked.isEmpty else { return bubble(set.text(.escalated, language, filling: Self.unknown)) }
            let list = asked.enumerated().map { "(\($0.offset + 1)) \($0.element.question.text(for: language))" }
            return bubble(([set.text(.escalatedAsk, language, filling: Self.unknown)] + list).joined(separator: "\n"))
        }

        private func speech() -> [Bubble] {
            switch decision.speech {
            case .greeting: greeting()
            case .thanks: [bubble(set.text(.thanks, language))]
            case .farewell: [bubble(set.text(.farewell, language))]
            case .abuse: [bubble(set.text(.abuse, language))]
            case .forwarded: [bubble(set.text(.forwarded, language))]
            default: []
            }
        }

        private func behindSafety(_ text: String, _ buttons: [String]) -> Bubble {
            bubble([amberLine, text].compactMap { $0 }.joined(separator: "\n\n"), danger + buttons)
        }

        private func bubble(_ text: String, _ buttons: [String] = []) -> Bubble {
            Bubble(text: text, buttons: buttons, isBehindMore: false)
        }
    }
}
