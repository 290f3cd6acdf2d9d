import Knowledge
import Messaging
import Storage

extension Page {
    /// The form of an entry. Without the script its buttons do the same, a page at a time.
    func entryForm(_ work: EntryWork) -> HTML {
        let draft = work.draft
        let set = desk.editing?.knowledge.current
        return form(
            visit, to: Desk.path(ofEntry: work.id, "/draft"), .class("entry-form"), .id("entry"),
            Attribute("data-entry", work.id)
        ) {
            element("input", .type("hidden"), .name("mark"), .value(work.mark))
            element("input", .type("hidden"), .name("boxes"), .value("1"))
            for language in languages(draft, set) { texts(draft, language) }
            otherLanguages(work, set)
            phones(set)
            dates(work)
            filing(work, set)
            patterns(draft, set)
            entryState(work)
            element("div", .class("steps")) {
                element("button", .type("submit"), .name("then"), .value("save")) { say(.save) }
                element("button", .type("submit"), .class("primary"), .name("then"), .value("publish")) {
                    say(.toPublish)
                }
                element(
                    "button", .type("submit"), .class("quiet"),
                    Attribute("formaction", Desk.path(ofEntry: work.id, "/discard"))
                ) { say(.discard) }
            }
        }
    }

    /// A question to the draft; a part of the form that stands beside it.
    func tryField(_ work: EntryWork, _ trial: EntryTrial) -> HTML {
        element("section", .class("try")) {
            element("label", Attribute("for", "try")) { say(.tryIt) }
            element("div", .class("line")) {
                element(
                    "input", .id("try"), .name("try"), .value(trial.question), Attribute("form", "entry"),
                    Attribute("autocomplete", "off"), Attribute("aria-describedby", "try-hint"))
                // On a phone and without the script the answer stands far below.
                element(
                    "button", .type("submit"), .name("then"), .value("try"), Attribute("form", "entry"),
                    Attribute("formaction", Desk.path(ofEntry: work.id, "/draft#side"))
                ) { say(.tryIt) }
            }
            element("p", .id("try-hint"), .class("hint")) { say(.tryHint) }
        }
    }

    /// The languages shown: those of the hotline, those of the entry, and one asked for.
    private func languages(_ draft: EntryDraft, _ set: KnowledgeSet?) -> [String] {
        let shown = Set((set?.settings.languages ?? ["vi", "en"]) + draft.languages + [visit.query("language") ?? ""])
        return EntryFields.languages.filter { shown.contains($0) }
    }

    @HTMLBuilder
    private func otherLanguages(_ work: EntryWork, _ set: KnowledgeSet?) -> HTML {
        let shown = languages(work.draft, set)
        let others = EntryFields.languages.filter { !shown.contains($0) }
        if !others.isEmpty {
            element("p", .class("quiet")) {
                say(.addLanguage)
                for language in others {
                    HTML.raw(" ")
                    element("a", .href(path: Desk.path(ofEntry: work.id, "?language=\(language)"))) {
                        languageName(language)
                    }
                }
            }
        }
    }

    /// What may be written for a number, so that it stands in one file only.
    private func phones(_ set: KnowledgeSet?) -> HTML {
        element("details", .class("part")) {
            element("summary") { say(.phones) }
            element("ul", .class("numbers")) {
                for phone in set?.phones ?? [] {
                    element("li") {
                        element("code") { "{phone:\(phone.id)}" }
                        " \(phone.number), \(phone.title.text(for: visit.language.rawValue))"
                    }
                }
            }
        }
    }

    // MARK: Texts

    private func texts(_ draft: EntryDraft, _ language: String) -> HTML {
        let isEmpty = draft.titles[language] == nil && draft.answers[language] == nil
        return element(
            "details", .class("part"),
            .flag("open", if: language == "vi" || !isEmpty || visit.query("language") == language)
        ) {
            element("summary") { languageName(language) }
            line("title.\(language)", say(.fieldTitle), draft.titles[language] ?? "", language)
            line("button.\(language)", say(.fieldButton), draft.buttons[language] ?? "", language)
            area(
                "examples.\(language)", say(.fieldExamples), draft.examples[language]?.joined(separator: "\n") ?? "",
                rows: 8, hint: say(.hintExamples), language)
            area(
                "answer.\(language)", say(.fieldAnswer), draft.answers[language] ?? "", rows: 9,
                hint: say(.hintAnswer), language)
        }
    }

    private func line(
        _ name: String, _ title: String, _ value: String, _ language: String? = nil, _ attributes: Attribute?...
    ) -> HTML {
        element("label", Attribute("for", name)) { title }
            + element("input", [.id(name), .name(name), .value(value), language.map { .lang($0) }] + attributes) {
                HTML.empty
            }
    }

    @HTMLBuilder
    private func area(
        _ name: String, _ title: String, _ value: String, rows: Int, hint: String? = nil, _ language: String? = nil
    ) -> HTML {
        element("label", Attribute("for", name)) { title }
        if let hint { element("p", .class("hint"), .id(name + "-hint")) { hint } }
        element(
            "textarea", .id(name), .name(name), Attribute("rows", "\(rows)"), language.map { .lang($0) },
            hint == nil ? nil : Attribute("aria-describedby", name + "-hint")
        ) { HTML.raw("\n") + HTML.text(value) }
    }

    // MARK: Dates, filing, patterns

