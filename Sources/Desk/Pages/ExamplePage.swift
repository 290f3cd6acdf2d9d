import HTTP
import Knowledge
import Matching
import Messaging
import Storage

/// Wordings as the forms of the editors' pages carry them.
struct ExampleFields: Sendable {
    /// Wordings of one form, as many as a group shows.
    private static let most = 5

    let wordings: [String]

    static func wording(_ number: Int) -> String { "wording\(number)" }

    init(_ fields: Fields) {
        wordings = (0..<Self.most).compactMap { number in
            let line = fields[Self.wording(number)].map { $0.isNewline ? " " : $0 }
            return TypedText(String(line), limit: DeskLimits.wordingCharacters)?.text
        }
    }
}

extension Desk {
    /// The lines that add wordings to an entry, and the search for another entry. Nothing is changed here.
    func examplePage(_ visit: Visit) async throws(StorageError) -> Response {
        let page = Page(desk: self, visit: visit)
        guard let set = knowledge.set() else { return page.sheet(.exampleTitle) { page.noSet } }
        let wordings = ExampleFields(visit.fields).wordings
        guard !wordings.isEmpty else {
            return page.sheet(.exampleTitle, status: 422) {
                element("p", .class("notice bad"), Attribute("role", "alert")) { visit.say(.exampleMissing) }
            }
        }
        let entry = set.intent(visit.fields["entry"]).flatMap { $0.isConfidential ? nil : $0 }
        return page.sheet(.exampleTitle) {
            element("ul") {
                for wording in wordings { element("li") { element("bdi") { "“\(wording)”" } } }
            }
            if let entry { page.lines(wordings, for: entry, in: set) }
            page.entrySearch(wordings, chosen: entry?.id, in: set)
        }
    }
}

extension Page {
    fileprivate func lines(_ wordings: [String], for entry: Intent, in set: KnowledgeSet) -> HTML {
        let texts = wordings.map { (language: set.matcher.decide($0).language, text: $0) }
        let blocks = set.exampleLines(texts, for: entry.id) ?? []
        return element("section", .class("group")) {
            element("h2") {
                say(.exampleInto, ["title": set.title(of: entry.id, language: visit.language.rawValue)])
            }
            if blocks.isEmpty { element("p", .class("notice")) { say(.exampleKnown) } }
            if !blocks.isEmpty, desk.editing != nil {
                form(visit, to: Desk.path(ofEntry: entry.id, "/wordings")) {
                    for (number, wording) in wordings.enumerated() {
                        element("input", .type("hidden"), .name(ExampleFields.wording(number)), .value(wording))
                    }
                    element("button", .type("submit"), .class("primary")) { say(.toDraft) }
                }
            }
            for block in blocks {
                let phrase: Phrase = block.beginsLanguage ? .exampleBegin : .examplePaste
                element("label", Attribute("for", "lines-\(block.language)")) {
                    say(phrase, ["file": block.after.file, "line": "\(block.after.line)"])
                }
                element(
                    "textarea", .id("lines-\(block.language)"), .class("lines"), .flag("readonly"),
                    Attribute("rows", "\(block.lines.count + 1)"), Attribute("spellcheck", "false")
                ) { block.text }
            }
        }
    }

    /// Any entry by its title; the search's own button comes first, so that Enter searches.
    fileprivate func entrySearch(_ wordings: [String], chosen: String?, in set: KnowledgeSet) -> HTML {
        let search = TypedText(line: visit.fields["q"])?.text ?? ""
        let found = entries(search, near: wordings, in: set).filter { $0.id != chosen }.prefix(DeskLimits.answersShown)
        return form(visit, to: "/desk/questions/example", .class("group")) {
            for (number, wording) in wordings.enumerated() {
                element("input", .type("hidden"), .name(ExampleFields.wording(number)), .value(wording))
            }
            element("label", Attribute("for", "q")) { say(chosen == nil ? .exampleChoose : .otherEntry) }
            element("div", .class("line")) {
                element(
                    "input", .id("q"), .name("q"), .value(search), Attribute("maxlength", "200"),
                    Attribute("placeholder", say(.searchAnswers)), Attribute("autocomplete", "off"))
                element("button", .type("submit")) { say(.search) }
            }
            element("div", .class("choices")) {
                if !search.isEmpty, found.isEmpty { element("p") { say(.nothingFound) } }
                for entry in found {
                    element("button", .type("submit"), .name("entry"), .value(entry.id)) { entry.title }
                }
            }
        }
    }

    /// Entries by their title; without a search the ones that come nearest.
    private func entries(_ search: String, near wordings: [String], in set: KnowledgeSet) -> [(
        id: String, title: String
    )] {
        let language = visit.language.rawValue
        guard search.isEmpty else { return desk.knowledge.answers(search, language).map { ($0.id, $0.title) } }
        return wordings.prefix(1).flatMap { set.matcher.decide($0).candidates }
            .filter { set.intent($0.intent)?.isConfidential == false }
            .map { ($0.intent, set.title(of: $0.intent, language: language)) }
    }
}
