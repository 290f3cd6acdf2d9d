import HTTP
import Knowledge
import Matching
import Messaging
import Storage

extension Desk {
    /// A question as a citizen would type it: what is decided, why, and what would be sent. Nothing is kept, and the
    /// text comes in a form so that it stands in no address.
    func trialPage(_ visit: Visit) async throws(StorageError) -> Response {
        let page = Page(desk: self, visit: visit)
        guard let set = knowledge.set() else {
            return page.sheet(.trialTitle, path: "/desk/questions/try") { page.noSet }
        }
        let text = TypedText(visit.fields["text"])?.text
        return page.sheet(.trialTitle, path: "/desk/questions/try") {
            page.trialForm(text ?? "")
            if let text { page.trial(QuestionTrial(text, in: set, language: visit.language.rawValue), set) }
        }
    }
}

extension Page {
    fileprivate func trialForm(_ text: String) -> HTML {
        form(visit, to: "/desk/questions/try") {
            element("label", Attribute("for", "text")) { say(.trialText) }
            element(
                "textarea", .id("text"), .name("text"), Attribute("rows", "2"), .flag("required"),
                .flag("autofocus", if: text.isEmpty), Attribute("maxlength", "\(DeskLimits.textCharacters)")
            ) { text }
            element("p", .class("quiet")) { say(.trialHint) }
            element("button", .type("submit"), .class("primary")) { say(.trialDo) }
        }
    }

    @HTMLBuilder
    fileprivate func trial(_ trial: QuestionTrial, _ set: KnowledgeSet) -> HTML {
        element("section", .class("group"), .id("result")) {
            element("p", .class("verdict")) { trial.verdict }
            if let level = trial.level {
                element("p") { mark(level, isRed(trial) ? "danger" : "urgent") }
            }
            element("h2") { say(.trialSent) }
            if trial.bubbles.isEmpty { element("p") { say(.trialNothing) } }
            element("div", .class("phone")) {
                for bubble in trial.bubbles {
                    if bubble.isBehindMore { element("p", .class("quiet")) { say(.trialMore) } }
                    element("div", .class("bubble")) {
                        element("p", .class("words")) { bubble.text }
                        if !bubble.buttons.isEmpty {
                            element("ul", .class("chips")) {
                                for title in bubble.buttons { element("li") { title } }
                            }
                        }
                    }
                }
            }
        }
        element("section", .class("group")) {
            element("h2") { say(.trialWhy) }
            element("ol") { for reason in trial.reasons { element("li") { reason } } }
            if !trial.candidates.isEmpty {
                element("h2") { say(.trialCandidates) }
                element("table") {
                    for candidate in trial.candidates {
                        element("tr") {
                            element("td") { candidate.title }
                            element("td", .class("share")) { Reason.percent(candidate.score) }
                        }
                    }
                }
            }
            element("p", .class("quiet")) { say(.trialVersion, ["hash": String(set.hash.prefix(8))]) }
        }
    }

    private func isRed(_ trial: QuestionTrial) -> Bool {
        if case .red = trial.decision.level { return true }
        return false
    }
}
