import Storage

/// The frame around every page.
struct Layout: Sendable {
    let title: String
    let language: Language
    let assets: Assets
    /// Where the language switch leads back to.
    let path: String
    /// nil: nobody is signed in.
    let visit: Visit?
    var isForEditors = false

    func html(_ content: HTML) -> HTML {
        .raw("<!DOCTYPE html>\n")
            + element("html", .lang(language.rawValue)) {
                element("head") {
                    element("meta", Attribute("charset", "utf-8"))
                    element("meta", .name("viewport"), Attribute("content", "width=device-width, initial-scale=1"))
                    element("meta", .name("color-scheme"), Attribute("content", "light"))
                    if let visit { element("meta", .name("csrf-token"), Attribute("content", visit.formToken)) }
                    element("title") { title }
                    element("link", Attribute("rel", "icon"), .href(path: assets.icon.path))
                    element("link", Attribute("rel", "stylesheet"), .href(path: assets.style.path))
                    element("script", Attribute("src", assets.script.path), .flag("defer"))
                    if isForEditors {
                        element("link", Attribute("rel", "stylesheet"), .href(path: assets.editorStyle.path))
                        element("script", Attribute("src", assets.editorScript.path), .flag("defer"))
                    }
                }
                element("body", .class(visit == nil ? "outside" : nil)) {
                    element("a", .class("skip"), Attribute("href", "#main")) { say(.skipToContent) }
                    header
                    content
                }
            }
    }

    private var header: HTML {
        element("header", .class("bar")) {
            element("a", .class("brand"), .href(path: "/desk")) { say(.desk) }
            if let visit {
                if Policy.allows(visit.agent, .logCall) {
                    element("a", .class("button call"), .href(path: "/desk/calls/new"), Attribute("data-key", "t")) {
                        say(.newCall)
                    }
                }
                if Policy.allows(visit.agent, .editAnswers) {
                    element("a", .class("tools"), .href(path: "/desk/entries")) {
                        EditorPhrase.entries.text(language)
                    }
                }
                element("span", .class("gap"))
                element("span", .class("agent")) { element("bdi") { visit.agent.name } }
            } else {
                element("span", .class("gap"))
            }
            element(
                "a", .class("switch"), .href(path: "/desk/language/\(language.other.rawValue)?next=\(path)"),
                .lang(language.other.rawValue)
            ) { say(.otherLanguage) }
            if let visit {
                element(
                    "form", Attribute("method", "post"), Attribute("action", "/desk/sign-out"),
                    Attribute("data-leaves", "1")
                ) {
                    tokenField(visit)
                    element("button", .type("submit"), .class("quiet")) { say(.signOut) }
                }
            }
        }
    }

    private func say(_ phrase: Phrase) -> String { phrase.text(language) }
}

/// What every form carries.
func tokenField(_ visit: Visit) -> HTML {
    element("input", .type("hidden"), .name("_csrf"), .value(visit.formToken))
}

/// A form that posts to a path of ours.
func form(_ visit: Visit, to path: String, _ attributes: Attribute?..., @HTMLBuilder content: () -> HTML) -> HTML {
    element("form", [Attribute("method", "post"), Attribute("action", path)] + attributes) {
        tokenField(visit)
        content()
    }
}
