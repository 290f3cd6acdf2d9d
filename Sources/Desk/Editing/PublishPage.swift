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
                changes(work, review)
                if report.isBlocked {
                    element("p", .class("notice bad"), Attribute("role", "alert")) { say(.blocked) }
                    element("a", .class("button"), .href(path: Desk.path(ofEntry: work.id))) { say(.backToEntry) }
                } else {
                    publishButton(work, review)
                }
            }
        }
    }

    /// What changes, and what comes of it: the same for the writer and for the second person.
    @HTMLBuilder
    func changes(_ work: EntryWork, _ review: PublishReview) -> HTML {
        let report = review.report
        element("h2") { say(.whatChanges) }
        comparison(
            work.opened?.draft ?? EntryDraft(id: work.id), review.proposal.draft, say(.columnBefore),
            say(.columnAfter))
        element("h2") { say(.checks) }
        checked(report.findings)
        element("h2") { say(.tests) }
        tested(report, review.proposal.loaded.set)
        element("h2") { say(.otherEntries) }
        if let others = report.others, others.total > 0 {
            compared(others)
            element("p", .class("quiet")) { say(.otherEntriesHint) }
        } else {
            element("p", .class("fine")) { say(.otherEntriesSame) }
        }
        element("h2") { say(.citizensQuestions) }
        if let comparison = report.comparison, comparison.total > 0 {
            compared(comparison)
            element("p", .class("quiet")) { say(.questionsOf, ["n": "\(DeskLimits.comparedDays)"]) }
        } else {
            element("p", .class("quiet")) { say(.noQuestions) }
        }
    }

    @HTMLBuilder
    private func publishButton(_ work: EntryWork, _ review: PublishReview) -> HTML {
        if work.isChanged || work.isNew {
            if review.needed.isEmpty {
                element("div", .class("steps")) {
                    publishing(work, review, how: nil) { button(say(.publish), isPrimary: true) }
                    element("span", .class("quiet")) { say(.publishHint) }
                }
            } else if TimeText.isNight(visit.now) {
                element("p", .class("notice")) { say(.secondAtNight) }
                element("div", .class("steps")) {
                    publishing(work, review, how: "alone") { button(say(.publishAlone), isPrimary: true) }
                    publishing(work, review, how: "ask") { button(say(.askSecond)) }
                }
            } else {
                element("p", .class("notice")) { say(.secondByDay) }
                element("div", .class("steps")) {
                    publishing(work, review, how: "ask") { button(say(.askSecond), isPrimary: true) }
                }
                element("details", .class("part"), .flag("open", if: visit.fields["how"] == "alone")) {
                    element("summary") { say(.cannotWait) }
                    publishing(work, review, how: "alone") {
                        area("reason", say(.reason), visit.fields["reason"], say(.reasonHint))
                        button(say(.publishAlone))
                    }
                }
            }
        }
    }

    private func publishing(
        _ work: EntryWork, _ review: PublishReview, how: String?, @HTMLBuilder _ content: () -> HTML
    ) -> HTML {
        form(visit, to: Desk.path(ofEntry: work.id, "/publish")) {
            element("input", .type("hidden"), .name("seen"), .value(review.seen))
            if let how { element("input", .type("hidden"), .name("how"), .value(how)) }
            content()
        }
    }

    func button(_ title: String, isPrimary: Bool = false) -> HTML {
        element("button", .type("submit"), .class(isPrimary ? "primary" : nil)) { title }
    }

    /// Some words that must be written.
    func area(_ name: String, _ title: String, _ text: String, _ hint: String) -> HTML {
        element("label", Attribute("for", name)) { title }
            + element("p", .class("hint"), .id(name + "-hint")) { hint }
            + element(
                "textarea", .id(name), .name(name), Attribute("rows", "3"), .flag("required"),
                Attribute("maxlength", "\(DeskLimits.wordCharacters)"), Attribute("aria-describedby", name + "-hint")
            ) { HTML.raw("\n") + HTML.text(text) }
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

    /// What would be decided differently, by what it comes to.
    @HTMLBuilder
    private func compared(_ comparison: KnowledgeComparison) -> HTML {
        let language = visit.language.rawValue
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
                                comparison.words(change.old, language) + " → " + comparison.words(change.new, language)
                            }
                        }
                    }
                }
            }
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
}
