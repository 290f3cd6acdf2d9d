/// One decision: what is said, which entries it may be about, and what follows from both.
struct Judgement {
    let index: KnowledgeIndex
    let turn: Turn
    let context: Context
    private var reasons: [String] = []
    private var level = Decision.Level.none

    init(index: KnowledgeIndex, turn: Turn, context: Context) {
        self.index = index
        self.turn = turn
        self.context = context
    }

    mutating func decideInOrder() -> Decision {
        if turn.text.words.isEmpty {
            reasons.append("no letter or digit to read")
            return decision(.silent, speech: .empty)
        }
        if let finding = index.emergencies.find(turn, places: index.places) {
            level = finding.level
            reasons.append(finding.reason)
        }
        if case .none = level, let choice = chosen() { return choice }
        let said = index.speech.find(turn, places: index.places)
        let ranking = rank(said)
        if case .red = level {
            return decision(.escalate, ranking, intents: routing(ranking), priority: .emergency)
        }
        if case .none = level, let speech = speechAlone(said) { return speech(ranking, &self) }
        return question(ranking, said)
    }

    func decide() -> Decision {
        var judgement = self
        return judgement.decideInOrder()
    }

    // MARK: Choices

    private mutating func chosen() -> Decision? {
        guard !context.offered.isEmpty, let choice = Choice.read(turn.text) else { return nil }
        if choice > context.offered.count {
            reasons.append("chose \(choice), but the list had \(context.offered.count)")
            return decision(.clarify, intents: context.offered, choice: choice)
        }
        let intent = context.offered[choice - 1]
        reasons.append("chose \(choice) of the list: \(intent)")
        guard let number = index.numbers[intent] else { return decision(.escalate, choice: choice) }
        let entry = index.entries[Int(number)]
        let answers =
            isAnswerable(entry, language: turn.language == "und" ? "vi" : turn.language)
            || isAnswerable(entry, language: "vi")
        return decision(
            answers ? .answer : .escalate, intents: [intent], score: 1, choice: choice, priority: entry.priority)
    }

    // MARK: Speech

    private func speechAlone(_ said: [SpeechPatterns.Finding]) -> ((Ranking, inout Judgement) -> Decision)? {
        guard let first = said.first else { return nil }
        let always: [Decision.Speech] = [.dataRequest, .wantsPerson]
        if always.contains(first.speech) || isNothingElse(said) {
            return { ranking, judgement in judgement.answerSpeech(first, ranking) }
        }
        return nil
    }

    private mutating func answerSpeech(_ said: SpeechPatterns.Finding, _ ranking: Ranking) -> Decision {
        reasons.append("says \(said.speech.rawValue) (\(said.rule))")
        switch said.speech {
        case .wantsPerson, .dataRequest, .asksState:
            return decision(.escalate, ranking, intents: routing(ranking), speech: said.speech)
        case .rejects:
            let rest = context.offered.filter { !context.rejected.contains($0) && $0 != context.lastAnswered }
            if !rest.isEmpty, !context.justClarified {
                return decision(.clarify, ranking, intents: Array(rest.prefix(3)), speech: .rejects)
            }
            return decision(.escalate, ranking, intents: context.lastAnswered.map { [$0] } ?? [], speech: .rejects)
        default: return decision(.silent, ranking, speech: said.speech)
        }
    }

    /// What is not covered by speech patterns is only courtesy.
    private func isNothingElse(_ said: [SpeechPatterns.Finding]) -> Bool {
        turn.words.indices.allSatisfy { place in
            said.contains { $0.span.start <= place && place < $0.span.end }
                || (turn.words[place].fold >= 0 && index.space.isFiller(turn.words[place].fold))
        }
    }

    // MARK: Questions

    func rank(_ said: [SpeechPatterns.Finding]) -> Ranking {
        let run = RuleRun(text: turn.text, words: turn.words, places: index.places)
        var hits: [Int32: String] = [:]
        for number in index.rules.candidates(turn.words) {
            let rule = index.rules.rules[Int(number)]
            if hits[rule.owner] == nil, !run.spans(rule).isEmpty { hits[rule.owner] = rule.text }
        }
        var excepted: [Int32] = []
        for number in index.exceptions.candidates(turn.words) {
            let rule = index.exceptions.rules[Int(number)]
            if !excepted.contains(rule.owner), !run.spans(rule).isEmpty { excepted.append(rule.owner) }
        }
        let tokens = index.space.tokens(turn.words)
        return Ranking(
            tokens[...], hits: hits, excepted: excepted, examples: index.examples, confidence: index.confidence)
    }

