/// One decision: what is said, which entries it may be about, and what follows from both.
struct Judgement {
    let index: KnowledgeIndex
    let turn: Turn
    let context: Context
    private var explanation: [Reason] = []
    private var level = Decision.Level.none

    /// Entries answered at once, and entries offered when asking back.
    static let mostAnswers = 3
    /// An entry whose rule fits is answered beside a sure one from this share of the threshold on.
    private static let companion = 0.8
    /// An entry is offered only if it is at least this likely, as a share of the best.
    private static let leastOffered = 0.2
    private static let mostWordsShown = 4
    private static let usualReasons = 6
    /// What a follow-up read with the help of the last answer keeps of its confidence.
    private static let followUpTrust = 0.9

    static func decide(_ text: String, context: Context, index: KnowledgeIndex) -> Decision {
        let turn = index.turns.read(text, language: context.language)
        var judgement = Judgement(index: index, turn: turn, context: context)
        return judgement.decide()
    }

    private init(index: KnowledgeIndex, turn: Turn, context: Context) {
        self.index = index
        self.turn = turn
        self.context = context
        explanation.reserveCapacity(Judgement.usualReasons)
    }

    private mutating func decide() -> Decision {
        if turn.text.words.isEmpty {
            explanation.append(.nothingToRead)
            return decision(.silent, speech: .empty)
        }
        if let finding = index.emergencies.find(turn) {
            level = finding.level
            explanation.append(finding.reason)
        }
        if level == .none, let choice = chosen() { return choice }
        let said = index.speech.find(turn)
        if level == .none, let alone = said.first, isNothingElse(said) { return answer(speech: alone) }

        let ranker = Ranker(index: index, turn: turn)
        let whole = ranker.whole()
        if case .red = level {
            return decision(.escalate, whole, intents: routing(whole), score: whole.best, priority: .emergency)
        }
        if let wish = said.first(where: { [.dataRequest, .wantsPerson].contains($0.speech) }) {
            explanation.append(.said(wish.speech, pattern: wish.rule))
            if wish.speech == .wantsPerson, isForAPersonAnyway(whole) {
                return question(whole, said.filter { $0.speech != .wantsPerson })
            }
            return decision(.escalate, whole, intents: routing(whole), score: whole.best, speech: wish.speech)
        }
        if level == .none, isForwarded(whole) {
            explanation.append(.forwarded)
            return decision(.silent, whole, speech: .forwarded)
        }
        if let several = several(ranker, whole) { return several }
        return question(following(ranker, whole), said)
    }

    // MARK: Choices and speech

    private mutating func chosen() -> Decision? {
        guard !context.offered.isEmpty, let choice = Choice.read(turn.text) else { return nil }
        guard choice <= context.offered.count else {
            explanation.append(.choseBeyond(choice, listed: context.offered.count))
            return decision(.clarify, intents: context.offered, choice: choice)
        }
        let intent = context.offered[choice - 1]
        explanation.append(.chose(choice, intent: intent))
        guard let number = index.numbers[intent] else { return decision(.escalate, choice: choice) }
        let entry = index.entries[Int(number)]
        let goes = entry.escalation != .always && !entry.answeredLanguages.isEmpty
        return decision(
            goes ? .answer : .escalate, intents: [intent], score: 1, choice: choice, priority: entry.priority)
    }

    private mutating func answer(speech said: SpeechPatterns.Finding) -> Decision {
        explanation.append(.said(said.speech, pattern: said.rule))
        switch said.speech {
        case .wantsPerson, .dataRequest, .asksState: return decision(.escalate, score: 1, speech: said.speech)
        case .rejects:
            let rest = context.offered.filter { !context.rejected.contains($0) && $0 != context.lastAnswered }
            if !rest.isEmpty, !context.justClarified {
                return decision(.clarify, intents: Array(rest.prefix(Judgement.mostAnswers)), speech: .rejects)
            }
            return decision(.escalate, intents: context.lastAnswered.map { [$0] } ?? [], speech: .rejects)
        default: return decision(.silent, speech: said.speech)
        }
    }

    /// What is not covered by speech patterns is only courtesy.
    private func isNothingElse(_ said: [SpeechPatterns.Finding]) -> Bool {
        turn.words.enumerated().allSatisfy { place, word in
            word.fold >= 0
                && (index.space.isFiller(word.fold)
                    || said.contains { $0.span.start <= place && place < $0.span.end && $0.words.contains(word.fold) })
        }
    }

