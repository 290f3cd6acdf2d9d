/// The way in.
struct SignInPage: Sendable {
    let guest: Guest
    let assets: Assets
    let token: String
    let message: Phrase?
    let next: String
    let login: String

    var html: HTML {
        Layout(
            title: "\(guest.say(.signIn)) – \(guest.say(.desk))", language: guest.language, assets: assets,
            path: "/desk/sign-in", visit: nil
        ).html(
            element("main", .id("main"), .class("card")) {
                element("h1") { guest.say(.signIn) }
                if let message {
                    element("p", .class("notice bad"), Attribute("role", "alert")) { guest.say(message) }
                }
                element("form", Attribute("method", "post"), Attribute("action", "/desk/sign-in")) {
                    element("input", .type("hidden"), .name("_csrf"), .value(token))
                    element("input", .type("hidden"), .name("next"), .value(next))
                    element("label", Attribute("for", "login")) { guest.say(.login) }
                    element(
                        "input", .id("login"), .name("login"), .value(login), .flag("required"),
                        .flag("autofocus", if: login.isEmpty), Attribute("autocomplete", "username"),
                        Attribute("autocapitalize", "none"), Attribute("spellcheck", "false"))
                    element("label", Attribute("for", "password")) { guest.say(.password) }
                    element(
                        "input", .id("password"), .name("password"), .type("password"), .flag("required"),
                        .flag("autofocus", if: !login.isEmpty), Attribute("autocomplete", "current-password"))
                    element("button", .type("submit"), .class("primary wide")) { guest.say(.signIn) }
                }
            })
    }
}
