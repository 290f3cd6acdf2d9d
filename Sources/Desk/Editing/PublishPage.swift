import Knowledge
import Matching
import Messaging
import Storage

extension Page {
    /// What publishing would do, before it is done.
    func publish(_ work: EntryWork, _ review: PublishReview, message: String?) -> HTML {
        let report = review.report
        return editorFrame(title: say(.publishTitle), path: Desk.path(ofEntry: work.id, "/publish")) {
            element("main", .id("main"), .class("editor")) {
                element("a", .class("back"), .href(path: Desk.path(ofEntry: work.id))) { say(.backToEntry) }
                element("h1") { say(.publishTitle) }
                if let message { element("p", .class("notice bad"), Attribute("role", "alert")) { message } }
                element("h2") { say(.whatChanges) }
                comparison(
                    work.opened?.draft ?? EntryDraft(id: work.id), review.proposal.draft, say(.columnBefore),
                    say(.columnAfter))
                element("h2") { say(.checks) }
                checked(report.findings)
                element("h2") { say(.tests) }
                tested(report, review.proposal.loaded.set)
                element("h2") { say(.citizensQuestions) }
                compared(report.comparison)
                if report.isBlocked {
                    element("p", .class("notice bad"), Attribute("role", "alert")) { say(.blocked) }
                    element("a", .class("button"), .href(path: Desk.path(ofEntry: work.id))) { say(.backToEntry) }
                } else {
                    publishButton(work, review)
                }
            }
        }
    }

    @HTMLBuilder
    private func publishButton(_ work: EntryWork, _ review: PublishReview) -> HTML {
        if work.isChanged || work.isNew {
            form(visit, to: Desk.path(ofEntry: work.id, "/publish"), .class("steps")) {
                element("input", .type("hidden"), .name("seen"), .value(review.seen))
                element("button", .type("submit"), .class("primary")) { say(.publish) }
                element("span", .class("quiet")) { say(.publishHint) }
            }
        }
    }

    @HTMLBuilder
    private func checked(_ found: [PublishReport.Finding]) -> HTML {
        let errors = found.filter { $0.problem.severity == .error }
        let warnings = found.filter { $0.problem.severity != .error }
        if errors.isEmpty {
            element("p", .class("fine")) { say(.checksFine) }
        } else {
            element("h3") { say(.errors) }
            findings(errors)
        }
        if !warnings.isEmpty {
            element("details", .flag("open", if: warnings.count < 6)) {
                element("summary") { "\(say(.warnings)) (\(warnings.count))" }
                findings(warnings)
            }
        }
    }

    @HTMLBuilder
    private func tested(_ report: PublishReport, _ set: KnowledgeSet?) -> HTML {
        if report.failures.isEmpty, report.missedEmergencies.isEmpty {
            element("p", .class("fine")) { say(.testsFine) }
        }
        if !report.missedEmergencies.isEmpty {
            element("h3") { say(.missed) }
            element("ul", .class("findings")) {
                for text in report.missedEmergencies { element("li", .class("wrong")) { "“\(text)”" } }
            }
        }
        element("ul", .class("findings")) {
            for test in report.failures { element("li", .class("wrong")) { failure(test, set) } }
        }
    }

    /// Which of the citizens' questions would be decided differently.
    @HTMLBuilder
    private func compared(_ comparison: KnowledgeComparison?) -> HTML {
        let language = visit.language.rawValue
        if let comparison, comparison.total > 0 {
            element("p") { element("strong") { comparison.summary(language: language) } }
            for group in comparison.groups {
                element("details", .flag("open", if: group.kind == .lessUrgent)) {
                    element("summary") { "\(group.members.count) \(comparison.words(group.kind, language))" }
                    element("ul", .class("findings")) {
                        for member in group.members.prefix(DeskLimits.changesShown) {
                            let change = comparison.changes[member]
                            element("li", .class(group.kind == .lessUrgent ? "wrong" : "doubt")) {
                                element("bdi") { "“\(change.question)”" }
                                element("p", .class("quiet")) {
                                    comparison.words(change.old, language) + " → "
                                        + comparison.words(change.new, language)
                                }
                            }
                        }
                    }
                }
            }
            element("p", .class("quiet")) { say(.questionsOf, ["n": "\(DeskLimits.comparedDays)"]) }
        } else {
            element("p", .class("quiet")) { say(.noQuestions) }
        }
    }

    private func failure(_ test: TestReport.Case, _ set: KnowledgeSet?) -> String {
        let language = visit.language.rawValue
        let title = set?.title(of: test.intent, language: language) ?? test.intent
        guard !test.isCounterExample else {
            return say(.testShouldNot, ["text": test.wording.text, "title": title])
        }
        let found = test.decision.intents.map { "“\(set?.title(of: $0, language: language) ?? $0)”" }
            .joined(separator: ", ")
        let decision =
            switch test.decision.action {
            case .answer: say(.triedAnswer, ["titles": found])
            case .clarify: say(.triedClarify, ["titles": found])
            case .escalate: say(.triedEscalate)
            case .silent: say(.triedSilent)
            }
        return say(.testShouldFind, ["text": test.wording.text, "title": title, "decision": decision])
    }

    // MARK: Earlier sets

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
            element("span") { set.agentName ?? say(.byFolder) }
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