    /// News, prayers and warnings that people pass on: long, no question, nothing of the writer's own.
    private func isForwarded(_ ranking: Ranking) -> Bool {
        turn.words.count >= 80 && !turn.text.asks && ranking.best < index.thresholds.answer
            && Passing.marks.contains { mark in turn.text.words.contains { $0.key.folded == mark } }
            && !turn.text.words.contains { Passing.own.contains($0.key.full) }
    }

    // MARK: Questions

    /// Two or three parts that are each sure, or two or three entries whose rules fit: answered in the order asked.
    private mutating func several(_ ranker: Ranker, _ whole: Ranking) -> Decision? {
        var answers: [(item: Ranking.Item, place: Int)] = []
        func add(_ item: Ranking.Item, _ place: Int, _ least: Double) {
            guard item.score >= least, isAnswerable(item.entry),
                !answers.contains(where: { $0.item.entry == item.entry })
            else { return }
            answers.append((item, place))
        }
        for item in whole.items where item.rule >= 0 {
            add(item, ranker.place(of: item.entry), index.thresholds.answer * Judgement.companion)
        }
        if answers.count < 2 {
            answers = []
            for (place, part) in ranker.parts().enumerated() {
                if let best = part.items.first { add(best, place, threshold(best)) }
            }
        }
        guard answers.count > 1, let surest = answers.map(\.item.score).max(), surest >= index.thresholds.answer else {
            return nil
        }
        let chosen = answers.prefix(Judgement.mostAnswers).sorted {
            ($0.place, $0.item.entry) < ($1.place, $1.item.entry)
        }
        .map(\.item)
        let ids = chosen.map { id($0) }
        if ids.contains(where: { context.rejected.contains($0) || context.lastAnswered == $0 }) { return nil }
        for answer in chosen { explain(answer) }
        return decision(.answer, whole, intents: ids, score: surest, priority: priority(chosen))
    }

    /// A short message may only make sense after the last answer.
    private mutating func following(_ ranker: Ranker, _ whole: Ranking) -> Ranking {
        guard whole.best < index.thresholds.answer, let last = context.lastAnswered, let number = index.numbers[last],
            var following = ranker.following(number), following.best * Judgement.followUpTrust > whole.best
        else { return whole }
        explanation.append(.goesOn(from: last))
        for place in following.items.indices { following.items[place].score *= Judgement.followUpTrust }
        return following
    }

    private mutating func question(_ ranking: Ranking, _ said: [SpeechPatterns.Finding]) -> Decision {
        guard let best = ranking.items.first else {
            explanation.append(.nothingKnown)
            return decision(.escalate, ranking, speech: said.first?.speech)
        }
        explain(best)
        explainWords(best, ranking)
        if ranking.items.count > 1 { explain(second: ranking.items[1], best) }
        if best.score >= threshold(best) { return settle(best, ranking, said) }
        if best.score >= index.thresholds.answer {
            explanation.append(.oftenMistaken(intent: id(best), needed: threshold(best)))
        }
        let isAngry = said.contains { $0.speech == .abuse || $0.speech == .rejects }
        let offered = ranking.items.prefix(Judgement.mostAnswers).filter {
            $0.score >= best.score * Judgement.leastOffered && !context.rejected.contains(id($0))
                && isReadable($0.entry)
        }
        if best.score >= clarify, !context.justClarified, !isAngry, !offered.isEmpty {
            explanation.append(.notSure)
            return decision(
                .clarify, ranking, intents: offered.map { id($0) }, score: best.score, priority: priority([best]))
        }
        explanation.append(
            best.score < clarify ? .tooUnsure : isAngry ? .angry : .askedBackAlready)
        return decision(
            .escalate, ranking, intents: routing(ranking), score: best.score, speech: said.first?.speech,
            priority: best.score >= clarify ? priority([best]) : .normal)
    }

    /// The best entry is sure: it is answered unless it was already, or belongs to a person.
    private mutating func settle(_ best: Ranking.Item, _ ranking: Ranking, _ said: [SpeechPatterns.Finding]) -> Decision
    {
        let entry = index.entries[Int(best.entry)]
        var action = Decision.Action.escalate
        if context.rejected.contains(entry.id) || context.lastAnswered == entry.id {
            explanation.append(.answeredAlready(intent: entry.id))
        } else if isAnswerable(best.entry) {
            action = .answer
        } else if entry.escalation == .always || entry.answeredLanguages.isEmpty {
            explanation.append(.alwaysAPerson(intent: entry.id))
        } else {
            explanation.append(.noAnswer(intent: entry.id, language: turn.language))
        }
        return decision(
            action, ranking, intents: [entry.id], score: best.score,
            speech: action == .answer ? nil : said.first?.speech,
            priority: entry.priority)
    }