    private func dates(_ work: EntryWork) -> HTML {
        let draft = work.draft
        return element("details", .class("part"), .flag("open")) {
            element("summary") { say(.dates) }
            element("div", .class("pair")) {
                element("div") { line("validFrom", say(.validFrom), draft.validFrom, nil, .type("date")) }
                element("div") { line("validUntil", say(.validUntil), draft.validUntil, nil, .type("date")) }
            }
            line("source", say(.sourceTitle), draft.sourceTitle)
            element("div", .class("pair")) {
                element("div") { line("issued", say(.sourceIssued), draft.sourceIssued, nil, .type("date")) }
                element("div") { line("owner", say(.owner), draft.owner) }
            }
            element("div", .class("pair")) {
                element("div") {
                    line("confirmed", say(.confirmed), draft.confirmed, nil, .type("date"))
                    if let day = work.opened?.fileConfirmed, !day.isEmpty {
                        element("p", .class("hint")) { say(.confirmedOfFile, ["day": Day(day)?.written ?? day]) }
                    }
                }
                element("div") {
                    line(
                        "review", say(.review), EntryFields.days(draft.review), nil, Attribute("inputmode", "numeric"))
                    box("volatile", say(.volatile), isSet: draft.isVolatile)
                }
            }
        }
    }

    private func filing(_ work: EntryWork, _ set: KnowledgeSet?) -> HTML {
        let draft = work.draft
        return element("details", .class("part")) {
            element("summary") { say(.filing) }
            choice("department", say(.ticketDepartment), draft.department) {
                let ofFile = work.opened?.fileDepartment ?? ""
                return [("", say(.departmentOfFile, ["name": departmentTitle(DepartmentID(ofFile))]))]
                    + desk.knowledge.departments().map { ($0.id.rawValue, departmentTitle($0.id)) }
            }
            element("div", .class("pair")) {
                choice("priority", say(.ticketPriority), draft.priority) {
                    [
                        ("normal", say(.priorityNormal)), ("urgent", say(.priorityUrgent)),
                        ("emergency", say(.priorityEmergency)),
                    ]
                }
                choice("escalate", say(.escalation), draft.escalation) {
                    [
                        ("never", say(.escalateNever)), ("on-request", say(.escalateOnRequest)),
                        ("always", say(.escalateAlways)),
                    ]
                }
            }
            box("confidential", say(.entryIsConfidential), isSet: draft.isConfidential)
            boxes("topic", say(.topics), draft.topics, set?.topics.map { ($0.id, $0.title) } ?? [])
            boxes("ask", say(.ask), draft.ask, set?.settings.intake.map { ($0.id, $0.question) } ?? [])
            element("fieldset") {
                element("legend") { say(.suggest) }
                for place in 0..<max(EntryFields.suggestions, draft.suggest.count) {
                    element(
                        "input", .name("suggest.\(place)"), Attribute("list", "entries"), .label(say(.suggest)),
                        .value(draft.suggest.indices.contains(place) ? draft.suggest[place] : ""))
                }
                element("datalist", .id("entries")) {
                    for intent in set?.intents ?? [] where intent.id != draft.id {
                        option(intent.id, intent.titles.text(for: visit.language.rawValue), "")
                    }
                }
            }
        }
    }

    private func patterns(_ draft: EntryDraft, _ set: KnowledgeSet?) -> HTML {
        element("details", .class("part")) {
            element("summary") { say(.advanced) }
            area("rules", say(.rules), draft.rules.joined(separator: "\n"), rows: 4)
            area("except", say(.exceptions), draft.exceptions.joined(separator: "\n"), rows: 3)
            for language in languages(draft, set) {
                area(
                    "tests.\(language)", "\(say(.testsRight)) – \(languageName(language))",
                    EntryFields.tests(draft, language, isCounterExample: false), rows: 3, language)
                area(
                    "counter.\(language)", "\(say(.testsWrong)) – \(languageName(language))",
                    EntryFields.tests(draft, language, isCounterExample: true), rows: 2, language)
            }
        }
    }

    private func choice(
        _ name: String, _ title: String, _ chosen: String, _ options: () -> [(String, String)]
    ) -> HTML {
        element("div") {
            element("label", Attribute("for", name)) { title }
            element("select", .id(name), .name(name)) {
                for (value, title) in options() { option(value, title, chosen) }
            }
        }
    }

    private func box(_ name: String, _ title: String, isSet: Bool) -> HTML {
        element("label", .class("check")) {
            element("input", .type("checkbox"), .name(name), .value("1"), .flag("checked", if: isSet))
            title
        }
    }

    /// A box for each known id, and for one that is chosen and not known.
    private func boxes(_ name: String, _ title: String, _ chosen: [String], _ known: [(String, Localized)]) -> HTML {
        element("fieldset", .class("boxes")) {
            element("legend") { title }
            for (id, title) in known {
                box("\(name).\(id)", title.text(for: visit.language.rawValue), isSet: chosen.contains(id))
            }
            for id in chosen where !known.contains(where: { $0.0 == id }) {
                box("\(name).\(id)", id, isSet: true)
            }
        }
    }

    // MARK: Names

    /// What a field, or a key of the file, is called on the page.
    func fieldTitle(_ name: String) -> String {
        let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
        let titles: [String: EditorPhrase] = [
            "title": .fieldTitle, "button": .fieldButton, "examples": .fieldExamples, "answer": .fieldAnswer,
            "validFrom": .validFrom, "validUntil": .validUntil, "valid": .validFrom, "source": .sourceTitle,
            "issued": .sourceIssued, "owner": .owner, "confirmed": .confirmed, "review": .review,
            "volatile": .volatile, "department": .ticketDepartment, "topics": .topics, "ask": .ask,
            "priority": .ticketPriority,
            "escalate": .escalation, "confidential": .entryIsConfidential, "suggest": .suggest, "rules": .rules,
            "except": .exceptions, "tests": .testsRight, "counter": .testsWrong, "id": .newCode,
        ]
        let title = titles[parts.first ?? ""].map { say($0) } ?? name
        return parts.count > 1 ? "\(title) – \(languageName(parts[1]))" : title
    }
}