    private mutating func question(_ ranking: Ranking, _ said: [SpeechPatterns.Finding]) -> Decision {
        guard let best = ranking.items.first else {
            reasons.append("no word of the message is known to any entry")
            return decision(.escalate, ranking, speech: said.first?.speech)
        }
        let entry = index.entries[Int(best.entry)]
        explain(best, ranking)
        let language = turn.language == "und" ? "vi" : turn.language
        if best.score >= index.thresholds.answer {
            if context.rejected.contains(entry.id) || context.lastAnswered == entry.id {
                reasons.append("\(entry.id) was already answered: a person")
                return decision(.escalate, ranking, intents: [entry.id], score: best.score, priority: entry.priority)
            }
            if entry.escalation == .always || !isAnswerable(entry, language: language) {
                reasons.append(
                    entry.escalation == .always || entry.answeredLanguages.isEmpty
                        ? "\(entry.id) always goes to a person" : "\(entry.id) has no answer in \(language)")
                return decision(.escalate, ranking, intents: [entry.id], score: best.score, priority: entry.priority)
            }
            return decision(.answer, ranking, intents: [entry.id], score: best.score, priority: entry.priority)
        }
        let offered = ranking.items.prefix(3).filter { item in
            let id = index.entries[Int(item.entry)].id
            return item.score * 4 >= best.score && !context.rejected.contains(id)
        }
        if best.score >= index.thresholds.clarify, !context.justClarified, !offered.isEmpty {
            reasons.append("not sure enough to answer: asks back")
            return decision(
                .clarify, ranking, intents: offered.map { index.entries[Int($0.entry)].id }, score: best.score,
                priority: entry.priority)
        }
        reasons.append(context.justClarified ? "already asked back once: a person" : "too unsure to ask back: a person")
        return decision(.escalate, ranking, intents: routing(ranking), score: best.score, speech: said.first?.speech)
    }

    private mutating func explain(_ best: Ranking.Item, _ ranking: Ranking) {
        let entry = index.entries[Int(best.entry)]
        if let rule = best.rule { reasons.append("\(entry.id): rule \(rule) fits") }
        if best.evidence.nearest >= 0, best.evidence.best > 0 {
            let example = index.exampleTexts[Int(best.entry)][Int(best.evidence.nearest)]
            reasons.append("\(entry.id): nearest example \"\(example)\", likeness \(percent(best.evidence.best))")
        }
        if ranking.items.count > 1 {
            let second = ranking.items[1]
            reasons.append("second: \(index.entries[Int(second.entry)].id), likeness \(percent(second.evidence.best))")
        }
    }

    private func percent(_ value: Double) -> String { "\(Int((value * 100).rounded())) %" }

    private func isAnswerable(_ entry: Entry, language: String) -> Bool { entry.answeredLanguages.contains(language) }

    /// The entry whose topic a ticket gets: only if it is clear enough.
    private func routing(_ ranking: Ranking) -> [String] {
        guard let best = ranking.items.first, best.score >= index.thresholds.clarify else { return [] }
        return [index.entries[Int(best.entry)].id]
    }

    private func decision(
        _ action: Decision.Action, _ ranking: Ranking? = nil, intents: [String] = [], score: Double = 0,
        speech: Decision.Speech? = nil, choice: Int? = nil, priority: Entry.Priority = .normal
    ) -> Decision {
        let candidates = (ranking?.items.prefix(5) ?? []).map { item in
            let entry = index.entries[Int(item.entry)]
            return Candidate(intent: entry.id, topics: entry.topics, score: item.score)
        }
        return Decision(
            action: action, intents: intents, score: score, language: turn.language, level: level, speech: speech,
            choice: choice, priority: priority, candidates: candidates, reasons: reasons)
    }
}
extension Judgement { func rankForDebug() -> Ranking { rank([]) } }