    // MARK: Parts of a decision

    private mutating func explain(_ item: Ranking.Item) {
        if item.rule >= 0 {
            explanation.append(.ruleFits(intent: id(item), rule: index.rules.rules[Int(item.rule)].text))
        }
        guard item.evidence.nearest >= 0 else { return }
        let example = index.exampleTexts[Int(item.entry)][Int(item.evidence.nearest)]
        explanation.append(.nearest(intent: id(item), example: example, likeness: item.evidence.best))
    }

    /// The words that made the nearest example near, with their weights in bits.
    private mutating func explainWords(_ item: Ranking.Item, _ ranking: Ranking) {
        let words = index.examples.shared(
            ranking.query, item.entry, example: item.evidence.nearest, most: Judgement.mostWordsShown)
        guard !words.isEmpty else { return }
        let weights = words.map { part in
            Reason.WordWeight(word: index.names[Int(part.feature)], weight: part.weight)
        }
        explanation.append(
            .common(weights, unknown: ranking.query.unknownWords, known: ranking.query.knownWords))
        let missing = index.examples.missing(ranking.query, item.entry)
        if !missing.isEmpty {
            explanation.append(.missing(intent: id(item), missing.map { index.names[Int($0.feature)] }))
        }
    }

    private mutating func explain(second: Ranking.Item, _ best: Ranking.Item) {
        explanation.append(
            .second(
                intent: id(second), likeness: second.evidence.best, lacksRule: best.rule >= 0 && second.rule < 0))
    }

    /// The chance from which on an entry is taken as sure. What an editor wrote as its rule or wording needs no more than any;
    /// likeness has to go beyond what examples of other entries reach.
    private func threshold(_ item: Ranking.Item) -> Double {
        guard item.rule < 0, !item.isExample, let mistaken = index.confidence.mistaken[item.entry] else {
            return index.thresholds.answer
        }
        return max(index.thresholds.answer, mistaken)
    }

    /// The chance from which on it asks back, and a ticket gets the topic of the best entry. Whoever writes Chinese,
    /// Korean or Japanese gets all topics to choose from instead: their few wordings do not tell what is half sure.
    private var clarify: Double {
        switch turn.language {
        case "vi", "en", "und": index.thresholds.clarify
        default: index.thresholds.answer
        }
    }

    private func id(_ item: Ranking.Item) -> String { index.entries[Int(item.entry)].id }

    private func isAnswerable(_ number: Int32) -> Bool {
        let language = turn.language == "und" ? "vi" : turn.language
        return index.entries[Int(number)].escalation != .always
            && index.entries[Int(number)].answeredLanguages.contains(language)
    }

    /// The matter is sure and goes to a person as it is: its ticket, with its urgency and department, is what "gặp người
    /// trực, nhà hết gạo" wants.
    private func isForAPersonAnyway(_ ranking: Ranking) -> Bool {
        guard let best = ranking.items.first, best.score >= threshold(best) else { return false }
        return !isAnswerable(best.entry) && context.lastAnswered != id(best) && !context.rejected.contains(id(best))
    }

    /// Whoever writes Chinese, Korean or Japanese is offered no title in a language that they may not read.
    private func isReadable(_ number: Int32) -> Bool {
        switch turn.language {
        case "vi", "en", "und": true
        default: index.entries[Int(number)].titles[turn.language] != nil
        }
    }

    private func priority(_ items: [Ranking.Item]) -> Entry.Priority {
        items.map { index.entries[Int($0.entry)].priority }.max() ?? .normal
    }

    /// The entry whose topic a ticket gets: only if it is clear enough.
    private func routing(_ ranking: Ranking) -> [String] {
        guard let best = ranking.items.first, best.score >= clarify else { return [] }
        return [id(best)]
    }

    private func decision(
        _ action: Decision.Action, _ ranking: Ranking? = nil, intents: [String] = [], score: Double = 0,
        speech: Decision.Speech? = nil, choice: Int? = nil, priority: Entry.Priority = .normal
    ) -> Decision {
        var ceiling = 1.0
        let candidates = (ranking?.items.prefix(5) ?? []).map { item in
            // The order is the ranking's; a chance estimated for a lower place alone may come out a little higher.
            ceiling = min(ceiling, item.score)
            return Candidate(
                intent: id(item), topics: index.entries[Int(item.entry)].topics, score: Confidence.rounded(ceiling))
        }
        return Decision(
            action: action, intents: intents, score: Confidence.rounded(score), language: turn.language, level: level,
            speech: speech, choice: choice, priority: priority, candidates: candidates, explanation: explanation)
    }
}
