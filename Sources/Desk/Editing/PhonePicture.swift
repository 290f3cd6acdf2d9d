import Knowledge
import Messaging

extension Page {
    /// What citizens would see, and what became of the question tried.
    func side(_ work: EntryWork, _ trial: EntryTrial) -> HTML {
        element("aside", .id("side"), .class("side"), .flag("data-swap")) {
            if !trial.question.isEmpty, let set = trial.set { tried(trial.question, set) }
            element("h2") { say(.picture) }
            if let failure = trial.failure { element("p", .class("notice bad")) { failure } }
            if let set = trial.set {
                pictures(of: work.draft, in: set)
            } else {
                element("p") { say(.pictureBroken) }
                findings(trial.problems)
            }
        }
    }

    /// The answer on the phones, a language at a time.
    @HTMLBuilder
    func pictures(of draft: EntryDraft, in set: KnowledgeSet) -> HTML {
        for (place, language) in draft.languages.filter({ draft.answers[$0] != nil }).enumerated() {
            element("details", .id("picture-\(language)"), .flag("open", if: place == 0)) {
                element("summary") { languageName(language) }
                pictures(draft.id, language, set)
            }
        }
        if draft.answers.isEmpty { element("p") { say(.pictureNone) } }
    }

    private func tried(_ question: String, _ set: KnowledgeSet) -> HTML {
        let trial = QuestionTrial(question, in: set, language: visit.language.rawValue)
        return element("section", .class("tried"), Attribute("role", "status")) {
            element("p", .class("asked")) { "“\(question)”" }
            element("p") { element("strong") { trial.verdict } }
            if let level = trial.level { element("p") { mark(level, "urgent") } }
            element("details") {
                element("summary") { say(.why) }
                element("ul", .class("reasons")) { for reason in trial.reasons { element("li") { reason } } }
            }
        }
    }

    /// The answer in one language on every platform that is configured.
    @HTMLBuilder
    private func pictures(_ id: String, _ language: String, _ set: KnowledgeSet) -> HTML {
        if let answer = set.answer(for: id, language: language) {
            element("div", .class("phones")) {
                for capabilities in desk.platforms { phone(answer, capabilities, language, set) }
            }
        } else {
            element("p") { say(.pictureNone) }
        }
    }

    private func phone(
        _ answer: RenderedAnswer, _ capabilities: ChannelCapabilities, _ language: String, _ set: KnowledgeSet
    ) -> HTML {
        let more = set.text(.more, language)
        var titles = answer.suggestions.map(\.title)
        if answer.rest != nil { titles.insert(more, at: 0) }
        return element("figure", .class("handset", capabilities.platform.rawValue), .lang(language)) {
            element("figcaption") { platformName(capabilities.platform) }
            bubbles(answer.first, titles, capabilities)
            if let rest = answer.rest {
                element("p", .class("tap")) { say(.afterTap, ["button": more]) }
                bubbles(rest, [], capabilities)
            }
        }
    }

    /// A message as the platform gets it: split by its limit, with the buttons that it can show.
    private func bubbles(_ text: String, _ titles: [String], _ capabilities: ChannelCapabilities) -> HTML {
        let message = OutboundMessage(
            purpose: .bot, text: text, buttons: titles.map { Button(title: $0, action: .reply(payload: "")) })
        let fitted = FittedMessage(message, titleLimit: capabilities.buttonTitleLimit) { _, kept in
            kept.count < capabilities.buttonLimit
        }
        return .join(
            capabilities.split(fitted.text).map { part in element("p", .class("said")) { part } })
            + (fitted.buttons.isEmpty
                ? .empty
                : element("ul", .class("taps")) { for button in fitted.buttons { element("li") { button.title } } })
    }

    private func platformName(_ platform: Platform) -> String {
        switch platform {
        case .zalo: "Zalo"
        case .viber: "Viber"
        case .facebook: "Messenger"
        case .phone: say(.byPhone)
        }
    }

    /// What the check says, each with the field it is about.
    @HTMLBuilder
    func findings(_ findings: [PublishReport.Finding]) -> HTML {
        element("ul", .class("findings")) {
            for finding in findings {
                element("li", .class(finding.problem.severity == .error ? "wrong" : "doubt")) {
                    if let key = finding.key { element("strong") { fieldTitle(key) + ": " } }
                    visit.language == .vi ? finding.problem.vi : finding.problem.en
                    if finding.key == nil {
                        element("span", .class("quiet")) { " (\(finding.problem.place))" }
                    }
                }
            }
        }
    }
}

extension Desk {
    /// What each configured platform can show, once.
    var platforms: [ChannelCapabilities] {
        let all = capabilities.values.sorted { $0.platform.rawValue < $1.platform.rawValue }
        let order: [Platform] = [.zalo, .viber, .facebook]
        return order.compactMap { platform in all.first { $0.platform == platform } }
    }
}
